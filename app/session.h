#pragma once

#include "engine/formats/project_writing.h"
#include "engine/workspace.h"
#include "platform.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace emic {

/// Where the work is, as the researcher is told.
enum class SaveState {
    saved,     ///< everything is on this device's disk
    saving,    ///< on its way
    not_saved, ///< storage refused; kept in memory and tried again
};

/// What a view asks for; runs after drawing against the project as it is then.
using Intent = std::function<Result<Change>(const CommandContext&)>;

/// A document's text before and after a change.
struct TextEdit {
    Id<Source> source;
    SharedText before, after;
};

/// A change that the session has just carried out, or why it could not.
struct SessionNews {
    std::string label;              ///< of the change; empty for a problem
    ChangeKind kind = ChangeKind::done;
    std::optional<Problem> problem;
    std::vector<TextEdit> texts; ///< the transcripts that it corrected
};

/// The first coder by name; null when there is none.
Id<Coder> first_coder(const Project& project);

/// The open project with its history, command queue and journal: the only owner of mutable project state.
class Session {
public:
    /// Starts a new project on this device from a project's records (a fresh study, a sample, an opened file).
    /// `lamport` is the highest Lamport time of its changes elsewhere: its own go on from there.
    void begin(Guid project_id, Project project, Id<Coder> coder, std::string card, std::uint64_t lamport = 0);
    /// Takes what storage held. A Problem says what could not be read; what could is open all the same when `usable`.
    struct Opening {
        bool usable = false;
        bool mended = false; ///< changes that cannot be read, or no longer fit, were left out
        std::vector<Problem> problems;
    };
    Opening open(const platform::StorageOpened& stored);
    /// The same with the snapshot already read.
    Opening open(const platform::StorageOpened& stored, Result<ProjectFile> file);
    void close();

    [[nodiscard]] bool is_open() const { return m_open; }
    [[nodiscard]] Guid id() const { return m_id; }
    [[nodiscard]] const Project& project() const { return m_workspace.project; }
    [[nodiscard]] const Indexes& indexes() const { return m_workspace.indexes; }
    [[nodiscard]] const History& history() const { return m_workspace.history; }

    /// The highest Lamport time of the project's changes; copies carry it.
    [[nodiscard]] std::uint64_t lamport() const { return m_lamport; }

    [[nodiscard]] Id<Coder> coder() const { return m_coder; }
    void set_coder(Id<Coder> coder) { m_coder = coder; }

    /// Queues a command; `then` sees the applied change (not called for a problem or when nothing changed).
    void ask(Intent intent, std::function<void(const Change&)> then = {});
    void ask_undo();
    void ask_redo();
    /// Runs what is queued; the news is in order. Call once per frame, after drawing.
    std::vector<SessionNews> drain();

    void handle(const platform::StorageAppended& event);
    void handle(const platform::StorageSnapshotTaken& event);
    void handle(const platform::StorageFailed& event);
    /// Another window has erased the project: what is here is only in this window from now on, and stays so.
    void note_erased();
    /// Sends what waits to storage; tries again after a failure when its time has come. Call once per frame. A snapshot is
    /// written for about `budget_ms` at a time, and what is changed meanwhile goes into the journal behind it.
    void flush(double budget_ms = 12);

