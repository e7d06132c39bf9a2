#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace emic {

/// What became of lines behind one that cannot be read.
struct Mended {
    std::uint64_t applied = 0;
    std::uint64_t unreadable = 0;   ///< damaged or missing lines
    std::uint64_t unfit = 0;        ///< whole lines that no longer fit without those, or of which nobody can tell
    std::string last_hash;          ///< of the last applied line
    std::uint64_t lamport = 0;      ///< the highest among the whole lines
    std::vector<std::string> notes; ///< what had to be set right in lines that fit
    std::optional<Problem> problem; ///< a line of a newer version: the workspace is then of no use
};

/// Goes on where replay_journal() stopped: commits every line that is whole and fits the project without the lines that are
/// not, in order. An empty line stands for any number of missing ones. A line fits when what it changes is as it was before the
/// change, all it refers to is there, and the texts that it counts in are as long as they were.
Mended mend_journal(Workspace& workspace, std::span<const std::string> lines, std::string last_hash);

} // namespace emic
