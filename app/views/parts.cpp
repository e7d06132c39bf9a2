#include "views/parts.h"
#include "engine/name_line.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr float list_width = 296;
constexpr float narrow_below = 740; ///< of the area right of the rail: the window is then less than 800 wide

} // namespace

ListAndPage split_list_and_page(const Ui& ui, const Rect& rect, bool list_open) {
    const float u = unit(ui);
    ListAndPage split;
    split.narrow = rect.width < narrow_below * u;
    if (split.narrow) {
        split.list = split.page = rect;
        split.show_list = list_open;
        split.show_page = !list_open;
        return split;
    }
    split.page = rect;
    split.list = take_left(split.page, std::round(std::min(list_width * u, rect.width * 0.34f)));
    return split;
}

Rect draw_list_frame(Ui& ui, const Rect& rect, std::string_view key, std::string_view name) {
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x + rect.width - 0.5f, rect.y, rect.x + rect.width - 0.5f, rect.y + rect.height);
    Rect rest = rect;
    rest.width -= 1;
    take_top(rest, ui.style.gap);
    Rect strip = take_top(rest, ui.style.row + ui.style.gap);
    strip = inset(strip, ui.style.margin, 0);
    std::string capitals(name);
    for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    ui.label(strip, capitals, ui.caption());
    ui.say(std::string(key) + "_caption", strip, Role::heading, name, 2);
    return rest;
}

bool back_to_list(Ui& ui, Rect& strip, const ListAndPage& split, std::string_view name) {
    if (!split.narrow) return false;
    Rect button = take_left(strip, ui.style.button);
    take_left(strip, ui.style.gap);
    button.y += (button.height - ui.style.button) / 2;
    button.height = ui.style.button;
    return ui.icon_button("back_to_list", button, Icon::chevron_left, name);
}

Rect reading_column(const Ui& ui, const Rect& page, float widest) {
    const float margin = ui.style.margin * (page.width > 760 * unit(ui) ? 2.f : 1.f);
    const float width = std::min(page.width - 2 * margin, widest * unit(ui));
    return {std::round(page.x + (page.width - width) / 2), page.y, width, page.height};
}

bool draw_empty_state(Ui& ui, const Rect& rect, Icon icon, std::string_view title, std::string_view sentence,
                      std::string_view action, std::optional<Icon> action_icon) {
    const float u = unit(ui);
    const float width = std::min(rect.width - 2 * ui.style.margin, 420 * u);
    const float x = std::round(rect.x + (rect.width - width) / 2);
    TextLook look = ui.look();
    look.colour = ui.style.quiet_ink;
    const float badge = 56 * u;
    const float sentence_height = ui.paragraph_height(width, sentence, look);
    const float height = badge + 40 * u + sentence_height + (action.empty() ? 0 : 20 * u + ui.style.button);
    float y = std::round(rect.y + std::max(0.f, (rect.height - height) * 0.42f));

    const Rect circle{std::round(rect.x + (rect.width - badge) / 2), y, badge, badge};
    ui.fill(circle, ui.style.accent_soft, badge / 2);
    draw_icon(window_painter(), circle, icon, ui.style.accent, 26 * u);
    y += badge + 12 * u;
    ui.label({x, y, width, 24 * u}, title, ui.heading(), Align::centre);
    ui.say("empty_title", {x, y, width, 24 * u}, Role::heading, title, 2);
    y += 28 * u;
    // Short sentences stand in the middle under their title, longer ones wrap over the column.
    if (ui.width(sentence, look) <= width) ui.label({x, y, width, sentence_height}, sentence, look, Align::centre);
    else ui.paragraph(x, y, width, sentence, look);
    ui.say("empty_sentence", {x, y, width, sentence_height}, Role::paragraph, sentence);
    y += sentence_height + 20 * u;
    if (action.empty()) return false;
    const float button = ui.button_width(action, action_icon.has_value());
    return ui.button("empty_action", {std::round(rect.x + (rect.width - button) / 2), y, button, ui.style.button}, action,
                     ButtonLook::primary, action_icon);
}

