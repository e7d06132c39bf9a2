#pragma once

#include "engine/formats/record_json.h"
#include "engine/project.h"
#include "engine/sort_rows.h"

#include <string_view>
#include <vector>

namespace emic {

/// Calls `visit(record, text)` for every text of a project that people write or read, table by table, in the order of the
/// ids: names, documents, memos, definitions, values. Without pseudonyms and parts that are kept of imported files.
template <class Visit> void visit_texts(const Project& project, Visit&& visit) {
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        if constexpr (!std::is_same_v<Record, Pseudonym> && !std::is_same_v<Record, Kept>) {
            std::vector<const Record*> rows;
            for (const Record& record : project.table<Record>()) rows.push_back(&record);
            sort_rows(rows, [](const Record* a, const Record* b) { return a->id < b->id; });
            for (const Record* record : rows)
                visit_fields(*record, [&](const char*, const auto& field) {
                    using Field = std::decay_t<decltype(field)>;
                    if constexpr (std::is_same_v<Field, std::string>) visit(*record, std::string_view(field));
                    else if constexpr (std::is_same_v<Field, SharedText>) visit(*record, field.view());
                    else if constexpr (std::is_same_v<Field, std::vector<Speaker>> || std::is_same_v<Field, std::vector<ThemeRelation>>)
                        for (const auto& one : field) visit(*record, std::string_view(one.name));
                });
        }
    });
}

} // namespace emic
