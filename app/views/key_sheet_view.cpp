#include "views/key_sheet_view.h"

#include "command_table.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

/// Where text is written these belong to the writing, and the browser copies with them.
bool of_writing(const KeyChord& chord) {
    return chord.key == platform::Key::character && chord.modifiers == platform::Modifiers{true, false, false} &&
           std::string_view("acvx").find(chord.character) != std::string_view::npos;
}

bool is_one_of_nine(CommandId id) { return id >= CommandId::apply_recent_1 && id <= CommandId::apply_recent_9; }

/// The nine recent codes are one line as long as their keys are the usual ones and nobody changes any.
std::vector<const CommandRow*> rows_of(const ViewState& state) {
    const bool nine = state.key_sheet.changing || std::ranges::any_of(state.keys.changed, [](const auto& one) { return is_one_of_nine(one.first); });
    std::vector<const CommandRow*> rows;
    for (const CommandRow& row : command_table()) {
        if (!state.key_sheet.changing && keys_of(state.keys, row).empty()) continue;
        if (nine || !is_one_of_nine(row.id) || row.id == CommandId::apply_recent_1) rows.push_back(&row);
    }
    // Each group stands once, where its first command stands.
    std::vector<std::string_view> groups;
    for (const CommandRow* row : rows)
        if (std::ranges::find(groups, std::string_view(row->group)) == groups.end()) groups.push_back(row->group);
    std::ranges::stable_sort(rows, {}, [&](const CommandRow* row) { return std::ranges::find(groups, std::string_view(row->group)) - groups.begin(); });
    return rows;
}

void draw_cap(const Frame& frame, Rect line, const std::string& key, bool waits) {
    Ui& ui = frame.ui;
    if (key.empty()) return;
    const Rect cap = inset(take_right(line, ui.width(key, ui.small()) + 16), 0, 3);
    ui.fill(cap, waits ? ui.style.accent_soft : ui.style.panel, 5);
    ui.outline(cap, waits ? ui.style.accent : ui.style.line, 5);
    ui.label(cap, key, ui.small(), Align::centre);
}

void draw_key(const Frame& frame, const Rect& line, std::size_t number, const CommandRow& row, bool all_nine) {
    Ui& ui = frame.ui;
    KeySheetState& sheet = frame.state.key_sheet;
    const bool nine = all_nine && row.id == CommandId::apply_recent_1;
    const std::string name = nine ? "Apply a recent code" : row.name;
    const std::string key = nine && frame.state.keys.single_characters ? "1 – 9" : key_name(frame, row);
    const std::string id = "key " + std::to_string(number);
    if (!sheet.changing) {
        ui.say(id, line, Role::listitem, name + ": " + (key.empty() ? "switched off" : key));
        draw_cap(frame, line, key, false);
        ui.label(line, name, ui.small());
        return;
    }
    const bool waits = sheet.waits == row.id;
    Meaning meaning;
    meaning.name = name;
    meaning.value = waits ? "Press a key" : key.empty() ? "no key" : key;
    meaning.pressed = waits ? Tri::yes : Tri::no;
    const Hit hit = ui.item(id, line, meaning);
    if (hit.hovered || waits) ui.fill(line, ui.style.hover, 5);
    if (hit.focused) ui.outline(line, ui.style.focus, 5, 2);
    draw_cap(frame, line, waits ? "Press a key…" : key.empty() ? "–" : key, waits);
    ui.label(inset(line, 4, 0), name, ui.small());
    if (!hit.clicked) return;
    sheet.waits = row.id;
    sheet.taken.reset();
    sheet.told = "Press the new key for " + in_quotes(name) + ". Delete takes its key away, Escape leaves it.";
}

void draw_head(const Frame& frame, Rect head) {
    Ui& ui = frame.ui;
    KeySheetState& sheet = frame.state.key_sheet;
    if (ui.icon_button("close", take_right(head, ui.style.button), Icon::close, "Close (Escape)")) frame.close_overlay();
    take_right(head, 8);
    const std::string change = sheet.changing ? "Done" : "Change keys";
    if (ui.button("change", take_right(head, ui.button_width(change)), change, sheet.changing ? ButtonLook::primary : ButtonLook::plain)) sheet = {!sheet.changing, {}, {}, {}};
    take_right(head, 8);
    if (sheet.changing && !frame.state.keys.changed.empty() && ui.button("usual", take_right(head, ui.button_width("All as usual")), "All as usual", ButtonLook::quiet)) {
        frame.state.keys.changed.clear();
        sheet.waits.reset(), sheet.told = "Every command has its usual key again.";
    }
    ui.label(head, "Keys", ui.heading());
    ui.say("heading", head, Role::heading, "Keys", 2);
}

