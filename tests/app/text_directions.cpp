// Lines of mixed directions: where words, carets and clicks stand, against the Unicode algorithm carried out line by line.
#include "app/fake_platform.h"
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/cut_line.h"
#include "text/paragraph_layout.h"

#include <SheenBidi/SheenBidi.h>
#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <random>

using namespace emic;

namespace {

// With the fake platform at 16 px: letters 8, spaces 4 wide.
constexpr platform::Font body{16, platform::FontFace::reading, platform::HanStyle::unspecified, false, false};

ParagraphLayout laid_out(std::string_view text, float width, TextDirection direction = TextDirection::automatic) {
    TextMeasure measure;
    ParagraphLayout layout;
    layout.lay_out(text, {0, static_cast<std::uint32_t>(text.size())}, {}, {body, body}, width, measure, direction);
    return layout;
}

std::string mixed_text(std::mt19937_64& random, std::size_t pieces) {
    static const std::vector<std::string> parts = {
        "שלום", "עולם", "בבית", "מחלקה", "هنا", "المقابلة", "أم", "گفتگو", "ward", "I", "felt", "Zoom", "2024", "3", "٤٥", "50%", " ", " ", " ", " ", "  ", ", ", ".", "?", "؟", "(", ")", "-", "\t",
        "שָׁלוֹם", "« ", "\u2068", "\u2069", "\u200F", "http://a.org/b", "a", "א"};
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i) text += parts[random() % parts.size()];
    return text;
}

std::uint32_t without_trailing_space(std::string_view text, TextRange range) {
    while (range.end > range.begin && (text[range.end - 1] == ' ' || text[range.end - 1] == '\t')) --range.end;
    return range.end;
}

/// White space, and what takes no room.
bool is_blank(std::string_view grapheme) { return grapheme == " " || grapheme == "\t" || grapheme == "\u2068" || grapheme == "\u2069" || grapheme == "\u200F"; }

/// The graphemes with ink of a line from left to right, as the Unicode algorithm orders the line (L1 and L2).
std::vector<std::uint32_t> order_by_unicode(std::string_view text, TextRange line) {
    const SBCodepointSequence sequence{SBStringEncodingUTF8, text.data(), text.size()};
    const SBAlgorithmRef algorithm = SBAlgorithmCreate(&sequence);
    const SBParagraphRef paragraph = SBAlgorithmCreateParagraph(algorithm, 0, text.size(), SBLevelDefaultLTR);
    const SBLineRef found = SBParagraphCreateLine(paragraph, line.begin, line.size());
    std::vector<std::uint32_t> order;
    for (SBUInteger i = 0; i < SBLineGetRunCount(found); ++i) {
        const SBRun& run = SBLineGetRunsPtr(found)[i];
        std::vector<std::uint32_t> places;
        for (std::uint32_t at = line.begin; at < line.end; at = next_grapheme(text, at))
            if (at >= run.offset && at < run.offset + run.length && !is_blank(slice(text, {at, next_grapheme(text, at)}))) places.push_back(at);
        if (run.level & 1) std::reverse(places.begin(), places.end());
        order.insert(order.end(), places.begin(), places.end());
    }
    SBLineRelease(found);
    SBParagraphRelease(paragraph);
    SBAlgorithmRelease(algorithm);
    return order;
}

/// The same as the layout places them.
std::vector<std::uint32_t> order_by_layout(std::string_view text, const ParagraphLayout& layout, std::size_t index) {
    const LayoutLine& line = layout.lines()[index];
    std::vector<std::pair<float, std::uint32_t>> places;
    for (std::uint32_t at = line.range.begin; at < line.range.end; at = next_grapheme(text, at)) {
        const TextRange grapheme{at, next_grapheme(text, at)};
        if (is_blank(slice(text, grapheme))) continue;
        std::vector<LayoutSpan> spans;
        layout.spans(text, index, grapheme, spans);
        REQUIRE(spans.size() == 1);
        places.emplace_back(spans[0].left, at);
    }
    std::ranges::sort(places);
    std::vector<std::uint32_t> order;
    for (const auto& [x, at] : places) order.push_back(at);
    return order;
}

