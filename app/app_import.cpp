#include "app_state.h"

#include "actions.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/import_repeats.h"
#include "engine/formats/pdf_text.h"
#include "engine/formats/project_file.h"
#include "engine/name_line.h"
#include "engine/text_direction.h"
#include "views/cases_paste.h"
#include "views/import_preview_view.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

constexpr double import_budget_ms = 30; ///< of reading files in one frame

/// What the import report says of a file.
ImportLine line_of(const BatchFile& file) {
    ImportLine line{side_by_side({file.name, file.archive}, " in "), !file.problem, {}};
    if (file.problem) line.notes.push_back(file.problem->message);
    for (const ImportNote& note : file.notes) line.notes.push_back(note.message);
    for (const ImportedDocument& document : file.documents)
        for (const ImportNote& note : document.notes) line.notes.push_back(note.message);
    return line;
}

} // namespace

void App::take_files(const Frame& frame, const std::vector<platform::NamedFile>& files, const std::vector<std::string>& problems) {
    if (m_batch.empty() && state.overlay != Overlay::import_preview) state.imported.clear();
    for (const std::string& problem : problems) frame.toast(problem, true);
    const std::size_t begun = m_begin.size() + m_readings.size();
    for (const platform::NamedFile& file : files) {
        if (is_project_file(file.bytes)) open_project_file(frame, file);
        else if (const ForeignProjectReader* reader = foreign_project_reader({file.name, file.bytes})) open_foreign_project(frame, file, *reader);
        else m_batch.add(file.name, file.bytes);
    }
    if (const std::size_t several = m_begin.size() + m_readings.size() - begun; several > 1)
        frame.toast(std::to_string(several) + " projects are now on this device. The last of them is shown; all of them are on the home page.");
    if (m_batch.empty()) return;
    if (session.is_open() && state.mode != Mode::home && !frame.may_change()) {
        m_batch = ImportBatch(PdfFiles::handed_out);
        return;
    }
    if (!session.is_open() || state.mode == Mode::home) m_study_wanted = true;
}

/// What is pasted where no field is open: cells into the table, anything else as a new document.
void App::paste(const Frame& frame, const std::string& plain) {
    if (ui.field_open()) return ui.type_text(plain);
    if (state.overlay != Overlay::none || ui.menu_open() || state.editing_text) return frame.toast("Nothing was pasted: choose a field to paste into.", true);
    if (session.is_open() && state.mode == Mode::cases) {
        if (frame.may_change()) paste_cells(frame, plain);
        return;
    }
    if (session.is_open() && state.mode != Mode::home && state.mode != Mode::code)
        return frame.toast("Nothing was pasted: there is no field here. In Code, what you paste becomes a new document.", true);
    m_look_wanted = true;
    take_files(frame, {{"Pasted text.txt", plain}}, {});
    if (m_batch.empty()) m_look_wanted = false; // it was a project, not a document
}

void App::open_project_file(const Frame& frame, const platform::NamedFile& file) {
    const std::string words = quoted_name({file.name, {}});
    const auto then = [this, words](const Frame& now, Result<ProjectFile> read) {
        if (!read.ok()) return now.toast(words + " was not opened. " + read.problem().message, true);
        for (const std::string& note : read->notes) now.toast(note, true);
        m_begin.push_back({std::move(read.value().project), read->journal.lamport});
    };
    read_project(frame, {words, {}, then, [words](const Frame& now) { now.toast(words + " was not opened. Nothing was changed."); }, {}}, file.bytes);
}

/// Another program's project becomes one of its own, with the report of what was read at once in view.
void App::open_foreign_project(const Frame& frame, const platform::NamedFile& file, const ForeignProjectReader& reader) {
    const ForeignProjectContext context{[] { return platform::random_guid(); }, platform::wall_ms(), "Coder 1"};
    ImportLine line{file.name, false, {}};
    Result<ForeignProject> foreign = reader.read({file.name, file.bytes}, context);
    if (!foreign.ok()) {
        line.notes.push_back(foreign.problem().message);
    } else {
        line.taken = true;
        if (!foreign->program.empty()) line.notes.push_back("Written by " + foreign->program + ".");
        for (const ImportNote& note : foreign->report) line.notes.push_back(note.message);
        if (!foreign->doubts.empty()) {
            DoubtfulProjectState shown{file.name, foreign->program, {}};
            for (const ImportNote& doubt : foreign->doubts) shown.doubts.push_back(doubt.message);
            m_doubtful.push_back({std::move(foreign.value().project), std::move(line), std::move(shown)});
            return;
        }
        m_begin.push_back({std::move(foreign.value().project)});
    }
    state.imported.push_back(std::move(line));
    frame.open_overlay(Overlay::import_report);
}

