#include "command_table.h"

#include "actions.h"
#include "caches.h"
#include "engine/commands/codings.h"
#include "engine/commands/codebook.h"
#include "engine/commands/cases.h"
#include "engine/commands/sources.h"
#include "engine/formats/codebook_readers.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/reader.h"
#include "engine/queries/text_units.h"
#include "engine/formats/export_table.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace emic {

namespace {

using platform::Key;
using platform::Modifiers;

constexpr Modifiers plain{};
constexpr Modifiers ctrl{true, false, false};
constexpr Modifiers ctrl_shift{true, true, false};
constexpr Modifiers shift{false, true, false};
constexpr Modifiers alt{false, false, true};

KeyChord letter(char character, Modifiers modifiers = plain) { return {Key::character, character, modifiers}; }
KeyChord named(Key key, Modifiers modifiers = plain) { return {key, 0, modifiers}; }

// ---- when a command can run

bool always(const Frame&) { return true; }
bool with_project(const Frame& f) { return f.session.is_open(); }
bool can_undo(const Frame& f) { return f.session.is_open() && f.session.history().can_undo(); }
bool can_redo(const Frame& f) { return f.session.is_open() && f.session.history().can_redo(); }
bool with_document(const Frame& f) { return f.session.is_open() && f.project().find(f.state.document); }
bool coding_here(const Frame& f) { return f.state.mode == Mode::code && with_document(f); }
bool with_selection(const Frame& f) { return coding_here(f) && !f.state.selection.empty(); }
bool with_coding(const Frame& f) { return f.session.is_open() && f.project().find(f.state.coding); }
bool with_passage(const Frame& f) { return with_selection(f) || (coding_here(f) && with_coding(f)); }
bool with_code(const Frame& f) { return f.session.is_open() && f.project().find(f.state.code); }
bool with_coding_here(const Frame& f) { return coding_here(f) && with_coding(f); }
/// Where the chosen code can be seen, so that a key never takes away what is out of sight.
bool with_code_here(const Frame& f) { return with_code(f) && (f.state.mode == Mode::code || f.state.mode == Mode::compare); }
bool with_case(const Frame& f) { return f.session.is_open() && f.project().find(f.state.case_id); }
bool with_two_codes(const Frame& f) { return with_code(f) && f.project().codes().size() > 1; }
bool with_matches(const Frame& f) { return with_document(f) && f.state.find_open; }

std::function<void(const Change&)> tell_undo(const Frame& f) {
    return [f](const Change& change) { f.toast(change.label + ". Ctrl+Z brings it back."); };
}

template <Mode mode> void go(const Frame& f) { f.state.mode = mode; }

template <std::size_t place> bool has_recent(const Frame& f) {
    return with_selection(f) && f.state.recent_codes.size() > place && f.project().find(f.state.recent_codes[place]);
}
template <std::size_t place> void apply_recent(const Frame& f) { apply_code_to_selection(f, f.state.recent_codes[place]); }

/// While something is not on the disk, the project stays in sight.
void go_home(const Frame& f) {
    if (f.session.save_state() == SaveState::not_saved)
        f.toast("This project is not saved, so it stays open. " + f.session.save_problem() + " Save a copy (Ctrl+S) to be safe.", true);
    else f.state.mode = Mode::home;
}

void grow_selection(const Frame& f) {
    const Source* source = f.project().find(f.state.document);
    const TextRange grown = grow(source->text.view(), f.state.selection);
    if (grown == f.state.selection) return;
    f.state.grown_from.push_back(f.state.selection);
    f.state.selection = grown;
}

/// Back through the steps it grew by, as long as they lie inside.
void shrink_selection(const Frame& f) {
    auto& steps = f.state.grown_from;
    if (!steps.empty() && f.state.selection.contains(steps.back())) f.state.selection = steps.back();
    if (!steps.empty()) steps.pop_back();
}

template <int step> void step_document(const Frame& f) {
    std::vector<Id<Source>> order;
    for (const DocumentRow& row : f.caches.document_rows_of(f))
        if (!row.is_case()) order.push_back(row.id);
    if (order.empty()) return;
    const auto here = std::find(order.begin(), order.end(), f.state.document);
    const auto at = here == order.end() ? 0 : here - order.begin() + step;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(order.size())) show_document(f, order[static_cast<std::size_t>(at)]);
}

