#pragma once

#include <string>
#include <string_view>

namespace emic {

/// Numbers of lists stop counting here.
constexpr int max_list_number = 1'000'000;

/// A number as a list shows it, by the name of its format in Word: "decimal" 4, "lowerRoman" iv, "upperLetter" D. An
/// unknown format counts in decimal.
std::string format_list_number(int number, std::string_view format);

} // namespace emic