float draw_section_heading(Ui& ui, std::string_view key, float x, float y, float width, std::string_view title,
                           std::string_view count) {
    const float height = std::round(34 * unit(ui));
    const Rect strip{x, y, width, height - 4};
    TextLook look = ui.look();
    look.bold = true;
    const float drawn = ui.label(strip, title, look);
    if (!count.empty()) ui.label({x + drawn + ui.style.gap, y, width - drawn - ui.style.gap, height - 4}, count, ui.quiet());
    std::string said(title);
    if (!count.empty()) said += ", " + std::string(count);
    ui.say(key, strip, Role::heading, said, 3);
    ui.hairline(x, y + height - 1, x + width, y + height - 1);
    return height;
}

bool says_case(std::string_view case_name, std::string_view document) {
    return case_name.empty() || document.substr(0, case_name.size()) == case_name;
}

std::string place_name(std::string_view case_name, std::string_view document) {
    return says_case(case_name, document) ? isolated(document) : side_by_side({case_name, document});
}

Rect with_scroll_bar(const Ui& ui, const Rect& column) {
    return {column.x - 2, column.y, column.width + ui.style.margin, column.height};
}

ButtonsFromRight::ButtonsFromRight(Ui& ui, const Rect& strip) : m_ui(ui), m_rest(strip) {
    m_rest.y = std::round(strip.y + (strip.height - ui.style.button) / 2);
    m_rest.height = ui.style.button;
}

bool ButtonsFromRight::icon(std::string_view key, Icon icon, std::string_view name, bool enabled, bool pressed) {
    const Rect rect = take_right(m_rest, m_ui.style.button);
    take_right(m_rest, 2);
    return m_ui.icon_button(key, rect, icon, name, enabled, pressed);
}

bool ButtonsFromRight::text(std::string_view key, std::string_view text, ButtonLook look, std::optional<Icon> icon,
                            bool enabled) {
    const Rect rect = take_right(m_rest, m_ui.button_width(text, icon.has_value()));
    take_right(m_rest, m_ui.style.gap);
    return m_ui.button(key, rect, text, look, icon, enabled);
}

bool draw_tick_box(Ui& ui, std::string_view key, const Rect& rect, std::string_view name, bool ticked) {
    const float side = std::round(18 * unit(ui));
    const Rect box{std::round(rect.x + (rect.width - side) / 2), std::round(rect.y + (rect.height - side) / 2), side, side};
    Meaning meaning;
    meaning.role = Role::checkbox;
    meaning.name = name;
    meaning.checked = ticked ? Tri::yes : Tri::no;
    const Hit hit = ui.item(key, rect, meaning);
    ui.fill(box, ticked ? ui.style.accent : ui.style.page, 4);
    ui.outline(box, ticked || hit.hovered ? ui.style.accent : ui.style.strong_line, 4);
    if (ticked) draw_icon(window_painter(), box, Icon::check, ui.style.accent_ink, side * 0.85f);
    if (hit.focused) ui.outline(inset(box, -3), ui.style.focus, 6, 2);
    ui.tooltip(name);
    return hit.clicked;
}

float text_block_height(Ui& ui, float width, const FieldSpec& spec, int lines) {
    const TextLook look = spec.look.value_or(ui.look());
    const float line = std::round(look.size * 1.5f);
    // As Ui::field insets the text of a field with and without an outline.
    const float pad_x = spec.bare ? 4.f : 10.f, pad_y = spec.bare ? 3.f : 8.f;
    const float text = ui.paragraph_height(width - 2 * pad_x, spec.value, look);
    return std::max(text, line * static_cast<float>(lines)) + 2 * pad_y + 2;
}

FieldState draw_text_block(Ui& ui, std::string_view key, float x, float y, float width, FieldSpec spec, int lines) {
    spec.multiline = true;
    return ui.field(key, {x, y, width, text_block_height(ui, width, spec, lines)}, spec);
}

Rect begin_card(const Frame& frame, float width, float height, std::string_view title) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    width = std::min(width * z, frame.window.width - 24);
    height = std::min(height * z, frame.window.height - 24);
    const Rect card{(frame.window.width - width) / 2, (frame.window.height - height) * 0.38f, width, height};
    ui.card(card);
    ui.begin_group("card", card, Role::dialog, title);
    Rect rest = inset(card, 24 * z, 20 * z);
    const Rect head = take_top(rest, 34 * z);
    ui.label(head, title, ui.heading());
    ui.say("heading", head, Role::heading, title, 2);
    take_top(rest, 6 * z);
    return rest;
}

} // namespace emic
