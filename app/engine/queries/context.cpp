#include "engine/queries/context.h"

#include "engine/queries/text_units.h"

#include <algorithm>

namespace emic {

namespace {

std::uint32_t begin_of_context(std::string_view text, std::uint32_t begin, std::uint32_t code_points) {
    std::uint32_t at = begin;
    for (std::uint32_t taken = 0; at > 0 && text[at - 1] != '\n'; ++taken) {
        if (taken == code_points) {
            std::uint32_t word = at;
            if (is_white_space(previous_code_point(text, word))) return at;
            for (std::uint32_t space = at; space < begin;)
                if (is_white_space(next_code_point(text, space))) return space;
            return grapheme_ceil(text, at);
        }
        previous_code_point(text, at);
    }
    return at;
}

std::uint32_t end_of_context(std::string_view text, std::uint32_t end, std::uint32_t code_points) {
    std::uint32_t at = end;
    for (std::uint32_t taken = 0; at < text.size() && text[at] != '\n'; ++taken) {
        if (taken == code_points) {
            std::uint32_t word = at;
            if (is_white_space(next_code_point(text, word))) return at;
            for (std::uint32_t space = at; space > end;)
                if (is_white_space(previous_code_point(text, space))) return space;
            return grapheme_floor(text, at);
        }
        next_code_point(text, at);
    }
    return at;
}

} // namespace

Context context_of(std::string_view text, TextRange range, std::uint32_t code_points) {
    range.end = std::min(range.end, static_cast<std::uint32_t>(text.size()));
    range.begin = std::min(range.begin, range.end);
    const std::uint32_t begin = begin_of_context(text, range.begin, code_points);
    const std::uint32_t end = end_of_context(text, range.end, code_points);
    return {slice(text, {begin, range.begin}), slice(text, {range.end, end})};
}

std::uint32_t paragraph_number(std::string_view text, std::uint32_t offset) {
    text = text.substr(0, offset);
    std::uint32_t number = 1;
    for (std::size_t feed = text.find('\n'); feed != std::string_view::npos; feed = text.find('\n', feed + 1))
        ++number;
    return number;
}

TextDirection direction_at(std::string_view text, std::uint32_t offset) {
    return direction_of(slice(text, paragraph_range(text, offset)));
}

std::string in_direction(std::string_view words, TextDirection direction) {
    const TextDirection own = direction_of(words.substr(0, words.find('\n')));
    const bool right_to_left = direction == TextDirection::right_to_left;
    if (right_to_left == (own == TextDirection::right_to_left)) return std::string(words);
    return (right_to_left ? "\u200F" : "\u200E") + std::string(words);
}

std::string shown_passage(std::string_view text, TextRange range) {
    return in_direction(slice(text, range), direction_at(text, range.begin));
}

} // namespace emic
