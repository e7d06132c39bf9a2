#pragma once

#include "engine/commands/draft.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <vector>

namespace emic {

/// The positions of records that stand in one row. One can be put in anywhere; others are renumbered only where they
/// would be in its way.
template <class Record> class Order {
public:
    void add(const Record& record) { m_places.push_back({record.position, record.id}); }
    void sort() { sort_rows(m_places); }

    [[nodiscard]] std::size_t size() const { return m_places.size(); }
    /// Where the record stands; size() when it does not.
    [[nodiscard]] std::size_t index_of(Id<Record> id) const {
        const auto place = std::find_if(m_places.begin(), m_places.end(), [&](const Place& p) { return p.id == id; });
        return static_cast<std::size_t>(place - m_places.begin());
    }
    void remove(Id<Record> id) {
        std::erase_if(m_places, [&](const Place& place) { return place.id == id; });
    }
    /// Puts a record in at an index (past the end: last).
    void insert(Id<Record> id, std::size_t index) {
        index = std::min(index, m_places.size());
        const std::uint64_t first = index == 0 ? 0 : std::uint64_t{m_places[index - 1].position} + 1;
        m_places.insert(m_places.begin() + static_cast<std::ptrdiff_t>(index), Place{0, id});
        std::uint64_t next = first;
        for (std::size_t i = index; i < m_places.size(); ++i) {
            if (i > index && m_places[i].position >= next) return;
            if (next > UINT32_MAX) return renumber();
            m_places[i].position = static_cast<std::uint32_t>(next++);
        }
    }
    [[nodiscard]] std::uint32_t position_of(Id<Record> id) const { return m_places[index_of(id)].position; }

    /// Writes the positions into the draft's records.
    void write(Draft& draft) const {
        for (const Place& place : m_places) {
            const Record* current = draft.find(place.id);
            if (!current || current->position == place.position) continue;
            Record moved = *current;
            moved.position = place.position;
            draft.put(std::move(moved));
        }
    }

private:
    struct Place {
        std::uint32_t position;
        Id<Record> id;
        auto operator<=>(const Place&) const = default;
    };
    void renumber() {
        std::uint32_t position = 0;
        for (Place& place : m_places)
            place.position = position++;
    }
    std::vector<Place> m_places;
};

/// All records of a type in their order.
template <class Record> Order<Record> order_of_all(const Project& project) {
    Order<Record> order;
    for (const Record& record : project.table<Record>())
        order.add(record);
    order.sort();
    return order;
}

/// Moves one record of a flat list to an index among the others; nothing when it stands there already.
template <class Record> void move_in_list(Draft& draft, Id<Record> id, std::size_t index) {
    Order<Record> order = order_of_all<Record>(draft.context().project);
    if (order.index_of(id) == std::min(index, order.size() - 1)) return;
    order.remove(id);
    order.insert(id, index);
    order.write(draft);
}

/// Moves one element of a vector to an index among the others.
template <class Element> void move_in_vector(std::vector<Element>& list, std::size_t from, std::size_t to) {
    Element element = std::move(list[from]);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(from));
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(std::min(to, list.size())), std::move(element));
}

} // namespace emic
