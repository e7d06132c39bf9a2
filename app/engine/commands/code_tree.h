#pragma once

#include "engine/commands/order.h"
#include "engine/result.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace emic {

/// The codes of one parent in their order.
Order<Code> children_order(const Draft& draft, Id<Code> parent);

/// The name keys (names.h) of the codes of one parent, without those of `except`.
std::set<std::string> sibling_keys(const Draft& draft, Id<Code> parent, const std::set<Id<Code>>& except = {});

/// The name as a code of this parent may have it, or the Problem with it. `except` may keep its own name.
Result<std::string> check_code_name(const Draft& draft, std::string_view raw, Id<Code> parent, Id<Code> except = {});

/// A codebook has so many levels at most; deeper codes in files are lifted (project_repair.h).
inline constexpr std::size_t most_code_levels = 100;

/// The levels of a code with all beneath it: 1 where it has no sub-codes.
std::size_t levels_of(const CommandContext& context, Id<Code> code);

/// The Problem when codes of so many levels would stand too deep beneath this parent.
Outcome check_levels(const Draft& draft, Id<Code> parent, std::size_t levels = 1);

/// Takes the deleted codes out of every theme; with a heir, that one takes their place there.
void replace_in_themes(Draft& draft, const std::set<Id<Code>>& deleted, Id<Code> heir);

/// Gives codings to another code. Where a coder has that code on the passage already, the two become one.
class HandOver {
public:
    HandOver(Draft& draft, Id<Code> heir);
    void take(const Coding& coding);
    /// All codings of a code.
    void take_all(Id<Code> code);

private:
    using Place = std::tuple<Passage, Id<Coder>>;
    Draft& m_draft;
    Id<Code> m_heir;
    std::map<Place, Id<Coding>> m_taken;
};

} // namespace emic
