#pragma once

#include <span>
#include <string>
#include <string_view>

namespace emic {

enum class CellSafety { defused, exact };

/// Appends one record by RFC 4180: every field in quotation marks, CRLF at the end; UTF-8 without a byte order mark.
/// A field that a spreadsheet could take for a formula (it begins with = + - @, their full-width forms, TAB or CR) gets
/// an apostrophe in front, as OWASP advises ("CSV Injection"), unless it is to be exact.
void append_csv_row(std::string& out, std::span<const std::string_view> fields, CellSafety safety = CellSafety::defused);

/// True for a field that a spreadsheet could take for a formula.
bool may_be_formula(std::string_view field);

} // namespace emic
