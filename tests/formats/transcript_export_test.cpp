#include "engine/formats/transcript_export.h"

#include "formats/web_support.h"

#include "corpora.h"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace emic;
using namespace std::string_literals;
using test::read_one;

namespace {

const std::string turned = "Ana Silva: I felt lonely.\nBen: Why?\nAna Silva: At night.\nAlone.";
const std::vector<std::int64_t> moments = {3000, 65000, 3723000};

std::vector<std::int64_t> moments_of(const DocumentContent& content) {
    std::vector<std::int64_t> all;
    for (const TimeAnchor& time : content.times) all.push_back(time.milliseconds);
    return all;
}

void check_turns(const std::string& source) {
    CAPTURE(source);
    const ImportedDocument document = read_one("Ana.txt", source);
    CHECK(document.content.text == turned);
    REQUIRE(document.content.turns.size() == 3);
    CHECK(document.content.speakers.size() == 2);
    CHECK(document.content.speakers[document.content.turns[1].speaker].name == "Ben");
    CHECK(slice(document.content.text, {document.content.turns[2].words, document.content.turns[2].range.end}) == "At night.\nAlone.");
    CHECK(moments_of(document.content) == moments);
    CHECK(test::has_note(document, "3 times were taken out of the text", 3));
}

} // namespace

TEST_CASE("exported transcripts: Zoom, Teams, Otter, Rev and Trint") {
    check_turns("[Ana Silva] 00:00:03\nI felt lonely.\n\n[Ben] 00:01:05\nWhy?\n\n[Ana Silva] 01:02:03\nAt night.\nAlone.\n");
    check_turns("Ana Silva   0:03\nI felt lonely.\n\nBen   1:05\nWhy?\n\nAna Silva   1:02:03\nAt night.\n\nAlone.\n");
    check_turns("Ana Silva\t00:03\r\nI felt lonely.\r\nBen\t01:05\r\nWhy?\r\nAna Silva\t01:02:03\r\nAt night.\r\nAlone.\r\n");
    check_turns("Ana Silva (00:03):\nI felt lonely.\n\nBen (01:05):\nWhy?\n\nAna Silva (01:02:03):\nAt night.\nAlone.");
    check_turns("Ana Silva [00:00:03]\nI felt lonely.\n\nBen [00:01:05]\nWhy?\n\nAna Silva [01:02:03]\nAt night.\nAlone.");
    check_turns("[00:00:03] Ana Silva:\nI felt lonely.\n[00:01:05] Ben:\nWhy?\n[01:02:03] Ana Silva:\nAt night.\nAlone.");
}

TEST_CASE("exported transcripts: words on the line that says who and when") {
    for (const char* source : {"Interview 3\n\n00:00:03 Ana Silva: I felt lonely.\n00:01:05 Ben: Why?\n01:02:03.450 Ana Silva: At night.\n",
                               "Interview 3\n\nAna Silva (0:03): I felt lonely.\nBen (1:05): Why?\nAna Silva (1:02:03.45): At night.\n"}) {
        const DocumentContent content = read_one("Ana.txt", source).content;
        CHECK(content.text == "Interview 3\nAna Silva: I felt lonely.\nBen: Why?\nAna Silva: At night.");
        CHECK(moments_of(content) == std::vector<std::int64_t>{3000, 65000, 3723450});
        CHECK(content.times.front().at == 23);
    }
}

TEST_CASE("exported transcripts: times in words, name and time on two lines, all of it twice") {
    const std::string wanted = "Ida Larsen: So the first.\nMads Holm: I get up.\nIda Larsen: Every day?";
    const std::vector<std::int64_t> times = {3000, 8000, 3604000};
    for (const char* source : {"Ida Larsen   0 minutes 3 seconds\nSo the first.\n\nMads Holm   0 minutes 8 seconds\nI get up.\n\nIda Larsen   1 hour 0 minutes 4 seconds\nEvery day?\n",
                               "Ida Larsen\n0 minutes 3 seconds0:03\nIda Larsen 0 minutes 3 seconds\nSo the first.\n\nMads Holm\n0 minutes 8 seconds0:08\nMads Holm 0 minutes 8 seconds\nI get up.\n\n"
                               "Ida Larsen\n1 hour 0 minutes 4 seconds1:00:04\nIda Larsen 1 hour 0 minutes 4 seconds\nEvery day?\n",
                               "IL\nIda Larsen\n0:03\nSo the first.\nMH\nMads Holm\n0:08\nI get up.\nIL\nIda Larsen\n1:00:04\nEvery day?\n", "0:03\nIda Larsen\nSo the first.\n\n0:08\nMads Holm\nI get up.\n\n1:00:04\nIda Larsen\nEvery day?\n",
                               "00:00:03 Ida Larsen\nSo the first.\n00:00:08 Mads Holm\nI get up.\n01:00:04 Ida Larsen\nEvery day?\n",
                               "[00:00:03.000] - Ida Larsen\nSo the first.\n[00:00:08.000] - Mads Holm\nI get up.\n[01:00:04.000] - Ida Larsen\nEvery day?\n"}) {
        CAPTURE(source);
        const DocumentContent content = read_one("a.txt", source).content;
        CHECK(content.text == wanted);
        CHECK(moments_of(content) == times);
    }
    CHECK(moments_of(read_one("a.txt", "Ida Larsen 3 minutes 1 second\nOne.\nMads Holm 4 minutes\nTwo.\nIda Larsen 1 hour 2 seconds\nThree.\n").content) == std::vector<std::int64_t>{181000, 240000, 3602000});
    // Two turns are enough where times are written in words.
    CHECK(read_one("a.txt", "Ida Larsen\n0 minutes 3 seconds0:03\nIda Larsen 0 minutes 3 seconds\nSo.\n\nMads Holm\n0 minutes 8 seconds0:08\nMads Holm 0 minutes 8 seconds\nI get up.\n").content.text == "Ida Larsen: So.\nMads Holm: I get up.");
}