/// Doubtful projects come into view one after the other; one that is left without a choice is not taken.
void App::step_doubtful(const Frame& frame) {
    if (m_doubtful.empty()) return;
    if (m_doubtful_shown && requests.take_doubtful) {
        m_begin.push_back({std::move(m_doubtful.front().project)});
        state.imported.push_back(std::move(m_doubtful.front().line));
        m_doubtful.pop_front();
        m_doubtful_shown = false;
        if (m_doubtful.empty()) frame.open_overlay(Overlay::import_report);
    } else if (m_doubtful_shown && state.overlay == Overlay::none) {
        frame.toast(in_quotes(m_doubtful.front().shown.file) + " was not opened. Nothing was changed.");
        m_doubtful.pop_front();
        m_doubtful_shown = false;
    } else if (state.overlay != Overlay::doubtful_project) {
        m_doubtful_shown = false; // something else came over it; it is shown again behind that
    }
    const bool free = state.overlay == Overlay::none && m_begin.empty() && !m_open_next && !m_opening;
    if (m_doubtful.empty() || m_doubtful_shown || !free) return;
    state.doubtful = m_doubtful.front().shown;
    m_doubtful_shown = true;
    frame.open_overlay(Overlay::doubtful_project);
    platform::request_frame(0);
}

void App::read_next_file(const Frame& frame) {
    if (m_batch.empty() || m_pdf || !m_readings.empty()) return;
    if (std::exchange(m_study_wanted, false)) new_project("My study");
    if (!m_begin.empty() || !session.is_open()) return;
    const double until = platform::now_ms() + import_budget_ms;
    while (!m_batch.empty() && platform::now_ms() < until) {
        m_batch.step();
        if (const ImportBatch::Waiting* pdf = m_batch.waiting()) {
            m_pdf = PdfReading{++m_last_pdf, 0, 0};
            platform::read_pdf(m_pdf->id, pdf->bytes);
            return;
        }
    }
    if (m_batch.empty()) finish_import(frame);
    platform::request_frame(0);
}

void App::pdf_read(const Frame& frame, const platform::PdfRead& read) {
    if (!m_pdf || m_pdf->id != read.id) return;
    m_pdf.reset();
    const std::string name = m_batch.next();
    m_batch.settle(read.trouble ? Result<ImportedDocument>(pdf_problem(name, *read.trouble)) : pdf_document(name, parse_pdf_pages(read.items)));
    if (m_batch.empty()) finish_import(frame);
    platform::request_frame(0);
}

/// What was read is shown where there is something to decide; else it becomes documents at once.
void App::finish_import(const Frame& frame) {
    std::vector<BatchFile> files = m_batch.take();
    for (const BatchFile& file : files) state.imported.push_back(line_of(file));
    ImportPlan plan = plan_import(std::move(files));
    mark_repeats(plan, frame.project());
    const bool look = std::exchange(m_look_wanted, false) || worth_a_look(plan);
    if (asks(plan) || needs_an_answer(plan) || (state.preview_imports && look)) return begin_import_preview(frame, std::move(plan));
    if (document_count(plan) + case_count(plan) > 0) ask_import(frame, plan);
    else if (has_remarks(state.imported)) frame.open_overlay(Overlay::import_report);
}

bool App::draw_progress(const Frame& frame, std::string_view title, const std::string& words, std::size_t done, std::size_t total, const char* stop) {
    const float width = std::min(420 * state.zoom, frame.window.width - 24), height = 112 * state.zoom;
    const Rect card{(frame.window.width - width) / 2, frame.window.height * 0.36f, width, height};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({frame.window.width, frame.window.height});
    ImGui::SetNextWindowFocus();
    ImGui::Begin("progress", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground);
    ui.card(card);
    ui.begin_group("progress", card, Role::dialog, title);
    Rect rest = inset(card, 20 * state.zoom, 14 * state.zoom);
    ui.label(take_top(rest, 26 * state.zoom), words, ui.look());
    const Rect bar = inset(take_top(rest, 16 * state.zoom), 0, 5);
    ui.fill(bar, ui.style.line, 3);
    ui.fill({bar.x, bar.y, bar.width * static_cast<float>(done) / static_cast<float>(total), bar.height}, ui.style.accent, 3);
    ui.say("bar", bar, Role::progressbar, std::to_string(done) + " of " + std::to_string(total));
    const bool stopped = ui.button("cancel", take_right(rest, ui.button_width(stop)), stop, ButtonLook::quiet);
    ui.end_group();
    ImGui::End();
    return stopped;
}

void App::draw_import_progress(const Frame& frame) {
    if (!m_readings.empty() || (!m_pdf && (m_batch.empty() || m_batch.total() < 2))) return;
    const std::string page = m_pdf && m_pdf->pages > 1 ? ", page " + std::to_string(m_pdf->page + 1) + " of " + std::to_string(m_pdf->pages) : "";
    if (!draw_progress(frame, "Importing", "Reading " + isolated(m_batch.next()) + page, m_batch.done(), m_batch.total(), "Stop here")) return;
    if (m_pdf) platform::stop_pdf();
    m_pdf.reset();
    m_batch.stop();
    finish_import(frame);
}

} // namespace emic
