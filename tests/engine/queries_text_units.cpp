#include "engine/queries/text_units.h"

#include "bench/big_study.h"
#include "corpora.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace emic;
using namespace emic::test;

namespace {

std::uint32_t place(std::string_view text, std::string_view words) {
    const std::size_t at = text.find(words);
    REQUIRE(at != std::string_view::npos);
    return static_cast<std::uint32_t>(at);
}

std::string word(std::string_view text, std::string_view from) {
    return std::string(slice(text, word_at(text, place(text, from))));
}
std::string sentence(std::string_view text, std::string_view from) {
    return std::string(slice(text, sentence_at(text, place(text, from))));
}
std::string turn(std::string_view text, std::string_view from) {
    return std::string(slice(text, turn_at(text, place(text, from))));
}
std::string label(std::string_view paragraph) {
    const auto range = speaker_label(paragraph);
    return range ? std::string(slice(paragraph, *range)) : "none";
}
std::string name(std::string_view paragraph) {
    const auto range = speaker_name(paragraph);
    return range ? std::string(slice(paragraph, *range)) : "none";
}

} // namespace

TEST_CASE("the word at a place") {
    const std::string_view text = "I don't know,  3.5 times\nyes";
    CHECK(word(text, "on't") == "don't");
    CHECK(word(text, "3.5") == "3.5");
    CHECK(word(text, ".5") == "3.5");
    CHECK(word(text, ",  ") == ",");
    CHECK(word(text, "  3") == "  ");
    CHECK(slice(text, word_at(text, 24)) == "times");
    CHECK(slice(text, word_at(text, 99)) == "yes");
    CHECK(word_at("a\n\nb", 2) == TextRange{2, 2});
    CHECK(word_at("", 0).empty());
    CHECK(word("naïve élève", "ïve") == "naïve");
    // Offsets inside a code point count as its beginning.
    CHECK(word_at("é", 1) == TextRange{0, 2});
}