template <Appearance appearance> void set_appearance(const Frame& f) {
    f.state.appearance = appearance;
    f.state.follow_system_appearance = false;
}

constexpr std::size_t most_exports = static_cast<std::size_t>(CommandId::export_last) - static_cast<std::size_t>(CommandId::export_first) + 1;

constexpr float zoom_step = 1.1f;
void zoom(const Frame& f, float factor) { f.state.zoom = std::clamp(f.state.zoom * factor, 0.7f, 2.5f); }
void reading_zoom(const Frame& f, float factor) {
    f.state.reading_zoom = std::clamp(f.state.reading_zoom * factor, 0.7f, 3.0f);
}

void delete_chosen_code(const Frame& f, CodingsOfDeleted codings) {
    f.ask(&delete_code, DeleteCode{f.state.code, codings}, tell_undo(f));
    f.state.code = {};
    if (f.state.inspecting == Inspecting::code) f.state.inspecting = Inspecting::nothing;
}

void find_step(const Frame& f, int step) {
    f.state.find_at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(f.state.find_at) + step);
    f.state.find_jump = true;
}

template <std::size_t place> void show_export(const Frame& f) {
    f.state.mode = Mode::report;
    f.state.export_shown = export_formats()[place].id;
}
template <std::size_t place> bool has_export(const Frame& f) { return with_project(f) && place < export_formats().size(); }

/// A command for every format, in the order of the formats.
template <std::size_t... places> void add_exports(std::vector<CommandRow>& table, std::index_sequence<places...>) {
    static std::vector<std::string> names;
    names.reserve(sizeof...(places));
    const std::span<const ExportFormat> formats = export_formats();
    const auto add = [&](std::size_t place, bool (*enabled)(const Frame&), void (*run)(const Frame&)) {
        if (place >= formats.size()) return;
        names.push_back("Export: " + std::string(formats[place].label) + "…");
        const auto id = static_cast<CommandId>(static_cast<std::size_t>(CommandId::export_first) + place);
        table.push_back({id, "Export", names.back().c_str(), formats[place].help, "save report download", {}, enabled, run});
    };
    (add(places, has_export<places>, show_export<places>), ...);
}

std::vector<CommandRow> all_rows();

const std::vector<CommandRow>& rows() {
    static const std::vector<CommandRow> table = [] {
        std::vector<CommandRow> all = all_rows();
        add_exports(all, std::make_index_sequence<most_exports>());
        return all;
    }();
    return table;
}

