#pragma once

#include "engine/change.h"

#include <vector>

namespace emic {

/// The ids of the records of one type that a change adds, in the order in which it adds them.
template <class Record> std::vector<Id<Record>> all_created(const Change& change) {
    std::vector<Id<Record>> ids;
    for (const AnyEdit& any : change.edits)
        if (const auto* edit = std::get_if<Edit<Record>>(&any); edit && !edit->before) ids.push_back(edit->after->id);
    return ids;
}

/// The first record of one type that a change adds; null when it adds none.
template <class Record> Id<Record> created(const Change& change) {
    const auto ids = all_created<Record>(change);
    return ids.empty() ? Id<Record>{} : ids.front();
}

} // namespace emic