TEST_CASE("exported transcripts: credits and marks of the recording are nobody's words") {
    const DocumentContent content = read_one("a.txt", "Ana Silva  0:03 \nHow?\n\nBen Holt  0:12 \nA friend.\n\nAna Silva  1:00:35 \nAnd?\n\nTranscribed by https://example.org").content;
    CHECK(content.text == "Ana Silva: How?\nBen Holt: A friend.\nAna Silva: And?\nTranscribed by https://example.org");
    REQUIRE(content.turns.size() == 3);
    CHECK(slice(content.text, content.turns[2].range) == "Ana Silva: And?");
}

TEST_CASE("exported transcripts: names above the words of captions, as older Teams has them") {
    std::string cues;
    for (const char* cue : {"00:00:03.450 --> 00:00:05.120\nAna Silva\nI felt\nlonely.", "00:01:05.000 --> 00:01:06.000\nBen\nWhy?", "00:01:07.000 --> 00:01:08.000\nAna Silva\nAt night.",
                            "00:01:08.000 --> 00:01:09.000\nAna Silva\nAlone.", "00:01:10.000 --> 00:01:11.000\nBen\nOh.", "00:01:12.000 --> 00:01:13.000\nBen\nYes."})
        cues += cue + "\n\n"s;
    const DocumentContent content = read_one("Ana.txt", cues).content;
    CHECK(content.text == "Ana Silva: I felt lonely.\nBen: Why?\nAna Silva: At night. Alone.\nBen: Oh. Yes.");
    CHECK(content.speakers.size() == 2);
    CHECK(content.times.front() == TimeAnchor{11, 3450});
}

TEST_CASE("exported transcripts: a Word file of Teams keeps its text, and gets turns and times") {
    std::string paragraphs;
    for (const char* line : {"Meeting", "Ana Silva   0:03", "I felt lonely.", "Ben   1:05", "Why?", "Ana Silva   1:07", "At night."})
        paragraphs += "<w:p><w:r><w:t xml:space=\"preserve\">"s + line + "</w:t></w:r></w:p>";
    const DocumentContent content = read_one("Ana.docx", test::docx(paragraphs)).content;
    CHECK(content.text == "Meeting\nAna Silva   0:03\nI felt lonely.\nBen   1:05\nWhy?\nAna Silva   1:07\nAt night.");
    REQUIRE(content.turns.size() == 3);
    CHECK(content.turns[1] == Turn{{40, 55}, 51, 1});
    CHECK(content.times == std::vector<TimeAnchor>{{25, 3000}, {51, 65000}, {73, 67000}});
}

TEST_CASE("exported transcripts: what people type stays as it is") {
    for (const char* source : {"Ana: I felt lonely at 0:03.\nBen: Why?\nAna: At night.\n",
                               "I woke up at  6:30\nand felt lonely.\nHe called at  7:15\nand was late.\nThey came at  8:00\nto see.\n",
                               "Ana  0:03\nI felt lonely.\nBen  1:05\nWhy?\n", // only twice
                               "Ana  9:03\nI felt lonely.\nBen  5:05\nWhy?\nAna  1:05\nSo.\nBen  0:05\nOh.\n",
                               "9:00 Work\nI sat.\n10:00 Work\nI stood.\n11:00 Break\nTea.\n12:00 Work\nOn.\n",
                               "Monday (9:00)\nyoga\nTuesday (10:00)\nchoir\nSunday (11:00)\nchurch\n"}) {
        CAPTURE(source);
        const ImportedDocument document = read_one("Ana.txt", source);
        CHECK(document.content.text == source);
        CHECK(document.content.turns.empty());
    }
}

TEST_CASE("exported transcripts: real interviews are none" * doctest::skip(test::corpora().empty())) {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::corpora())) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (!is_valid_utf8(bytes)) continue;
        CAPTURE(entry.path().string());
        CHECK(find_exported_turns(bytes).empty());
        ++files;
    }
    CHECK(files >= 17);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::corpora())) {
        if (entry.path().extension() != ".docx") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        const Result<std::vector<ImportedDocument>> read = read_documents({"a.docx", bytes});
        CAPTURE(entry.path().string());
        if (read) CHECK(read->front().content.turns.empty());
    }
}

TEST_CASE("exported transcripts: damaged and hostile ones") {
    const std::string sound = "[Ana Silva] 00:00:03\nIch fühlte mich\n\n[Ben] 00:01:05\nWhy?\n\n[Ana Silva] 01:02:03\nAt night.\n";
    test::check_hostile("a.txt", sound);
    test::check_hostile("a.txt", "Änne   0:03\nIch\nBen   0:05\nWhy?\nÄnne   0:07\nSo.\n");
    for (const char* piece : {"[", "(", "1:", "0:03", "a  0:03\n", "[a] 0:03\n", "(0:03", "a (0:03): ", "0:03 a: ", " "})
        test::check_sound(read_documents({"a.txt", test::repeated(piece, 20'000)}));
    CHECK(find_exported_turns("A  999:03\nx\nA  0:99\nx\nA  0:3\nx\nA  :03\nx\nA  1:2:03\nx\n").empty());
}
