#pragma once

#include "engine/queries/case_table.h"
#include "engine/queries/documents.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emic {

/// A row of the Cases view: what attributes say, and how much there is.
struct CaseRow {
    HolderRow holder;
    std::uint32_t documents = 0; ///< of a case
    std::uint32_t codings = 0;
    std::string case_name;       ///< of a document
};

struct CaseRows {
    std::vector<AttributeColumn> columns;
    std::vector<CaseRow> rows;
};

/// The rows in document order.
CaseRows case_rows(const HolderTable& table, const Project& project, const std::vector<DocumentRow>& documents, AttributeHolder holder);
/// By one column (place in `columns`; nothing for the name); rows that say nothing come last either way.
void sort_rows(CaseRows& rows, std::optional<std::size_t> column, bool descending);

} // namespace emic
