#include "views/palette_view.h"

#include "actions.h"
#include "command_table.h"
#include "engine/text_direction.h"
#include "views/code_picker.h"
#include "views/views.h"
#include "widgets/choice_list.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace emic {

namespace {

std::vector<PaletteRow> palette_rows(const Frame& frame, const std::string& typed) {
    std::vector<PaletteRow> rows;
    const std::string wanted = fold_case(typed);
    for (const CommandRow* row : find_commands(frame, typed)) {
        const char* const why = why_not(frame, *row);
        const bool enabled = !why;
        if (!enabled && typed.empty()) continue;
        ChoiceRow shown;
        shown.text = row->name;
        shown.detail = enabled ? row->help : why;
        shown.keys = key_name(frame, *row);
        shown.enabled = enabled;
        rows.push_back({std::move(shown), [row](const Frame& f) { f.run(row->id); }});
    }
    if (!frame.session.is_open() || frame.state.mode == Mode::home || typed.empty()) return rows;
    constexpr std::size_t most = 8;
    std::size_t found = 0;
    for (const DocumentRow& row : frame.caches.document_rows_of(frame)) {
        if (row.is_case() || fold_case(row.name).find(wanted) == std::string::npos || ++found > most) continue;
        ChoiceRow shown;
        shown.text = row.name;
        shown.detail = "Document";
        shown.icon = Icon::document;
        rows.push_back({std::move(shown), [id = row.id](const Frame& f) {
                            if (f.project().find(id)) show_document(f, id);
                        }});
    }
    for (const CodeMatch& match : find_codes(frame.project(), frame.indexes(), typed, most)) {
        ChoiceRow shown;
        shown.text = match.name;
        shown.detail = "Code";
        shown.colour = match.colour;
        rows.push_back({std::move(shown), [id = match.id](const Frame& f) {
                            if (!f.project().find(id)) return;
                            show_code(f, id);
                            if (f.state.mode != Mode::compare) f.state.mode = Mode::code;
                        }});
    }
    ChoiceRow search;
    search.text = "Search the whole project for " + in_double_quotes(typed);
    search.icon = Icon::search;
    rows.push_back({std::move(search), [typed](const Frame& f) {
                        f.state.search = typed;
                        f.state.mode = Mode::search;
                    }});
    return rows;
}

} // namespace

void draw_palette(const Frame& frame) {
    ViewState& state = frame.state;
    if (state.overlay_fresh) frame.caches.palette = {};
    const auto& rows = frame.caches.palette.get(state.overlay_text, [&] { return palette_rows(frame, state.overlay_text); });
    std::vector<ChoiceRow> shown;
    for (const PaletteRow& row : rows) shown.push_back(row.shown);
    const float width = std::min(620 * state.zoom, frame.window.width - 16);
    const Rect card{(frame.window.width - width) / 2, 8, width, choice_list_height(frame, rows.size(), false)};
    frame.ui.begin_group("palette", card, Role::dialog, "Commands");
    const Choosing choosing = draw_choice_list(frame, card, "Search or run a command", "What do you want to do?", shown, "");
    frame.ui.end_group();
    if (choosing.chosen || choosing.dismissed) close_overlay_field(frame);
    if (choosing.chosen) rows[*choosing.chosen].run(frame);
    else if (choosing.refused) rows[*choosing.refused].run(frame); // says what it needs
}

} // namespace emic
