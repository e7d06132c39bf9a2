#include "command_table.h"

#include "command_rows.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace emic {

namespace {

using platform::Key;

const std::vector<CommandRow>& table_rows() {
    static const std::vector<CommandRow> table = [] {
        std::vector<CommandRow> all;
        for (void (*add)(rows::Rows&) : {rows::add_project, rows::add_coding, rows::add_codebook, rows::add_documents, rows::add_cases, rows::add_speakers,
                                         rows::add_finding, rows::add_themes, rows::add_coders, rows::add_window, rows::add_exports})
            add(all);
        return all;
    }();
    return table;
}

/// What may go on while its key is held; everything else happens once for each press.
bool goes_on(CommandId id) {
    switch (id) {
    case CommandId::undo:
    case CommandId::redo:
    case CommandId::next_passage:
    case CommandId::previous_passage:
    case CommandId::next_document:
    case CommandId::previous_document:
    case CommandId::find_next:
    case CommandId::find_previous:
    case CommandId::grow_selection:
    case CommandId::shrink_selection:
    case CommandId::zoom_in:
    case CommandId::zoom_out:
    case CommandId::reading_larger:
    case CommandId::reading_smaller: return true;
    default: return false;
    }
}

/// Whether single characters run this command where the keyboard is now: in the transcript, or in the list it belongs to.
bool character_means(const Frame& frame, CommandId id) {
    const ViewState& state = frame.state;
    if (!state.keys.single_characters) return false;
    const bool makes_code = id == CommandId::new_code || id == CommandId::new_sub_code;
    if (!state.keyboard_to_page) {
        const std::string& list = frame.ui.focused_group();
        return (makes_code && list == "Codes") || (id == CommandId::new_theme && list == "Themes");
    }
    switch (state.mode) {
    case Mode::code: return !state.editing_text;
    case Mode::themes: return id == CommandId::new_theme || id == CommandId::key_sheet;
    case Mode::home:
    case Mode::compare:
    case Mode::search:
    case Mode::cases:
    case Mode::report: return false;
    }
    return false;
}

} // namespace

bool leads_to_change(CommandId id) {
    using enum CommandId;
    if (id >= export_first && id <= export_last) return false;
    switch (id) {
    case go_home: case new_project: case save_copy: case check_refi:
    case mode_code: case mode_compare: case mode_search: case mode_cases: case mode_themes: case mode_report:
    case grow_selection: case shrink_selection: case previous_passage: case next_passage: case edit_memo: case compare_code:
    case next_document: case previous_document: case show_speakers: case quick_key:
    case find_in_document: case find_next: case find_previous: case search_project: case print_report: case switch_coder:
    case command_palette: case key_sheet: case settings: case without_interviewers: case appearance_light: case appearance_dark: case appearance_high_contrast:
    case appearance_system: case zoom_in: case zoom_out: case zoom_reset: case reading_larger: case reading_smaller: case toggle_documents: case toggle_codes:
    case check_privacy: return false;
    default: return true;
    }
}

const char* why_not(const Frame& frame, const CommandRow& row) {
    if (frame.session.read_only() && leads_to_change(row.id)) return Session::read_only_words();
    return row.enabled(frame) ? nullptr : row.enabled.missing;
}

void command_item(const Frame& frame, const CommandRow& row, bool with_key) {
    const char* const why = why_not(frame, row);
    if (frame.ui.menu_item(row.name, with_key ? key_name(frame, row) : "", !why, why ? why : "")) frame.run(row.id);
}

std::span<const CommandRow> command_table() { return table_rows(); }

const CommandRow& command(CommandId id) {
    const auto& table = table_rows();
    const auto row = std::find_if(table.begin(), table.end(), [id](const CommandRow& r) { return r.id == id; });
    assert(row != table.end());
    return *row;
}

namespace {

/// The rows whose keys the press is, where such keys mean commands now.
template <class Take> const CommandRow* first_pressed(const Frame& frame, const platform::KeyPressed& press, Take&& take) {
    if (!press.down) return nullptr;
    const bool typing = frame.ui.field_open();
    const bool covered = frame.state.overlay != Overlay::none;
    for (const CommandRow& row : table_rows())
        for (const KeyChord& chord : keys_of(frame.state.keys, row)) {
            if (!fits(chord, press)) continue;
            const bool function_key = chord.key >= Key::f1 && chord.key <= Key::f12;
            if (typing && !chord.modifiers.ctrl && !function_key) continue;
            if (covered && (row.id != CommandId::command_palette || frame.state.overlay == Overlay::import_preview)) continue;
            if (is_single_character(chord) && !character_means(frame, row.id)) continue;
            if (press.repeat && !goes_on(row.id)) continue;
            if (take(row)) return &row;
        }
    return nullptr;
}

} // namespace

const CommandRow* command_for(const Frame& frame, const platform::KeyPressed& press) {
    return first_pressed(frame, press, [&](const CommandRow& row) { return can_run(frame, row); });
}

const CommandRow* command_lacking(const Frame& frame, const platform::KeyPressed& press) {
    if (press.repeat || command_for(frame, press)) return nullptr;
    // Elsewhere a bare key may just as well mean nothing.
    const bool bare = !press.modifiers.ctrl && !press.modifiers.alt && (press.key < Key::f1 || press.key == Key::character);
    if (bare && (!frame.session.is_open() || frame.state.mode != Mode::code)) return nullptr;
    return first_pressed(frame, press, [](const CommandRow&) { return true; });
}

void run_command(const Frame& frame, const CommandRow& row) {
    if (const char* words = why_not(frame, row)) return frame.toast_once(words);
    row.run(frame);
}

std::vector<const CommandRow*> find_commands(const Frame& frame, std::string_view typed) {
    const std::string wanted = fold_case(typed);
    std::vector<std::pair<int, const CommandRow*>> found;
    for (const CommandRow& row : table_rows()) {
        const std::string name = fold_case(row.name);
        const std::string all = name + " " + fold_case(row.search_words) + " " + fold_case(row.group) + " " + fold_case(row.help);
        bool every_word = true;
        for (std::size_t at = 0; at < wanted.size();) {
            const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
            every_word = every_word && all.find(wanted.substr(at, end - at)) != std::string::npos;
            at = end + 1;
        }
        if (!every_word) continue;
        const int rank = (can_run(frame, row) ? 0 : 10) + (name.rfind(wanted, 0) == 0 ? 0 : name.find(wanted) != std::string::npos ? 1 : 2);
        found.emplace_back(rank, &row);
    }
    sort_rows(found, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const CommandRow*> sorted;
    for (const auto& [rank, row] : found) sorted.push_back(row);
    return sorted;
}

} // namespace emic
