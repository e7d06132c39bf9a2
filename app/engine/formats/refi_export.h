#pragma once

#include "engine/formats/export_input.h"
#include "engine/formats/refi_positions.h"
#include "engine/formats/report.h"
#include "engine/indexes.h"
#include "engine/project.h"

#include <string>
#include <vector>

namespace emic {

/// A REFI-QDA project with what could not go into it.
struct RefiExport {
    std::string bytes;              ///< of a .qdpx
    Outcome problem;                ///< why there are none
    std::vector<std::string> notes; ///< kept parts that no longer fit the project, full sentences
};
/// `unit` is how passages are counted: the standard wants code points, NVivo takes UTF-16 units.
RefiExport export_refi(const Project& project, refi::TextUnit unit);

Result<std::string> write_refi(const Project& project, const Indexes& indexes);
Result<std::string> write_refi_for_nvivo(const Project& project, const Indexes& indexes);

/// What of this project the standard has no place for, so that other programs will not get it; full sentences.
std::vector<std::string> refi_losses(const Project& project);
/// The same to be looked at before the file is saved.
Report refi_losses_report(const ExportInput& input);

} // namespace emic
