#pragma once

#include "caches.h"
#include "frame.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// The rows of the codebook tree that show: those whose ancestors are all unfolded. Indexes into `rows`.
std::vector<std::size_t> unfolded_rows(const std::vector<CodeRow>& rows, const std::set<Id<Code>>& folded);

/// What a code list marks and counts.
struct CodeListSpec {
    Id<Code> chosen;
    Id<Code> also_chosen;       ///< a second one, marked in words too
    bool with_subcodes = false; ///< counts the passages of sub-codes too
};

/// The codebook with a filter field over it: a tree, or the codes that fit what was typed, best first. Returns the code
/// that was chosen in this frame.
std::optional<Id<Code>> draw_code_list(const Frame& frame, const Rect& rect, std::string& filter, const CodeListSpec& spec);

} // namespace emic
