#include "engine/commands/code_tree.h"

#include "engine/commands/names.h"
#include "engine/sort_rows.h"

#include <utility>

namespace emic {

Order<Code> children_order(const Draft& draft, Id<Code> parent) {
    Order<Code> order;
    for (Id<Code> id : draft.context().indexes.children_of(parent))
        order.add(*draft.context().project.find(id));
    return order;
}

std::set<std::string> sibling_keys(const Draft& draft, Id<Code> parent, const std::set<Id<Code>>& except) {
    std::set<std::string> keys;
    for (Id<Code> id : draft.context().indexes.children_of(parent))
        if (!except.count(id)) keys.insert(name_key(draft.context().project.find(id)->name));
    return keys;
}

Result<std::string> check_code_name(const Draft& draft, std::string_view raw, Id<Code> parent, Id<Code> except) {
    auto name = clean_name(raw, "code");
    if (name && sibling_keys(draft, parent, {except}).count(name_key(*name))) return taken("code", *name);
    return name;
}

std::size_t levels_of(const CommandContext& context, Id<Code> code) {
    std::size_t levels = 0;
    std::vector<Id<Code>> level = {code};
    for (std::vector<Id<Code>> next; !level.empty() && levels <= most_code_levels; level = std::exchange(next, {}), ++levels)
        for (Id<Code> one : level) {
            const auto& children = context.indexes.children_of(one);
            next.insert(next.end(), children.begin(), children.end());
        }
    return levels;
}

Outcome check_levels(const Draft& draft, Id<Code> parent, std::size_t levels) {
    for (const Code* above = draft.find(parent); above && levels <= most_code_levels; above = draft.find(above->parent)) ++levels;
    if (levels <= most_code_levels) return std::nullopt;
    return invalid("A codebook has at most " + std::to_string(most_code_levels) + " levels. Nothing was changed. Choose a code higher up.");
}

void replace_in_themes(Draft& draft, const std::set<Id<Code>>& deleted, Id<Code> heir) {
    std::vector<Id<Theme>> themes;
    for (const Theme& theme : draft.context().project.themes())
        themes.push_back(theme.id);
    sort_rows(themes);
    for (Id<Theme> id : themes) {
        Theme theme = *draft.find(id);
        const auto is_deleted = [&](Id<Code> code) { return deleted.count(code) != 0; };
        if (std::none_of(theme.codes.begin(), theme.codes.end(), is_deleted)) continue;
        std::vector<Id<Code>> codes;
        for (Id<Code> code : theme.codes) {
            if (is_deleted(code)) code = heir;
            if (code && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
        }
        theme.codes = std::move(codes);
        draft.put(std::move(theme));
    }
}

HandOver::HandOver(Draft& draft, Id<Code> heir) : m_draft(draft), m_heir(heir) {
    for (const CodingEntry& entry : draft.context().indexes.codings_of_code(heir)) {
        const Coding* coding = draft.context().project.find(entry.id);
        m_taken.try_emplace({{coding->source, coding->range}, coding->coder}, coding->id);
    }
}

void HandOver::take(const Coding& coding) {
    const auto [place, first] = m_taken.try_emplace({{coding.source, coding.range}, coding.coder}, coding.id);
    if (first) {
        Coding handed = coding;
        handed.code = m_heir;
        handed.modified = m_draft.context().stamp.wall;
        m_draft.put(std::move(handed));
        return;
    }
    Coding kept = *m_draft.find(place->second);
    if (coding.weight && !kept.weight) {
        kept.weight = coding.weight;
        m_draft.put(std::move(kept));
    }
    m_draft.erase(coding.id);
}

void HandOver::take_all(Id<Code> code) {
    for (const CodingEntry& entry : m_draft.context().indexes.codings_of_code(code))
        take(*m_draft.context().project.find(entry.id));
}

} // namespace emic
