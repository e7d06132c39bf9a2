#pragma once

#include "engine/workspace.h"

#include <tuple>
#include <unordered_map>

namespace emic {

/// A change in the making: records are put and erased as often as need be, and each ends as one edit.
class Draft {
public:
    explicit Draft(const CommandContext& context) : m_context(context) {}

    [[nodiscard]] const CommandContext& context() const { return m_context; }

    /// The record as the draft leaves it; null when it is not there or erased. Valid until the next put or erase.
    template <class Record> [[nodiscard]] const Record* find(Id<Record> id) const {
        const auto& places = std::get<Places<Record>>(m_places);
        const auto place = places.find(id);
        if (place == places.end()) return m_context.project.find(id);
        const auto& after = std::get<Edit<Record>>(m_edits[place->second]).after;
        return after ? &*after : nullptr;
    }
    template <class Record> void put(Record record) { edit_of(record.id).after = std::move(record); }
    template <class Record> void erase(Id<Record> id) { edit_of(id).after.reset(); }

    /// A fresh id for a record.
    template <class Record> [[nodiscard]] Id<Record> new_id() const { return {m_context.ids()}; }

    /// The change, without what came out as it was.
    [[nodiscard]] Change finish(std::string label) && {
        Change change;
        change.label = std::move(label);
        change.stamp = m_context.stamp;
        for (AnyEdit& any : m_edits) {
            const bool changes = std::visit([](const auto& edit) { return edit.before != edit.after; }, any);
            if (changes) change.edits.push_back(std::move(any));
        }
        return change;
    }

private:
    template <class Record> using Places = std::unordered_map<Id<Record>, std::size_t, IdHash>;

    template <class Record> Edit<Record>& edit_of(Id<Record> id) {
        const auto [place, added] = std::get<Places<Record>>(m_places).try_emplace(id, m_edits.size());
        if (added) {
            Edit<Record> edit;
            if (const Record* current = m_context.project.find(id)) edit.before = edit.after = *current;
            m_edits.push_back(std::move(edit));
        }
        return std::get<Edit<Record>>(m_edits[place->second]);
    }

    CommandContext m_context;
    std::vector<AnyEdit> m_edits;
    EachRecord<std::tuple, Places> m_places;
};

} // namespace emic
