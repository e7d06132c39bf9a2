#pragma once

#include "engine/formats/export_input.h"

#include <string>
#include <vector>

namespace emic {

enum class ColumnKind { text, number, date, date_time };

struct DataColumn {
    std::string title;
    ColumnKind kind = ColumnKind::text;

    bool operator==(const DataColumn&) const = default;
};

/// A table as CSV, workbooks, packages for statistics and the preview write it. Every row has a cell for each column;
/// a number is written as "-12.5", a date as "2024-05-31", and nothing known is an empty cell.
struct DataTable {
    std::string name; ///< "Quotations": the sheet's name, at most 31 characters
    std::vector<DataColumn> columns;
    std::vector<std::vector<std::string>> rows;

    bool operator==(const DataTable&) const = default;
};

/// The table by RFC 4180 as csv.h writes it, its columns' titles first.
std::string csv_of(const DataTable& table, const ExportPresentation& presentation);

/// Every coded passage: theme, code (path), document, case, paragraph (from 1), [before], quotation, [after], [memo] (on
/// exactly that passage), coder, start and end (code points of the document's text), weight, then the attributes. A coding has one row
/// for each theme that gathers its code; the theme is empty where there is none. Sorted by theme, then code in tree
/// order, then place.
DataTable quotations_table(const ExportInput& input);

/// One row per code in tree order: path, name, parent, definition, include, exclude, examples, colour (#rrggbb), codings,
/// documents.
DataTable codebook_table(const ExportInput& input);

enum class CodeCells { counts, presence };
/// One row per document, one column per code: how many codings, or 1 and 0.
DataTable codes_by_document_table(const ExportInput& input, CodeCells cells);

/// One row and one column per code: see queries/cooccurrence.h for what a cell counts.
DataTable cooccurrence_table(const ExportInput& input);

/// One row per case: case, documents, codings, coded percent, its attributes, [memo].
DataTable cases_table(const ExportInput& input);

/// One row per document: document, case, paragraphs, characters, codings, coded percent, attributes of document and case, [memo].
DataTable documents_table(const ExportInput& input);

/// Every table, as a workbook's sheets.
std::vector<DataTable> all_tables(const ExportInput& input);

} // namespace emic
