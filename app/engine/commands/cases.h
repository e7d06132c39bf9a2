#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>

namespace emic {

/// A new case, last. Names of cases are unique. Its id: created<Case>(change), see commands/created.h.
struct CreateCase {
    std::string name;
};
Result<Change> create_case(const CommandContext& context, const CreateCase& request);

struct RenameCase {
    Id<Case> case_id;
    std::string name;
};
Result<Change> rename_case(const CommandContext& context, const RenameCase& request);

/// `position` counts the cases without the moved one.
struct MoveCase {
    Id<Case> case_id;
    std::uint32_t position = 0;
};
Result<Change> move_case(const CommandContext& context, const MoveCase& request);

/// Deletes a case with its memos; its documents stay, without a case.
struct DeleteCase {
    Id<Case> case_id;
};
Result<Change> delete_case(const CommandContext& context, const DeleteCase& request);

} // namespace emic
