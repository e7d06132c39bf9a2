#pragma once

#include "engine/formats/xml.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// Which day a workbook counts from.
enum class DateSystem { from_1900, from_1904 };

/// A number format's code shows a date or a time: "dd/mm/yyyy", but neither "0.00" nor "\"days\" 0".
bool shows_date(std::string_view format_code);

/// For each cell style of styles.xml, whether its numbers are dates.
std::vector<bool> date_styles(const pugi::xml_node& style_sheet);

/// 45443 is 2024-05-31, 45443.5 is 2024-05-31T12:00:00, 0.5 is 12:00:00; the number itself when it is no day.
std::string date_text(double serial, DateSystem system);

/// A number as a person would write it: 3, 0.1, 1234567.
std::string number_text(double number);

/// The text of a shared or inline string, with its runs joined and without readings above characters.
std::string string_text(const pugi::xml_node& item);

/// "AB12" is column 27, row 12; nothing for anything else.
struct CellPlace {
    std::size_t column = 0; ///< from 0
    std::uint32_t row = 0;  ///< from 1
};
std::optional<CellPlace> cell_place(std::string_view reference);

} // namespace emic