/// Ink begins or ends where the paragraph's lines begin, and none juts out.
void check_edges(const ParagraphLayout& layout, float width) {
    for (const LayoutLine& line : layout.lines()) {
        if (line.word_count == 0) continue;
        if ((layout.base_level() & 1) != 0) REQUIRE(line.right == doctest::Approx(width));
        else REQUIRE(line.left == doctest::Approx(0));
        if (layout.words_of(line).size() > 1) REQUIRE(line.right - line.left <= width + 0.1f);
        for (const LayoutWord& word : layout.words_of(line)) {
            if (word.ink_end == word.range.begin) continue;
            REQUIRE(word.ink_x() >= line.left - 0.01f);
            REQUIRE(word.ink_x() + word.ink_advance <= line.right + 0.01f);
        }
    }
}

/// A click where a caret stands finds the place, or another whose caret stands there too; every caret stands within the line.
void check_clicks(std::string_view text, const ParagraphLayout& layout) {
    for (std::size_t index = 0; index < layout.lines().size(); ++index) {
        const LayoutLine& line = layout.lines()[index];
        if (line.word_count == 0) continue;
        const std::uint32_t last = without_trailing_space(text, line.range);
        std::map<float, int> at_x;
        std::vector<std::uint32_t> places;
        for (const std::uint32_t bytes : grapheme_boundaries(slice(text, line.range)))
            if (line.range.begin + bytes <= last) places.push_back(line.range.begin + bytes);
        for (const std::uint32_t place : places) ++at_x[std::round(layout.caret_x(text, index, place) * 16)];
        for (const std::uint32_t place : places) {
            const float x = layout.caret_x(text, index, place);
            REQUIRE(x >= line.left - 0.01f);
            REQUIRE(x <= line.right + 0.01f);
            const std::uint32_t found = layout.hit(text, index, x);
            REQUIRE(layout.caret_x(text, index, found) == doctest::Approx(x).epsilon(1e-4));
            if (at_x[std::round(x * 16)] == 1) REQUIRE(found == place);
        }
        // A click on a letter's own side finds that letter's edge: in the middle of each grapheme, a little to either side.
        for (std::size_t i = 0; i + 1 < places.size(); ++i) {
            std::vector<LayoutSpan> spans;
            layout.spans(text, index, {places[i], places[i + 1]}, spans);
            if (spans.size() != 1 || is_blank(slice(text, {places[i], places[i + 1]}))) continue;
            const auto word = std::ranges::find_if(layout.words(), [&](const LayoutWord& one) { return one.range.begin <= places[i] && places[i] < one.range.end; });
            REQUIRE(word != layout.words().end());
            const float third = (spans[0].right - spans[0].left) / 3;
            const std::uint32_t left = layout.hit(text, index, spans[0].left + third), right = layout.hit(text, index, spans[0].right - third);
            REQUIRE(left == (word->right_to_left() ? places[i + 1] : places[i]));
            REQUIRE(right == (word->right_to_left() ? places[i] : places[i + 1]));
        }
    }
}

} // namespace

TEST_CASE("mixed lines of any width are ordered as Unicode says, end at their edge, and are clicked where they stand") {
    std::size_t wrapped = 0, from_right = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        const std::string text = mixed_text(random, 10 + random() % 50);
        for (const float width : {60.f, 130.f, 331.f, 900.f}) {
            CAPTURE(width);
            const ParagraphLayout layout = laid_out(text, width);
            from_right += layout.base_level() & 1;
            for (std::size_t line = 0; line < layout.lines().size(); ++line) {
                CAPTURE(line);
                wrapped += layout.lines()[line].wrapped;
                CAPTURE(std::string(slice(text, layout.lines()[line].range)));
                CAPTURE(text);
                const auto numbers = [](const std::vector<std::uint32_t>& places) {
                    std::string words;
                    for (const std::uint32_t place : places) words += std::to_string(place) + " ";
                    return words;
                };
                REQUIRE(numbers(order_by_layout(text, layout, line)) == numbers(order_by_unicode(text, layout.lines()[line].range)));
            }
            check_edges(layout, width);
            check_clicks(text, layout);
        }
    }
    CHECK(wrapped > 1000);
    CHECK(from_right > 200);
}

