#pragma once

#include "engine/records.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace emic {

/// What one record was and what it becomes: both sides for a change, only `after` for a new record, only `before` for
/// a deleted one.
template <class Record> struct Edit {
    std::optional<Record> before;
    std::optional<Record> after;

    [[nodiscard]] Id<Record> id() const { return after ? after->id : before->id; }
    bool operator==(const Edit&) const = default;
};

using AnyEdit = EachRecord<std::variant, Edit>;

/// Who made a change and when. (actor, sequence) names the change; an actor is one opening of one project.
struct Stamp {
    Guid actor;
    std::uint64_t sequence = 0;
    std::uint64_t lamport = 0;
    Id<Coder> coder;
    WallTime wall = 0;

    bool operator==(const Stamp&) const = default;
};

/// Why a change was made: by the researcher, or by undo or redo of an earlier one.
enum class ChangeKind { done, undone, redone };

/// Everything one gesture did to the project; the unit of undo and of the journal.
struct Change {
    std::string label; ///< in the researcher's words: "Code ‘judged’ applied"
    Stamp stamp;
    ChangeKind kind = ChangeKind::done;
    std::vector<AnyEdit> edits;

    bool operator==(const Change&) const = default;

    template <class Record> void insert(Record record) { edits.push_back(Edit<Record>{std::nullopt, std::move(record)}); }
    template <class Record> void erase(Record record) { edits.push_back(Edit<Record>{std::move(record), std::nullopt}); }
    template <class Record> void update(Record before, Record after) {
        if (!(before == after)) edits.push_back(Edit<Record>{std::move(before), std::move(after)});
    }
};

/// The change that takes `change` back: each edit turned round, in reverse order. Label is kept; stamp and kind are the
/// caller's to set.
Change inverse(const Change& change);

} // namespace emic
