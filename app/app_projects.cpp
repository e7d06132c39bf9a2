#include "app_state.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/project.h"
#include "engine/formats/export_names.h"
#include "engine/formats/export_table.h"
#include "engine/formats/project_file.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/study_description.h"
#include "engine/text_diff.h"
#include "embedded/sample_p01.h"
#include "embedded/sample_p02.h"
#include "embedded/sample_p03.h"
#include "embedded/sample_p04.h"
#include "embedded/sample_study.h"
#include "engine/text_direction.h"
#include "platform_keeping.h"
#include "views/storage_trouble_view.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace emic {

namespace {

/// Undo takes back the last change: what offers it for an earlier one, among the first toasts, goes. What else it tells of trouble stays.
void drop_offers_of_undo(const Frame& frame, std::size_t first) {
    std::vector<Toast>& toasts = frame.state.toasts;
    const std::string undo = undo_name(frame);
    for (std::size_t i = std::min(first, toasts.size()); i-- > 0;) {
        Toast& toast = toasts[i];
        const std::size_t at = std::min(toast.text.find(" " + undo + " brings "), toast.text.find(" " + undo + " takes "));
        if (at == std::string::npos) continue;
        if (toast.problem) toast.text.erase(at);
        else toasts.erase(toasts.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

} // namespace

App::App() { platform::storage_list(); }

void App::listed(const Frame& frame, const platform::StorageListed& list) {
    shelf = read_shelf(list.projects);
    const bool second = std::any_of(shelf.begin(), shelf.end(), [](const ShelfProject& one) { return one.place == platform::StoredProject::Place::second; });
    std::string danger = list.problem;
    if (danger.empty() && (list.vanished || second))
        danger = "Projects that were kept in this browser are no longer there: its data was cleared, or its storage is damaged. Nothing was overwritten. " +
                 std::string(session.is_open() ? "Save a copy of the open project NOW: the browser may have lost what was saved." : "") +
                 (second ? "" : " Open your last saved copy.");
    if (danger != m_danger_told && !danger.empty()) tell_storage_trouble(frame, danger);
    m_danger_told = danger;
    if (!list.problem.empty()) return;
    const bool first = !std::exchange(m_settings_known, true);
    take_settings(list.settings);
    if (!first) return;
    const bool still_there = std::any_of(shelf.begin(), shelf.end(), [&](const ShelfProject& p) { return p.id == m_settings.last_project; });
    if (still_there && !session.is_open()) m_open_next = m_settings.last_project;
}

/// At first all of them; later only those of projects that were not open here, for a window keeps what it has.
void App::take_settings(const StoredSettings& stored) {
    const Settings read = read_settings(stored);
    if (m_settings_stored.empty()) {
        m_settings_stored = write_settings(Settings{});
        for (const auto& [key, value] : stored) m_settings_stored[key] = value;
        m_settings = m_settings_kept = read;
        static_cast<KeptView&>(state) = read.view;
        return;
    }
    for (const auto& [project, of] : read.projects) {
        if (m_opened_here.contains(project)) continue;
        m_settings.projects[project] = m_settings_kept.projects[project] = of;
        for (auto at = stored.lower_bound(settings_prefix(project)); at != stored.end() && at->first.starts_with(settings_prefix(project)); ++at)
            m_settings_stored[at->first] = at->second;
    }
}

/// Stores what has changed here, and nothing else: other windows may have changed other things.
void App::keep_settings() {
    if (!m_settings_known) return;
    m_settings.view = state;
    m_settings.last_project = session.is_open() && state.mode != Mode::home ? session.id() : m_open_next.value_or(m_opening.value_or(Guid{}));
    if (session.is_open() && !session.read_only())
        m_settings.projects[session.id()] = {session.coder().guid, state.document.guid, session.copied_line(), state.without_interviewers, state.quick_codes, state.keeping_told};
    if (m_settings_kept == m_settings) return;
    StoredSettings changed;
    for (const auto& [key, value] : write_settings(m_settings))
        if (const auto [at, fresh] = m_settings_stored.try_emplace(key); fresh || at->second != value) changed[key] = at->second = value;
    if (!changed.empty()) platform::store_settings(changed);
    m_settings_kept = m_settings;
}

void App::enter_project() {
    state.reporting.scope = {};
    const ViewState before = std::move(state);
    state = ViewState();
    static_cast<KeptView&>(state) = before;
    state.toasts = before.toasts;
    state.disk_words = before.disk_words;
    state.overlay = before.overlay == Overlay::import_report ? before.overlay : Overlay::none;
    state.imported = before.imported;
    state.mode = Mode::code;
    caches = Caches();
    m_opened_here.insert(session.id());
    const KeptOfProject& of = m_settings.projects[session.id()];
    if (session.project().find(Id<Coder>{of.coder})) session.set_coder(Id<Coder>{of.coder});
    session.set_copied_line(of.copied_line);
    state.without_interviewers = of.without_interviewers;
    state.quick_codes = of.quick_codes;
    state.keeping_told = of.keeping_told;
    if (session.project().find(Id<Source>{of.document})) {
        state.document = Id<Source>{of.document};
    } else {
        const auto order = documents_in_order(session.project());
        if (!order.empty()) state.document = order.front();
    }
    state.inspecting = Inspecting::document;
}

void App::begin_project(ProjectToBegin begun) {
    m_opening.reset();
    const Id<Coder> coder = first_coder(begun.project);
    session.begin(platform::random_guid(), std::move(begun.project), coder, "", begun.lamport);
    session.set_card(write_card(session, platform::wall_ms()));
    enter_project();
}

void App::new_project(const std::string& name) {
    Workspace workspace;
    const IdSource ids = [] { return platform::random_guid(); };
    const CommandContext context{workspace.project, workspace.indexes, {platform::random_guid(), 1, 1, {}, platform::wall_ms()}, ids};
    const Result<Change> created = create_project(context, {name, "Me"});
    if (!created.ok() || workspace.commit(*created)) return;
    m_begin.push_back({std::move(workspace.project), context.stamp.lamport});
}

void App::start_sample(const Frame& frame) {
    const auto text_of = [](std::string_view name) -> std::optional<std::string> {
        if (name == "P01.txt") return std::string(embedded::sample_p01());
        if (name == "P02.txt") return std::string(embedded::sample_p02());
        if (name == "P03.txt") return std::string(embedded::sample_p03());
        if (name == "P04.txt") return std::string(embedded::sample_p04());
        return std::nullopt;
    };
    Result<Project> study = read_study_description(embedded::sample_study(), text_of);
    if (study.ok()) m_begin.push_back({std::move(study).value()});
    else frame.toast(study.problem().message, true);
}

void App::storage_failed(const Frame& frame, const platform::StorageFailed& failed) {
    const bool again = session.is_open() && session.id() == failed.project && session.save_state() == SaveState::not_saved;
    session.handle(failed);
    switch (failed.task) {
    case platform::StorageTask::append:
    case platform::StorageTask::snapshot:
        // What is over with the next try is told by the top bar alone.
        if ((again || failed.lost) && failed.why != m_refusal_told) {
            m_refusal_told = failed.why;
            tell_storage_trouble(frame, failed.why);
        }
        break;
    case platform::StorageTask::open:
        m_copies_wanted.erase(failed.project);
        if (m_opening == failed.project) m_opening.reset();
        if (!session.is_open() || session.id() != failed.project) platform::storage_close(failed.project); // or no other window could write it
        tell_storage_trouble(frame, failed.why, failed.project);
        break;
    case platform::StorageTask::list:
    case platform::StorageTask::delete_: frame.toast(failed.why, true); break;
    }
}

void App::save_all_copies(const Frame& frame) {
    save_copy(frame);
    for (const ProjectToBegin& waiting : m_begin)
        platform::save_file(safe_file_name(waiting.project.info().name) + ".emic", "application/json", write_project_file(waiting.project, {{}, waiting.lamport}));
}

void App::save_stored(Guid project) {
    const auto known = std::find_if(shelf.begin(), shelf.end(), [&](const ShelfProject& one) { return one.id == project; });
    const std::string name = session.is_open() && session.id() == project ? session.project().info().name : known != shelf.end() ? known->name : "Project";
    platform::storage_save_stored(project, safe_file_name(name) + " - as stored.json");
}

/// Reads what storage has found; a large project a stretch in each frame.
void App::take_stored(const Frame& frame, platform::StorageOpened& stored) {
    const Guid id = stored.project;
    const auto known = std::find_if(shelf.begin(), shelf.end(), [&](const ShelfProject& one) { return one.id == id; });
    std::string bytes = std::move(stored.snapshot);
    const auto rest = std::make_shared<const platform::StorageOpened>(std::move(stored));
    const auto then = [this, rest](const Frame& now, Result<ProjectFile> file) { opened(now, *rest, std::move(file)); };
    const auto given_up = [this, id](const Frame& now) {
        m_copies_wanted.erase(id);
        if (m_opening == id) m_opening.reset();
        if (session.is_open() && session.id() == id) now.state.mode = Mode::home; // what it shows is no longer so
        else platform::storage_close(id);
    };
    read_project(frame, {known == shelf.end() ? "the project" : in_quotes(known->name), id, then, given_up, {}}, std::move(bytes));
}

void App::opened(const Frame& frame, const platform::StorageOpened& stored, Result<ProjectFile> file) {
    const bool copy_only = m_copies_wanted.erase(stored.project) > 0 && m_opening != stored.project;
    if (!copy_only && m_opening != stored.project) {
        if (!session.is_open() || session.id() != stored.project) platform::storage_close(stored.project);
        return;
    }
    if (!copy_only && session.is_open() && session.save_state() != SaveState::saved) {
        // Something began in the meantime; it is brought to the disk first.
        m_opening.reset();
        m_open_next = stored.project;
        return;
    }
    Session fresh;
    Session::Opening opening = fresh.open(stored, std::move(file));
    if (!copy_only && session.is_open() && session.id() == fresh.id() && session.read_only()) {
        m_opening.reset();
        take_over(frame, std::move(fresh));
        return;
    }
    std::string told;
    for (const Problem& problem : opening.problems)
        if (!copy_only || problem.kind != ProblemKind::invalid_request) told += (told.empty() ? "" : " ") + problem.message;
    const bool trouble = !copy_only && (opening.mended || !opening.usable);
    if (!told.empty() && !trouble) frame.toast(told, true);
    if (copy_only) {
        if (opening.usable) write_copy(frame, fresh);
        platform::storage_close(stored.project);
        return;
    }
    m_opening.reset();
    if (!opening.usable || fresh.id() != stored.project) platform::storage_close(stored.project);
    if (opening.usable) {
        session = std::move(fresh);
        session.set_card(write_card(session, platform::wall_ms()));
        enter_project();
    }
    if (trouble) tell_storage_trouble(frame, told, stored.project);
}

/// The window that could change the open project has let go of it.
void App::yielded(const platform::StorageYielded& event) {
    const bool shown = session.is_open() && session.id() == event.project && session.read_only();
    if (shown || (m_opening == event.project && reads_stored(event.project))) m_take_over = event.project;
    else platform::storage_close(event.project);
}

/// Goes on with what is stored now, at the same place on the screen. What is being typed stays where nothing else has changed; otherwise the
/// field is waited for, or what is in it would be put over what the other window has written.
void App::take_over(const Frame& frame, Session fresh) {
    if (ui.field_open() && !fresh.stands_where(session)) {
        m_take_over = fresh.id();
        return;
    }
    std::vector<TextEdit> texts;
    for (const Source& former : session.project().sources())
        if (const Source* now = fresh.project().find(former.id); now && !(now->text == former.text)) texts.push_back({former.id, former.text, now->text});
    const Source* before = session.project().find(state.document);
    const SharedText shown = before ? before->text : SharedText{};
    const Id<Coder> coder = session.coder();
    session = std::move(fresh);
    // The same words under the same offsets: what is selected stays.
    if (const Source* now = session.project().find(state.document); now && now->text == shown && state.shown_text.same_memory(shown)) state.shown_text = now->text;
    if (session.project().find(coder)) session.set_coder(coder);
    session.set_copied_line(m_settings.projects[session.id()].copied_line);
    session.set_card(write_card(session, platform::wall_ms()));
    follow_texts(texts);
    caches = Caches();
    if (const auto order = documents_in_order(session.project()); !session.project().find(state.document)) state.document = order.empty() ? Id<Source>{} : order.front();
    if (!session.read_only()) frame.toast("The other window was closed or has left this project. Here is its latest state, and now it can be changed in this window.");
}

void App::erased_elsewhere(const Frame& frame, Guid project) {
    if (m_opening == project) m_opening.reset();
    if (session.is_open() && session.id() == project) {
        session.note_erased();
        frame.open_overlay(Overlay::erased_elsewhere);
    } else if (state.mode == Mode::home) {
        platform::storage_list();
    }
}

/// Ticked search results stay on their words when a transcript is corrected; those whose words are gone are ticked no more.
void App::follow_texts(const std::vector<TextEdit>& texts) {
    for (const TextEdit& edit : texts) {
        const std::vector<Replacement> changes = diff_words(edit.before.view(), edit.after.view());
        std::set<Passage> followed;
        for (Passage passage : state.search_chosen) {
            if (passage.source == edit.source) passage.range = follow(passage.range, changes, edit.before.view(), edit.after.view());
            if (!passage.range.empty()) followed.insert(passage);
        }
        state.search_chosen = std::move(followed);
    }
}

// ---------------------------------------------------------------- after drawing

void App::carry_out(const Frame& frame) {
    if (requests.command) run_command(frame, command(*requests.command));
    if (requests.save_copy) save_copy(frame);
    if (requests.save_all) save_all_copies(frame);
    if (requests.save_stored) save_stored(*requests.save_stored);
    if (requests.export_format) begin_export(frame, *requests.export_format, ExportTo::file);
    else if (requests.print_format) begin_export(frame, *requests.print_format, ExportTo::paper);
    else if (frame_is_shown) step_export(frame);
    if (frame_is_shown) step_copies(frame);
    if (requests.new_project) new_project(*requests.new_project);
    if (requests.sample_project) start_sample(frame);
    if (requests.open_project) m_open_next = requests.open_project;
    if (requests.erase_project) {
        if (session.is_open() && session.id() == *requests.erase_project) session.close();
        platform::storage_delete(*requests.erase_project, requests.erase_anyway);
    }
    if (requests.copy_project) {
        if (session.is_open() && session.id() == *requests.copy_project) {
            save_copy(frame);
        } else {
            m_copies_wanted.insert(*requests.copy_project);
            platform::storage_open(*requests.copy_project);
        }
    }

    step_doubtful(frame);

    // What is being typed belongs to the project that is about to be left.
    const bool reads_another = m_opening && reads_stored(*m_opening) && (!session.is_open() || session.id() != *m_opening);
    if (!m_begin.empty() || m_open_next || reads_another) ui.commit_field();
    bool changed = false;
    const std::size_t older_toasts = state.toasts.size();
    for (const SessionNews& news : session.drain()) {
        if (!changed && !news.problem) drop_offers_of_undo(frame, older_toasts);
        changed = true;
        follow_texts(news.texts);
        if (news.problem) {
            frame.toast(news.problem->message, true);
        } else {
            const char* how = news.kind == ChangeKind::undone ? "Undone: " : news.kind == ChangeKind::redone ? "Done again: " : "";
            platform::announce(without_isolates(how + news.label));
        }
    }
    if (changed) {
        session.set_card(write_card(session, platform::wall_ms()));
        platform::request_frame(0);
    }
    // What another window has erased is not stored again; it is left when there is a copy of it, or none is wanted.
    const bool leaves = state.mode == Mode::home || !m_begin.empty() || m_open_next;
    if (session.erased() && leaves && session.would_lose() && !requests.let_go) {
        state.mode = Mode::code;
        if (state.overlay == Overlay::none) frame.open_overlay(Overlay::erased_elsewhere);
    }
    if (requests.let_go) state.mode = Mode::home;
    // The home page shows what storage has; so leaving a project brings its snapshot up to date first.
    if (state.mode == Mode::home && session.is_open()) {
        if (!session.erased()) session.ask_snapshot();
        if (session.erased() || session.settled()) {
            session.close();
            caches = Caches();
            platform::storage_list();
        }
    }
    if (std::exchange(m_page_hides, false)) session.flush(std::numeric_limits<double>::infinity());
    else session.flush(!frame_is_shown ? 0 : state.mode == Mode::home ? 40 : 12);
    if (session.is_open() && session.save_state() == SaveState::saved) m_refusal_told.clear();

    // Another project is opened only when nothing of this one is under way.
    const bool idle = !session.is_open() || session.save_state() == SaveState::saved || (session.erased() && !session.would_lose());
    if (!m_begin.empty() && idle) {
        begin_project(std::move(m_begin.front()));
        m_begin.pop_front();
        session.flush();
        platform::request_frame(0);
    } else if (m_open_next && session.is_open() && session.id() == *m_open_next) {
        m_open_next.reset();
        state.mode = Mode::code;
    } else if (m_take_over && !m_opening && (!session.is_open() || session.id() != *m_take_over)) {
        platform::storage_close(*std::exchange(m_take_over, std::nullopt));
    } else if (m_take_over && !m_opening && !m_open_next) {
        // Asked anew after each frame with a field that is open would be often; what is typed stands in the way only while it is typed.
        if (!ui.field_open() || !m_take_over_read) {
            m_take_over_read = ui.field_open();
            m_opening = std::exchange(m_take_over, std::nullopt);
            platform::storage_open(*m_opening);
        }
    } else if (m_open_next && idle) {
        m_opening = std::exchange(m_open_next, std::nullopt);
        platform::storage_open(*m_opening);
    }
    platform::guard_unload(session.would_lose() || ui.field_undelivered());
    if (const Guid held = session.is_open() ? session.id() : Guid{}; held != m_held) {
        if (!m_held.is_null()) platform::storage_close(m_held);
        m_held = held;
    }
    publish_copy_text(frame);
    const std::string& unpromised = platform::unpromised_words();
    if (!unpromised.empty() && session.is_open() && !session.read_only() && session.save_state() == SaveState::saved && !std::exchange(state.keeping_told, true))
        frame.toast("Your project is saved. " + unpromised + " (This is said once for each project; Settings say it too.)");
    keep_settings();
    m_asked = changed || requests.take_doubtful || requests.command || requests.open_project || requests.new_project || requests.sample_project;
    if (m_asked) platform::request_frame(0);
}

} // namespace emic
