#include "views/theme_rows.h"

namespace emic {

namespace {

std::string counted(std::uint32_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

std::vector<IncomingRelation> incoming_relations(const std::vector<ThemeRow>& themes, Id<Theme> theme) {
    std::vector<IncomingRelation> incoming;
    for (const ThemeRow& other : themes)
        for (const ThemeRelationRow& relation : other.relations)
            if (relation.to == theme) incoming.push_back({other.id, other.name, relation.name});
    return incoming;
}

std::string reach_of(const ThemeRow& theme) {
    if (theme.codes.empty()) return "No codes yet";
    if (theme.passages == 0) return counted(static_cast<std::uint32_t>(theme.codes.size()), "code", "codes") + ", not on any passage yet";
    std::string words = counted(theme.passages, "passage", "passages") + " in " + counted(theme.documents, "document", "documents");
    if (theme.cases > 0) words += " of " + counted(theme.cases, "case", "cases");
    return words + (theme.with_subcodes ? ", with those of sub-codes" : "");
}

} // namespace emic