/// What the mouse does with keys held, below `at`; the height at which it ends.
float draw_gestures(const Frame& frame, const Rect& at) {
    static constexpr std::pair<const char*, const char*> gestures[] = {
        {"Alt", "Select and resize by letters, not by words"},
        {"Escape", "Take back what is being dragged"},
        {"Drag", "A code onto selected words, or selected words onto a code: codes them"},
        {"Drag, Shift", "A code onto another: moves it beneath, with Shift merges it after a question"},
        {"Ctrl, Shift", "Choose several codes; by keyboard Shift and arrows, Ctrl and Space"},
    };
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    float y = at.y;
    ui.label({at.x, y, at.width, 22 * z}, "With the mouse", ui.caption());
    y += 24 * z;
    for (const auto& [key, name] : gestures) {
        const Rect line{at.x, y, at.width, 27 * z};
        ui.say(std::string("gesture ") + name, line, Role::listitem, std::string(name) + ": " + key);
        draw_cap(frame, line, key, false);
        ui.label(line, name, ui.small());
        y += 27 * z;
    }
    return y;
}

} // namespace

void draw_single_characters(const Frame& frame, const Rect& rect) {
    bool& on = frame.state.keys.single_characters;
    if (frame.ui.checkbox("single characters", rect, "Single letters, digits and signs run commands", on)) on = !on;
}

void take_new_key(ViewState& state, const platform::KeyPressed& press) {
    using platform::Key;
    KeySheetState& sheet = state.key_sheet;
    const CommandRow& row = command(*sheet.waits);
    const bool alone = press.modifiers == platform::Modifiers{};
    if (press.key == Key::escape) {
        sheet = {true, {}, {}, {}};
    } else if (alone && (press.key == Key::delete_ || press.key == Key::backspace)) {
        set_key(state.keys, row.id, {});
        sheet = {true, {}, {}, in_quotes(row.name) + " has no key now."};
    } else if (const std::optional<KeyChord> chord = chord_of(press); !chord || of_writing(*chord)) {
        sheet.told = (chord ? chord_name(*chord) : std::string("That key")) + " is for moving and writing. Press another, or Escape.";
    } else if (const CommandRow* holder = holder_of(state.keys, *chord, row.id); holder && sheet.taken != chord) {
        sheet.taken = chord;
        sheet.told = chord_name(*chord) + " is the key of " + in_quotes(holder->name) + ". Press it again to take it from there, or press another.";
    } else {
        const std::string lost = holder ? " " + in_quotes(holder->name) + " has lost it." : "";
        set_key(state.keys, row.id, chord);
        const bool off = is_single_character(*chord) && !state.keys.single_characters;
        sheet = {true, {}, {}, in_quotes(row.name) + " has the key " + chord_name(*chord) + " now." + lost + (off ? " Single characters are switched off above." : "")};
    }
}

void draw_key_sheet(const Frame& frame) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    if (std::exchange(frame.state.overlay_fresh, false)) frame.state.key_sheet = {};
    const KeySheetState& sheet = frame.state.key_sheet;
    const float width = std::min(860 * z, frame.window.width - 24);
    const float height = std::min(620 * z, frame.window.height - 24);
    const Rect card{(frame.window.width - width) / 2, (frame.window.height - height) / 2, width, height};
    ui.card(card);
    ui.begin_group("keys", card, Role::dialog, "Keys");
    Rect rest = inset(card, 22 * z, 16 * z);
    draw_head(frame, take_top(rest, 40 * z));
    draw_single_characters(frame, take_top(rest, ui.style.row));
    if (sheet.changing) {
        const Rect line = take_top(rest, 44 * z);
        const std::string told = sheet.told.empty() ? "Choose a command, then press its new key. The keys are kept on this device." : sheet.told;
        ui.wrapped_label(line, told, ui.small());
        ui.say("told", line, Role::status, told);
    }
    ui.begin_scroll("list", rest);
    const Rect area = ui.content();
    const int columns = area.width > 640 * z ? 2 : 1;
    const float column_width = area.width / static_cast<float>(columns) - 12;
    const std::vector<const CommandRow*> rows = rows_of(frame.state);
    const bool all_nine = std::ranges::none_of(rows, [](const CommandRow* row) { return row->id == CommandId::apply_recent_2; });
    const std::size_t per_column = (rows.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    float lowest = area.y;
    std::string_view group;
    float x = area.x, y = area.y;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0 && i % per_column == 0) x += column_width + 24, y = area.y, group = {};
        const CommandRow& row = *rows[i];
        if (group != row.group) {
            group = row.group;
            y += 8 * z;
            ui.label({x, y, column_width, 22 * z}, group, ui.caption());
            y += 24 * z;
        }
        draw_key(frame, {x, y, column_width, 27 * z}, i, row, all_nine);
        y += 27 * z;
        lowest = std::max(lowest, y);
    }
    if (!sheet.changing) lowest = draw_gestures(frame, {area.x, lowest + 8 * z, area.width - 12, 0});
    ui.end_scroll(lowest - area.y + 8);
    ui.end_group();
}

} // namespace emic
