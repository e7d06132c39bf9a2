#include "views/case_rows.h"

#include "engine/sort_rows.h"

#include <cstdlib>
#include <unordered_map>

namespace emic {

CaseRows case_rows(const HolderTable& table, const Project& project, const std::vector<DocumentRow>& documents, AttributeHolder holder) {
    std::unordered_map<Guid, const DocumentRow*, GuidHash> facts;
    for (const DocumentRow& row : documents)
        if (row.is_case() == (holder == AttributeHolder::case_)) facts.emplace(row.is_case() ? row.case_id.guid : row.id.guid, &row);
    CaseRows rows{table.columns, {}};
    rows.rows.reserve(table.rows.size());
    for (const HolderRow& one : table.rows) {
        CaseRow row{one, 0, 0, {}};
        if (const auto found = facts.find(one.id); found != facts.end()) {
            row.documents = found->second->documents;
            row.codings = found->second->codings;
            const Case* item = holder == AttributeHolder::source ? project.find(found->second->case_id) : nullptr;
            if (item) row.case_name = item->name;
        }
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

void sort_rows(CaseRows& rows, std::optional<std::size_t> column, bool descending) {
    const auto value = [&](const CaseRow& row) -> const std::string& { return column ? row.holder.values[*column] : row.holder.name; };
    const AttributeType type = column ? rows.columns[*column].type : AttributeType::text;
    const bool numbers = type == AttributeType::integer || type == AttributeType::number;
    const auto before = [&](const CaseRow& a, const CaseRow& b) {
        const std::string &x = value(a), &y = value(b);
        if (x.empty() || y.empty()) return !x.empty() && y.empty();
        const CaseRow &first = descending ? b : a, &second = descending ? a : b;
        if (numbers) return std::strtod(value(first).c_str(), nullptr) < std::strtod(value(second).c_str(), nullptr);
        return fold_case(value(first)) < fold_case(value(second));
    };
    sort_rows(rows.rows, before);
}

} // namespace emic
