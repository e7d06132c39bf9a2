#include "engine/commands/themes.h"

#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/sort_rows.h"

namespace emic {

namespace {

Result<std::string> check_theme_name(const Project& project, const std::string& raw, Id<Theme> except) {
    auto name = clean_name(raw, "theme");
    if (name && find_named<Theme>(project, *name, except)) return taken("theme", *name);
    return name;
}

} // namespace

Result<Change> create_theme(const CommandContext& context, const CreateTheme& request) {
    auto name = check_theme_name(context.project, request.name, {});
    if (!name) return name.problem();
    Draft draft(context);
    Theme theme;
    theme.id = draft.new_id<Theme>();
    theme.name = *name;
    Order<Theme> order = order_of_all<Theme>(context.project);
    order.insert(theme.id, order.size());
    draft.put(std::move(theme));
    order.write(draft);
    return std::move(draft).finish("Theme " + quoted(*name) + " created");
}

Result<Change> rename_theme(const CommandContext& context, const RenameTheme& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    auto name = check_theme_name(context.project, request.name, theme->id);
    if (!name) return name.problem();
    Draft draft(context);
    Theme changed = *theme;
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Theme " + quoted(theme->name) + " renamed to " + quoted(*name));
}

Result<Change> describe_theme(const CommandContext& context, const DescribeTheme& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    auto description = clean_text(request.description);
    if (!description) return description.problem();
    Draft draft(context);
    Theme changed = *theme;
    changed.description = *description;
    draft.put(std::move(changed));
    return std::move(draft).finish("Description of theme " + quoted(theme->name) + " changed");
}

Result<Change> move_theme(const CommandContext& context, const MoveTheme& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    Draft draft(context);
    move_in_list(draft, theme->id, request.position);
    return std::move(draft).finish("Theme " + quoted(theme->name) + " moved");
}

Result<Change> delete_theme(const CommandContext& context, const DeleteTheme& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    Draft draft(context);
    std::vector<Id<Theme>> others;
    for (const Theme& other : context.project.themes())
        if (other.id != theme->id) others.push_back(other.id);
    sort_rows(others);
    for (Id<Theme> id : others) {
        Theme other = *context.project.find(id);
        std::erase_if(other.relations, [&](const ThemeRelation& relation) { return relation.to == theme->id; });
        draft.put(std::move(other));
    }
    for (Id<Memo> id : context.indexes.memos_of(theme->id.guid))
        draft.erase(id);
    draft.erase(theme->id);
    return std::move(draft).finish("Theme " + quoted(theme->name) + " deleted");
}

} // namespace emic
