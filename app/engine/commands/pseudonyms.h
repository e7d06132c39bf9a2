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

struct DeletePseudonym {
    Id<Pseudonym> pseudonym;
};
Result<Change> delete_pseudonym(const CommandContext& context, const DeletePseudonym& request);

} // namespace emic
