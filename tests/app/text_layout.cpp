#include "app/fake_platform.h"
#include "corpora.h"
#include "engine/queries/text_units.h"
#include "text/breaks.h"
#include "text/transcript_layout.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace emic;

namespace {

// With the fake platform at 16 px: letters 8, spaces 4, Chinese characters and emoji 16 wide.
constexpr platform::Font body{16, platform::FontFace::reading, platform::HanStyle::unspecified, false, false};
constexpr platform::Font bold{16, platform::FontFace::reading, platform::HanStyle::unspecified, true, false};

ParagraphLayout laid_out(std::string_view text, float width, TextMeasure& measure, std::vector<TextRange> labels = {}) {
    ParagraphLayout layout;
    layout.lay_out(text, {0, static_cast<std::uint32_t>(text.size())}, labels, {body, bold}, width, measure);
    return layout;
}

std::string drawn_lines(std::string_view text, float width) {
    TextMeasure measure;
    std::string drawn;
    const ParagraphLayout layout = laid_out(text, width, measure);
    for (const LayoutLine& line : layout.lines()) {
        if (!drawn.empty()) drawn += '|';
        drawn += slice(text, line.range);
    }
    return drawn;
}

std::string random_text(std::mt19937_64& random, std::size_t pieces) {
    static const std::vector<std::string> parts = {
        "night", "ward", " ", " ", "  ", "\t", "I", "they kept checking", ",", ".", "照顾", "孩子，", "「はい」", "여보세요",
        "👩‍👩‍👧", "🇰🇪🇨🇳", "👍🏽", "e\u0301", "n\u0303o", "การสัมภาษณ์", "Wochenbettdepression", "http://a.org/b/c?d=e",
        "ሰላም", "नमस्ते", "-", "\u00A0", "…", "“", "”", "(", ")"};
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i) text += parts[random() % parts.size()];
    return text;
}

/// Every line's places: the caret goes where the hit test finds it again.
void check_caret_and_hit(std::string_view text, const ParagraphLayout& layout) {
    bool left_to_right = true;
    for (const LayoutWord& word : layout.words()) left_to_right = left_to_right && !word.right_to_left();
    for (std::size_t index = 0; index < layout.lines().size(); ++index) {
        const LayoutLine& line = layout.lines()[index];
        const auto words = layout.words_of(line);
        const std::uint32_t last = line.wrapped ? words.back().ink_end : line.range.end;
        std::vector<std::uint32_t> places;
        for (const std::uint32_t bytes : grapheme_boundaries(slice(text, line.range)))
            if (line.range.begin + bytes <= last) places.push_back(line.range.begin + bytes);
        std::map<float, int> at_x;
        for (const std::uint32_t place : places) ++at_x[layout.caret_x(text, index, place)];
        for (const std::uint32_t place : places) {
            const float x = layout.caret_x(text, index, place);
            const std::uint32_t found = layout.hit(text, index, x);
            REQUIRE(layout.caret_x(text, index, found) == doctest::Approx(x).epsilon(1e-5));
            REQUIRE(is_code_point_boundary(text, found));
            REQUIRE(grapheme_floor(text, found) == found);
            if (left_to_right && at_x[x] == 1) REQUIRE(found == place);
        }
    }
}

/// Lines follow each other without holes, none is wider than it may be, words are drawn once.
void check_lines(std::string_view text, const ParagraphLayout& layout, float width) {
    std::uint32_t at = layout.range().begin;
    for (const LayoutLine& line : layout.lines()) {
        REQUIRE(line.range.begin == at);
        std::uint32_t inside = at;
        for (const LayoutWord& word : layout.words_of(line)) {
            REQUIRE(word.range.begin == inside);
            REQUIRE(word.ink_end <= word.range.end);
            inside = word.range.end;
        }
        REQUIRE(inside == line.range.end);
        at = line.range.end;
        REQUIRE(grapheme_floor(text, at) == at);
        const bool one_grapheme = grapheme_boundaries(slice(text, line.range)).size() <= 2;
        if (!one_grapheme) {
            // Only spaces may make a line of one grapheme longer.
            const std::string_view seen = slice(text, trimmed(text, line.range));
            if (grapheme_boundaries(seen).size() > 2) REQUIRE(line.right - line.left <= width + 0.1f);
        }
    }
    REQUIRE(at == layout.range().end);
}

} // namespace

