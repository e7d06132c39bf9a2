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

std::span<const CommandRow> command_table() { return table_rows(); }

const CommandRow& command(CommandId id) {
    const auto& table = table_rows();
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
    for (const CommandRow& row : table_rows())
        for (const KeyChord& chord : row.keys) {
            if (!fits(chord, press)) continue;
            const bool function_key = chord.key >= Key::f1 && chord.key <= Key::f12;
            if (typing && !chord.modifiers.ctrl && !function_key) continue;
            if (covered && (row.id != CommandId::command_palette || frame.state.overlay == Overlay::import_preview)) continue;
            if (press.repeat && chord.key == Key::enter) continue;
            if (row.enabled(frame)) return &row;
        }
    return nullptr;
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
        const int rank = (row.enabled(frame) ? 0 : 10) + (name.rfind(wanted, 0) == 0 ? 0 : name.find(wanted) != std::string::npos ? 1 : 2);
        found.emplace_back(rank, &row);
    }
    sort_rows(found, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const CommandRow*> sorted;
    for (const auto& [rank, row] : found) sorted.push_back(row);
    return sorted;
}

} // namespace emic