TEST_CASE("the space at which a line wraps hangs outside on the left of a paragraph from right to left") {
    const std::string text = "שלום עולם";
    const ParagraphLayout layout = laid_out(text, 40);
    REQUIRE(layout.lines().size() == 2);
    CHECK(layout.lines()[0].left == doctest::Approx(8)); // four letters, to the edge
    CHECK(layout.lines()[0].right == doctest::Approx(40));
    CHECK(layout.hit(text, 0, 39) == 0);
    CHECK(layout.hit(text, 0, 9) == 8);
    CHECK(layout.hit(text, 0, -50) == 8); // before the space
    CHECK(layout.caret_x(text, 0, 0) == doctest::Approx(40));
    std::vector<LayoutSpan> spans;
    layout.spans(text, 0, {0, 9}, spans);
    CHECK(spans == std::vector<LayoutSpan>{{8, 40}});
}

TEST_CASE("words of the other direction at a line's end keep their space outside") {
    // Letters are 8 wide, the space 4: "של ward" and the space that hangs.
    const std::string hebrew = "של ward של";
    const ParagraphLayout right = laid_out(hebrew, 60);
    REQUIRE(right.lines().size() == 2);
    CHECK(right.lines()[0].left == doctest::Approx(8));
    CHECK(right.lines()[0].right == doctest::Approx(60));
    const std::string latin = "on עולם on";
    const ParagraphLayout left = laid_out(latin, 60);
    REQUIRE(left.lines().size() == 2);
    CHECK(left.lines()[0].left == doctest::Approx(0));
    CHECK(left.lines()[0].right == doctest::Approx(52));
}

TEST_CASE("a part of a paragraph runs as the whole does") {
    const std::string text = "Zoom שלום";
    CHECK(laid_out(text, 300).base_level() == 0);
    const ParagraphLayout layout = laid_out(text, 300, TextDirection::right_to_left);
    CHECK(layout.base_level() == 1);
    CHECK(layout.lines()[0].right == doctest::Approx(300));
    CHECK(layout.caret_x(text, 0, 0) > layout.caret_x(text, 0, 6));
    CHECK(laid_out("Zoom", 300, TextDirection::right_to_left).lines()[0].right == doctest::Approx(300));
    CHECK(laid_out("שלום", 300, TextDirection::left_to_right).lines()[0].left == doctest::Approx(0));
}

TEST_CASE("a name in a sentence is set apart where it is not from left to right") {
    CHECK(isolated("watched") == "watched");
    CHECK(isolated("être 照顾 5") == "être 照顾 5");
    CHECK(isolated("בבית") == "\u2068בבית\u2069");
    CHECK(in_quotes("أم") == "‘\u2068أم\u2069’");
    CHECK(direction_of("123 – בבית ward") == TextDirection::right_to_left);
    CHECK(direction_of(isolated("בבית") + " is merged") == TextDirection::left_to_right);
    CHECK(direction_of("123 (?)") == TextDirection::automatic);
    // Number and name stand where the sentence has them.
    const std::string sentence = isolated("בבית") + " 3 · " + isolated("أم") + " 4";
    const ParagraphLayout layout = laid_out(sentence, 900);
    const auto x = [&](std::string_view part) { return layout.caret_x(sentence, 0, static_cast<std::uint32_t>(sentence.find(part))); };
    CHECK(layout.base_level() == 0);
    CHECK(x("3") < x("·"));
    CHECK(x("·") < x("4"));
}

