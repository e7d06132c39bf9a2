#pragma once

#include "engine/formats/data_table.h"
#include "engine/result.h"

namespace emic {

/// A workbook with a sheet for each table: heads frozen and filterable, numbers as numbers. A cell that a spreadsheet
/// could take for a formula begins with an apostrophe unless cells are to be exact; none is ever written as a formula.
///
/// Limits of the format: 1,048,575 rows and 16,384 columns are written, and a cell's words are cut, with " […]",
/// behind 32,767 UTF-16 units.
Result<std::string> xlsx_of(const std::vector<DataTable>& tables, const ExportPresentation& presentation);

} // namespace emic
