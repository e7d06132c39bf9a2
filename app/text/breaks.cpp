#include "text/breaks.h"

#include "engine/queries/text_units.h"

#include <algorithm>
#include <linebreak.h>
#include <utf8proc.h>
#include <wordbreak.h>

namespace emic {

namespace {

TextRange paragraph_around(std::string_view text, std::uint32_t offset) {
    offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    const std::size_t after = text.find('\n', offset);
    return {before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1),
            static_cast<std::uint32_t>(after == std::string_view::npos ? text.size() : after)};
}

bool is_word(std::string_view text) {
    for (std::uint32_t at = 0; at < text.size();) {
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(next_code_point(text, at)));
        if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) return true;
        if (category == UTF8PROC_CATEGORY_SO) return true;
    }
    return false;
}

/// Starts of the UAX #29 segments of a paragraph, with its end last; offsets into the text.
std::vector<std::uint32_t> word_boundaries(std::string_view text, TextRange paragraph) {
    const std::string_view part = slice(text, paragraph);
    std::vector<char> breaks(part.size());
    if (!part.empty())
        set_wordbreaks_utf8(reinterpret_cast<const utf8_t*>(part.data()), part.size(), nullptr, breaks.data());
    std::vector<std::uint32_t> found{paragraph.begin};
    for (std::size_t i = 0; i + 1 < part.size(); ++i)
        if (breaks[i] == WORDBREAK_BREAK) found.push_back(paragraph.begin + static_cast<std::uint32_t>(i + 1));
    if (!part.empty()) found.push_back(paragraph.end);
    return found;
}

} // namespace

std::vector<BreakAfter> line_breaks(std::string_view paragraph) {
    std::vector<BreakAfter> found(paragraph.size(), BreakAfter::no);
    if (paragraph.empty()) return found;
    std::vector<char> breaks(paragraph.size());
    set_linebreaks_utf8(reinterpret_cast<const utf8_t*>(paragraph.data()), paragraph.size(), nullptr, breaks.data());
    for (std::size_t i = 0; i < breaks.size(); ++i)
        if (breaks[i] == LINEBREAK_ALLOWBREAK || breaks[i] == LINEBREAK_MUSTBREAK) found[i] = BreakAfter::allowed;
    found.back() = BreakAfter::allowed;
    return found;
}

bool breaks_anywhere(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0xA9E0 && c <= 0xA9FF) || (c >= 0xAA60 && c <= 0xAA7F) || (c >= 0x19E0 && c <= 0x19FF);
}

std::uint32_t next_word(std::string_view text, std::uint32_t offset) {
    const auto size = static_cast<std::uint32_t>(text.size());
    while (offset < size) {
        const TextRange paragraph = paragraph_around(text, offset);
        const std::vector<std::uint32_t> boundaries = word_boundaries(text, paragraph);
        for (std::size_t i = 0; i + 1 < boundaries.size(); ++i)
            if (boundaries[i] > offset && is_word(slice(text, {boundaries[i], boundaries[i + 1]}))) return boundaries[i];
        if (offset < paragraph.end) return paragraph.end;
        offset = paragraph.end + 1;
        if (offset >= size) return size;
        const TextRange next = paragraph_around(text, offset);
        if (const TextRange first = word_at(text, next.begin); is_word(slice(text, first)) || next.empty())
            return next.begin;
    }
    return size;
}

std::uint32_t previous_word(std::string_view text, std::uint32_t offset) {
    while (offset > 0) {
        const TextRange paragraph = paragraph_around(text, offset);
        const std::vector<std::uint32_t> boundaries = word_boundaries(text, paragraph);
        for (std::size_t i = boundaries.size(); i-- > 0;)
            if (boundaries[i] < offset && i + 1 < boundaries.size() &&
                is_word(slice(text, {boundaries[i], boundaries[i + 1]})))
                return boundaries[i];
        if (offset > paragraph.begin) return paragraph.begin;
        offset = paragraph.begin - 1;
        if (const TextRange before = paragraph_around(text, offset); before.empty()) return before.begin;
    }
    return 0;
}

std::vector<std::uint32_t> grapheme_boundaries(std::string_view text) {
    std::vector<std::uint32_t> found{0};
    if (text.empty()) return found;
    found.reserve(text.size() + 1);
    utf8proc_int32_t state = 0;
    std::uint32_t at = 0;
    char32_t previous = next_code_point(text, at);
    while (at < text.size()) {
        std::uint32_t after = at;
        const char32_t current = next_code_point(text, after);
        if (previous < 0x300 && current < 0x300 && previous != '\r' && previous != 0xA9 && previous != 0xAE) {
            found.push_back(at); // plain letters: a table would say the same
            state = 0;
        } else if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(previous),
                                                    static_cast<utf8proc_int32_t>(current), &state)) {
            found.push_back(at);
            state = 0;
        }
        previous = current;
        at = after;
    }
    found.push_back(static_cast<std::uint32_t>(text.size()));
    return found;
}

std::uint32_t next_grapheme(std::string_view text, std::uint32_t offset) {
    return offset >= text.size() ? static_cast<std::uint32_t>(text.size()) : grapheme_ceil(text, offset + 1);
}

std::uint32_t previous_grapheme(std::string_view text, std::uint32_t offset) {
    return offset == 0 ? 0 : grapheme_floor(text, std::min(offset, static_cast<std::uint32_t>(text.size())) - 1);
}

} // namespace emic
