#pragma once

#include <span>
#include <string>
#include <string_view>

namespace emic {

enum class CellSafety { defused, exact };

/// Appends one record by RFC 4180: every field in quotation marks, CRLF at the end; UTF-8 without a byte order mark.
/// A field that is_formula() gets an apostrophe in front, as OWASP advises ("CSV Injection"), unless it is to be exact;
/// nothing else is changed.
void append_csv_row(std::string& out, std::span<const std::string_view> fields, CellSafety safety = CellSafety::defused);

/// True for a field that a spreadsheet which opens it as text in a table would calculate. Judged behind blanks, quotation
/// marks and what is invisible; full-width signs count as plain ones.
///
///     =1+1   @SUM(A1)   TAB or CR first   +cmd|'/C x'!A0   -2+3   -A1   +SUM(A1)   -[x]S!A1    formulas
///     -3   -1,5   +49 123   - Yes, I did.   - well-being   -Yes   -   –5                       as they are
bool is_formula(std::string_view field);

/// The field without the apostrophe that append_csv_row() puts before a formula.
std::string_view without_apostrophe(std::string_view field);

} // namespace emic
