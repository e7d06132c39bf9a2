#pragma once

#include "engine/indexes.h"
#include "engine/project.h"

namespace emic {

/// How an export shows what it shows; every format heeds what applies to it.
struct ExportPresentation {
    std::uint32_t context_sentences = 0; ///< on either side of a quotation, 0 to 3
    bool attributes = false;  ///< what is known of cases and documents, beside their names
    bool memos = true;
    bool excel_mark = false;  ///< a byte order mark, by which Excel knows a CSV file as UTF-8
    bool exact_cells = false; ///< no apostrophe in CSV before what a spreadsheet would take for a formula: for R and Python

    bool operator==(const ExportPresentation&) const = default;
};

inline constexpr std::uint32_t most_context_sentences = 3;

/// All that a writer is given. `project` holds only what is to be written: see scoped_project().
struct ExportInput {
    const Project& project;
    const Indexes& indexes;
    ExportPresentation presentation;
    std::uint64_t lamport = 0; ///< the highest Lamport time of the project's changes: a copy goes on from it
};

} // namespace emic
