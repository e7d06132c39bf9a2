#pragma once

#include "engine/change.h"
#include "engine/result.h"

#include <cassert>
#include <unordered_map>
#include <vector>

namespace emic {

/// The records of one type: dense rows and a lookup by id. Row order has no meaning and changes on erase; whoever
/// shows or writes rows sorts them first.
template <class Record> class Table {
public:
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] bool empty() const { return m_rows.empty(); }
    [[nodiscard]] auto begin() const { return m_rows.begin(); }
    [[nodiscard]] auto end() const { return m_rows.end(); }

    /// Null when there is no such record. Valid until the table next changes.
    [[nodiscard]] const Record* find(Id<Record> id) const {
        auto slot = m_slots.find(id.guid);
        return slot == m_slots.end() ? nullptr : &m_rows[slot->second];
    }
    [[nodiscard]] bool contains(Id<Record> id) const { return m_slots.count(id.guid) != 0; }

    /// Adds the record or replaces the one with its id.
    void put(Record record) {
        auto [slot, added] = m_slots.try_emplace(record.id.guid, static_cast<std::uint32_t>(m_rows.size()));
        if (added) m_rows.push_back(std::move(record));
        else m_rows[slot->second] = std::move(record);
    }
    void erase(Id<Record> id) {
        auto slot = m_slots.find(id.guid);
        assert(slot != m_slots.end());
        const std::uint32_t row = slot->second;
        m_slots.erase(slot);
        if (row + 1 != m_rows.size()) {
            m_rows[row] = std::move(m_rows.back());
            m_slots[m_rows[row].id.guid] = row;
        }
        m_rows.pop_back();
    }

    /// Same records, whatever the row order.
    bool operator==(const Table& other) const {
        if (size() != other.size()) return false;
        for (const Record& row : m_rows) {
            const Record* twin = other.find(row.id);
            if (!twin || !(*twin == row)) return false;
        }
        return true;
    }

private:
    std::vector<Record> m_rows;
    std::unordered_map<Guid, std::uint32_t, GuidHash> m_slots; ///< one type of map for all tables, which keeps the page small
};

/// A whole study as records. Changes only through apply().
class Project {
public:
    template <class Record> [[nodiscard]] const Table<Record>& table() const {
        return std::get<Table<Record>>(m_tables);
    }
    template <class Record> [[nodiscard]] const Record* find(Id<Record> id) const { return table<Record>().find(id); }

    [[nodiscard]] const Table<Coder>& coders() const { return table<Coder>(); }
    [[nodiscard]] const Table<Case>& cases() const { return table<Case>(); }
    [[nodiscard]] const Table<Source>& sources() const { return table<Source>(); }
    [[nodiscard]] const Table<Code>& codes() const { return table<Code>(); }
    [[nodiscard]] const Table<Coding>& codings() const { return table<Coding>(); }
    [[nodiscard]] const Table<Memo>& memos() const { return table<Memo>(); }
    [[nodiscard]] const Table<Theme>& themes() const { return table<Theme>(); }
    [[nodiscard]] const Table<Attribute>& attributes() const { return table<Attribute>(); }
    [[nodiscard]] const Table<AttributeValue>& values() const { return table<AttributeValue>(); }
    [[nodiscard]] const Table<Pseudonym>& pseudonyms() const { return table<Pseudonym>(); }
    [[nodiscard]] const Table<Kept>& kept() const { return table<Kept>(); }
    /// The one ProjectInfo; a blank one before the first change.
    [[nodiscard]] const ProjectInfo& info() const;

    /// Goes up by one with every applied change; the key of everything derived from the project.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// Carries the change out whole, or not at all: a Problem when some edit's `before` is not what the project holds.
    Outcome apply(const Change& change);

    /// Same records; the revision does not count.
    bool operator==(const Project& other) const { return m_tables == other.m_tables; }

    /// Fields of the project file itself that a newer version wrote; carried along.
    UnknownFields unknown;

private:
    EachRecord<std::tuple, Table> m_tables;
    std::uint64_t m_revision = 0;
};

/// Everything in the project that contradicts itself: dangling references, ranges outside their text or inside a code
/// point, codes under themselves, more than one ProjectInfo. Empty for a sound project; sorted.
std::vector<Problem> find_problems(const Project& project);

} // namespace emic
