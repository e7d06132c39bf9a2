#include "engine/formats/journal_mending.h"

#include "engine/formats/journal.h"
#include "engine/formats/json_text.h"
#include "engine/formats/record_json.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

using Json = nlohmann::json;

/// Goes through the lines once.
class Mender {
public:
    /// With `thorough`, a line that leaves the project with a reference to what is not there is taken back.
    Mender(Workspace& workspace, std::string last_hash, bool thorough)
        : m_workspace(workspace), m_problems(thorough ? find_problems(workspace.project).size() : 0), m_thorough(thorough) {
        mended.last_hash = std::move(last_hash);
    }

    /// False for a line that ends it all.
    bool take(const std::string& line) {
        Result<JournalEntry> entry = read_journal_line(line, m_workspace.project);
        if (!entry && entry.problem().kind == ProblemKind::unsupported) {
            mended.problem = entry.problem();
            return false;
        }
        if (!is_whole_journal_line(line)) {
            ++mended.unreadable;
            m_texts_known = m_texts_known && leaves_texts(line);
            return true;
        }
        if (!entry || !counts_right(*entry) || !commit(entry->change)) {
            ++mended.unfit;
            m_texts_known = m_texts_known && leaves_texts(line);
            return true;
        }
        ++mended.applied;
        std::move(entry->notes.begin(), entry->notes.end(), std::back_inserter(mended.notes));
        mended.last_hash = entry->hash;
        mended.lamport = std::max(mended.lamport, entry->change.stamp.lamport);
        return true;
    }

    Mended mended;

private:
    /// Whether a line that was left out cannot have changed the text of any document.
    static bool leaves_texts(const std::string& line) {
        const Json json = parse_json(line);
        const Json edits = json.is_object() ? json.value("edits", Json()) : Json();
        if (!edits.is_array()) return false;
        return std::all_of(edits.begin(), edits.end(), [](const Json& edit) {
            const Json table = edit.is_object() ? edit.value("t", Json()) : Json();
            bool known = false;
            for_each_record_type([&]<class Record>(std::type_identity<Record>) { known = known || table == table_name<Record>(); });
            return known && table != table_name<Source>();
        });
    }

    /// Whether the offsets of the change count in the texts that they were made in, as far as that can be told.
    [[nodiscard]] bool counts_right(const JournalEntry& entry) const {
        for (const auto& [id, before] : documents_counted_in(entry.change)) {
            const Source* source = m_workspace.project.find(id);
            if (!source) return false;
            const auto size = entry.texts.find(id);
            if (size == entry.texts.end() ? !m_texts_known : size->second != source->text.view().size()) return false;
        }
        return true;
    }

    bool commit(const Change& change) {
        if (!m_thorough) return !m_workspace.commit(change);
        if (m_workspace.project.apply(change)) return false;
        if (find_problems(m_workspace.project).size() > m_problems) {
            (void)m_workspace.project.apply(inverse(change));
            return false;
        }
        m_workspace.indexes.update(change);
        m_workspace.history.note(change);
        return true;
    }

    Workspace& m_workspace;
    std::size_t m_problems;
    bool m_thorough;
    bool m_texts_known = true; ///< no line that was left out can have changed a text
};

} // namespace

Mended mend_journal(Workspace& workspace, std::span<const std::string> lines, std::string last_hash) {
    const Workspace start = workspace;
    const std::size_t problems = find_problems(workspace.project).size();
    for (const bool thorough : {false, true}) {
        workspace = start;
        Mender mender(workspace, last_hash, thorough);
        for (const std::string& line : lines)
            if (!mender.take(line)) break;
        // Looking the whole project through after every line takes long, and is seldom needed.
        if (thorough || find_problems(workspace.project).size() <= problems) return mender.mended;
    }
    return {};
}

} // namespace emic
