#pragma once

#include <string_view>

namespace emic {

/// Fonts whose characters stand for signs instead of letters.
enum class SymbolFont { none, symbol, wingdings, wingdings_2, wingdings_3, webdings };

SymbolFont symbol_font(std::string_view font_name);

/// The Unicode character that a symbol font shows for `code`: 0x20 to 0xFF, or the same in the private use area from
/// U+F000 on, as Word stores it. 0 where there is none or it is not known.
char32_t symbol_character(SymbolFont font, char32_t code);

} // namespace emic
