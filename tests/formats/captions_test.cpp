#include "engine/formats/caption_cues.h"
#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"
#include "engine/text.h"

#include "corpora.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

using namespace emic;
using namespace std::string_literals;

namespace {

ImportedDocument read_captions(const std::string& bytes, std::string_view name = "Ana.vtt") {
    Result<std::vector<ImportedDocument>> documents = read_documents({name, bytes});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    REQUIRE(documents->size() == 1);
    return documents->front();
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> said(const DocumentContent& content) {
    std::vector<std::string> turns;
    for (const Turn& turn : content.turns)
        turns.push_back(content.speakers[turn.speaker].name + "|" + std::string(slice(content.text, {turn.words, turn.range.end})));
    return turns;
}

} // namespace

TEST_CASE("captions: voices become turns, with times at each caption's first word") {
    const ImportedDocument document = read_captions("WEBVTT\n\nNOTE nothing\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ana Silva>I felt</v>\n\n"
                                                    "00:00:02.500 --> 00:00:04.000\n<v Ana Silva>lonely &amp; tired.</v>\n\n"
                                                    "01:00:05.000 --> 01:00:06.000 align:start\n<v.loud Ben>Why?</v>\n");
    CHECK(document.content.text == "Ana Silva: I felt lonely & tired.\nBen: Why?");
    CHECK(said(document.content) == std::vector<std::string>{"Ana Silva|I felt lonely & tired.", "Ben|Why?"});
    CHECK(document.content.times == std::vector<TimeAnchor>{{11, 1000}, {18, 2500}, {39, 3605000}});
    CHECK(document.notes.empty());
}

TEST_CASE("captions: a byte order mark before the first words goes, and what has a place in the text goes with it") {
    const ImportedDocument document = read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n\xEF\xBB\xBFWell.\n\n00:03.000 --> 00:04.000\nLonely.\n");
    CHECK(document.content.text == "Well.\nLonely.");
    REQUIRE(document.content.times.size() == 2);
    CHECK(document.content.times[0].at == 0);
    CHECK(document.content.text.substr(document.content.times[1].at) == "Lonely.");
    DocumentContent content("\xEF\xBB\xBF\xEF\xBB\xBF" "Ana: Yes.\nBen: No.");
    content.speakers = {{"Ana", {}, false}, {"Ben", {}, false}};
    content.turns = {{{6, 15}, 11, 0}, {{16, 24}, 21, 1}};
    content.headings = {{{0, 6}, 1}, {{16, 24}, 2}};
    content.memos = {{{11, 14}, {}, "hm", 0}};
    drop_leading_marks(content);
    CHECK(said(content) == std::vector<std::string>{"Ana|Yes.", "Ben|No."});
    CHECK(content.headings == std::vector<Heading>{{{10, 18}, 2}});
    CHECK(slice(content.text, content.memos[0].range) == "Yes");
}

TEST_CASE("a byte order mark behind controls leads the text all the same") {
    std::size_t controls = 0;
    CHECK(clean_text("\x01\xEF\xBB\xBF\x02\xEF\xBB\xBFone\xEF\xBB\xBFtwo", controls) == "one\xEF\xBB\xBFtwo");
    CHECK(controls == 2);
}

TEST_CASE("captions: names before colons, as Zoom writes them; one sentence with a colon is no speaker") {
    const std::string zoom = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAna Silva: Hello.\n\n2\n00:00:02.000 --> 00:00:03.000\nBen: Hi.\n\n"
                             "3\n00:00:03.000 --> 00:00:04.000\nHow are you?\n\n4\n00:00:04.000 --> 00:00:05.000\nAna Silva: Fine.\n";
    CHECK(read_captions(zoom).content.text == "Ana Silva: Hello.\nBen: Hi. How are you?\nAna Silva: Fine.");
    CHECK(read_captions(zoom).content.speakers.size() == 2);
    std::string plain = "WEBVTT\n";
    for (const char* words : {"One", "Two", "Remember: never", "Four", "Five"}) plain += "\n00:01.000 --> 00:02.000\n"s + words + "\n";
    CHECK(read_captions(plain).content.text == "One\nTwo\nRemember: never\nFour\nFive");
    CHECK(read_captions(plain).content.turns.empty());
}

TEST_CASE("captions: SubRip in every shape people make it") {
    const std::string text = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>I felt</i>\r\nlonely {\\an8}< 3\r\n\r\n2\r\n0:0:3 --> 0:0:4\r\nyes\r\n\r\n2 more\r\n";
    const ImportedDocument document = read_captions(text, "x.srt");
    CHECK(document.content.text == "I felt lonely < 3\nyes\n2 more");
    CHECK(document.content.times == std::vector<TimeAnchor>{{0, 1000}, {18, 3000}});
    CHECK(document.notes.size() == 1);
    CHECK(read_captions("\xFF\xFE"s + "1\0\n\0000\0000\0:\0000\0001\0:\0000\0001\0,\0005\0 \0-\0-\0>\0 \0000\0:\0002\0\n\0H\0i\0"s, "x.txt").content.text == "Hi");
    CHECK(read_captions("WEBVTT without captions is what he said", "x.txt").content.text.empty());
}

TEST_CASE("captions: tags that never end and stray ampersands stay text") {
    CHECK(vtt_words("a <c.x>b</c> 1 < 2 & 3 &lt;x&gt;").front().words == "a b 1 < 2 & 3 <x>");
    CHECK(vtt_words("<v Ana>x</v> y") == std::vector<CaptionWords>{{"Ana", "x"}, {"", " y"}});
    const std::string many(200'000, '<');
    CHECK(vtt_words(many).front().words == many);
    CHECK(srt_words(many) == many);
}

TEST_CASE("captions: vtt.js's own cases, times and texts" * doctest::skip(test::corpora().empty())) {
    std::size_t files = 0, equal = 0, shown = 0, shown_equal = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::corpora() + "/vtt/vttjs")) {
        std::filesystem::path path = entry.path();
        if (path.extension() != ".vtt") continue;
        const std::string text = bytes_of(path);
        std::filesystem::path expected = path;
        if (!std::filesystem::exists(expected.replace_extension(".json"))) continue;
        ++files;
        const auto json = nlohmann::json::parse(bytes_of(expected));
        std::string valid, wanted, found;
        std::size_t replaced = 0;
        std::size_t controls = 0;
        valid = clean_text(repair_utf8(text, replaced), controls);
        for (const auto& cue : json["cues"])
            wanted += std::to_string(static_cast<int>(cue["startTime"].get<double>() * 1000)) + ">" + std::to_string(static_cast<int>(cue["endTime"].get<double>() * 1000)) + " " +
                      cue["text"].get<std::string>() + "\n";
        for (const CaptionCue& cue : parse_vtt_cues(valid))
            if (cue.begin) found += std::to_string(*cue.begin) + ">" + std::to_string(cue.end) + " " + cue.text + "\n";
        if (found == wanted) ++equal;
        else MESSAGE(path.string() << "\n" << wanted << "\nfound\n" << found);
        expected.replace_filename(path.stem().string() + "-proc.json");
        const auto drawn = nlohmann::json::parse(bytes_of(expected), nullptr, false);
        if (!drawn.is_array()) continue;
        ++shown;
        std::string drawn_text, words;
        for (const auto& box : drawn) drawn_text += box["textContent"].get<std::string>() + "\n";
        for (const CaptionCue& cue : parse_vtt_cues(valid)) {
            for (const CaptionWords& piece : vtt_words(cue.text)) words += piece.words;
            words += "\n";
        }
        if (drawn_text == words) ++shown_equal;

    }
    MESSAGE(equal << " of " << files << " files give the same cues; " << shown_equal << " of " << shown << " the same shown text");
    CHECK(files >= 90);
    CHECK(equal == files);
    // Four tags that never end are text for us, where a player shows nothing; after a blank line inside a cue the player
    // drops the rest; two files hold control characters, which a document does not take.
    CHECK(shown - shown_equal == 7);
}