TEST_CASE("a line round the words found shows them whole, and is cut at words where it does not fit") {
    TextMeasure measure;
    ShortenedTexts shortened;
    const auto cut = [&](std::string_view before, std::string_view words, std::string_view after, float room, float width) {
        const std::string text = std::string(before) + std::string(words) + std::string(after);
        const auto begin = static_cast<std::uint32_t>(before.size());
        const CutLine line = cut_line(body, text, {begin, begin + static_cast<std::uint32_t>(words.size())}, {room, width}, measure, shortened);
        return line.text.substr(0, line.marked.begin) + "[" + std::string(slice(line.text, line.marked)) + "]" + line.text.substr(line.marked.end);
    };
    CHECK(cut("they kept ", "checking", " on me", 300, 900) == "they kept [checking] on me");
    CHECK(cut("they kept ", "checking", " on me", 60, 900) == "… kept [checking] on me");
    CHECK(cut("they kept ", "checking", " on me and on her", 60, 190) == "… kept [checking] on me and…");
    CHECK(cut("הם המשיכו ", "לבדוק", " אותי", 60, 900) == "… [לבדוק] אותי");
    CHECK(cut("母亲们在", "病房", "里", 48, 900) == "… 们在[病房]里");
    CHECK(cut("a\nb ", "c\nd", "", 300, 900) == "a b [c d]");
    CHECK(cut("they kept ", "checking", "", 0, 60) == "… [check]…"); // as much as there is room for
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        const std::string before = mixed_text(random, random() % 30), after = mixed_text(random, random() % 30);
        const std::string text = before + "ward" + after;
        const auto begin = static_cast<std::uint32_t>(before.size());
        const float width = 120 + static_cast<float>(random() % 500);
        const CutLine line = cut_line(body, text, {begin, begin + 4}, {width * 0.44f, width}, measure, shortened);
        REQUIRE(slice(line.text, line.marked) == "ward");
        REQUIRE(measure.advance(body, line.text) <= width + 0.1f);
        REQUIRE(is_valid_utf8(line.text));
        std::string shown = line.text.substr(0, line.marked.begin), whole = before;
        std::ranges::replace(whole, '\t', ' ');
        if (shown != whole) {
            REQUIRE(shown.starts_with("… "));
            REQUIRE(whole.ends_with(shown.substr(std::string("… ").size())));
        }
    }
}

TEST_CASE("a text cut to some lines ends in an ellipsis on the last, in the direction of its paragraph") {
    TextMeasure measure;
    WrappedTexts texts;
    const auto lines = [&](std::string_view text, WrappedTexts::Limits limits) {
        const WrappedTexts::Wrapped& wrapped = texts.wrap(body, text, limits, measure);
        std::string shown;
        for (const ParagraphLayout& paragraph : wrapped.paragraphs)
            for (const LayoutLine& line : paragraph.lines()) shown += (shown.empty() ? "" : "|") + std::string(slice(wrapped.text, line.range));
        return shown;
    };
    CHECK(lines("They kept checking on me", {130, 2}) == "They kept |checking on me");
    CHECK(lines("They kept checking on me", {130, 1}) == "They kept checki…");
    CHECK(lines("They kept\nchecking", {130, 1}) == "They kept…");
    CHECK(lines("They\n\nkept", {130, 2}) == "They|…");
    CHECK(lines("They kept checking on me", {130, 0}) == "They kept |checking on me");
    CHECK(lines("照顾孩子很辛苦", {64, 1}) == "照顾孩…");
    CHECK(lines("שלום עולם שלום", {72, 1}) == "שלום עול…");
    const WrappedTexts::Wrapped& cut = texts.wrap(body, "שלום עולם שלום", {72, 1}, measure);
    CHECK(cut.paragraphs[0].lines()[0].right == doctest::Approx(72));
    CHECK(cut.paragraphs[0].caret_x(cut.text, 0, cut.kept) < 20); // the ellipsis is on the left
    CHECK(texts.wrap(body, "Zoom שלום", {300, 3, TextDirection::right_to_left}, measure).paragraphs[0].base_level() == 1);
    CHECK(texts.wrap(body, "Zoom שלום", {300, 3}, measure).paragraphs[0].base_level() == 0);
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        const std::string text = mixed_text(random, 40) + "\n" + mixed_text(random, 40);
        for (const int most : {1, 2, 5}) {
            const WrappedTexts::Wrapped& wrapped = texts.wrap(body, text, {90.f + static_cast<float>(seed), most}, measure);
            REQUIRE(wrapped.line_count <= static_cast<std::size_t>(most));
            REQUIRE(text.substr(0, wrapped.kept) == wrapped.text.substr(0, wrapped.kept));
            REQUIRE((wrapped.kept == text.size() || wrapped.text.ends_with("…")));
        }
    }
    // Of an endless passage only its beginning is measured.
    std::string endless;
    for (int i = 0; i < 20000; ++i) endless += "word" + std::to_string(i) + " ";
    fake::reset();
    TextMeasure fresh;
    WrappedTexts own;
    own.wrap(body, endless, {300, 3}, fresh);
    CHECK(fake::world().measure_calls < 8000);
}
