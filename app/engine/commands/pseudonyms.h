#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>

namespace emic {

/// A word that tells who somebody is and what stands in its place; each word has one stand-in. Last in the list.
struct AddPseudonym {
    std::string real;
    std::string standin;
};
Result<Change> add_pseudonym(const CommandContext& context, const AddPseudonym& request);

struct ChangePseudonym {
    Id<Pseudonym> pseudonym;
    std::string real;
    std::string standin;
};
Result<Change> change_pseudonym(const CommandContext& context, const ChangePseudonym& request);

/// `position` counts the pseudonyms without the moved one.
struct MovePseudonym {
    Id<Pseudonym> pseudonym;
    std::uint32_t position = 0;
};
Result<Change> move_pseudonym(const CommandContext& context, const MovePseudonym& request);

/// A stand-in "Coder 1", "Coder 2" … for every coder who has given a name and whose name has none yet.
struct AddCoderPseudonyms {};
Result<Change> add_coder_pseudonyms(const CommandContext& context, const AddCoderPseudonyms& request);

/// False for what Emic calls a coder who has given no name: "Me", "Coder 1".
bool has_own_name(const Coder& coder);

struct DeletePseudonym {
    Id<Pseudonym> pseudonym;
};
Result<Change> delete_pseudonym(const CommandContext& context, const DeletePseudonym& request);

} // namespace emic
