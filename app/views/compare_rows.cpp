#include "views/compare_rows.h"

#include "engine/queries/codebook.h"
#include "engine/queries/passage_case.h"
#include "engine/sort_rows.h"

#include <tuple>

namespace emic {

CompareRows compare_rows(const Project& project, const Indexes& indexes, Id<Code> code, Subcodes subcodes) {
    CompareRows rows;
    std::set<Id<Case>> cases;
    std::size_t heading = 0;
    for (const CodingEntry& entry : passages_of_code(project, indexes, code, subcodes)) {
        if (rows.items.empty() || rows.items[heading].entry.source != entry.source) {
            heading = rows.items.size();
            CompareItem item;
            item.entry.source = entry.source;
            if (const Source* source = project.find(entry.source)) {
                item.document = source->name;
                if (const Case* whose = project.find(source->case_id)) item.case_name = whose->name;
            }
            rows.items.push_back(std::move(item));
            ++rows.documents;
        }
        ++rows.items[heading].passages;
        ++rows.passages;
        CompareItem item;
        item.entry = entry;
        if (const Case* whose = project.find(case_of(project, entry.source, entry.range))) {
            cases.insert(whose->id);
            if (whose->name != rows.items[heading].case_name) item.case_name = whose->name;
        }
        rows.items.push_back(std::move(item));
    }
    rows.cases = static_cast<std::uint32_t>(cases.size());
    return rows;
}

std::vector<OtherCode> other_codes(const Project& project, const Indexes& indexes, const CodingEntry& entry) {
    const Coding* own = project.find(entry.id);
    std::set<Id<Code>> seen;
    std::vector<OtherCode> others;
    for (const CodingEntry& near : codings_in(indexes, entry.source, entry.range)) {
        const Coding* coding = project.find(near.id);
        if (!coding || (own && coding->code == own->code) || !seen.insert(coding->code).second) continue;
        if (const Code* code = project.find(coding->code))
            others.push_back({code->id, code->name, code_path(project, code->id), code->colour});
    }
    sort_rows(others,
              [](const OtherCode& a, const OtherCode& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    return others;
}

Id<Code> common_code(const Project& project, const std::set<Id<Coding>>& codings) {
    Id<Code> common;
    for (Id<Coding> id : codings) {
        const Coding* coding = project.find(id);
        if (!coding) continue;
        if (common && coding->code != common) return {};
        common = coding->code;
    }
    return common;
}

} // namespace emic
