#include "engine/commands/belongings.h"

#include "engine/sort_rows.h"

namespace emic {

namespace {

template <class Record, class Belongs> void erase_all(Draft& draft, Belongs belongs) {
    std::vector<Id<Record>> ids;
    for (const Record& record : draft.context().project.table<Record>())
        if (belongs(record)) ids.push_back(record.id);
    sort_rows(ids);
    for (Id<Record> id : ids) draft.erase(id);
}

} // namespace

void erase_belongings(Draft& draft, Guid owner) {
    erase_all<AttributeValue>(draft, [&](const AttributeValue& value) { return value.holder_id == owner; });
    erase_all<Kept>(draft, [&](const Kept& kept) { return kept.owner == owner; });
}

} // namespace emic
