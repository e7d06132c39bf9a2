#include "engine/change.h"

#include <algorithm>

namespace emic {

Change inverse(const Change& change) {
    Change turned;
    turned.label = change.label;
    turned.edits.reserve(change.edits.size());
    for (auto edit = change.edits.rbegin(); edit != change.edits.rend(); ++edit)
        turned.edits.push_back(std::visit(
            [](const auto& side) -> AnyEdit { return std::decay_t<decltype(side)>{side.after, side.before}; }, *edit));
    return turned;
}

} // namespace emic
