#include "engine/formats/recording_times.h"

#include "formats/web_support.h"

using namespace emic;
using namespace std::string_literals;
using test::read_one;

namespace {

/// The text, and where its times stand: "3000>How".
std::string timed(const ImportedDocument& document) {
    std::string drawing = document.content.text + "\n--";
    for (const TimeAnchor& time : document.content.times) {
        const std::string_view behind = std::string_view(document.content.text).substr(time.at);
        drawing += " " + std::to_string(time.milliseconds) + ">" + std::string(behind.substr(0, behind.find_first_of(" \n?.")));
    }
    return drawing;
}
std::string timed(const std::string& text) { return timed(read_one("a.txt", text)); }

} // namespace

TEST_CASE("recording times: before the words, behind them, at labels: out of the words and beside them") {
    CHECK(timed("I: How? #00:00:12-3#\nB: A friend. #00:00:31-9#\n") == "I: How?\nB: A friend.\n\n-- 12300> 31900>");
    CHECK(timed("S01: [00:00:12] How?\nS02: [00:00:31] A friend.\nS01: [00:00:35] And?\n") == "S01: How?\nS02: A friend.\nS01: And?\n\n-- 12000>How 31000>A 35000>And");
    CHECK(timed("[00.00.12] How? {00:00:35} And? #00:00:40.5# So.") == "How? And? So.\n-- 12000>How 35000>And 40500>So");
    CHECK(timed("[00:00:00.000 --> 00:00:03.000]   How?\n[00:00:03.000 --> 00:00:06.000]   Nine.\n") == "How?\nNine.\n\n-- 0>How 3000>Nine");
    CHECK(timed("Ana [00:12]: How?\nAnd so on.\nBen [00:31]: A friend.\nAnd more.\n") == "Ana: How?\nAnd so on.\nBen: A friend.\nAnd more.\n\n-- 12000>: 31000>:");
    CHECK(timed("One [00:05:00] two[00:06:00]three [00:07:00], four.") == "One two three, four.\n-- 300000>two 360000> 420000>,");
    CHECK(timed("[00:00:12]\nHow?\n\n[00:00:31]\nA friend.") == "How?\n\nA friend.\n-- 12000>How 31000>A");
    CHECK(timed("0:00\nso today we\n0:04\nwill look at\n0:09\nthe ward\n") == "so today we\nwill look at\nthe ward\n\n-- 0>so 4000>will 9000>the");
    CHECK(timed("(00:12) How did it\n(00:31) begin and\n(00:47) end?") == "How did it\nbegin and\nend?\n-- 12000>How 31000>begin 47000>end");
}

TEST_CASE("recording times: clock times, dates, verses and diaries stay words") {
    for (const char* text : {"We met at 10:30 and left at 11:00.", "[12.05.24] Diary\n[13.05.24] Diary\n[14.05.24] Diary", "[01.05.24] a\n[02.05.24] b\n[03.05.24] c", "[03.05] a\n[04.05] b\n[05.05] c", "9:00 breakfast\n10:30 work\n12:00 lunch\n13:00 nap\n", "He read [3:16] aloud.", "Monday (9:00)\nyoga\nTuesday (10:00)\nchoir\nSunday (11:00)\nchurch\n",
                             "[inaudible 00:12:03] yes", "Ana: (10:30) we met.\nBen: Yes.\nAna: So.\n", "(9:00) yoga\n(10:00) choir\n(11:00) church"}) {
        CAPTURE(text);
        const ImportedDocument document = read_one("a.txt", text);
        CHECK(document.content.text == text);
        CHECK(document.content.times.empty());
    }
}

TEST_CASE("recording times: told, and whatever else has a place keeps its words") {
    DocumentContent content("Start\nI: [00:00:12] How? #00:00:13-0#\nB: Well [00:00:31] then.");
    const auto place = [](const std::string& text, const char* words) { return static_cast<std::uint32_t>(text.find(words)); };
    const std::string before = content.text;
    content.headings = {{{0, 5}, 1}};
    content.memos = {{{place(before, "How"), place(before, "How") + 4}, {}, "m", 0}, {{place(before, "then"), place(before, "then") + 4}, {}, "n", 0}};
    CHECK(take_times_out(content) == 3);
    CHECK(content.text == "Start\nI: How?\nB: Well then.");
    CHECK(slice(content.text, content.headings[0].range) == "Start");
    CHECK(slice(content.text, content.memos[0].range) == "How?");
    CHECK(slice(content.text, content.memos[1].range) == "then");
    CHECK(content.times.size() == 3);
    CHECK(test::has_note(read_one("a.txt", "I: How? #00:00:12-3#\nB: A friend. #00:00:31-9#\n"), "2 times of the recording were taken out of the text", 2));
    const ImportedDocument rich = read_one("f4.rtf", "{\\rtf1\\ansi{\\b I: How? #00:00:12-3#}\\par\n{B: A friend. #00:00:31-9#}\\par}");
    CHECK(rich.content.text == "I: How?\nB: A friend.");
    CHECK(rich.content.times.size() == 2);
}

TEST_CASE("recording times: hostile texts") {
    test::check_hostile("a.txt", "I: [00:00:12] Höw? #00:00:13-0#\nB: Well [00:00:31] then.\n0:03\nÄ 0:04\n");
    for (const char* piece : {"#", "[", "[0", "#00:00:12-3#", "[00:00:12]", "{00:00:12} \n", "(0:03)", "0:03\n", "1h", "a: [0:03] ", "00:00:01 --> ", "a (", "a: ("}) {
        CAPTURE(piece);
        test::check_sound(read_documents({"a.txt", test::repeated(piece, 20'000)}));
    }
}
