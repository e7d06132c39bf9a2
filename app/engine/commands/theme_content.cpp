// The commands of themes.h on what a theme holds: its codes, key quotations and relations.

#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/commands/passages.h"
#include "engine/commands/themes.h"

namespace emic {

namespace {

template <class Element> std::size_t index_in(const std::vector<Element>& list, const Element& element) {
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), element) - list.begin());
}

Change finish_with(const CommandContext& context, Theme changed, std::string label) {
    Draft draft(context);
    draft.put(std::move(changed));
    return std::move(draft).finish(std::move(label));
}

Problem not_in_theme(std::string_view noun, const Theme& theme) {
    return {ProblemKind::missing,
            "This " + std::string(noun) + " is not in theme " + quoted(theme.name) + " any more. Nothing was changed.",
            {}};
}

Problem no_relation() {
    return {ProblemKind::missing, "These themes are not related like that any more. Nothing was changed.", {}};
}

} // namespace

Result<Change> add_theme_code(const CommandContext& context, const AddThemeCode& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    Theme changed = *theme;
    if (index_in(changed.codes, code->id) == changed.codes.size()) changed.codes.push_back(code->id);
    return finish_with(context, std::move(changed),
                       "Code " + quoted(code->name) + " added to theme " + quoted(theme->name));
}

Result<Change> remove_theme_code(const CommandContext& context, const RemoveThemeCode& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    Theme changed = *theme;
    if (std::erase(changed.codes, code->id) == 0) return not_in_theme("code", *theme);
    return finish_with(context, std::move(changed),
                       "Code " + quoted(code->name) + " removed from theme " + quoted(theme->name));
}

Result<Change> move_theme_code(const CommandContext& context, const MoveThemeCode& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    Theme changed = *theme;
    const std::size_t from = index_in(changed.codes, code->id);
    if (from == changed.codes.size()) return not_in_theme("code", *theme);
    move_in_vector(changed.codes, from, request.position);
    return finish_with(context, std::move(changed),
                       "Code " + quoted(code->name) + " moved in theme " + quoted(theme->name));
}

Result<Change> add_key_quotation(const CommandContext& context, const AddKeyQuotation& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    const auto range = check_passage(context.project, request.passage.source, request.passage.range);
    if (!range) return range.problem();
    const Passage quotation{request.passage.source, *range};
    Theme changed = *theme;
    if (index_in(changed.key_quotations, quotation) == changed.key_quotations.size())
        changed.key_quotations.push_back(quotation);
    return finish_with(context, std::move(changed), "Key quotation added to theme " + quoted(theme->name));
}

Result<Change> remove_key_quotation(const CommandContext& context, const RemoveKeyQuotation& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    Theme changed = *theme;
    if (std::erase(changed.key_quotations, request.passage) == 0) return not_in_theme("quotation", *theme);
    return finish_with(context, std::move(changed), "Key quotation removed from theme " + quoted(theme->name));
}

Result<Change> move_key_quotation(const CommandContext& context, const MoveKeyQuotation& request) {
    const Theme* theme = context.project.find(request.theme);
    if (!theme) return gone("theme");
    Theme changed = *theme;
    const std::size_t from = index_in(changed.key_quotations, request.passage);
    if (from == changed.key_quotations.size()) return not_in_theme("quotation", *theme);
    move_in_vector(changed.key_quotations, from, request.position);
    return finish_with(context, std::move(changed), "Key quotation moved in theme " + quoted(theme->name));
}

Result<Change> relate_themes(const CommandContext& context, const RelateThemes& request) {
    const Theme* from = context.project.find(request.from);
    const Theme* to = context.project.find(request.to);
    if (!from || !to) return gone("theme");
    if (from == to) return invalid("A theme cannot be related to itself. Nothing was changed. Choose another theme.");
    auto name = clean_name(request.name, "relation");
    if (!name) return name.problem();
    const ThemeRelation relation{to->id, *name};
    Theme changed = *from;
    if (index_in(changed.relations, relation) == changed.relations.size()) changed.relations.push_back(relation);
    return finish_with(context, std::move(changed), "Theme " + quoted(from->name) + " related to " + quoted(to->name));
}

Result<Change> rename_theme_relation(const CommandContext& context, const RenameThemeRelation& request) {
    const Theme* from = context.project.find(request.from);
    if (!from) return gone("theme");
    auto name = clean_name(request.new_name, "relation");
    if (!name) return name.problem();
    Theme changed = *from;
    const std::size_t place = index_in(changed.relations, ThemeRelation{request.to, request.name});
    if (place == changed.relations.size()) return no_relation();
    const ThemeRelation renamed{request.to, *name};
    const std::size_t twin = index_in(changed.relations, renamed);
    if (twin == changed.relations.size())
        changed.relations[place] = renamed;
    else if (twin != place)
        changed.relations.erase(changed.relations.begin() + static_cast<std::ptrdiff_t>(place));
    return finish_with(context, std::move(changed),
                       "Relation of theme " + quoted(from->name) + " renamed to " + quoted(*name));
}

Result<Change> remove_theme_relation(const CommandContext& context, const RemoveThemeRelation& request) {
    const Theme* from = context.project.find(request.from);
    if (!from) return gone("theme");
    Theme changed = *from;
    if (std::erase(changed.relations, ThemeRelation{request.to, request.name}) == 0) return no_relation();
    return finish_with(context, std::move(changed), "Relation of theme " + quoted(from->name) + " removed");
}

} // namespace emic
