#include "text/cut_line.h"

#include "text/breaks.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::string_view cut_before = "\u2026 ", cut_after = "\u2026";

/// Where the end of `before` begins that fits, at the start of a word where there is one nearby.
std::uint32_t begin_that_fits(const platform::Font& font, std::string_view before, float width, TextMeasure& measure) {
    const float whole = measure.advance(font, before);
    const std::vector<std::uint32_t> graphemes = grapheme_boundaries(before);
    const auto fits = std::partition_point(graphemes.begin(), graphemes.end() - 1, [&](std::uint32_t bytes) { return whole - TextMeasure::prefix(font, before, bytes) > width; });
    constexpr std::size_t longest_step = 24; ///< bytes
    const std::size_t space = *fits == 0 ? std::string_view::npos : before.find(' ', *fits);
    return space != std::string_view::npos && space - *fits < longest_step ? static_cast<std::uint32_t>(space + 1) : *fits;
}

} // namespace

CutLine cut_line(const platform::Font& font, std::string_view text, TextRange marked, LineRoom room, TextMeasure& measure, ShortenedTexts& shortened) {
    const std::string_view before = text.substr(0, marked.begin), words = slice(text, marked), after = text.substr(marked.end);
    const bool fits = measure.advance(font, before) <= room.before;
    const std::uint32_t from = fits ? 0 : begin_that_fits(font, before, room.before - measure.advance(font, cut_before), measure);
    CutLine line;
    if (from > 0) line.text = cut_before;
    line.text += before.substr(from);
    line.marked.begin = static_cast<std::uint32_t>(line.text.size());
    float left = room.width - measure.advance(font, line.text);
    // Of the marked words as much as there is room for, and of what follows them what is left of it then.
    const std::uint32_t of_words = shortened.fitting(font, words, left, true, measure);
    line.text += words.substr(0, of_words);
    line.marked.end = static_cast<std::uint32_t>(line.text.size());
    left -= measure.advance(font, words);
    const std::uint32_t of_after = of_words < words.size() ? 0 : shortened.fitting(font, after, left, true, measure);
    line.text += after.substr(0, of_after);
    if (of_words < words.size() || of_after < after.size()) line.text += cut_after;
    std::ranges::replace_if(line.text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return line;
}

} // namespace emic
