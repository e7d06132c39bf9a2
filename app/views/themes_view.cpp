#include "views/views.h"

#include "actions.h"
#include "views/theme_page.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr float tray_width = 360;
constexpr float tray_beside_from = 780; ///< width of the page; below, the tray takes its place

void ask_for_theme(const Frame& frame) { ask_name(frame, Naming::theme, "New theme"); }

TextLook name_look(const Ui& ui, bool chosen) {
    TextLook look = ui.look();
    look.bold = chosen;
    return look;
}

constexpr int name_lines = 2;

float row_height(Ui& ui, float width, const ThemeRow& theme, bool chosen) {
    const float name = ui.paragraph_height(width - 4 * ui.style.gap, theme.name, name_look(ui, chosen), name_lines);
    return std::round(name + ui.style.small * 1.5f + 18 * unit(ui));
}

void draw_row(const Frame& frame, const Rect& rect, const ThemeRow& theme, bool chosen) {
    Ui& ui = frame.ui;
    const Rect row = inset(rect, ui.style.gap, 1);
    Meaning meaning;
    meaning.role = Role::option;
    meaning.name = theme.name;
    meaning.value = count_of(theme.codes.size(), "code", "codes") + ", " + count_of(theme.passages, "passage", "passages");
    const Hit hit = ui.row("theme", row, meaning, chosen);
    Rect inside = inset(row, ui.style.gap, 7 * unit(ui));
    take_top(inside, ui.paragraph(inside.x, inside.y, inside.width, theme.name, name_look(ui, chosen), name_lines));
    ui.label(inside, count_of(theme.codes.size(), "code", "codes") + " · " + count_of(theme.passages, "passage", "passages"), ui.quiet());
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
    float y = content.y;
    for (const ThemeRow& theme : themes) {
        const Rect row{content.x, y, content.width, row_height(ui, content.width, theme, theme.id == shown)};
        y += row.height;
        if (!ui.visible(row)) continue;
        ImGui::PushID(to_string(theme.id.guid).c_str());
        draw_row(frame, row, theme, theme.id == shown);
        ImGui::PopID();
    }
    ui.end_scroll(y - content.y + ui.style.margin);
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
