#pragma once

#include "cli/command_line.h"
#include "engine/formats/import_plan.h"

namespace emic::cli {

/// Reads what is to be imported: files, folders with all that lies in them, ZIP archives. What is left out is said on
/// standard error. A path that names a file which cannot be read is a Problem; in folders and archives such a file is told
/// of and passed over, and so is one whose letters cannot be told. The turns of speakers are recognised by a pattern, and said too. What
/// the project has already, name and text, is left out unless it is asked for again.
struct ReadingChoices {
    TurnPattern pattern = TurnPattern::any;
    std::string charset; ///< of every plain text; empty where each tells its own
    bool again = false;
};
Result<ImportSources> read_sources(const Call& call, std::span<const std::string> paths, const Project& project, const ReadingChoices& choices);

/// A name that FileInput::charset takes.
Result<std::string> charset_name(const std::string& name);

/// By its name on the command line: "own-line".
Result<TurnPattern> turn_pattern(std::string_view name);

} // namespace emic::cli
