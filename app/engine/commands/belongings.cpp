#include "engine/commands/belongings.h"

#include <algorithm>

namespace emic {

namespace {

template <class Record, class Belongs> void erase_all(Draft& draft, Belongs belongs) {
    std::vector<Id<Record>> ids;
    for (const Record& record : draft.context().project.table<Record>())
        if (belongs(record)) ids.push_back(record.id);
    std::sort(ids.begin(), ids.end());
    for (Id<Record> id : ids) draft.erase(id);
}

} // namespace

void erase_belongings(Draft& draft, Guid owner) {
    erase_all<AttributeValue>(draft, [&](const AttributeValue& value) { return value.holder_id == owner; });
    erase_all<Kept>(draft, [&](const Kept& kept) { return kept.owner == owner; });
}

} // namespace emic
