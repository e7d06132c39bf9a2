#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>

namespace emic {

/// A new coder with the next colour of the palette. Names of coders are unique. The coder's id: created<Coder>(change),
/// see commands/created.h. Who is coding is not project data: it stands in each Stamp.
struct AddCoder {
    std::string name;
};
Result<Change> add_coder(const CommandContext& context, const AddCoder& request);

struct RenameCoder {
    Id<Coder> coder;
    std::string name;
};
Result<Change> rename_coder(const CommandContext& context, const RenameCoder& request);

struct RecolourCoder {
    Id<Coder> coder;
    Colour colour = 0;
};
Result<Change> recolour_coder(const CommandContext& context, const RecolourCoder& request);

/// Takes a coder out of the project. Whoever has coded or written memos stays, and so does the last one.
struct DeleteCoder {
    Id<Coder> coder;
};
Result<Change> delete_coder(const CommandContext& context, const DeleteCoder& request);

} // namespace emic
