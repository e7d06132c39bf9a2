#include "engine/queries/passage_case.h"

#include "engine/queries/speaker_turns.h"

#include <algorithm>
#include <vector>

namespace emic {

Id<Case> case_of(const Project& project, Id<Source> id, TextRange range) {
    const Source* source = project.find(id);
    if (!source) return {};
    const auto turns_end = source->turns.data() + source->turns.size();
    const Turn* turn = turn_of(*source, range.begin);
    if (!turn && !source->turns.empty()) turn = source->turns.data(); // it begins before anybody speaks
    std::vector<std::uint32_t> said(turn ? source->speakers.size() : 0); // bytes
    for (; turn && turn != turns_end && turn->range.begin < range.end; ++turn) {
        const TextRange shared{std::max(turn->range.begin, range.begin), std::min(turn->range.end, range.end)};
        said[turn->speaker] += shared.size();
    }
    const auto most = std::max_element(said.begin(), said.end());
    if (most != said.end() && *most > 0)
        if (const Id<Case> own = source->speakers[static_cast<std::size_t>(most - said.begin())].case_id) return own;
    return source->case_id;
}

} // namespace emic
