#pragma once

#include <string>
#include <string_view>

namespace emic {

/// "can be 3 April 2023 or 4 March 2023 (write 2023-04-03 or 2023-03-04)" of a date like 03/04/2023, a time of day behind it or not; empty
/// for all else.
std::string two_dates_words(std::string_view text);

} // namespace emic
