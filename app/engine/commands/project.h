#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>

namespace emic {

/// The first change of every project: its ProjectInfo and its first coder (created<Coder>(change), see
/// commands/created.h). The stamp's coder may still be null.
struct CreateProject {
    std::string name;
    std::string coder_name;
};
Result<Change> create_project(const CommandContext& context, const CreateProject& request);

struct RenameProject {
    std::string name;
};
Result<Change> rename_project(const CommandContext& context, const RenameProject& request);

} // namespace emic
