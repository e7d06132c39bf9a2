#include "views/theme_page.h"

#include "actions.h"
#include "engine/commands/themes.h"
#include "views/theme_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace emic {

namespace {

constexpr float widest_column = 820;

/// A commit of a field that asks a command of this theme.
template <class Request>
std::function<void(const std::string&)> commit_text(const Frame& frame, Result<Change> (*command)(const CommandContext&, const Request&),
                                                    Id<Theme> theme) {
    return [session = &frame.session, command, theme](const std::string& text) {
        session->ask([command, theme, text](const CommandContext& context) { return command(context, Request{theme, text}); });
    };
}

void draw_name(const Frame& frame, const Rect& strip_whole, const ThemeRow& theme, const ListAndPage& split) {
    Ui& ui = frame.ui;
    Rect strip = strip_whole;
    if (back_to_list(ui, strip, split, "Themes")) frame.state.gathering.list_open = true;
    ButtonsFromRight buttons(ui, strip);
    if (buttons.icon("delete", Icon::trash, "Delete this theme (its codes and passages stay)")) frame.ask(&delete_theme, DeleteTheme{theme.id});
    const std::vector<ThemeRow>& themes = theme_rows_of(frame);
    const auto here = std::find_if(themes.begin(), themes.end(), [&](const ThemeRow& row) { return row.id == theme.id; });
    const auto place = static_cast<std::uint32_t>(here - themes.begin());
    if (themes.size() > 1) {
        if (buttons.icon("down", Icon::arrow_down, "Move this theme down in the list", place + 1 < themes.size()))
            frame.ask(&move_theme, MoveTheme{theme.id, place + 1});
        if (buttons.icon("up", Icon::arrow_up, "Move this theme up in the list", place > 0)) frame.ask(&move_theme, MoveTheme{theme.id, place - 1});
    }
    FieldSpec spec;
    spec.label = "Name of the theme";
    spec.value = theme.name;
    spec.bare = true;
    spec.select_all = false;
    TextLook look = ui.title();
    look.size = std::round(ui.style.title * 0.86f);
    spec.look = look;
    spec.commit = commit_text(frame, &rename_theme, theme.id);
    Rect field = buttons.rest();
    field.x -= 4; // the text, not the outline, stands on the column's edge
    field.y = strip.y, field.height = strip.height;
    ui.field("name", field, spec);
}

float draw_description(const Frame& frame, float x, float y, float width, const ThemeRow& theme) {
    FieldSpec spec;
    spec.label = "Description of the theme";
    spec.placeholder = "What do these codes say together? What holds across the interviews, what does not?";
    spec.value = theme.description;
    spec.select_all = false;
    spec.open_now = std::exchange(frame.state.gathering.description_fresh, false);
    spec.commit = commit_text(frame, &describe_theme, theme.id);
    draw_text_block(frame.ui, "description", x, y, width, spec, 3);
    return text_block_height(frame.ui, width, spec, 3);
}

float draw_memo(const Frame& frame, float x, float y, float width, const ThemeRow& theme) {
    const Memo* memo = memo_on(frame, MemoTarget::theme, theme.id.guid);
    FieldSpec spec;
    spec.label = "Memo on the theme";
    spec.placeholder = "Thoughts, doubts, what to look for next.";
    spec.value = memo ? memo->text : "";
    spec.select_all = false;
    spec.open_now = std::exchange(frame.state.gathering.memo_fresh, false);
    if (spec.open_now) frame.ui.scroll_into_view(y, y + 160);
    spec.commit = [frame, id = theme.id](const std::string& text) { set_memo(frame, MemoTarget::theme, id.guid, {}, text); };
    const float heading = draw_section_heading(frame.ui, "memo_heading", x, y, width, "Memo");
    const float gap = frame.ui.style.gap;
    draw_text_block(frame.ui, "memo", x, y + heading + gap, width, spec, 3);
    return heading + gap + text_block_height(frame.ui, width, spec, 3);
}

} // namespace

const std::vector<ThemeRow>& theme_rows_of(const Frame& frame) {
    return frame.caches.themes.get(frame.revision(), [&] { return theme_rows(frame.project(), frame.indexes()); });
}

void draw_theme_page(const Frame& frame, const Rect& rect, const ThemeRow& theme, const ListAndPage& split) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    ImGui::PushID(to_string(theme.id.guid).c_str());
    ui.begin_group("theme", rect, Role::region, "Theme " + theme.name);
    ui.begin_scroll("theme_page", rect);
    const Rect content = ui.content();
    const Rect column = reading_column(ui, content, widest_column);
    const float x = column.x, width = column.width;
    const float between = 28 * u;
    float y = content.y + ui.style.margin * 1.5f;

    draw_name(frame, {x, y, width, std::round(44 * u)}, theme, split);
    y += 46 * u;
    const std::string reach = reach_of(theme);
    ui.label({x, y, width, 24 * u}, reach, ui.quiet());
    ui.say("reach", {x, y, width, 24 * u}, Role::status, reach);
    y += 24 * u + ui.style.gap * 1.5f;
    y += draw_description(frame, x, y, width, theme) + between;
    y += draw_theme_codes(frame, x, y, width, theme) + between;
    y += draw_theme_quotations(frame, x, y, width, theme) + between;
    y += draw_theme_relations(frame, x, y, width, theme) + between;
    y += draw_memo(frame, x, y, width, theme);
    ui.end_scroll(y - content.y + ui.style.margin * 2);
    ui.end_group();
    ImGui::PopID();
}

} // namespace emic
