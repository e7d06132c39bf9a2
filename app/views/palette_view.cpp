#include "views/palette_view.h"

#include "actions.h"
#include "command_table.h"
#include "views/code_picker.h"
#include "views/views.h"
#include "widgets/choice_list.h"

#include <algorithm>
#include <functional>

namespace emic {

void draw_palette(const Frame& frame) {
    ViewState& state = frame.state;
    std::vector<ChoiceRow> rows;
    std::vector<std::function<void()>> runs;
    const std::string& typed = state.overlay_text;
    const std::string wanted = fold_case(typed);
    const bool open = frame.session.is_open() && state.mode != Mode::home;
    for (const CommandRow* row : find_commands(frame, typed)) {
        const bool enabled = row->enabled(frame);
        if (!enabled && typed.empty()) continue;
        ChoiceRow shown;
        shown.text = row->name;
        shown.detail = row->help;
        shown.keys = key_name(*row);
        shown.enabled = enabled;
        rows.push_back(std::move(shown));
        runs.emplace_back([&frame, row] { frame.run(row->id); });
    }
    if (open && !typed.empty()) {
        constexpr std::size_t most = 8;
        std::size_t found = 0;
        for (const DocumentRow& row : frame.caches.document_rows_of(frame)) {
            if (row.is_case() || fold_case(row.name).find(wanted) == std::string::npos || ++found > most) continue;
            ChoiceRow shown;
            shown.text = row.name;
            shown.detail = "Document";
            shown.icon = Icon::document;
            rows.push_back(std::move(shown));
            runs.emplace_back([&frame, id = row.id] { show_document(frame, id); });
        }
        for (const CodeMatch& match : find_codes(frame.project(), frame.indexes(), typed, most)) {
            ChoiceRow shown;
            shown.text = match.name;
            shown.detail = "Code";
            shown.colour = match.colour;
            rows.push_back(std::move(shown));
            runs.emplace_back([&frame, id = match.id] {
                show_code(frame, id);
                if (frame.state.mode != Mode::compare) frame.state.mode = Mode::code;
            });
        }
        ChoiceRow search;
        search.text = "Search the whole project for “" + typed + "”";
        search.icon = Icon::search;
        rows.push_back(std::move(search));
        runs.emplace_back([&frame, typed] {
            frame.state.search = typed;
            frame.state.mode = Mode::search;
        });
    }
    const float width = std::min(620 * state.zoom, frame.window.width - 16);
    const Rect card{(frame.window.width - width) / 2, 8, width, choice_list_height(frame, rows.size(), false)};
    frame.ui.begin_group("palette", card, Role::dialog, "Commands");
    const Choosing choosing = draw_choice_list(frame, card, "Search or run a command", "What do you want to do?", rows, "");
    frame.ui.end_group();
    if (choosing.chosen || choosing.dismissed) close_overlay_field(frame);
    if (choosing.chosen) runs[*choosing.chosen]();
}

void draw_key_sheet(const Frame& frame) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    const float width = std::min(860 * z, frame.window.width - 24);
    const float height = std::min(620 * z, frame.window.height - 24);
    const Rect card{(frame.window.width - width) / 2, (frame.window.height - height) / 2, width, height};
    ui.card(card);
    ui.begin_group("keys", card, Role::dialog, "Keys");
    Rect rest = inset(card, 22 * z, 16 * z);
    Rect head = take_top(rest, 40 * z);
    if (ui.icon_button("close", take_right(head, ui.style.button), Icon::close, "Close (Escape)")) frame.close_overlay();
    ui.label(head, "Keys", ui.heading());
    ui.say("heading", head, Role::heading, "Keys", 2);
    ui.begin_scroll("list", rest);
    const Rect area = ui.content();
    const int columns = area.width > 640 * z ? 2 : 1;
    const float column_width = area.width / static_cast<float>(columns) - 12;
    std::vector<const CommandRow*> with_keys;
    for (const CommandRow& row : command_table())
        if (!row.keys.empty() && !(row.id > CommandId::apply_recent_1 && row.id <= CommandId::apply_recent_9)) with_keys.push_back(&row);
    const std::size_t per_column = (with_keys.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    float lowest = area.y;
    const char* group = "";
    float x = area.x, y = area.y;
    for (std::size_t i = 0; i < with_keys.size(); ++i) {
        if (i > 0 && i % per_column == 0) x += column_width + 24, y = area.y, group = "";
        const CommandRow& row = *with_keys[i];
        if (std::string_view(group) != row.group) {
            group = row.group;
            y += 8 * z;
            ui.label({x, y, column_width, 22 * z}, group, ui.caption());
            y += 24 * z;
        }
        Rect line{x, y, column_width, 27 * z};
        const std::string key = row.id == CommandId::apply_recent_1 ? "1 – 9" : key_name(row);
        const std::string name = row.id == CommandId::apply_recent_1 ? "Apply a recent code" : row.name;
        ui.say(std::string("key ") + std::to_string(i), line, Role::listitem, name + ": " + key);
        const float key_width = ui.width(key, ui.small()) + 16;
        const Rect cap = inset(take_right(line, key_width), 0, 3);
        ui.fill(cap, ui.style.panel, 5);
        ui.outline(cap, ui.style.line, 5);
        ui.label(cap, key, ui.small(), Align::centre);
        ui.label(line, name, ui.small());
        y += 27 * z;
        lowest = std::max(lowest, y);
    }
    ui.end_scroll(lowest - area.y + 8);
    ui.end_group();
}

} // namespace emic