TEST_CASE("lines break where the scripts allow") {
    struct Row {
        const char* text;
        float width;
        const char* lines;
    };
    const Row rows[] = {
        {"They kept checking on me", 130, "They kept |checking on me"},
        {"They kept checking on me", 68, "They kept |checking |on me"},
        {"They kept   checking", 100, "They kept   |checking"},
        {"照顾孩子很辛苦", 64, "照顾孩子|很辛苦"},
        {"孩子，很好。", 32, "孩|子，|很|好。"},
        {"Donaudampfschiff", 64, "Donaudam|pfschiff"},
        {"an Donaudampfschiff", 64, "an |Donaudam|pfschiff"},
        {"👩‍👩‍👧👩‍👩‍👧", 60, "👩‍👩‍👧|👩‍👩‍👧"},
        {"a\u00A0b c", 24, "a\u00A0b |c"},
        {"การสัมภาษณ์ครั้ง", 40, "การสัม|ภาษณ์ค|รั้ง"},
        {"", 100, ""},
    };
    for (const Row& row : rows) CHECK(drawn_lines(row.text, row.width) == row.lines);
}

TEST_CASE("a trailing space hangs and is not highlighted at a line's end") {
    TextMeasure measure;
    const std::string text = "They kept checking";
    const ParagraphLayout layout = laid_out(text, 70, measure);
    REQUIRE(layout.lines().size() == 2);
    CHECK(layout.lines()[0].right == doctest::Approx(68)); // "They kept": 8 letters and one space
    std::vector<LayoutSpan> spans;
    layout.spans(text, 0, {0, 18}, spans);
    CHECK(spans == std::vector<LayoutSpan>{{0, 68}});
    spans.clear();
    layout.spans(text, 0, {2, 7}, spans);
    CHECK(spans == std::vector<LayoutSpan>{{16, 52}});
    CHECK(layout.hit(text, 0, 500) == 9); // before the space that hangs
    CHECK(layout.hit(text, 1, -5) == 10);
    CHECK(layout.line_of(10) == 1);
    CHECK(layout.line_of(10, true) == 0);
}

TEST_CASE("speaker labels are measured in their own font") {
    TextMeasure measure;
    const std::string text = "P07: yes";
    const ParagraphLayout layout = laid_out(text, 500, measure, {{0, 4}});
    REQUIRE(layout.words().size() >= 2);
    CHECK(layout.words()[0].label);
    CHECK(layout.words()[0].ink_advance == doctest::Approx(4 * 9));
    CHECK_FALSE(layout.words().back().label);
}

TEST_CASE("right-to-left words stand from right to left") {
    TextMeasure measure;
    const std::string text = "say שלום עולם now";
    const ParagraphLayout layout = laid_out(text, 900, measure);
    const auto words = layout.words();
    const auto x_of = [&](std::string_view wanted) {
        for (const LayoutWord& word : words)
            if (slice(text, {word.range.begin, word.ink_end}) == wanted) return word.ink_x();
        return -1.0f;
    };
    CHECK(x_of("say") == 0);
    CHECK(x_of("עולם") < x_of("שלום"));
    CHECK(x_of("שלום") < x_of("now"));
    check_caret_and_hit(text, layout);
    // A passage from inside the first to inside the second word is two stretches or one, never more than the line.
    std::vector<LayoutSpan> spans;
    layout.spans(text, 0, {4, static_cast<std::uint32_t>(text.size())}, spans);
    REQUIRE(spans.size() == 1);
    CHECK(spans[0].left == doctest::Approx(x_of("עולם")));
}

TEST_CASE("hit test and caret are inverse at every grapheme of random text") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        const std::string text = random_text(random, 40);
        const float width = 40 + static_cast<float>(random() % 400);
        TextMeasure measure;
        const ParagraphLayout layout = laid_out(text, width, measure);
        check_lines(text, layout, width);
        check_caret_and_hit(text, layout);
    }
}

