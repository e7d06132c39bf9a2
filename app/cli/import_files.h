#pragma once

#include "cli/command_line.h"
#include "engine/formats/import_plan.h"

namespace emic::cli {

/// Reads what is to be imported: files, folders with all that lies in them, ZIP archives. What is left out is said on
/// standard error. A path that names a file which cannot be read is a Problem; in folders and archives such a file is told
/// of and passed over. The turns of speakers are recognised by `pattern`, and said too. What the project has already, name and
/// text, is left out unless it is asked for `again`.
Result<ImportSources> read_sources(const Call& call, std::span<const std::string> paths, TurnPattern pattern, const Project& project, bool again);

/// By its name on the command line: "own-line".
Result<TurnPattern> turn_pattern(std::string_view name);

} // namespace emic::cli
