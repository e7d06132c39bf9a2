#pragma once

#include "engine/text.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace emic {

/// What may happen after a byte of a paragraph.
enum class BreakAfter : std::uint8_t {
    no,
    allowed, ///< a line may end here (UAX #14)
};

/// For each byte of a paragraph whether a line may end after it. The end itself always is allowed.
std::vector<BreakAfter> line_breaks(std::string_view paragraph);

/// True for the scripts whose words no rule can find (Thai, Lao, Khmer, Burmese): their lines end at any grapheme.
bool breaks_anywhere(char32_t code_point);

/// Start of the next word after / of the word before `offset`, across paragraphs.
std::uint32_t next_word(std::string_view text, std::uint32_t offset);
std::uint32_t previous_word(std::string_view text, std::uint32_t offset);

/// Every grapheme boundary of a text from 0 to its size (UAX #29, as grapheme_floor sees them).
std::vector<std::uint32_t> grapheme_boundaries(std::string_view text);

/// The grapheme boundary after / before `offset`.
std::uint32_t next_grapheme(std::string_view text, std::uint32_t offset);
std::uint32_t previous_grapheme(std::string_view text, std::uint32_t offset);

} // namespace emic
