#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emic {

/// Which way a paragraph runs; `automatic` follows its first letter with a direction.
enum class TextDirection : std::uint8_t { automatic, left_to_right, right_to_left };

/// The direction of the first letter that has one, as a browser takes it for dir="auto" (UAX #9, P2 and P3: isolated names do
/// not count); `automatic` where there is none.
TextDirection direction_of(std::string_view paragraph);

/// False for most text, without a table: nothing in it is right to left or controls directions.
bool may_be_right_to_left(std::string_view text);

/// A name inside a sentence: set apart (U+2068, U+2069) where its letters could change the order of the words around it, and
/// as it is everywhere else.
std::string isolated(std::string_view name);

/// ‘name’ and “words”, for sentences, what stands in the quotation marks isolated.
std::string in_quotes(std::string_view name);
std::string in_double_quotes(std::string_view words);

/// A sentence without the signs that isolate, for those who hear it or look for it by its words.
std::string without_isolates(std::string_view sentence);

} // namespace emic