TEST_CASE("captions: real files" * doctest::skip(test::corpora().empty())) {
    const std::string folder = test::corpora();
    const ImportedDocument tube = read_captions(bytes_of(folder + "/vtt/youtube_dl.vtt"));
    MESSAGE(tube.content.text.substr(0, 400));
    CHECK(tube.content.text.find("yeah\nwhat\nthis will happen") != std::string::npos);
    CHECK(read_captions(bytes_of(folder + "/vtt/invalid.vtt")).content.text.starts_with("Caption text #1\nCaption text #2"));
    std::string first;
    for (const char* name : {"bom-utf-8", "bom-utf-16-le", "bom-utf-16-be", "bom-utf-32-le", "bom-utf-32-be"}) {
        const std::string text = read_captions(bytes_of(folder + "/srt/pysrt/" + name + ".srt"), "x.srt").content.text;
        CHECK_FALSE(text.empty());
        if (first.empty()) first = text;
        CHECK(text == first);
    }
    for (const char* name : {"sample", "invalid_timeframe", "missing_timeframe"}) {
        CAPTURE(name);
        CHECK(read_captions(bytes_of(folder + "/srt/webvtt-py/" + name + ".srt"), "x.srt").content.text ==
              "Caption text #1\nCaption text #2\nCaption text #3\nCaption text #4\nCaption text #5");
    }
}
