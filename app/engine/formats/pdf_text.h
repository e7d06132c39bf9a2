#pragma once

#include "engine/formats/pdf_pages.h"
#include "engine/formats/reader.h"

namespace emic {

/// The text of a PDF, from pieces at their places to paragraphs: columns in reading order, words hyphenated at line ends
/// joined, sentences running on over pages, headings by their size; running heads stand once, at the top, page numbers are left
/// out, comments become memos; all of it is told of. A file without text gives a Problem.
Result<ImportedDocument> pdf_document(std::string_view file_name, const PdfPages& file);

Problem pdf_problem(std::string_view file_name, PdfTrouble trouble);

/// Whether the bytes are a PDF's; some have a few bytes of something else before.
bool is_pdf(std::string_view bytes);

} // namespace emic
