#pragma once

#include "engine/formats/xml.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// Which day a workbook counts from.
enum class DateSystem { from_1900, from_1904 };

/// What a number format makes of a number.
struct NumberFormat {
    enum class Shows { number, date, time_of_day, duration };
    Shows shows = Shows::number;
    bool fractions = false; ///< of a second
    std::string prefix;     ///< "P" and 3 digits make "P007" of 7
    std::size_t digits = 0; ///< at least so many; 0: as many as there are

    bool operator==(const NumberFormat&) const = default;
};

/// By its code: "dd/mm/yyyy" shows a date, "hh:mm" a time of day, "[h]:mm:ss" a duration, "0.00" and "\"days\" 0" a number.
NumberFormat number_format(std::string_view code);

/// For each cell style of styles.xml what it makes of its numbers.
std::vector<NumberFormat> number_formats(const pugi::xml_node& style_sheet);

/// As a person sees it, but for dates and times, which come as ISO 8601 writes them.
std::string shown_number(double number, const NumberFormat& format, DateSystem system);

/// 45443 is 2024-05-31, 45443.5 is 2024-05-31T12:00:00, 0.5 is 12:00:00; the number itself when it is no day.
std::string date_text(double serial, DateSystem system);

/// 1.0625 days are 25:30:00.
std::string duration_text(double days, bool fractions);

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
