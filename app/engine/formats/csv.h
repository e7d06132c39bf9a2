#pragma once

#include <span>
#include <string>
#include <string_view>

namespace emic {

/// Appends one record by RFC 4180: every field in quotation marks, CRLF at the end; UTF-8 without a byte order mark.
/// A field that a spreadsheet could take for a formula (it begins with = + - @, their full-width forms, TAB or CR) gets
/// an apostrophe in front, as OWASP advises ("CSV Injection").
void append_csv_row(std::string& out, std::span<const std::string_view> fields);

} // namespace emic