TEST_CASE("what a drag takes in at once: words, about a character where there are no blanks, nothing between words") {
    const std::string text = "P07: I don't – know… 2.5 nai\u0308ve-ish\n我只想。ナース ฉันอยาก 👩‍👩‍👧x";
    const auto at = [&](std::string_view from) { return std::string(slice(text, snapping_word_at(text, static_cast<std::uint32_t>(text.find(from))))); };
    CHECK(at("P07") == "P07");
    CHECK(at("07:") == "P07");
    CHECK(at(": I") == "");
    CHECK(at("I don") == "I");
    CHECK(at("n't") == "don't");
    CHECK(at("'t") == "don't");
    CHECK(at("– know") == "");
    CHECK(at("w…") == "know");
    CHECK(at(".5") == "2.5");
    CHECK(at("5 nai") == "2.5");
    CHECK(at("\u0308ve") == "nai\u0308ve");
    CHECK(at("sh\n") == "ish");
    CHECK(at("\n") == "");
    CHECK(at("只") == "只");
    CHECK(at("ー") == "ナース");
    CHECK(at("👩") == "");
    CHECK(at("x") == "x");
    // Never beyond the text, never within a letter of several code points.
    for (std::uint32_t offset = 0; offset <= text.size() + 3; ++offset) {
        const TextRange word = snapping_word_at(text, offset);
        CHECK(word.end <= text.size());
        CHECK(grapheme_floor(text, word.begin) == word.begin);
        CHECK(grapheme_floor(text, word.end) == word.end);
        CHECK(slice(text, word).find_first_of(" \n") == std::string_view::npos);
    }
    CHECK(snapping_word_at("", 0).empty());
    // A paragraph of a million letters is not read for one word.
    std::string long_text;
    while (long_text.size() < 1'000'000) long_text += "lonely night ";
    CHECK(slice(long_text, snapping_word_at(long_text, 500'003)).size() <= 6);
}

TEST_CASE("words written without spaces are runs of one script") {
    CHECK(word("我觉得很难，真的。", "得") == "我觉得很难");
    CHECK(word("赤ちゃんはミルクを飲む", "ちゃ") == "ちゃんは");
    CHECK(word("赤ちゃんはミルクを飲む", "ルク") == "ミルク");
    CHECK(word("ฉันรักแม่ มาก", "รัก") == "ฉันรักแม่");
    CHECK(word("用ChatGPT写", "GPT") == "ChatGPT");
}

TEST_CASE("sentences end where a reader would end them") {
    const std::string_view text =
        "Dr. Smith came at 3.5 hours. \"Really?\" she said. So do I. Then J. Jones left... and came "
        "back. Wait!  No. 5 was (almost) free (e.g. Ward 3). Done";
    CHECK(sentence(text, "Smith") == "Dr. Smith came at 3.5 hours.");
    CHECK(sentence(text, "she") == "\"Really?\" she said.");
    CHECK(sentence(text, "do I") == "So do I.");
    CHECK(sentence(text, "left") == "Then J. Jones left... and came back.");
    CHECK(sentence(text, "Wait") == "Wait!");
    CHECK(sentence(text, "5 was") == "No. 5 was (almost) free (e.g. Ward 3).");
    CHECK(sentence(text, "Done") == "Done");
    CHECK(sentence("我很累。真的！\n下一段", "真") == "真的！");
    CHECK(sentence("她说：“我累了。”然后哭了。", "然后") == "然后哭了。");
    CHECK(sentence("मैं थक गई। बस।", "बस") == "बस।");
    CHECK(sentence("One.\nTwo.", "One") == "One.");
    CHECK(sentence("She asked “why?” Then left.", "Then") == "Then left.");
}

TEST_CASE("a speaker's label is no part of the sentence") {
    const std::string_view text = "P01: I was tired. Very.";
    CHECK(sentence(text, "tired") == "I was tired.");
    CHECK(sentence(text, "01") == "P01:");
}

TEST_CASE("speaker labels are recognised") {
    CHECK(label("Interviewer: Yes.") == "Interviewer:");
    CHECK(name("Interviewer: Yes.") == "Interviewer");
    CHECK(label("P01: Yes.") == "P01:");
    CHECK(label("Researcher 1:") == "Researcher 1:");
    CHECK(label("interviewer 2: and?") == "interviewer 2:");
    CHECK(label("Mother of P03: Yes.") == "Mother of P03:");
    CHECK(label("María José (P4): Sí.") == "María José (P4):");
    CHECK(label("访谈者：您好") == "访谈者：");
    CHECK(name("访谈者：您好") == "访谈者");
    CHECK(label("受访者1: 您好") == "受访者1:");
    CHECK(label("问：为什么") == "问：");
    CHECK(label("[Ana] Yes.") == "[Ana]");
    CHECK(name("[Ana]: Yes.") == "Ana");
    CHECK(label("【主持人】好") == "【主持人】");
    CHECK(label("MARY. Yes.") == "MARY.");
    CHECK(name("MARY. Yes.") == "MARY");
    CHECK(label("00:01:05 Ana: Yes.") == "Ana:");
    CHECK(label("[00:01:05] Ana: Yes.") == "Ana:");
    CHECK(label("  Ana : Yes.") == "Ana :");
    CHECK(name("  Ana : Yes.") == "Ana");
}

TEST_CASE("what only looks like a speaker label is none") {
    for (const char* paragraph : {"",
                                  " ",
                                  ":",
                                  "And then he said: no.",
                                  "Then she told me: go home.",
                                  "We met at 10:30 there.",
                                  "12-May-2023 - 10:36 - 1h09m31s – Ana",
                                  "http://example.org is it",
                                  "[laughs] Yes.",
                                  "[Pause]",
                                  "[P]lease do.",
                                  "[00:01:05] Yes.",
                                  "YES. I did.",
                                  "OK. I did.",
                                  "There are three things, first: sleep",
                                  "This is a very long beginning of a sentence: yes",
                                  "我当时就说：不行",
                                  "我觉得最重要的是：睡觉",
                                  "Yes.",
                                  "No. I did not.",
                                  "2023: a year",
                                  "Mary. Yes."}) {
        CAPTURE(paragraph);
        CHECK(label(paragraph) == "none");
        CHECK(name(paragraph) == "none");
    }
}

TEST_CASE("a turn runs from one label to the next") {
    const std::string_view text = "Title\n\nInt: How was it?\nP01: Loud.\n\nVery loud.\n\nInt: Oh.";
    CHECK(turn(text, "Loud") == "P01: Loud.\n\nVery loud.");
    CHECK(turn(text, "Very") == "P01: Loud.\n\nVery loud.");
    CHECK(turn(text, "How") == "Int: How was it?");
    CHECK(turn(text, "Oh") == "Int: Oh.");
    CHECK(turn(text, "Title") == "Title");
    CHECK(turn("no label\n here \nnone", "here") == "here");
    CHECK(turn("Int: only this\nand this", "and") == "Int: only this\nand this");
}

TEST_CASE("a selection grows from word to sentence, paragraph, turn and all of the text") {
    const std::string text = "Int: How?\nP01: It was loud. Very loud.\nAt night too.\nInt: Oh.";
    TextRange range{place(text, "loud"), place(text, "loud")};
    std::vector<std::string> steps;
    while (range != TextRange{0, static_cast<std::uint32_t>(text.size())}) {
        range = grow(text, range);
        steps.emplace_back(slice(text, range));
        REQUIRE(steps.size() < 9);
    }
    CHECK(steps == std::vector<std::string>{"loud", "It was loud.", "P01: It was loud. Very loud.",
                                            "P01: It was loud. Very loud.\nAt night too.", text});
    CHECK(grow(text, range) == range);
    CHECK(slice("ab cd", grow("ab cd", {1, 4})) == "ab cd");
    CHECK(slice("ab cd", grow("ab cd", {2, 2})) == "ab");
    CHECK(slice("ab cd", grow("ab cd", {5, 5})) == "cd");
    CHECK(grow("", {0, 0}) == TextRange{0, 0});
    CHECK(slice("loud. Very", grow("loud. Very", {2, 7})) == "loud. Very");
}

TEST_CASE("units lie on code points, hold their place and nest, on random texts") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        StudySize size;
        size.characters = 700;
        size.beyond_ascii = 25;
        const std::string text = made_up_transcript(dice, size, {"hai", "monou", "stee", "ra"}) + "\n\n第一。第二！";
        for (std::uint32_t at = 0; at <= text.size(); ++at) {
            if (!is_code_point_boundary(text, at)) continue;
            const TextRange paragraph = paragraph_range(text, at);
            const std::vector<TextRange> all = paragraphs(text);
            CHECK(paragraph == all[paragraph_at(all, at)]);
            for (const TextRange& unit : {word_at(text, at), sentence_at(text, at), turn_at(text, at)}) {
                CHECK(is_code_point_boundary(text, unit.begin));
                CHECK(is_code_point_boundary(text, unit.end));
            }
            CHECK(paragraph.contains(word_at(text, at)));
            CHECK(paragraph.contains(sentence_at(text, at)));
            const TextRange caret = grow(text, {at, at});
            const TextRange grown = grow(text, caret);
            CHECK(grown.contains(caret));
            CHECK((grown.size() > caret.size() || grown.size() == text.size()));
        }
    }
}

TEST_CASE("the speakers of real interviews are found" * doctest::skip(corpora().empty())) {
    for (const auto& [file, speaker] :
         {std::pair<const char*, const char*>{"Ana.txt", "Ana"}, {"Kelly.txt", "Kelly"}}) {
        std::ifstream stream(std::filesystem::path(corpora()) / "interviews" / "sheffield" / file, std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(stream), {});
        REQUIRE_FALSE(text.empty());
        std::size_t labelled = 0;
        std::multiset<std::string> names;
        const std::vector<TextRange> all = paragraphs(text);
        for (const TextRange& paragraph : all) {
            const std::string found = name(slice(text, paragraph));
            labelled += found != "none";
            names.insert(found);
        }
        CAPTURE(file);
        CHECK(names.count(speaker) > 10);
        CHECK(names.count("Researcher 1") > 10);
        CHECK(names.count(speaker) + names.count("Researcher 1") + 3 >= labelled);
    }
}
