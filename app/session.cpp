#include "session.h"

#include "engine/formats/journal.h"
#include "engine/formats/journal_mending.h"
#include "engine/formats/project_file.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::uint64_t snapshot_after_lines = 2000;
constexpr std::uint64_t snapshot_after_bytes = 1u << 20;
constexpr std::uint64_t snapshot_share = 16; ///< of a large project, a part as large as this is journalled before all of it is written again
constexpr std::size_t stretch_bytes = 128u << 10; ///< of a snapshot between two looks at the clock
constexpr double first_retry_ms = 500;
constexpr double longest_retry_ms = 15000;
constexpr const char* open_elsewhere =
    "This project is open in another window or tab of Emic, so here it can be read, searched and exported, but not changed. "
    "To work on it here, close it there: this window then takes it over by itself.";

std::vector<TextEdit> texts_in(const Change& change) {
    std::vector<TextEdit> texts;
    for (const AnyEdit& any : change.edits)
        if (const auto* edit = std::get_if<Edit<Source>>(&any); edit && edit->before && edit->after && !(edit->before->text == edit->after->text))
            texts.push_back({edit->after->id, edit->before->text, edit->after->text});
    return texts;
}

Problem what_was_mended(const Mended& mended) {
    const auto changes = [](std::uint64_t count) { return std::to_string(count) + (count == 1 ? " change" : " changes"); };
    std::string words = changes(mended.unreadable) + " of this project, stored on this device, cannot be read any more and " +
                        (mended.unreadable == 1 ? "was" : "were") + " left out.";
    if (mended.unreadable == 0) words.clear();
    if (mended.unfit > 0)
        words += (words.empty() ? "" : " ") + changes(mended.unfit) + (words.empty() ? " of this project do" : " made after that do") +
                 (mended.unfit == 1 ? "es" : "") + " not fit without what is missing, or could have come to stand beside the words that were meant, and " +
                 (mended.unfit == 1 ? "was" : "were") + " left out too.";
    words += " Everything else is here: " + changes(mended.applied) + " made after that " + (mended.applied == 1 ? "was" : "were") +
             " kept. Please look whether something is missing. What is stored was left as it is: you can save it as a file, "
             "for somebody who may be able to read more of it.";
    return {ProblemKind::damaged, words, ""};
}

} // namespace

Id<Coder> first_coder(const Project& project) {
    const Coder* first = nullptr;
    for (const Coder& coder : project.coders())
        if (!first || std::tie(coder.name, coder.id) < std::tie(first->name, first->id)) first = &coder;
    return first ? first->id : Id<Coder>{};
}

void Session::begin(Guid project_id, Project project, Id<Coder> coder, std::string card, std::uint64_t lamport) {
    *this = Session();
    m_ids = [] { return platform::random_guid(); };
    m_id = project_id;
    m_actor = platform::random_guid();
    m_coder = coder;
    m_lamport = lamport;
    m_card = std::move(card);
    m_workspace.project = std::move(project);
    m_workspace.indexes.rebuild(m_workspace.project);
    m_open = true;
    m_snapshot_wanted = true;
}

Session::Opening Session::open(const platform::StorageOpened& stored) { return open(stored, read_project_file(stored.snapshot)); }

