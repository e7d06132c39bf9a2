#include "engine/queries/themes.h"

#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/queries/documents.h"
#include "engine/queries/passage_case.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace emic {

namespace {

/// How much a list of passages is of: each stretch of text once.
struct Reach {
    std::uint32_t passages = 0, documents = 0, cases = 0;
};

Reach reach_of(const Project& project, const std::vector<CodingEntry>& passages) {
    std::set<Id<Source>> documents;
    std::set<Id<Case>> cases;
    for (const CodingEntry& entry : passages) {
        documents.insert(entry.source);
        if (const Id<Case> whose = case_of(project, entry.source, entry.range); project.find(whose)) cases.insert(whose);
    }
    return {static_cast<std::uint32_t>(passages.size()), static_cast<std::uint32_t>(documents.size()), static_cast<std::uint32_t>(cases.size())};
}

std::vector<CodingEntry> passages_of(const Indexes& indexes, const std::unordered_set<Id<Code>, IdHash>& codes) {
    std::vector<CodingEntry> entries;
    for (Id<Code> code : codes) {
        const std::vector<CodingEntry>& own = indexes.codings_of_code(code);
        entries.insert(entries.end(), own.begin(), own.end());
    }
    std::sort(entries.begin(), entries.end());
    const auto same_passage = [](const CodingEntry& a, const CodingEntry& b) { return a.source == b.source && a.range == b.range; };
    entries.erase(std::unique(entries.begin(), entries.end(), same_passage), entries.end());
    return entries;
}

void resolve_codes(const Project& project, const Indexes& indexes, const Theme& theme, ThemeRow& row) {
    for (Id<Code> id : theme.codes) {
        const Code* code = project.find(id);
        if (!code) continue;
        const std::vector<Id<Code>> all = code_with_subcodes(project, indexes, id);
        const Reach reach = reach_of(project, passages_of(indexes, {all.begin(), all.end()}));
        row.codes.push_back({id, code->name, code_path(project, id), code->colour, reach.passages, reach.documents, reach.cases, all.size() > 1});
        row.with_subcodes = row.with_subcodes || all.size() > 1;
    }
    const Reach reach = reach_of(project, passages_of(indexes, codes_of_theme(project, indexes, theme)));
    row.passages = reach.passages;
    row.documents = reach.documents;
    row.cases = reach.cases;
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

std::unordered_set<Id<Code>, IdHash> codes_of_theme(const Project& project, const Indexes& indexes, const Theme& theme) {
    std::unordered_set<Id<Code>, IdHash> codes;
    for (Id<Code> code : theme.codes)
        if (project.find(code))
            for (Id<Code> one : code_with_subcodes(project, indexes, code)) codes.insert(one);
    return codes;
}

std::vector<CodingEntry> passages_of_theme(const Project& project, const Indexes& indexes, const Theme& theme) {
    std::vector<CodingEntry> entries = passages_of(indexes, codes_of_theme(project, indexes, theme));
    std::map<Id<Source>, std::size_t> place;
    for (Id<Source> source : documents_in_order(project)) place.emplace(source, place.size());
    sort_rows(entries, [&](const CodingEntry& a, const CodingEntry& b) { return place[a.source] < place[b.source]; });
    return entries;
}

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
