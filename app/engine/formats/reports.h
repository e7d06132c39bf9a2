#pragma once

#include "engine/formats/export_input.h"
#include "engine/formats/report.h"

#include <string>

namespace emic {

/// Themes with codes, key quotations, relations and memos; then the codebook and the documents as appendices.
Report themes_report(const ExportInput& input);

/// The codes in tree order, each with its rules and counts.
Report codebook_report(const ExportInput& input);

/// Every coded passage under its code, with where it is from and, as comments, the memos on it.
Report quotations_report(const ExportInput& input);

/// Every document whole: coded words shaded in the code's colour, codes and memos as comments in the margin.
Report transcripts_report(const ExportInput& input);

/// Adds codebook_report()'s entries under headings of `level`.
void add_codebook_entries(Report& report, const ExportInput& input, std::uint32_t level);

/// Adds a memo's paragraphs, the last with its writer.
void add_memo(Report& report, const ExportInput& input, const Memo& memo);

/// The comment that says what a memo on a passage says.
ReportComment comment_of(const ExportInput& input, const Memo& memo);

/// The project's name, or "Untitled project".
std::string title_of(const ExportInput& input);

/// "1 document" or "3 documents"
std::string counted_noun(std::uint64_t count, const char* one, const char* many);

/// "12 passages in 4 documents"
std::string passage_counts(std::uint32_t codings, std::uint32_t documents);

/// "P01 interview (P01), paragraph 3"
std::string place_of(const std::string& document, const std::string& case_name, std::uint32_t paragraph);

} // namespace emic
