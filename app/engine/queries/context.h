#pragma once

#include "engine/text.h"
#include "engine/text_direction.h"

#include <string>
#include <string_view>

namespace emic {

/// The words around a passage, within its paragraphs.
struct Context {
    std::string_view before;
    std::string_view after;

    bool operator==(const Context&) const = default;
};

/// Up to `code_points` on either side, never beyond the line feed before and behind; where cut off, at white space if
/// there is any. Views into `text`.
Context context_of(std::string_view text, TextRange range, std::uint32_t code_points);

/// The number, from 1, of the paragraph that holds `offset` (bytes): as paragraphs() and paragraph_at() would say.
std::uint32_t paragraph_number(std::string_view text, std::uint32_t offset);

/// Which way the paragraph at `offset` (bytes) runs: a passage in it runs that way too, whatever it begins with.
TextDirection direction_at(std::string_view text, std::uint32_t offset);

/// Words that run this way: behind a mark without width (U+200F, U+200E) where they would run another way of themselves. For the
/// screen alone.
std::string in_direction(std::string_view words, TextDirection direction);

/// The words of a passage as they are shown away from their paragraph.
std::string shown_passage(std::string_view text, TextRange range);

} // namespace emic