std::vector<CommandRow> all_rows() {
    return {
        {CommandId::go_home, "Project", "All projects", "Leaves this project and shows all projects on this device.", "home close start", {}, with_project, go_home},
        {CommandId::import_documents, "Project", "Import documents…", "Adds interviews and other texts from files.", "open add file docx txt transcript", {letter('o', ctrl)}, with_project,
         [](const Frame& f) { f.state.codebook_import.waits_for_file = false, platform::pick_files(accepted_extensions() + ",.pdf,.emic," + accepted_project_extensions(), true); }},
        {CommandId::save_copy, "Project", "Save a copy of the project…", "Saves the whole project as a file outside the browser.", "export backup download emic", {letter('s', ctrl)}, with_project,
         [](const Frame& f) { f.requests.save_copy = true; }},
        {CommandId::rename_project, "Project", "Rename project…", "Gives the project another name.", "title", {}, with_project,
         [](const Frame& f) { ask_name(f, Naming::rename_project, "Rename project", f.project().info().name); }},
        {CommandId::edit_project_memo, "Project", "Project memo", "Shows the memo on the whole project.", "notes diary", {}, with_project,
         [](const Frame& f) { f.state.mode = Mode::code, f.state.inspecting = Inspecting::project, f.state.codes_drawer = true, f.state.codes_hidden = false; }},
        {CommandId::undo, "Project", "Undo", "Takes back the last change, without limit.", "back revert", {letter('z', ctrl)}, can_undo, [](const Frame& f) { f.session.ask_undo(); }},
        {CommandId::redo, "Project", "Redo", "Repeats what was taken back.", "again", {letter('z', ctrl_shift), letter('y', ctrl)}, can_redo, [](const Frame& f) { f.session.ask_redo(); }},

        {CommandId::mode_code, "Go to", "Code", "Read and code a document.", "transcript read", {letter('1', alt)}, with_project, go<Mode::code>},
        {CommandId::mode_compare, "Go to", "Compare", "The passages of one code side by side.", "constant comparison retrieve", {letter('2', alt)}, with_project, go<Mode::compare>},
        {CommandId::mode_search, "Go to", "Search", "Find words in all documents, memos and codes.", "find text", {letter('3', alt)}, with_project, go<Mode::search>},
        {CommandId::mode_themes, "Go to", "Themes", "Gather codes and quotations into themes.", "categories", {letter('4', alt)}, with_project, go<Mode::themes>},
        {CommandId::mode_report, "Go to", "Report", "Save codebook, quotations and the themes report.", "export", {letter('5', alt)}, with_project, go<Mode::report>},

        {CommandId::open_code_picker, "Coding", "Code the selection…", "Choose or create a code for the selected passage.", "apply highlight tag label", {named(Key::enter), letter('c')}, with_selection,
         [](const Frame& f) { f.open_overlay(Overlay::code_picker); }},
        {CommandId::code_in_vivo, "Coding", "Code in vivo", "The selected words become the code’s name.", "words", {letter('v')}, with_selection, code_in_vivo},
        {CommandId::apply_recent_1, "Coding", "Apply recent code 1", "The code used last.", "", {letter('1')}, has_recent<0>, apply_recent<0>},
        {CommandId::apply_recent_2, "Coding", "Apply recent code 2", "The code used before that.", "", {letter('2')}, has_recent<1>, apply_recent<1>},
        {CommandId::apply_recent_3, "Coding", "Apply recent code 3", "The third of the recent codes.", "", {letter('3')}, has_recent<2>, apply_recent<2>},
        {CommandId::apply_recent_4, "Coding", "Apply recent code 4", "The fourth of the recent codes.", "", {letter('4')}, has_recent<3>, apply_recent<3>},
        {CommandId::apply_recent_5, "Coding", "Apply recent code 5", "The fifth of the recent codes.", "", {letter('5')}, has_recent<4>, apply_recent<4>},
        {CommandId::apply_recent_6, "Coding", "Apply recent code 6", "The sixth of the recent codes.", "", {letter('6')}, has_recent<5>, apply_recent<5>},
        {CommandId::apply_recent_7, "Coding", "Apply recent code 7", "The seventh of the recent codes.", "", {letter('7')}, has_recent<6>, apply_recent<6>},
        {CommandId::apply_recent_8, "Coding", "Apply recent code 8", "The eighth of the recent codes.", "", {letter('8')}, has_recent<7>, apply_recent<7>},
        {CommandId::apply_recent_9, "Coding", "Apply recent code 9", "The ninth of the recent codes.", "", {letter('9')}, has_recent<8>, apply_recent<8>},
        {CommandId::memo_on_passage, "Coding", "Memo on the passage", "Writes a memo on the selected passage.", "note comment annotate", {letter('m')}, with_passage,
         [](const Frame& f) { f.state.inspecting = Inspecting::passage, f.state.memo_open = true, f.state.codes_drawer = true, f.state.codes_hidden = false; }},
        {CommandId::add_key_quotation, "Coding", "Add as key quotation…", "Makes the passage a key quotation of a theme.", "theme quote", {letter('k')}, with_passage,
         [](const Frame& f) { f.open_overlay(Overlay::choose_theme); }},
        {CommandId::remove_coding, "Coding", "Remove the code from the passage", "The chosen passage loses its code; undo brings it back.", "uncode delete", {named(Key::delete_), named(Key::backspace)}, with_coding_here,
         [](const Frame& f) { f.ask(&remove_codings, RemoveCodings{{f.state.coding}}, tell_undo(f)), f.state.coding = {}; }},
        {CommandId::recode_passage, "Coding", "Change the passage’s code…", "The chosen passage gets another code.", "recode replace", {letter('r')}, with_coding_here,
         [](const Frame& f) { choose_code(f, ChoiceOfCode::recode, "Change the code to", f.state.coding.guid); }},
        {CommandId::grow_selection, "Coding", "Grow the selection", "Word, sentence, paragraph, speaker turn.", "expand", {named(Key::up, alt)}, coding_here, grow_selection},
        {CommandId::shrink_selection, "Coding", "Shrink the selection", "Back from turn to paragraph, sentence, word.", "", {named(Key::down, alt)}, with_selection, shrink_selection},
        {CommandId::previous_passage, "Coding", "Previous passage", "Goes to the coded passage before.", "", {letter('[')}, coding_here, [](const Frame& f) { step_coding(f, Direction::previous); }},
        {CommandId::next_passage, "Coding", "Next passage", "Goes to the next coded passage.", "", {letter(']')}, coding_here, [](const Frame& f) { step_coding(f, Direction::next); }},

        {CommandId::new_code, "Codebook", "New code…", "Adds a code at the top of the tree.", "create category", {letter('n')}, with_project, [](const Frame& f) { ask_name(f, Naming::code, "New code"); }},
        {CommandId::new_sub_code, "Codebook", "New sub-code…", "Adds a code beneath the chosen one.", "child create", {letter('n', shift)}, with_code,
         [](const Frame& f) { ask_name(f, Naming::sub_code, "New sub-code", {}, f.state.code.guid); }},
        {CommandId::rename_code, "Codebook", "Rename code…", "Gives the chosen code another name.", "", {named(Key::f2)}, with_code,
         [](const Frame& f) { ask_name(f, Naming::rename_code, "Rename code", f.project().find(f.state.code)->name, f.state.code.guid); }},
        {CommandId::merge_code, "Codebook", "Merge code into…", "All passages of the chosen code go to another code.", "combine join", {}, with_two_codes,
         [](const Frame& f) { choose_code(f, ChoiceOfCode::merge_into, "Merge into", f.state.code.guid); }},
        {CommandId::move_code, "Codebook", "Move code under…", "Puts the chosen code beneath another.", "nest tree parent", {}, with_two_codes,
         [](const Frame& f) { choose_code(f, ChoiceOfCode::move_under, "Move under", f.state.code.guid); }},
        {CommandId::toggle_category, "Codebook", "Make it a category, or a code again", "A category only gathers codes and is not put on passages itself.", "folder group", {}, with_code,
         [](const Frame& f) { f.ask(&set_category, SetCategory{f.state.code, !f.project().find(f.state.code)->category}); }},
        {CommandId::split_code, "Codebook", "Split off a code…", "Choose passages of the code that become a new code.", "divide", {}, with_code, [](const Frame& f) { compare_code(f, f.state.code); }},
        {CommandId::delete_code, "Codebook", "Delete code with its codings", "The code goes and its passages are no longer coded with it.", "remove", {named(Key::delete_, shift)}, with_code_here,
         [](const Frame& f) { delete_chosen_code(f, CodingsOfDeleted::delete_); }},
        {CommandId::delete_code_keep_codings, "Codebook", "Delete code, keep its codings", "The code goes; its passages move to the code above.", "remove parent",
         {}, [](const Frame& f) { return with_code_here(f) && !f.project().find(f.state.code)->parent.is_null(); }, [](const Frame& f) { delete_chosen_code(f, CodingsOfDeleted::move_to_parent); }},
        {CommandId::compare_code, "Codebook", "Compare the code’s passages", "Shows everything coded with the chosen code.", "retrieve quotations", {}, with_code, [](const Frame& f) { compare_code(f, f.state.code); }},
        {CommandId::import_codebook, "Codebook", "Import a codebook…", "Compares the codes of a file with the project’s and adds what you choose.", "open csv codes taguette qualcoder maxqda nvivo atlas.ti qdc list", {}, with_project,
         [](const Frame& f) { f.state.codebook_import.waits_for_file = true, platform::pick_files(accepted_codebook_extensions(), false); }},
        {CommandId::paste_codebook, "Codebook", "Paste a codebook…", "Takes a list or table of codes that you copied elsewhere.", "import codes list excel word table", {}, with_project,
         [](const Frame& f) { f.open_overlay(Overlay::paste_codebook); }},

        {CommandId::next_document, "Documents", "Next document", "Opens the next document in the list.", "", {named(Key::page_down, alt)}, with_project, step_document<1>},
        {CommandId::previous_document, "Documents", "Previous document", "Opens the document before.", "", {named(Key::page_up, alt)}, with_project, step_document<-1>},
        {CommandId::rename_document, "Documents", "Rename document…", "Gives the open document another name.", "", {}, with_document,
         [](const Frame& f) { ask_name(f, Naming::rename_document, "Rename document", f.project().find(f.state.document)->name, f.state.document.guid); }},
        {CommandId::edit_document, "Documents", "Correct the transcript…", "Edits the text; codings follow their passages.", "edit text typo", {letter('e')}, coding_here,
         [](const Frame& f) { f.state.editing_text = true; }},
        {CommandId::delete_document, "Documents", "Delete document", "Takes the open document with its codings out of the project; undo brings it back.", "remove", {}, with_document,
         [](const Frame& f) { f.ask(&delete_source, DeleteSource{f.state.document}, tell_undo(f)), f.state.document = {}, f.state.selection = {}, f.state.coding = {}; }},
        {CommandId::new_case, "Documents", "New case…", "Adds a participant or site that documents belong to.", "participant group", {}, with_project, [](const Frame& f) { ask_name(f, Naming::case_, "New case"); }},
        {CommandId::rename_case, "Documents", "Rename case…", "Gives the chosen case another name.", "", {}, with_case,
         [](const Frame& f) { ask_name(f, Naming::rename_case, "Rename case", f.project().find(f.state.case_id)->name, f.state.case_id.guid); }},
        {CommandId::delete_case, "Documents", "Delete case", "The case goes; its documents stay.", "remove", {}, with_case,
         [](const Frame& f) { f.ask(&delete_case, DeleteCase{f.state.case_id}), f.state.case_id = {}; }},

        {CommandId::find_in_document, "Find", "Find in the document", "Marks every place where the words stand.", "search", {letter('f', ctrl)}, coding_here,
         [](const Frame& f) { f.state.find_open = true, f.state.find_fresh = true, f.state.find_jump = !f.state.find.empty(); }},
        {CommandId::find_next, "Find", "Next match", "Goes to the next place found.", "", {named(Key::f3), letter('g', ctrl)}, with_matches, [](const Frame& f) { find_step(f, 1); }},
        {CommandId::find_previous, "Find", "Previous match", "Goes to the place found before.", "", {named(Key::f3, shift), letter('g', ctrl_shift)}, with_matches, [](const Frame& f) { find_step(f, -1); }},
        {CommandId::search_project, "Find", "Search the whole project", "Finds words in all documents and codes what is found.", "find all", {letter('f', ctrl_shift)}, with_project,
         [](const Frame& f) { f.state.mode = Mode::search, f.state.search_fresh = true; }},

        {CommandId::new_theme, "Themes", "New theme…", "Adds a theme.", "create", {letter('t')}, with_project, [](const Frame& f) { ask_name(f, Naming::theme, "New theme"); }},
        {CommandId::add_coder, "Coders", "New coder…", "Adds a person who codes; what is coded from then on is theirs.", "user team", {}, with_project, [](const Frame& f) { ask_name(f, Naming::coder, "New coder"); }},
        {CommandId::rename_coder, "Coders", "Rename coder…", "Gives the coder at work another name.", "user", {}, with_project,
         [](const Frame& f) { if (const Coder* coder = f.project().find(f.session.coder())) ask_name(f, Naming::rename_coder, "Rename coder", coder->name, coder->id.guid); }},

        {CommandId::command_palette, "Window", "Search or run a command", "Type what you want to do.", "palette", {letter('k', ctrl)}, always, [](const Frame& f) { f.open_overlay(Overlay::palette); }},
        {CommandId::key_sheet, "Window", "Keyboard keys", "Shows every key.", "shortcuts help", {letter('?', shift), letter('?'), named(Key::f1)}, always, [](const Frame& f) { f.open_overlay(Overlay::key_sheet); }},
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
    };
}

