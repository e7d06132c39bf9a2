#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>

namespace emic {

/// A new theme, last. Names of themes are unique. Its id: created<Theme>(change), see commands/created.h.
struct CreateTheme {
    std::string name;
};
Result<Change> create_theme(const CommandContext& context, const CreateTheme& request);

struct RenameTheme {
    Id<Theme> theme;
    std::string name;
};
Result<Change> rename_theme(const CommandContext& context, const RenameTheme& request);

struct DescribeTheme {
    Id<Theme> theme;
    std::string description;
};
Result<Change> describe_theme(const CommandContext& context, const DescribeTheme& request);

/// `position` counts the themes without the moved one; so do the other moves within a theme.
struct MoveTheme {
    Id<Theme> theme;
    std::uint32_t position = 0;
};
Result<Change> move_theme(const CommandContext& context, const MoveTheme& request);

/// Deletes a theme with its memos and the relations of other themes to it. Codes and codings stay.
struct DeleteTheme {
    Id<Theme> theme;
};
Result<Change> delete_theme(const CommandContext& context, const DeleteTheme& request);

/// Last in the theme's order; a code that is in it already changes nothing.
struct AddThemeCode {
    Id<Theme> theme;
    Id<Code> code;
};
Result<Change> add_theme_code(const CommandContext& context, const AddThemeCode& request);

struct RemoveThemeCode {
    Id<Theme> theme;
    Id<Code> code;
};
Result<Change> remove_theme_code(const CommandContext& context, const RemoveThemeCode& request);

struct MoveThemeCode {
    Id<Theme> theme;
    Id<Code> code;
    std::uint32_t position = 0;
};
Result<Change> move_theme_code(const CommandContext& context, const MoveThemeCode& request);

/// Last in the theme's order; the passage is snapped as for codings. One that is in it already changes nothing.
struct AddKeyQuotation {
    Id<Theme> theme;
    Passage passage;
};
Result<Change> add_key_quotation(const CommandContext& context, const AddKeyQuotation& request);

/// The passage exactly as the theme holds it.
struct RemoveKeyQuotation {
    Id<Theme> theme;
    Passage passage;
};
Result<Change> remove_key_quotation(const CommandContext& context, const RemoveKeyQuotation& request);

struct MoveKeyQuotation {
    Id<Theme> theme;
    Passage passage;
    std::uint32_t position = 0;
};
Result<Change> move_key_quotation(const CommandContext& context, const MoveKeyQuotation& request);

/// "<from> <name> <to>", such as "Surveillance leads to Performing normality". Two themes may have several relations
/// of different names.
struct RelateThemes {
    Id<Theme> from;
    Id<Theme> to;
    std::string name;
};
Result<Change> relate_themes(const CommandContext& context, const RelateThemes& request);

struct RenameThemeRelation {
    Id<Theme> from;
    Id<Theme> to;
    std::string name; ///< as it is now
    std::string new_name;
};
Result<Change> rename_theme_relation(const CommandContext& context, const RenameThemeRelation& request);

struct RemoveThemeRelation {
    Id<Theme> from;
    Id<Theme> to;
    std::string name;
};
Result<Change> remove_theme_relation(const CommandContext& context, const RemoveThemeRelation& request);

} // namespace emic
