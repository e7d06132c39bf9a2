#pragma once

#include "engine/formats/data_table.h"
#include "engine/formats/export_input.h"
#include "engine/formats/report.h"
#include "engine/result.h"

#include <span>
#include <string>
#include <string_view>

namespace emic {

/// What a format is for; formats are offered in these groups.
enum class ExportGroup { read, tables, statistics, keep };

/// "To read, print and hand on"
const char* label_of(ExportGroup group);

/// What of an ExportPresentation a format heeds; only that is offered beside it.
struct ExportChoices {
    bool context = false;
    bool attributes = false;
    bool memos = false;
    bool excel_mark = false;
    bool exact_cells = false;
};

/// One way of handing a project on as a file.
struct ExportFormat {
    const char* id;        ///< "codebook-csv": the command line's word for it
    const char* label;     ///< "Codebook (CSV)"
    const char* help;      ///< one sentence on what is in it
    const char* extension; ///< "csv", without the dot
    const char* mime;
    ExportGroup group;
    ExportChoices choices;
    /// The same project gives the same bytes. A Problem where they would not fit into a file of this kind.
    Result<std::string> (*write)(const ExportInput& input);
    /// What the file says, to be looked at before it is saved; null for the one that it is not.
    Report (*report)(const ExportInput& input) = nullptr;
    DataTable (*table)(const ExportInput& input) = nullptr; ///< the first, where there are several
};

/// Every format, group by group in the order in which they are offered. A new one is one writer and one row here.
std::span<const ExportFormat> export_formats();

/// Null when there is none of that id.
const ExportFormat* find_export_format(std::string_view id);

} // namespace emic