std::string key_word(Key key) {
    switch (key) {
    case Key::enter: return "Enter";
    case Key::delete_: return "Delete";
    case Key::backspace: return "Backspace";
    case Key::up: return "↑";
    case Key::down: return "↓";
    case Key::page_up: return "Page up";
    case Key::page_down: return "Page down";
    case Key::f1: return "F1";
    case Key::f2: return "F2";
    case Key::f3: return "F3";
    default: return "";
    }
}

bool fits(const KeyChord& chord, const platform::KeyPressed& press) {
    if (chord.key != press.key || !(chord.modifiers == press.modifiers)) return false;
    return chord.key != Key::character || (press.character.size() == 1 && press.character[0] == chord.character);
}

} // namespace

std::span<const CommandRow> command_table() { return rows(); }

const CommandRow& command(CommandId id) {
    const auto& table = rows();
    const auto row = std::find_if(table.begin(), table.end(), [id](const CommandRow& r) { return r.id == id; });
    assert(row != table.end());
    return *row;
}

std::string key_name(const CommandRow& row) {
    if (row.keys.empty()) return {};
    const KeyChord& chord = row.keys.front();
    std::string name;
    if (chord.modifiers.ctrl) name += "Ctrl+";
    if (chord.modifiers.alt) name += "Alt+";
    if (chord.modifiers.shift && chord.character != '?') name += "Shift+";
    if (chord.key == Key::character) name += static_cast<char>(chord.character >= 'a' && chord.character <= 'z' ? chord.character - 32 : chord.character);
    else name += key_word(chord.key);
    return name;
}