    /// Another window has the project open: nothing can be changed here.
    [[nodiscard]] bool read_only() const { return m_read_only; }
    /// Why nothing can be changed while another window has the project, and what to do.
    static const char* read_only_words();
    [[nodiscard]] bool erased() const { return m_erased; }
    /// Whether closing the window now would lose something.
    [[nodiscard]] bool would_lose() const { return m_open && (m_erased ? m_erased_copy != m_line_number : save_state() != SaveState::saved); }
    /// Whether the other holds the same project at the same change.
    [[nodiscard]] bool stands_where(const Session& other) const { return m_id == other.m_id && m_line_number == other.m_line_number && m_last_hash == other.m_last_hash; }
    [[nodiscard]] SaveState save_state() const;
    [[nodiscard]] const std::string& save_problem() const { return m_save_problem; }
    /// Changes since the researcher last saved a copy outside the browser.
    [[nodiscard]] std::uint64_t changes_since_copy() const { return m_line_number - m_copied_line; }
    void note_copy_saved() { note_copy_saved(m_line_number); }
    /// `line` is the newest journal line that the copy holds.
    void note_copy_saved(std::uint64_t line) {
        m_copied_line = line;
        if (m_erased) m_erased_copy = line;
    }
    [[nodiscard]] std::uint64_t line_number() const { return m_line_number; }
    [[nodiscard]] std::uint64_t copied_line() const { return m_copied_line; }
    void set_copied_line(std::uint64_t line) { m_copied_line = std::min(line, m_line_number); }
    /// Has a snapshot taken soon if there is something new since the last one.
    void ask_snapshot() { m_snapshot_wanted = !m_read_only && (m_snapshot_wanted || m_line_number != m_snapshot_line); }
    /// True when everything is on the disk and no snapshot is wanted or under way.
    [[nodiscard]] bool settled() const { return save_state() == SaveState::saved && !m_snapshot_wanted && !m_snapshot_in_flight; }
    /// Whether writing all of it takes so long that the researcher is told.
    [[nodiscard]] bool is_large() const { return m_writing || m_snapshot_bytes > (4u << 20); }
    /// How much of the snapshot that is being written is done, from 0 to 1; nothing when there is none, or storage has it.
    [[nodiscard]] std::optional<double> snapshot_progress() const { return m_writing ? std::optional(m_writing->done()) : std::nullopt; }
    /// The small text for the home page that goes with the next snapshot.
    void set_card(std::string card) { m_card = std::move(card); }

private:
    struct Asked {
        enum class What { command, undo, redo } what = What::command;
        Intent intent;
        std::function<void(const Change&)> then;
    };
    Stamp next_stamp();
    std::optional<SessionNews> run(const Asked& asked);
    void append_to_journal(const Change& change);
    void begin_snapshot();
    void write_snapshot(double budget_ms);
    [[nodiscard]] bool snapshot_due() const;

    Workspace m_workspace;
    IdSource m_ids;
    Guid m_id;
    Id<Coder> m_coder;
    Guid m_actor;
    std::uint64_t m_sequence = 0;
    std::uint64_t m_lamport = 0;
    bool m_open = false;
    bool m_read_only = false;
    bool m_erased = false;
    std::optional<std::uint64_t> m_erased_copy; ///< up to here in a copy that was saved since it was erased

    std::deque<Asked> m_asked;

    std::string m_card;
    std::string m_last_hash;
    std::uint64_t m_line_number = 0;   ///< of the newest journal line
    std::uint64_t m_stored_line = 0;   ///< up to here on the disk
    std::uint64_t m_sent_line = 0;     ///< up to here handed to storage
    std::uint64_t m_snapshot_line = 0; ///< up to here in a snapshot
    std::uint64_t m_copied_line = 0;
    std::uint64_t m_bytes_since_snapshot = 0;
    std::deque<platform::JournalLine> m_waiting; ///< not yet known to be on the disk
    std::optional<ProjectWriting> m_writing; ///< the next snapshot
    std::uint64_t m_writing_line = 0;  ///< up to here in it
    std::uint64_t m_snapshot_bytes = 0; ///< of the last one
    bool m_snapshot_in_flight = false; ///< being written, or with storage
    bool m_snapshot_wanted = false;
    bool m_shaken = false; ///< storage refused something, and no snapshot was taken since
    bool m_created = false; ///< the first snapshot is on the disk, so lines may follow
    std::string m_save_problem;
    double m_retry_at_ms = 0;
    double m_retry_delay_ms = 0;
};

} // namespace emic
