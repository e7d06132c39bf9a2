#include "views/views.h"

#include "actions.h"
#include "engine/commands/themes.h"
#include "views/theme_page.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr float tray_width = 360;
constexpr float tray_beside_from = 780; ///< width of the page; below, the tray takes its place

void ask_for_theme(const Frame& frame) { ask_name(frame, Naming::theme, "New theme"); }

void draw_row(const Frame& frame, const Rect& rect, const std::vector<ThemeRow>& themes, std::size_t i, bool chosen) {
    Ui& ui = frame.ui;
    const ThemeRow& theme = themes[i];
    Rect row = inset(rect, ui.style.gap, 1);
    if (chosen && themes.size() > 1) {
        const float side = 26 * unit(ui);
        const Rect down = inset(take_right(row, side), 0, (row.height - side) / 2);
        const Rect up = inset(take_right(row, side), 0, (row.height - side) / 2);
        const auto ask_move = [&](std::size_t place) { frame.ask(&move_theme, MoveTheme{theme.id, static_cast<std::uint32_t>(place)}); };
        if (ui.icon_button("up", up, Icon::arrow_up, "Move theme " + theme.name + " up", i > 0)) ask_move(i - 1);
        if (ui.icon_button("down", down, Icon::arrow_down, "Move theme " + theme.name + " down", i + 1 < themes.size())) ask_move(i + 1);
        take_right(row, 2);
    }
    Meaning meaning;
    meaning.role = Role::option;
    meaning.name = theme.name;
    meaning.value = count_of(theme.codes.size(), "code", "codes") + ", " + count_of(theme.codings, "passage", "passages");
    const Hit hit = ui.row("theme", row, meaning, chosen);
    Rect inside = inset(row, ui.style.gap, 6 * unit(ui));
    TextLook look = ui.look();
    look.bold = chosen;
    ui.label(take_top(inside, inside.height * 0.52f), theme.name, look);
    ui.label(inside, count_of(theme.codes.size(), "code", "codes") + " · " + count_of(theme.codings, "passage", "passages"), ui.quiet());
    if (hit.clicked) {
        frame.state.theme = theme.id;
        frame.state.gathering.list_open = false;
        frame.state.gathering.relating_to = {};
    }
}

void draw_list(const Frame& frame, const Rect& rect, const std::vector<ThemeRow>& themes, Id<Theme> shown) {
    Ui& ui = frame.ui;
    ui.begin_group("theme_list", rect, Role::region, "Themes");
    Rect rest = draw_list_frame(ui, rect, "theme_list", "Themes");
    const Rect add{rest.x + rest.width - ui.style.button - ui.style.gap, rest.y - ui.style.row - 4, ui.style.button, ui.style.button};
    if (ui.icon_button("new_theme", add, Icon::add, "New theme")) ask_for_theme(frame);
    ui.begin_group("themes", rest, Role::listbox, "Themes");
    ui.begin_scroll("theme_rows", rest);
    const Rect content = ui.content();
    const float height = std::round(58 * unit(ui));
    for (std::size_t i = 0; i < themes.size(); ++i) {
        const Rect row{content.x, content.y + static_cast<float>(i) * height, content.width, height};
        if (!ui.visible(row)) continue;
        ImGui::PushID(to_string(themes[i].id.guid).c_str());
        draw_row(frame, row, themes, i, themes[i].id == shown);
        ImGui::PopID();
    }
    ui.end_scroll(static_cast<float>(themes.size()) * height + ui.style.margin);
    ui.end_group();
    ui.end_group();
}

} // namespace

void draw_themes(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.window);
    ui.begin_group("themes_view", rect, Role::region, "Themes");
    const std::vector<ThemeRow>& themes = theme_rows_of(frame);
    if (themes.empty()) {
        if (draw_empty_state(ui, rect, Icon::themes, "No themes yet",
                             "A theme says what several codes mean together: give it a name, gather its codes, and choose the "
                             "quotations that show it best.",
                             "New theme", Icon::add))
            ask_for_theme(frame);
        ui.end_group();
        return;
    }
    const auto chosen = std::find_if(themes.begin(), themes.end(), [&](const ThemeRow& row) { return row.id == frame.state.theme; });
    const ThemeRow& shown = chosen == themes.end() ? themes.front() : *chosen;
    const ListAndPage split = split_list_and_page(ui, rect, frame.state.gathering.list_open);
    if (split.show_list) draw_list(frame, split.list, themes, shown.id);
    if (split.show_page) {
        Rect page = split.page;
        if (!frame.state.gathering.adding_quotations) {
            draw_theme_page(frame, page, shown, split);
        } else if (page.width >= tray_beside_from * unit(ui)) {
            draw_theme_tray(frame, take_right(page, std::round(tray_width * unit(ui))), shown);
            draw_theme_page(frame, page, shown, split);
        } else {
            draw_theme_tray(frame, page, shown);
        }
    }
    ui.end_group();
}

} // namespace emic
