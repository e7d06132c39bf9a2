#include "command_rows.h"

#include "actions.h"
#include "engine/formats/export_table.h"
#include "engine/formats/codebook_readers.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/reader.h"
#include "views/refi_check_view.h"

#include <algorithm>
#include <utility>

namespace emic::rows {

namespace {

constexpr Needs can_undo{[](const Frame& f) { return f.session.is_open() && f.session.history().can_undo(); },
    "There is nothing to take back."};
constexpr Needs can_redo{[](const Frame& f) { return f.session.is_open() && f.session.history().can_redo(); },
    "There is nothing to repeat."};

template <Mode mode> void go(const Frame& f) { f.state.mode = mode; }

/// While something is not on the disk, the project stays in sight.
void go_home(const Frame& f) {
    if (f.session.save_state() == SaveState::not_saved && !f.session.erased())
        f.toast("This project is not saved, so it stays open. " + f.session.save_problem() + " Save a copy (Ctrl+S) to be safe.", true);
    else f.state.mode = Mode::home;
}

template <Appearance appearance> void set_appearance(const Frame& f) {
    f.state.appearance = appearance;
    f.state.follow_system_appearance = false;
}

constexpr float zoom_step = 1.1f;
void zoom(const Frame& f, float factor) { f.state.zoom = std::clamp(f.state.zoom * factor, 0.7f, 2.5f); }
void reading_zoom(const Frame& f, float factor) { f.state.reading_zoom = std::clamp(f.state.reading_zoom * factor, 0.7f, 3.0f); }

constexpr std::size_t most_exports = static_cast<std::size_t>(CommandId::export_last) - static_cast<std::size_t>(CommandId::export_first) + 1;

template <std::size_t place> void show_export(const Frame& f) {
    f.state.mode = Mode::report;
    f.state.export_shown = export_formats()[place].id;
}
template <std::size_t place> constexpr Needs has_export{[](const Frame& f) { return with_project(f) && place < export_formats().size(); },
    "Open a project first, or begin one."};

const ExportFormat& shown_format(const Frame& f) {
    const ExportFormat* format = find_export_format(f.state.export_shown);
    return format ? *format : export_formats().front();
}
bool shows_printable(const Frame& f) { return f.state.mode == Mode::report && shown_format(f).report; }

/// A command for every format, in the order of the formats.
template <std::size_t... places> void add_each_export(Rows& table, std::index_sequence<places...>) {
    static std::vector<std::string> names;
    names.reserve(sizeof...(places));
    const std::span<const ExportFormat> formats = export_formats();
    const auto add = [&](std::size_t place, Needs enabled, void (*run)(const Frame&)) {
        if (place >= formats.size()) return;
        names.push_back("Export: " + std::string(formats[place].label) + "…");
        const auto id = static_cast<CommandId>(static_cast<std::size_t>(CommandId::export_first) + place);
        table.push_back({id, "Export", names.back().c_str(), formats[place].help, "save report download", {}, enabled, run});
    };
    (add(places, has_export<places>, show_export<places>), ...);
}

} // namespace

void add_project(Rows& table) {
    table.insert(table.end(), {
        {CommandId::go_home, "Project", "All projects", "Leaves this project and shows all projects on this device.", "home close start", {}, with_project, go_home},
        {CommandId::new_project, "Project", "New project…", "Starts a study of its own; this one stays on the device.", "create study", {}, always,
         [](const Frame& f) { ask_name(f, Naming::project, "New project"); }},
        {CommandId::import_documents, "Project", "Import documents…", "Adds interviews and other texts from files.", "open add file docx txt transcript", {letter('o', ctrl)}, with_project,
         [](const Frame& f) { f.state.codebook_import.waits_for_file = false, platform::pick_files(accepted_extensions() + ",.pdf,.zip,.emic," + accepted_project_extensions(), true); }},
        {CommandId::import_folder, "Project", "Import a folder…", "Adds every document in a folder; the folders inside it become cases.", "open add directory batch several participants", {}, with_project,
         [](const Frame& f) { f.state.codebook_import.waits_for_file = false, platform::pick_folder(); }},
        {CommandId::save_copy, "Project", "Save a copy of the project…", "Saves the whole project as a file outside the browser.", "export backup download emic", {letter('s', ctrl)}, with_project,
         [](const Frame& f) { f.requests.save_copy = true; }},
        {CommandId::rename_project, "Project", "Rename project…", "Gives the project another name.", "title", {}, with_project,
         [](const Frame& f) { ask_name(f, Naming::rename_project, "Rename project", f.project().info().name); }},
        {CommandId::edit_project_memo, "Project", "Project memo", "Shows the memo on the whole project.", "notes diary", {}, with_project,
         [](const Frame& f) { inspect(f, Inspecting::project), f.state.memo_open = true; }},
        {CommandId::check_refi, "Project", "Check a REFI-QDA file…", "Shows what a file of another program holds and what would become of it.", "qdpx qdc nvivo maxqda atlas.ti round trip validate", {}, always, begin_refi_check},
        {CommandId::undo, "Project", "Undo", "Takes back the last change, and so on back to where the project was opened.", "back revert", {letter('z', ctrl)}, can_undo, [](const Frame& f) { f.session.ask_undo(); }},
        {CommandId::redo, "Project", "Redo", "Repeats what was taken back.", "again", {letter('z', ctrl_shift), letter('y', ctrl)}, can_redo, [](const Frame& f) { f.session.ask_redo(); }},

        {CommandId::mode_code, "Go to", "Code", "Read and code a document.", "transcript read", {letter('1', alt)}, with_project, go<Mode::code>},
        {CommandId::mode_compare, "Go to", "Compare", "The passages of one code side by side.", "constant comparison retrieve", {letter('2', alt)}, with_project, go<Mode::compare>},
        {CommandId::mode_search, "Go to", "Search", "Find words in all documents, memos and codes.", "find text", {letter('3', alt)}, with_project, go<Mode::search>},
        {CommandId::mode_cases, "Go to", "Cases", "What is known of every case and document, as a table.", "attributes variables participants demographics table", {letter('4', alt)}, with_project, go<Mode::cases>},
        {CommandId::mode_themes, "Go to", "Themes", "Gather codes and quotations into themes.", "categories", {letter('5', alt)}, with_project, go<Mode::themes>},
        {CommandId::print_report, "Export", "Print the report…", "Prints what Report shows, or saves it as PDF in the browser’s print dialog.", "paper pdf", {letter('p', ctrl)}, with_project,
         [](const Frame& f) { if (shows_printable(f)) f.requests.print_format = shown_format(f).id; else f.state.mode = Mode::report; }},
        {CommandId::mode_report, "Go to", "Report", "Save codebook, quotations and the themes report.", "export", {letter('6', alt)}, with_project, go<Mode::report>},
    });
}

void add_exports(Rows& table) { add_each_export(table, std::make_index_sequence<most_exports>()); }

void add_window(Rows& table) {
    table.insert(table.end(), {
        {CommandId::command_palette, "Window", "Search or run a command", "Type what you want to do.", "palette", {letter('k', ctrl)}, always, [](const Frame& f) { f.open_overlay(Overlay::palette); }},
        {CommandId::key_sheet, "Window", "Keyboard keys", "Shows every key.", "shortcuts help", {letter('?', shift), letter('?'), named(Key::f1)}, always, [](const Frame& f) { f.open_overlay(Overlay::key_sheet); }},
        {CommandId::settings, "Window", "Settings…", "Colours and size of everything.", "preferences options", {}, always, [](const Frame& f) { f.open_overlay(Overlay::settings); }},
        {CommandId::without_interviewers, "Window", "Count without interviewers, or with them", "Leaves what interviewers say out of coded shares and counts.", "statistics exclude questions turns share", {}, with_project,
         [](const Frame& f) {
             f.state.without_interviewers = !f.state.without_interviewers;
             f.toast(f.state.without_interviewers ? "Coded shares and counts leave out what interviewers say." : "Coded shares and counts are of all that is said.");
         }},
        {CommandId::appearance_light, "Window", "Light", "Dark ink on light paper.", "theme day colours", {}, always, set_appearance<Appearance::light>},
        {CommandId::appearance_dark, "Window", "Dark", "Light ink on dark paper.", "theme night colours", {}, always, set_appearance<Appearance::dark>},
        {CommandId::appearance_high_contrast, "Window", "High contrast", "White on black with strong outlines.", "accessibility colours", {}, always, set_appearance<Appearance::high_contrast>},
        {CommandId::appearance_system, "Window", "Colours as the system", "Light or dark as the computer is set.", "automatic", {}, always, [](const Frame& f) { f.state.follow_system_appearance = true; }},
        {CommandId::zoom_in, "Window", "Larger", "Everything larger.", "zoom", {}, always, [](const Frame& f) { zoom(f, zoom_step); }},
        {CommandId::zoom_out, "Window", "Smaller", "Everything smaller.", "zoom", {}, always, [](const Frame& f) { zoom(f, 1 / zoom_step); }},
        {CommandId::zoom_reset, "Window", "Normal size", "Back to the usual size.", "zoom 100", {}, always, [](const Frame& f) { f.state.zoom = f.state.reading_zoom = 1; }},
        {CommandId::reading_larger, "Window", "Larger transcript", "Only the document’s text larger.", "zoom font", {letter('+'), letter('+', shift), letter('=')}, coding_here, [](const Frame& f) { reading_zoom(f, zoom_step); }},
        {CommandId::reading_smaller, "Window", "Smaller transcript", "Only the document’s text smaller.", "zoom font", {letter('-')}, coding_here, [](const Frame& f) { reading_zoom(f, 1 / zoom_step); }},
        {CommandId::toggle_documents, "Window", "Documents panel", "Shows or hides the documents.", "sidebar left", {letter('d', alt)}, with_project, [](const Frame& f) { f.state.documents_hidden = !f.state.documents_hidden, f.state.documents_drawer = !f.state.documents_drawer; }},
        {CommandId::toggle_codes, "Window", "Codes panel", "Shows or hides codes and inspector.", "sidebar right", {letter('c', alt)}, with_project, [](const Frame& f) { f.state.codes_hidden = !f.state.codes_hidden, f.state.codes_drawer = !f.state.codes_drawer; }},
        {CommandId::check_privacy, "Window", "How can I check that nothing leaves this browser?", "What Emic does and does not do with your transcripts.", "privacy security offline", {}, always, [](const Frame& f) { f.open_overlay(Overlay::about_privacy); }},
    });
}

} // namespace emic::rows
