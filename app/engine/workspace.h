#pragma once

#include "engine/history.h"
#include "engine/indexes.h"
#include "engine/project.h"

namespace emic {

/// An open project with what is derived from it; kept together so that they cannot fall apart.
struct Workspace {
    Project project;
    Indexes indexes;
    History history;

    /// Applies a change, updates the indexes and notes it in the history; a Problem leaves all three as they were.
    Outcome commit(const Change& change);
};

/// What a command may look at and draw from: commands are functions of this and their request alone.
struct CommandContext {
    const Project& project;
    const Indexes& indexes;
    Stamp stamp;
    const IdSource& ids;
};

} // namespace emic
