#include "engine/queries/case_table.h"

#include "engine/queries/documents.h"
#include "engine/sort_rows.h"

#include <tuple>
#include <unordered_map>

namespace emic {

namespace {

/// By position, then name, then id.
template <class Record> std::vector<const Record*> in_order(const Project& project) {
    std::vector<const Record*> records;
    for (const Record& one : project.table<Record>()) records.push_back(&one);
    sort_rows(records, [](const Record* a, const Record* b) {
        return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id);
    });
    return records;
}

} // namespace

HolderTable holder_table(const Project& project, AttributeHolder holder) {
    HolderTable table;
    std::unordered_map<Guid, std::size_t, GuidHash> row_of, column_of;
    for (const Attribute* attribute : in_order<Attribute>(project)) {
        column_of.emplace(attribute->id.guid, table.columns.size());
        table.columns.push_back({attribute->id, attribute->name, attribute->type, 0});
    }
    const auto add = [&](Guid id, const std::string& name) {
        row_of.emplace(id, table.rows.size());
        table.rows.push_back({id, name, std::vector<std::string>(table.columns.size())});
    };
    if (holder == AttributeHolder::case_) {
        for (const Case* one : in_order<Case>(project)) add(one->id.guid, one->name);
    } else {
        for (Id<Source> id : documents_in_order(project)) add(id.guid, project.find(id)->name);
    }
    for (const AttributeValue& value : project.values()) {
        const auto row = row_of.find(value.holder_id);
        const auto column = column_of.find(value.attribute.guid);
        if (value.holder != holder || row == row_of.end() || column == column_of.end()) continue;
        table.rows[row->second].values[column->second] = value.value;
        ++table.columns[column->second].values;
    }
    return table;
}

} // namespace emic
