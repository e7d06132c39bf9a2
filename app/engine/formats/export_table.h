#pragma once

#include "engine/indexes.h"
#include "engine/project.h"

#include <span>
#include <string>
#include <string_view>

namespace emic {

/// One way of handing a project on as a file.
struct ExportFormat {
    const char* id;        ///< "codebook-csv": the command line's word for it
    const char* label;     ///< "Codebook (CSV)"
    const char* help;      ///< one sentence on what is in it
    const char* extension; ///< "csv", without the dot
    const char* mime;
    /// The same project gives the same bytes.
    std::string (*write)(const Project& project, const Indexes& indexes);
};

/// Every format, in the order in which they are offered. A new one is one writer file and one row here.
std::span<const ExportFormat> export_formats();

/// Null when there is none of that id.
const ExportFormat* find_export_format(std::string_view id);

} // namespace emic
