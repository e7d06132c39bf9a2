#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emic {

/// JSON text whose values can all be read.
struct MendedJson {
    std::string text;
    std::uint32_t values = 0;     ///< numbers and words that are none: now strings that say what stood there, or null where nothing did
    std::uint32_t characters = 0; ///< that are none
};

/// Sets right what a parser refuses within values, for text whose brackets and quotation marks are sound: "1e999" and "NaN"
/// for numbers, half a surrogate pair, bytes that are no UTF-8, control characters, backslashes before other letters. Every
/// character that is none gives way to one of as many bytes, so that offsets of passages stay right.
MendedJson mend_json(std::string_view text);

} // namespace emic