const CommandRow* command_for(const Frame& frame, const platform::KeyPressed& press) {
    if (!press.down) return nullptr;
    const bool typing = frame.ui.field_open();
    const bool covered = frame.state.overlay != Overlay::none;
    for (const CommandRow& row : rows())
        for (const KeyChord& chord : row.keys) {
            if (!fits(chord, press)) continue;
            const bool function_key = chord.key >= Key::f1 && chord.key <= Key::f12;
            if (typing && !chord.modifiers.ctrl && !function_key) continue;
            if (covered && row.id != CommandId::command_palette) continue;
            if (press.repeat && chord.key == Key::enter) continue;
            if (row.enabled(frame)) return &row;
        }
    return nullptr;
}

std::vector<const CommandRow*> find_commands(const Frame& frame, std::string_view typed) {
    const std::string wanted = fold_case(typed);
    std::vector<std::pair<int, const CommandRow*>> found;
    for (const CommandRow& row : rows()) {
        const std::string name = fold_case(row.name);
        const std::string all = name + " " + fold_case(row.search_words) + " " + fold_case(row.group) + " " + fold_case(row.help);
        bool every_word = true;
        for (std::size_t at = 0; at < wanted.size();) {
            const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
            every_word = every_word && all.find(wanted.substr(at, end - at)) != std::string::npos;
            at = end + 1;
        }
        if (!every_word) continue;
        const int rank = (row.enabled(frame) ? 0 : 10) + (name.rfind(wanted, 0) == 0 ? 0 : name.find(wanted) != std::string::npos ? 1 : 2);
        found.emplace_back(rank, &row);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const CommandRow*> sorted;
    for (const auto& [rank, row] : found) sorted.push_back(row);
    return sorted;
}

} // namespace emic
