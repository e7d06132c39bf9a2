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

/// Gives one code or several the same colour.
struct RecolourCodes {
    std::vector<Id<Code>> codes;
    Colour colour = 0;
};
Result<Change> recolour_codes(const CommandContext& context, const RecolourCodes& request);

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

/// Moves one code or several, each with all beneath it, to stand one after the other in the order of `codes`; `position`
/// counts the codes of the new parent without the moved ones. A code that lies beneath another of them stays there.
struct MoveCodes {
    std::vector<Id<Code>> codes;
    Id<Code> parent;
    std::uint32_t position = 0;
};
Result<Change> move_codes(const CommandContext& context, const MoveCodes& request);

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

/// Deletes one code or several. Their sub-codes move up to the next code that stays (a name that is taken there gets
/// "(2)"); their memos go with them and themes no longer gather them. With move_to_parent the next code above that stays
/// takes the passages: a Problem where there is none.
struct DeleteCodes {
    std::vector<Id<Code>> codes;
    CodingsOfDeleted codings = CodingsOfDeleted::delete_;
};
Result<Change> delete_codes(const CommandContext& context, const DeleteCodes& request);

} // namespace emic
