#include "app_state.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/project.h"
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

#include <algorithm>

namespace emic {

App::App() { platform::storage_list(); }

void App::listed(const Frame& frame, const platform::StorageListed& list) {
    shelf = read_shelf(list.projects);
    if (!list.problem.empty()) {
        frame.toast(list.problem + " Load the page again to try once more.", true);
        return;
    }
    if (list.vanished)
        frame.toast("Projects that were kept in this browser are no longer there: its data was cleared, or its storage is damaged. Nothing was overwritten. Open your last saved copy.", true);
    if (m_settings_known) return;
    m_settings_known = true;
    take_settings(read_settings(list.settings));
    const bool still_there = std::any_of(shelf.begin(), shelf.end(), [&](const ShelfProject& p) { return p.id == m_settings.last_project; });
    if (still_there && !session.is_open()) m_open_next = m_settings.last_project;
}

void App::take_settings(const Settings& settings) {
    m_settings = settings;
    state.appearance = settings.appearance;
    state.follow_system_appearance = settings.follow_system_appearance;
    state.zoom = settings.zoom;
    state.reading_zoom = settings.reading_zoom;
    state.documents_width = settings.documents_width;
    state.codes_width = settings.codes_width;
    state.codes_share = settings.codes_share;
    state.preview_imports = settings.preview_imports;
}

Settings::OfProject& App::of_project(Guid id) {
    for (Settings::OfProject& one : m_settings.projects)
        if (one.project == id) return one;
    m_settings.projects.push_back({id, {}, {}});
    return m_settings.projects.back();
}

void App::keep_settings() {
    if (!m_settings_known) return;
    m_settings.appearance = state.appearance;
    m_settings.follow_system_appearance = state.follow_system_appearance;
    m_settings.zoom = state.zoom;
    m_settings.reading_zoom = state.reading_zoom;
    m_settings.documents_width = state.documents_width;
    m_settings.codes_width = state.codes_width;
    m_settings.codes_share = state.codes_share;
    m_settings.preview_imports = state.preview_imports;
    m_settings.last_project = session.is_open() && state.mode != Mode::home ? session.id() : m_open_next.value_or(m_opening.value_or(Guid{}));
    if (session.is_open()) {
        Settings::OfProject& of = of_project(session.id());
        of.coder = session.coder().guid;
        of.document = state.document.guid;
        of.copied_line = session.copied_line();
        of.without_interviewers = state.without_interviewers;
    }
    if (m_settings_kept == m_settings) return;
    platform::store_settings(write_settings(m_settings));
    m_settings_kept = m_settings;
}

void App::enter_project() {
    state.reporting.scope = {};
    const ViewState before = std::move(state);
    state = ViewState();
    state.appearance = before.appearance;
    state.follow_system_appearance = before.follow_system_appearance;
    state.zoom = before.zoom;
    state.reading_zoom = before.reading_zoom;
    state.documents_width = before.documents_width;
    state.codes_width = before.codes_width;
    state.codes_share = before.codes_share;
    state.preview_imports = before.preview_imports;
    state.toasts = before.toasts;
    state.overlay = before.overlay == Overlay::import_report ? before.overlay : Overlay::none;
    state.imported = before.imported;
    state.mode = Mode::code;
    caches = Caches();
    const Settings::OfProject& of = of_project(session.id());
    if (session.project().find(Id<Coder>{of.coder})) session.set_coder(Id<Coder>{of.coder});
    session.set_copied_line(of.copied_line);
    state.without_interviewers = of.without_interviewers;
    if (session.project().find(Id<Source>{of.document})) {
        state.document = Id<Source>{of.document};
    } else {
        const auto order = documents_in_order(session.project());
        if (!order.empty()) state.document = order.front();
    }
    state.inspecting = Inspecting::document;
}

void App::begin_project(Project project) {
    m_opening.reset();
    const Id<Coder> coder = first_coder(project);
    session.begin(platform::random_guid(), std::move(project), coder, "");
    session.set_card(write_card(session, platform::wall_ms()));
    enter_project();
}

void App::new_project(const std::string& name) {
    Workspace workspace;
    const IdSource ids = [] { return platform::random_guid(); };
    const CommandContext context{workspace.project, workspace.indexes, {platform::random_guid(), 1, 1, {}, platform::wall_ms()}, ids};
    const Result<Change> created = create_project(context, {name, "Me"});
    if (!created.ok() || workspace.commit(*created)) return;
    m_begin.push_back(std::move(workspace.project));
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
    if (study.ok()) m_begin.push_back(std::move(study).value());
    else frame.toast(study.problem().message, true);
}

/// Reads what storage has found; a large project a stretch in each frame.
void App::take_stored(const Frame& frame, platform::StorageOpened& stored) {
    const Guid id = stored.project;
    const auto on_shelf = std::find_if(shelf.begin(), shelf.end(), [&](const ShelfProject& one) { return one.id == id; });
    std::string bytes = std::move(stored.snapshot);
    const auto rest = std::make_shared<platform::StorageOpened>(std::move(stored));
    read_project(
        frame, on_shelf == shelf.end() ? "the project" : "‘" + on_shelf->name + "’", std::move(bytes),
        [this, rest](const Frame& now, Result<ProjectFile> file) { opened(now, *rest, std::move(file)); },
        [this, id] {
            m_copies_wanted.erase(id);
            if (m_opening == id) m_opening.reset();
            if (!session.is_open() || session.id() != id) platform::storage_close(id);
        });
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
    std::string told;
    for (const Problem& problem : opening.problems)
        if (!copy_only || problem.kind != ProblemKind::invalid_request) told += (told.empty() ? "" : " ") + problem.message;
    if (!told.empty()) frame.toast(told, true);
    if (copy_only) {
        if (opening.usable) write_copy(frame, fresh);
        platform::storage_close(stored.project);
        return;
    }
    m_opening.reset();
    if (!opening.usable || fresh.id() != stored.project) platform::storage_close(stored.project);
    if (!opening.usable) return;
    session = std::move(fresh);
    session.set_card(write_card(session, platform::wall_ms()));
    enter_project();
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
    if (requests.command) command(*requests.command).run(frame);
    if (requests.save_copy) save_copy(frame);
    if (requests.export_format) begin_export(frame, *requests.export_format, ExportTo::file);
    else if (requests.print_format) begin_export(frame, *requests.print_format, ExportTo::paper);
    else step_export(frame);
    step_readings(frame);
    step_copies(frame);
    if (requests.new_project) new_project(*requests.new_project);
    if (requests.sample_project) start_sample(frame);
    if (requests.open_project) m_open_next = requests.open_project;
    if (requests.erase_project) {
        if (session.is_open() && session.id() == *requests.erase_project) session.close();
        std::erase_if(m_settings.projects, [&](const auto& of) { return of.project == *requests.erase_project; });
        platform::storage_delete(*requests.erase_project);
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
    if (!m_begin.empty() || m_open_next) ui.commit_field();
    bool changed = false;
    for (const SessionNews& news : session.drain()) {
        changed = true;
        follow_texts(news.texts);
        if (news.problem) {
            frame.toast(news.problem->message, true);
        } else {
            const char* how = news.kind == ChangeKind::undone ? "Undone: " : news.kind == ChangeKind::redone ? "Done again: " : "";
            platform::announce(how + news.label);
        }
    }
    if (changed) {
        session.set_card(write_card(session, platform::wall_ms()));
        platform::request_frame(0);
    }
    // The home page shows what storage has; so leaving a project brings its snapshot up to date first.
    if (state.mode == Mode::home && session.is_open()) {
        session.ask_snapshot();
        if (session.settled()) {
            session.close();
            caches = Caches();
            platform::storage_list();
        }
    }
    session.flush(state.mode == Mode::home ? 40 : 12);

    // Another project is opened only when nothing of this one is under way.
    const bool idle = !session.is_open() || session.save_state() == SaveState::saved;
    if (!m_begin.empty() && idle) {
        begin_project(std::move(m_begin.front()));
        m_begin.pop_front();
        session.flush();
        platform::request_frame(0);
    } else if (m_open_next && session.is_open() && session.id() == *m_open_next) {
        m_open_next.reset();
        state.mode = Mode::code;
    } else if (m_open_next && idle) {
        m_opening = std::exchange(m_open_next, std::nullopt);
        platform::storage_open(*m_opening);
    }
    platform::guard_unload((session.is_open() && session.save_state() != SaveState::saved) || ui.field_undelivered());
    if (const Guid held = session.is_open() ? session.id() : Guid{}; held != m_held) {
        if (!m_held.is_null()) platform::storage_close(m_held);
        m_held = held;
    }
    publish_copy_text(frame);
    keep_settings();
    if (changed || requests.take_doubtful || requests.command || requests.open_project || requests.new_project || requests.sample_project) platform::request_frame(0);
}

} // namespace emic
