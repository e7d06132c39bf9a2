#include "engine/queries/themes.h"

#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/queries/passage_case.h"
#include "engine/sort_rows.h"

#include <set>
#include <tuple>

namespace emic {

namespace {

void resolve_codes(const Project& project, const Indexes& indexes, const Theme& theme, ThemeRow& row) {
    std::set<Id<Code>> counted;
    std::set<Id<Source>> documents;
    std::set<Id<Case>> cases;
    for (Id<Code> id : theme.codes) {
        const Code* code = project.find(id);
        if (!code) continue;
        const std::vector<CodingEntry>& entries = indexes.codings_of_code(id);
        std::set<Id<Source>> own;
        for (const CodingEntry& entry : entries) {
            if (own.empty() || *own.rbegin() != entry.source) own.insert(own.end(), entry.source);
            if (const Id<Case> whose = case_of(project, entry.source, entry.range); project.find(whose)) cases.insert(whose);
        }
        row.codes.push_back({id, code->name, code_path(project, id), code->colour,
                             static_cast<std::uint32_t>(entries.size()), static_cast<std::uint32_t>(own.size())});
        if (counted.insert(id).second) row.codings += static_cast<std::uint32_t>(entries.size());
        documents.merge(own);
    }
    row.documents = static_cast<std::uint32_t>(documents.size());
    row.cases = static_cast<std::uint32_t>(cases.size());
}

void resolve_quotations(const Project& project, const Theme& theme, ThemeRow& row) {
    for (const Passage& passage : theme.key_quotations) {
        const Source* source = project.find(passage.source);
        if (!source) continue;
        const std::string_view text = source->text.view();
        const Case* one = project.find(case_of(project, source->id, passage.range));
        row.quotations.push_back({passage, source->name, one ? one->name : std::string(),
                                  paragraph_number(text, passage.range.begin),
                                  std::string(slice(text, passage.range))});
    }
}

} // namespace

std::vector<ThemeRow> theme_rows(const Project& project, const Indexes& indexes) {
    std::vector<const Theme*> themes;
    for (const Theme& theme : project.themes())
        themes.push_back(&theme);
    sort_rows(themes, [](const Theme* a, const Theme* b) {
        return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id);
    });
    std::vector<ThemeRow> rows;
    rows.reserve(themes.size());
    for (const Theme* theme : themes) {
        ThemeRow row;
        row.id = theme->id;
        row.name = theme->name;
        row.description = theme->description;
        resolve_codes(project, indexes, *theme, row);
        resolve_quotations(project, *theme, row);
        for (const ThemeRelation& relation : theme->relations)
            if (const Theme* to = project.find(relation.to)) row.relations.push_back({to->id, relation.name, to->name});
        row.has_memo = !indexes.memos_of(theme->id.guid).empty();
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace emic