Session::Opening Session::open(const platform::StorageOpened& stored, Result<ProjectFile> file) {
    Opening opening;
    for (const std::string& words : stored.problems) opening.problems.push_back({ProblemKind::damaged, words, ""});
    if (!file.ok()) {
        opening.problems.push_back(file.problem());
        opening.problems.push_back({ProblemKind::damaged,
                                    "The copy of this project on this device cannot be read. Nothing of it was changed "
                                    "or deleted. Open your last saved copy instead.",
                                    ""});
        return opening;
    }
    for (const std::string& note : file->notes) opening.problems.push_back({ProblemKind::damaged, note, ""});

    *this = Session();
    m_ids = [] { return platform::random_guid(); };
    m_id = stored.project;
    m_actor = platform::random_guid();
    m_workspace.project = std::move(file.value().project);
    m_workspace.indexes.rebuild(m_workspace.project);

    // An empty line stands for those that are missing.
    std::vector<std::string> lines;
    lines.reserve(stored.lines.size());
    std::uint64_t missing = 0; ///< beyond one for each gap
    m_line_number = stored.up_to;
    for (const platform::JournalLine& line : stored.lines) {
        if (line.number > m_line_number + 1) {
            lines.emplace_back();
            missing += line.number - m_line_number - 2;
        }
        m_line_number = line.number;
        m_bytes_since_snapshot += line.line.size();
        lines.push_back(line.line);
    }
    Replayed replayed = replay_journal(m_workspace, lines, file->journal.last_hash);
    for (const std::string& note : replayed.notes) opening.problems.push_back({ProblemKind::damaged, note, ""});
    if (replayed.problem && replayed.problem->kind != ProblemKind::unsupported) {
        Mended mended = mend_journal(m_workspace, std::span(lines).subspan(static_cast<std::size_t>(replayed.applied)), replayed.last_hash);
        mended.unreadable += missing;
        replayed.last_hash = mended.last_hash;
        replayed.lamport = std::max(replayed.lamport, mended.lamport);
        replayed.problem = mended.problem;
        opening.mended = true;
        opening.problems.push_back(what_was_mended(mended));
        for (const std::string& note : mended.notes) opening.problems.push_back({ProblemKind::damaged, note, ""});
    }
    if (replayed.problem) {
        opening.mended = false;
        opening.problems.push_back(*replayed.problem);
        *this = Session();
        return opening;
    }
    m_last_hash = replayed.last_hash;
    m_lamport = std::max(file->journal.lamport, replayed.lamport);
    m_snapshot_line = stored.up_to;
    m_stored_line = m_sent_line = m_line_number;
    m_snapshot_bytes = file->bytes;
    m_created = !stored.anew;
    m_snapshot_wanted = (opening.mended || stored.anew) && !stored.elsewhere; // so that the next opening finds it whole
    m_open = true;
    m_coder = first_coder(m_workspace.project);
    m_read_only = stored.elsewhere;
    if (m_read_only) opening.problems.push_back({ProblemKind::invalid_request, open_elsewhere, ""});
    opening.usable = true;
    return opening;
}

const char* Session::read_only_words() { return open_elsewhere; }

void Session::close() { *this = Session(); }

void Session::ask(Intent intent, std::function<void(const Change&)> then) {
    m_asked.push_back({Asked::What::command, std::move(intent), std::move(then)});
}
void Session::ask_undo() { m_asked.push_back({Asked::What::undo, {}, {}}); }
void Session::ask_redo() { m_asked.push_back({Asked::What::redo, {}, {}}); }

Stamp Session::next_stamp() {
    return {m_actor, m_sequence + 1, m_lamport + 1, m_coder, platform::wall_ms()};
}

std::optional<SessionNews> Session::run(const Asked& asked) {
    if (m_read_only) return SessionNews{"", ChangeKind::done, Problem{ProblemKind::invalid_request, open_elsewhere, ""}, {}};
    std::optional<Change> change;
    switch (asked.what) {
    case Asked::What::command: {
        Result<Change> decided = asked.intent({m_workspace.project, m_workspace.indexes, next_stamp(), m_ids});
        if (!decided.ok()) return SessionNews{"", ChangeKind::done, decided.problem(), {}};
        if (decided->edits.empty()) return std::nullopt;
        change = std::move(decided).value();
        break;
    }
    case Asked::What::undo:
        if (!m_workspace.history.can_undo()) return std::nullopt;
        change = m_workspace.history.make_undo(next_stamp());
        break;
    case Asked::What::redo:
        if (!m_workspace.history.can_redo()) return std::nullopt;
        change = m_workspace.history.make_redo(next_stamp());
        break;
    }
    if (Outcome problem = m_workspace.commit(*change)) return SessionNews{"", ChangeKind::done, problem, {}};
    // Undo may take away the coder who is at work.
    if (!project().find(m_coder)) m_coder = first_coder(project());
    m_sequence = change->stamp.sequence;
    m_lamport = change->stamp.lamport;
    append_to_journal(*change);
    if (asked.then) asked.then(*change);
    return SessionNews{change->label, change->kind, std::nullopt, texts_in(*change)};
}

std::vector<SessionNews> Session::drain() {
    std::vector<SessionNews> news;
    while (!m_asked.empty()) {
        const Asked asked = std::move(m_asked.front());
        m_asked.pop_front();
        if (!m_open) continue;
        if (auto item = run(asked)) news.push_back(std::move(*item));
    }
    return news;
}

void Session::append_to_journal(const Change& change) {
    std::string line = write_journal_line(change, m_last_hash, &m_workspace.project);
    m_last_hash = journal_line_hash(line);
    m_bytes_since_snapshot += line.size();
    m_waiting.push_back({++m_line_number, std::move(line)});
}

bool Session::snapshot_due() const {
    return m_snapshot_wanted || m_line_number - m_snapshot_line >= snapshot_after_lines ||
           m_bytes_since_snapshot >= std::max(snapshot_after_bytes, m_snapshot_bytes / snapshot_share);
}

