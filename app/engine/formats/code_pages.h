#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace emic {

/// A character set of the time before Unicode with one byte for a character: ASCII and these 128.
struct CodePage {
    int number = 0; ///< Microsoft's: 1252 is Western European, 10000 Mac Roman
    std::array<char16_t, 128> upper = {};
};

/// Null for pages that are not known and for those with two bytes for a character.
const CodePage* find_code_page(int number);

/// Pages of Japanese, Chinese and Korean: 932, 936, 949, 950.
bool is_double_byte_page(int number);

/// The bytes as UTF-8; what the page has not, or a page that is not known, gives U+FFFD and is counted.
std::string decode_code_page(std::string_view bytes, int number, std::uint32_t& undecoded);

} // namespace emic