TEST_CASE("the multilingual corpus lays out soundly" * doctest::skip(test::corpora().empty())) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::corpora() + "/multilingual")) {
        if (entry.path().extension() != ".txt") continue;
        CAPTURE(entry.path().filename().string());
        std::ifstream file(entry.path(), std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        std::size_t replaced = 0;
        const std::string text = repair_utf8(bytes.str(), replaced);
        TextMeasure measure;
        std::size_t done = 0;
        for (const TextRange& range : paragraphs(text)) {
            if (range.empty()) continue;
            if (++done > 25) break;
            ParagraphLayout layout;
            layout.lay_out(text, range, {}, {body, bold}, 300, measure);
            check_lines(text, layout, 300);
            check_caret_and_hit(text, layout);
        }
        ++files;
    }
    CHECK(files > 5);
}

TEST_CASE("laid out bit by bit equals laid out at once") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        fake::reset();
        std::mt19937_64 random(seed);
        std::string text;
        for (int i = 0; i < 60; ++i) text += random_text(random, random() % 30) + "\n";
        const SharedText shared(text);
        const std::vector<TextRange> ranges = paragraphs(shared.view());
        TranscriptLayout::Request request;
        request.text = shared;
        request.paragraphs = ranges;
        request.fonts = {body, bold};
        request.width = 250;
        TextMeasure measure;
        TranscriptLayout whole, lazy;
        CHECK(whole.set(request));
        CHECK_FALSE(whole.set(request));
        whole.lay_out_all(measure);
        lazy.set(request);
        lazy.paragraph(random() % ranges.size(), measure);
        lazy.paragraph(random() % ranges.size(), measure);
        CHECK_FALSE(lazy.complete());
        int rounds = 0;
        while (lazy.refine(random() % ranges.size(), 0, measure)) ++rounds;
        CHECK(rounds > 5); // a budget that is used up still makes progress, a little at a time
        CHECK(lazy.complete());
        CHECK(lazy.total_height() == whole.total_height());
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            REQUIRE(lazy.top_of(i) == whole.top_of(i));
            const ParagraphLayout& a = lazy.paragraph(i, measure);
            const ParagraphLayout& b = whole.paragraph(i, measure);
            REQUIRE(a.lines().size() == b.lines().size());
            for (std::size_t line = 0; line < a.lines().size(); ++line) {
                REQUIRE(a.lines()[line].range == b.lines()[line].range);
                REQUIRE(a.lines()[line].right == b.lines()[line].right);
            }
        }
    }
}

TEST_CASE("refining keeps to its budget") {
    fake::reset();
    std::string text;
    for (int i = 0; i < 400; ++i) text += "paragraph number " + std::to_string(i) + " of many\n";
    const SharedText shared(text);
    const std::vector<TextRange> ranges = paragraphs(shared.view());
    TranscriptLayout::Request request;
    request.text = shared;
    request.paragraphs = ranges;
    request.fonts = {body, bold};
    request.width = 600;
    TextMeasure measure;
    TranscriptLayout layout;
    layout.set(request);
    CHECK(fake::world().measure_calls == 0); // nothing is measured before somebody looks
    fake::world().measure_cost_ms = 0.1;
    const double before = platform::now_ms();
    CHECK(layout.refine(0, before + 2, measure));
    CHECK(platform::now_ms() - before < 4);
}

TEST_CASE("words and graphemes for the keyboard") {
    const std::string text = "I felt, lonely.\n\nThey're here";
    CHECK(next_word(text, 0) == 2);
    CHECK(next_word(text, 2) == 8);
    CHECK(next_word(text, 8) == 15);
    CHECK(next_word(text, 17) == 25);
    CHECK(previous_word(text, 25) == 17);
    CHECK(previous_word(text, 8) == 2);
    CHECK(previous_word(text, 2) == 0);
    CHECK(slice(text, word_at(text, 9)) == "lonely");
    CHECK(slice(text, word_at(text, 17)) == "They're");
    const std::string family = "a👩‍👩‍👧b";
    CHECK(next_grapheme(family, 1) == family.size() - 1);
    CHECK(previous_grapheme(family, static_cast<std::uint32_t>(family.size() - 1)) == 1);
    std::uint32_t at = 0;
    int steps = 0;
    while (at < text.size() && steps < 100) at = next_word(text, at), ++steps;
    CHECK(at == text.size());
    while (at > 0 && steps < 200) at = previous_word(text, at), ++steps;
    CHECK(at == 0);
}
