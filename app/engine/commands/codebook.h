#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

// Names of codes are single-line, not empty, and unique among the codes beside them, whatever the case and the blanks
// around them. A position is the place among the codes of one parent: 0 is first, anything past the end is last.

/// A new code, last under its parent (null: at the top). Without a colour it gets the next of the palette.
struct CreateCode {
    std::string name;
    Id<Code> parent;
    std::optional<Colour> colour;
};
Result<Change> create_code(const CommandContext& context, const CreateCode& request);

/// The code that a change of CreateCode, CreateAndApplyCode or SplitCode makes; null for other changes.
Id<Code> created_code(const Change& change);

/// A new code and its first passages in one Change; in vivo coding is this with the passage's words as the name.
struct CreateAndApplyCode {
    std::string name;
    Id<Code> parent;
    std::vector<Passage> passages;
};
Result<Change> create_and_apply_code(const CommandContext& context, const CreateAndApplyCode& request);

struct RenameCode {
    Id<Code> code;
    std::string name;
};
Result<Change> rename_code(const CommandContext& context, const RenameCode& request);

struct RecolourCode {
    Id<Code> code;
    Colour colour = 0;
};
Result<Change> recolour_code(const CommandContext& context, const RecolourCode& request);

/// Replaces all four texts of a code's entry in the codebook.
struct DefineCode {
    Id<Code> code;
    std::string definition;
    std::string include;
    std::string exclude;
    std::string examples;
};
Result<Change> define_code(const CommandContext& context, const DefineCode& request);

/// Makes a code a category, which only gathers the codes beneath it, or a code again. A code that is on passages cannot
/// become a category.
struct SetCategory {
    Id<Code> code;
    bool category = true;
};
Result<Change> set_category(const CommandContext& context, const SetCategory& request);

/// Moves a code with all beneath it; `position` counts the codes of the new parent without the moved one.
struct MoveCode {
    Id<Code> code;
    Id<Code> parent;
    std::uint32_t position = 0;
};
Result<Change> move_code(const CommandContext& context, const MoveCode& request);

/// Lets `into` take over the passages, memos, sub-codes and places in themes of the other codes, and then deletes
/// those. The same coder's coding of the same passage stays once. What the others have as definition, include, exclude
/// and examples is added below into's own, each under its code's name. Sub-codes whose name is taken get "(2)". When
/// `into` lies beneath one of the others it takes that one's place in the tree.
struct MergeCodes {
    std::vector<Id<Code>> from;
    Id<Code> into;
};
Result<Change> merge_codes(const CommandContext& context, const MergeCodes& request);

/// Gives some of a code's passages to a new code right after it.
struct SplitCode {
    Id<Code> code;
    std::vector<Id<Coding>> codings;
    std::string name;
};
Result<Change> split_code(const CommandContext& context, const SplitCode& request);

enum class CodingsOfDeleted { delete_, move_to_parent };

/// Deletes one code. Its sub-codes move up one level (a name that is taken there gets "(2)"); its memos go with it and
/// themes no longer gather it. A code at the top has no parent to take its passages: then move_to_parent is a Problem.
struct DeleteCode {
    Id<Code> code;
    CodingsOfDeleted codings = CodingsOfDeleted::delete_;
};
Result<Change> delete_code(const CommandContext& context, const DeleteCode& request);

} // namespace emic
