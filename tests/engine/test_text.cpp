#include "engine/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace emic;

namespace {

/// The grapheme clusters of a text, with "|" between them.
std::string clusters(const std::string& text) {
    std::string shown;
    for (std::uint32_t at = 0; at < text.size();) {
        const std::uint32_t next = grapheme_ceil(text, at + 1);
        CHECK(grapheme_floor(text, next - 1) == at);
        if (at > 0) shown += '|';
        shown += text.substr(at, next - at);
        at = next;
    }
    return shown;
}

} // namespace

TEST_CASE("UTF-8 is valid by Unicode table 3-7") {
    const std::vector<std::string> valid = {
        "",
        "a",
        "\x7F",
        "\xC2\x80",
        "\xDF\xBF",
        "\xE0\xA0\x80",
        "\xED\x9F\xBF",
        "\xEE\x80\x80",
        "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80",
        "\xF4\x8F\xBF\xBF",
        "我不想跑 👩‍🍼",
    };
    for (const std::string& text : valid)
        CHECK(is_valid_utf8(text));
    const std::vector<std::string> damaged = {
        "\x80",             // continuation alone
        "\xC0\x80",         // overlong NUL
        "\xC1\xBF",         // overlong
        "\xC2",             // cut off
        "\xE0\x9F\xBF",     // overlong
        "\xE6\x88",         // cut off
        "\xED\xA0\x80",     // surrogate
        "\xF0\x8F\xBF\xBF", // overlong
        "\xF4\x90\x80\x80", // above U+10FFFF
        "\xF5\x80\x80\x80",
        "\xFF",
        "a\xE6z",
    };
    for (const std::string& text : damaged) {
        CHECK_FALSE(is_valid_utf8(text));
        std::size_t replaced = 0;
        const std::string repaired = repair_utf8(text, replaced);
        CHECK(is_valid_utf8(repaired));
        CHECK(replaced > 0);
    }
    std::size_t replaced = 0;
    CHECK(repair_utf8("a\x80我", replaced) == "a\xEF\xBF\xBD我");
    CHECK(replaced == 1);
}

TEST_CASE("code points come apart and together") {
    const std::string text = "aé我👶";
    std::string copy;
    std::vector<char32_t> points;
    for (std::uint32_t at = 0; at < text.size();) {
        points.push_back(next_code_point(text, at));
        append_utf8(copy, points.back());
    }
    CHECK(points == std::vector<char32_t>{U'a', 0xE9, 0x6211, 0x1F476});
    CHECK(copy == text);
}

TEST_CASE("offsets: bytes, code points and UTF-16 units") {
    const std::string text = "aé我👶z"; // 1 + 2 + 3 + 4 + 1 bytes
    const std::vector<std::vector<std::uint32_t>> rows = {
        // bytes, code points, UTF-16 units
        {0, 0, 0}, {1, 1, 1}, {3, 2, 2}, {6, 3, 3}, {10, 4, 5}, {11, 5, 6},
    };
    for (const auto& row : rows) {
        CHECK(code_points_before(text, row[0]) == row[1]);
        CHECK(byte_at_code_point(text, row[1]) == row[0]);
        CHECK(utf16_units_before(text, row[0]) == row[2]);
        CHECK(byte_at_utf16_unit(text, row[2]) == row[0]);
        CHECK(is_code_point_boundary(text, row[0]));
    }
    for (std::uint32_t inside : {2u, 4u, 5u, 7u, 8u, 9u, 12u})
        CHECK_FALSE(is_code_point_boundary(text, inside));
    CHECK(code_points_before(text, 99) == 5);
    CHECK(byte_at_code_point(text, 99) == 11);
    CHECK(utf16_units_before(text, 99) == 6);
    CHECK(byte_at_utf16_unit(text, 99) == 11);
    CHECK(byte_at_utf16_unit(text, 4) == 10); // inside the surrogate pair: after it
}

TEST_CASE("grapheme clusters of UAX #29") {
    CHECK(clusters("abc") == "a|b|c");
    CHECK(clusters("e\u0301tude") == "e\u0301|t|u|d|e");
    CHECK(clusters("a\u0308\u0323b") == "a\u0308\u0323|b");
    CHECK(clusters("👩‍🍼👶🏽!") == "👩‍🍼|👶🏽|!");
    CHECK(clusters("👨‍👩‍👧‍👦x") == "👨‍👩‍👧‍👦|x");
    CHECK(clusters("🇳🇿🇦🇺🇹🇼") == "🇳🇿|🇦🇺|🇹🇼");
    CHECK(clusters("a🇳🇿🇦") == "a|🇳🇿|🇦");
    CHECK(clusters("한국어") == "한|국|어");
    CHECK(clusters("\u1112\u1161\u11AB\u1100") == "\u1112\u1161\u11AB|\u1100"); // conjoining jamo
    // Conjuncts joined by a virama are two clusters up to Unicode 15.0, which the pinned utf8proc has.
    CHECK(clusters("क्षि") == "क्|षि");
    CHECK(clusters("नमस्ते") == "न|म|स्|ते");
    CHECK(clusters("我們去") == "我|們|去");
    CHECK(clusters("a\nb") == "a|\n|b");
    CHECK(clusters("❤️1️⃣") == "❤️|1️⃣");
}

