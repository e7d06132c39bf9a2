#include "app_state.h"

#include "actions.h"
#include "engine/formats/export_names.h"
#include "engine/formats/export_table.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::size_t quick_codings = 3000; ///< up to here a file is written at once: less than about 300 ms

} // namespace

void App::hand_out(const Frame& frame, const ExportFormat& format, const ExportScope& scope, const std::string& project, std::string_view bytes) {
    const bool whole = std::string_view(format.id) == "project";
    const std::string name = safe_file_name(project) + (whole ? "" : " - " + safe_file_name(format.label)) + part_name(session.project(), scope) + "." + format.extension;
    platform::save_file(name, format.mime, bytes);
    frame.toast(in_quotes(name) + " was handed to the browser to save. The file is not protected: keep it where your study keeps confidential files.");
}

void App::save_copy(const Frame& frame) {
    if (session.is_open()) write_copy(frame, session);
}

void App::begin_export(const Frame& frame, const std::string& format, ExportTo to) {
    const ExportFormat* row = find_export_format(format);
    if (!row || !session.is_open() || (to == ExportTo::paper && !row->report)) return;
    if (std::string_view(row->id) == "project" && to == ExportTo::file && state.reporting.scope.is_everything()) return save_copy(frame);
    m_export = ExportWork{row, to, ExportWork::Step::begun, state.reporting.scope, state.reporting.presentation, {}};
    platform::request_frame(0);
    if (session.project().codings().size() > quick_codings) return;
    while (m_export) step_export(frame);
}

void App::step_export(const Frame& frame) {
    if (!m_export) return;
    if (!session.is_open()) return m_export.reset();
    platform::request_frame(0);
    ExportWork& work = *m_export;
    switch (work.step) {
    case ExportWork::Step::begun:
        work.study.project = scoped_project(session.project(), work.scope);
        work.step = ExportWork::Step::chosen;
        return;
    case ExportWork::Step::chosen:
        work.study.indexes.rebuild(work.study.project);
        work.step = ExportWork::Step::indexed;
        return;
    case ExportWork::Step::indexed: break;
    }
    const ExportFormat& format = *work.format;
    if (work.to == ExportTo::paper) {
        platform::print_page(html_of(format.report({work.study.project, work.study.indexes, work.presentation})));
        return m_export.reset();
    }
    if (const Result<std::string> written = format.write({work.study.project, work.study.indexes, work.presentation, session.lamport()})) {
        hand_out(frame, format, work.scope, work.study.project.info().name, *written);
    } else {
        frame.toast(written.problem().message, true);
    }
    m_export.reset();
}

void App::draw_export_progress(const Frame& frame) {
    if (!m_export) return;
    const std::size_t done = static_cast<std::size_t>(m_export->step);
    if (draw_progress(frame, "Writing", std::string("Preparing ") + m_export->format->label, done, 3, "Cancel")) m_export.reset();
}

} // namespace emic
