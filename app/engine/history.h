#pragma once

#include "engine/change.h"

#include <vector>

namespace emic {

/// What can be undone and redone: every change since the project was opened, however many.
class History {
public:
    /// Notes an applied change by its kind: a done one clears what could be redone, an undone one moves to the redo
    /// side, a redone one back. Replaying a journal through this restores undo across a reload.
    void note(const Change& applied);

    [[nodiscard]] bool can_undo() const { return !m_done.empty(); }
    [[nodiscard]] bool can_redo() const { return !m_undone.empty(); }
    /// The change that undo would take back / redo would repeat, or null.
    [[nodiscard]] const Change* next_undo() const { return m_done.empty() ? nullptr : &m_done.back(); }
    [[nodiscard]] const Change* next_redo() const { return m_undone.empty() ? nullptr : &m_undone.back(); }

    /// The change to apply (and then note) for undo or redo, stamped. There must be one.
    [[nodiscard]] Change make_undo(const Stamp& stamp) const;
    [[nodiscard]] Change make_redo(const Stamp& stamp) const;

private:
    std::vector<Change> m_done;
    std::vector<Change> m_undone;
};

} // namespace emic
