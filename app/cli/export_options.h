#pragma once

#include "cli/arguments.h"
#include "engine/formats/export_input.h"
#include "engine/formats/export_scope.h"

namespace emic::cli {

/// What `emic export` was asked to write and how.
struct ExportOptions {
    ExportScope scope;
    ExportPresentation presentation;
};

/// The options that `emic export` takes.
std::span<const Option> export_options();

/// Reads them; a code, case or coder that is not in the project is a Problem. A code brings its sub-codes with it.
Result<ExportOptions> read_export_options(const Arguments& arguments, const Project& project, const Indexes& indexes);

} // namespace emic::cli