TEST_CASE("grapheme boundaries are found from anywhere, also inside code points") {
    const std::string text = "x👩‍🍼y";
    const std::uint32_t end = static_cast<std::uint32_t>(text.size()) - 1;
    for (std::uint32_t inside = 2; inside < end; ++inside) {
        CHECK(grapheme_floor(text, inside) == 1);
        CHECK(grapheme_ceil(text, inside) == end);
    }
    CHECK(grapheme_floor(text, 999) == text.size());
    CHECK(grapheme_ceil(text, 999) == text.size());
    // Which flags a letter belongs to is decided from the start of their row.
    std::string flags;
    for (int i = 0; i < 50; ++i)
        flags += "🇳🇿";
    for (std::uint32_t at = 0; at < flags.size(); ++at)
        CHECK(grapheme_floor(flags, at) == at / 8 * 8);
}

TEST_CASE("paragraphs") {
    using Ranges = std::vector<TextRange>;
    CHECK(paragraphs("") == Ranges{{0, 0}});
    CHECK(paragraphs("ab") == Ranges{{0, 2}});
    CHECK(paragraphs("ab\n") == Ranges{{0, 2}, {3, 3}});
    const Ranges three = paragraphs("ab\n\nc");
    CHECK(three == Ranges{{0, 2}, {3, 3}, {4, 5}});
    CHECK(paragraph_at(three, 0) == 0);
    CHECK(paragraph_at(three, 2) == 0);
    CHECK(paragraph_at(three, 3) == 1);
    CHECK(paragraph_at(three, 4) == 2);
    CHECK(paragraph_at(three, 99) == 2);
}

TEST_CASE("slices and trimming") {
    CHECK(slice("lonely", {1, 3}) == "on");
    CHECK(slice("lonely", {4, 99}) == "ly");
    CHECK(slice("lonely", {9, 12}) == "");
    CHECK(slice("lonely", {3, 1}) == "");
    const std::string text = " \u00A0\u3000night \t\n";
    CHECK(slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})) == "night");
    CHECK(trimmed("  ", {0, 2}).empty());
    CHECK(trimmed("ab", {0, 99}) == TextRange{0, 2});
}

TEST_CASE("case is folded, accents stay") {
    CHECK(fold_case("ÉTÉ Été") == "été été");
    CHECK(fold_case("ΣΑΣ 我 👶") == "σασ 我 👶");
}

TEST_CASE("ranges follow a splice") {
    // The range is in [], what is cut in {}, what comes in stead after |, and the result as it then stands.
    struct Row {
        const char* meaning;
        TextRange range;
        Splice splice;
        TextRange mapped;
    };
    const Row rows[] = {
        {"before the range, longer", {5, 9}, {{0, 2}, 5}, {8, 12}},
        {"before the range, deleted", {5, 9}, {{0, 5}, 0}, {0, 4}},
        {"after the range", {5, 9}, {{9, 12}, 1}, {5, 9}},
        {"inserted at its begin", {5, 9}, {{5, 5}, 3}, {8, 12}},
        {"inserted at its end", {5, 9}, {{9, 9}, 3}, {5, 9}},
        {"inserted inside", {5, 9}, {{6, 6}, 3}, {5, 12}},
        {"replaced inside", {5, 9}, {{6, 8}, 1}, {5, 8}},
        {"replaced at its begin", {5, 9}, {{5, 7}, 4}, {5, 11}},
        {"replaced at its end", {5, 9}, {{7, 9}, 4}, {5, 11}},
        {"equal, corrected", {5, 9}, {{5, 9}, 6}, {5, 11}},
        {"equal, deleted", {5, 9}, {{5, 9}, 0}, {5, 5}},
        {"over its begin", {5, 9}, {{3, 7}, 1}, {4, 6}},
        {"over its end", {5, 9}, {{7, 11}, 6}, {5, 7}},
        {"over both ends", {5, 9}, {{3, 11}, 6}, {3, 3}},
        {"over both, one edge equal", {5, 9}, {{5, 11}, 6}, {5, 5}},
        {"over both, other edge equal", {5, 9}, {{3, 9}, 6}, {3, 3}},
        {"nothing", {5, 9}, {{7, 7}, 0}, {5, 9}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.meaning);
        CHECK(map_range(row.range, row.splice) == row.mapped);
    }
}