void Session::begin_snapshot() {
    m_snapshot_in_flight = true;
    m_snapshot_wanted = false;
    m_bytes_since_snapshot = 0;
    m_writing_line = m_line_number;
    m_writing.emplace(m_workspace.project, JournalPlace{m_last_hash, m_lamport});
}

void Session::write_snapshot(double budget_ms) {
    const double until = platform::now_ms() + budget_ms;
    while (!m_writing->step(stretch_bytes))
        if (platform::now_ms() >= until) return platform::request_frame(0);
    const std::string bytes = std::move(*m_writing).take();
    m_writing.reset();
    m_snapshot_bytes = bytes.size();
    platform::storage_snapshot(m_id, bytes, m_writing_line, m_card);
}

void Session::flush(double budget_ms) {
    if (!m_open || m_read_only || m_erased || m_retry_at_ms > platform::now_ms()) return;
    if (!m_created && !m_snapshot_in_flight) begin_snapshot();
    if (m_writing) write_snapshot(m_created ? budget_ms : 3 * budget_ms); // until the first one is there, no change is safe
    if (!m_created) return;
    // All at once, also while others are under way: the page may go at any moment, and writes then what it has been given.
    if (!m_waiting.empty() && m_sent_line < m_waiting.back().number) {
        const auto first = std::ranges::find_if(m_waiting, [this](const platform::JournalLine& line) { return line.number > m_sent_line; });
        m_sent_line = m_waiting.back().number;
        platform::storage_append(m_id, std::vector<platform::JournalLine>(first, m_waiting.end()));
    } else if (m_waiting.empty() && !m_snapshot_in_flight && snapshot_due()) {
        begin_snapshot();
        write_snapshot(budget_ms);
    }
}

void Session::handle(const platform::StorageAppended& event) {
    if (!m_open || m_erased || event.project != m_id) return;
    // After trouble the whole state is stored anew, as nobody knows what else was hit.
    if (std::exchange(m_shaken, false)) m_snapshot_wanted = true;
    m_stored_line = std::max(m_stored_line, event.up_to);
    while (!m_waiting.empty() && m_waiting.front().number <= m_stored_line) m_waiting.pop_front();
    m_sent_line = std::max(m_sent_line, m_stored_line);
    m_save_problem.clear();
    m_retry_delay_ms = 0;
    m_retry_at_ms = 0;
}

void Session::handle(const platform::StorageSnapshotTaken& event) {
    if (!m_open || m_erased || event.project != m_id) return;
    m_snapshot_in_flight = false;
    m_created = true;
    // Trouble may have hit lines that are behind what the snapshot holds.
    if (std::exchange(m_shaken, false) && event.up_to < m_stored_line) m_snapshot_wanted = true;
    m_snapshot_line = std::max(m_snapshot_line, event.up_to);
    if (m_snapshot_line == m_line_number) m_snapshot_wanted = false; // asked for again while this one was under way
    m_stored_line = std::max(m_stored_line, event.up_to);
    m_sent_line = std::max(m_sent_line, m_stored_line);
    while (!m_waiting.empty() && m_waiting.front().number <= m_stored_line) m_waiting.pop_front();
    m_save_problem.clear();
    m_retry_delay_ms = 0;
    m_retry_at_ms = 0;
}

void Session::handle(const platform::StorageFailed& event) {
    if (!m_open || m_erased || event.project != m_id) return;
    if (event.task == platform::StorageTask::append) {
        m_sent_line = m_stored_line;
    } else if (event.task == platform::StorageTask::snapshot) {
        m_snapshot_in_flight = false;
        m_snapshot_wanted = true;
    } else {
        return;
    }
    m_shaken = true;
    // With the database went lines that were stored since the snapshot under way was begun: it would leave a gap.
    if (event.lost) {
        m_created = m_snapshot_in_flight = false;
        m_writing.reset();
    }
    m_save_problem = event.why;
    m_retry_delay_ms = m_retry_delay_ms == 0 ? first_retry_ms : std::min(2 * m_retry_delay_ms, longest_retry_ms);
    m_retry_at_ms = platform::now_ms() + m_retry_delay_ms;
    platform::request_frame(m_retry_delay_ms);
}

void Session::note_erased() {
    m_erased = true;
    m_writing.reset();
    m_read_only = false; // what is changed now is in this window only, and goes into the copy
    m_snapshot_wanted = false;
    m_save_problem = "Another window of Emic has erased this project from this device. It is in this window only and will not be stored again.";
}

SaveState Session::save_state() const {
    if (!m_save_problem.empty()) return SaveState::not_saved;
    if (!m_created || !m_waiting.empty()) return SaveState::saving;
    return SaveState::saved;
}

} // namespace emic
