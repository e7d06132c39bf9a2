#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// What a table in a text file may hold; what is beyond is left out.
inline constexpr std::size_t max_csv_rows = 200'000;
inline constexpr std::size_t max_csv_fields = 2'000'000;

using CsvRow = std::vector<std::string>;

/// The sign between the fields: of comma, semicolon, TAB and bar the one that splits the first lines most evenly.
/// NUL when none does.
char sniff_delimiter(std::string_view text);

/// The rows of a table by RFC 4180, with any line ends; fields in quotation marks may hold delimiters and line breaks.
/// Rows in which nothing stands are left out. `text` must be valid UTF-8.
std::vector<CsvRow> read_csv(std::string_view text, char delimiter);

} // namespace emic
