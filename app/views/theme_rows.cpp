#include "views/theme_rows.h"

#include "engine/queries/documents.h"
#include "engine/queries/passages.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <map>

namespace emic {

namespace {

std::string counted(std::uint32_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

std::vector<CodingEntry> passages_of_theme(const Project& project, const Indexes& indexes, Id<Theme> theme_id) {
    std::vector<CodingEntry> entries;
    const Theme* theme = project.find(theme_id);
    if (!theme) return entries;
    for (Id<Code> code : theme->codes)
        for (const CodingEntry& entry : passages_of_code(project, indexes, code, Subcodes::include)) entries.push_back(entry);
    sort_rows(entries);
    const auto same_passage = [](const CodingEntry& a, const CodingEntry& b) { return a.source == b.source && a.range == b.range; };
    entries.erase(std::unique(entries.begin(), entries.end(), same_passage), entries.end());

    std::map<Id<Source>, std::size_t> place;
    for (Id<Source> source : documents_in_order(project)) place.emplace(source, place.size());
    sort_rows(entries,
                     [&](const CodingEntry& a, const CodingEntry& b) { return place[a.source] < place[b.source]; });
    return entries;
}

std::vector<IncomingRelation> incoming_relations(const std::vector<ThemeRow>& themes, Id<Theme> theme) {
    std::vector<IncomingRelation> incoming;
    for (const ThemeRow& other : themes)
        for (const ThemeRelationRow& relation : other.relations)
            if (relation.to == theme) incoming.push_back({other.id, other.name, relation.name});
    return incoming;
}

std::string reach_of(const ThemeRow& theme) {
    if (theme.codes.empty()) return "No codes yet";
    if (theme.codings == 0) return counted(static_cast<std::uint32_t>(theme.codes.size()), "code", "codes") + ", not on any passage yet";
    std::string words = counted(theme.codings, "passage", "passages") + " in " + counted(theme.documents, "document", "documents");
    if (theme.cases > 0) words += " of " + counted(theme.cases, "case", "cases");
    return words;
}

} // namespace emic
