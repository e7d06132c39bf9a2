#include "engine/history.h"

#include <cassert>

namespace emic {

void History::note(const Change& applied) {
    switch (applied.kind) {
    case ChangeKind::done:
        m_done.push_back(applied);
        m_undone.clear();
        break;
    case ChangeKind::undone:
        // A journal cut by a snapshot may begin with an undo whose original is in the snapshot.
        if (!m_done.empty()) m_done.pop_back();
        m_undone.push_back(inverse(applied));
        break;
    case ChangeKind::redone:
        if (!m_undone.empty()) m_undone.pop_back();
        m_done.push_back(applied);
        break;
    }
}

Change History::make_undo(const Stamp& stamp) const {
    assert(can_undo());
    Change change = inverse(m_done.back());
    change.stamp = stamp;
    change.kind = ChangeKind::undone;
    return change;
}

Change History::make_redo(const Stamp& stamp) const {
    assert(can_redo());
    Change change = m_undone.back();
    change.stamp = stamp;
    change.kind = ChangeKind::redone;
    return change;
}

} // namespace emic
