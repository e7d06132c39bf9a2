#include "engine/formats/attribute_columns.h"

#include "engine/name_line.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <set>
#include <tuple>

namespace emic {

AttributeColumns::AttributeColumns(const Project& project) {
    std::set<std::pair<Guid, AttributeHolder>> used;
    for (const AttributeValue& value : project.values()) {
        used.emplace(value.attribute.guid, value.holder);
        m_values[{value.attribute.guid, value.holder_id}] = &value;
    }
    std::vector<const Attribute*> sorted;
    for (const Attribute& attribute : project.attributes()) sorted.push_back(&attribute);
    sort_rows(sorted, [](const Attribute* a, const Attribute* b) {
        return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id);
    });
    for (const Attribute* attribute : sorted) {
        if (used.count({attribute->id.guid, AttributeHolder::case_}) != 0) m_of_cases.push_back(attribute);
        if (used.count({attribute->id.guid, AttributeHolder::source}) != 0) m_of_documents.push_back(attribute);
    }
}

namespace {

ColumnKind kind_of(AttributeType type) {
    switch (type) {
    case AttributeType::integer:
    case AttributeType::number: return ColumnKind::number;
    case AttributeType::date: return ColumnKind::date;
    case AttributeType::date_time: return ColumnKind::date_time;
    case AttributeType::text:
    case AttributeType::boolean: break;
    }
    return ColumnKind::text;
}

} // namespace

void AttributeColumns::add_titles(DataTable& table, AttributeHolder holder) const {
    for (const Attribute* attribute : holder == AttributeHolder::case_ ? m_of_cases : m_of_documents) table.columns.push_back({attribute->name, kind_of(attribute->type)});
}

const std::string* AttributeColumns::value(const Attribute& attribute, AttributeHolder holder, Guid id) const {
    const auto found = m_values.find({attribute.id.guid, id});
    return found == m_values.end() || found->second->holder != holder ? nullptr : &found->second->value;
}

void AttributeColumns::add_cells(std::vector<std::string>& row, AttributeHolder holder, Guid id) const {
    for (const Attribute* attribute : holder == AttributeHolder::case_ ? m_of_cases : m_of_documents) {
        const std::string* known = value(*attribute, holder, id);
        row.push_back(known ? *known : std::string());
    }
}

std::string AttributeColumns::line(AttributeHolder holder, Guid id) const {
    std::string line;
    for (const Attribute* attribute : holder == AttributeHolder::case_ ? m_of_cases : m_of_documents)
        if (const std::string* known = value(*attribute, holder, id)) line += (line.empty() ? "" : " · ") + side_by_side({attribute->name, *known}, ": ");
    return line;
}

std::string AttributeColumns::line_of(const Source& source) const {
    const std::string of_case = source.case_id ? line(AttributeHolder::case_, source.case_id.guid) : std::string();
    const std::string own = line(AttributeHolder::source, source.id.guid);
    return of_case.empty() || own.empty() ? of_case + own : of_case + " · " + own;
}

} // namespace emic
