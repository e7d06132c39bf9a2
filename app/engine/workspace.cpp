#include "engine/workspace.h"

namespace emic {

Outcome Workspace::commit(const Change& change) {
    if (Outcome problem = project.apply(change)) return problem;
    indexes.update(change);
    history.note(change);
    return std::nullopt;
}

} // namespace emic
