#include "widgets/ui.h"

#include "engine/text_direction.h"
#include "widgets/text_look.h"

#include <algorithm>
#include <imgui_internal.h>
#include <utility>

namespace emic {

namespace {

/// So long the mirror may stay behind what is drawn.
constexpr double longest_wait_ms = 250;

ImVec2 top_left(const Rect& r) { return {r.x, r.y}; }
ImVec2 bottom_right(const Rect& r) { return {r.x + r.width, r.y + r.height}; }

} // namespace

platform::Font font_of(const TextLook& look) { return {.size = look.size, .face = look.face, .bold = look.bold, .italic = look.italic}; }

Rect take_top(Rect& rest, float height) {
    height = std::min(height, rest.height);
    const Rect strip{rest.x, rest.y, rest.width, height};
    rest.y += height, rest.height -= height;
    return strip;
}
Rect take_bottom(Rect& rest, float height) {
    height = std::min(height, rest.height);
    rest.height -= height;
    return {rest.x, rest.y + rest.height, rest.width, height};
}
Rect take_left(Rect& rest, float width) {
    width = std::min(width, rest.width);
    const Rect strip{rest.x, rest.y, width, rest.height};
    rest.x += width, rest.width -= width;
    return strip;
}
Rect take_right(Rect& rest, float width) {
    width = std::min(width, rest.width);
    rest.width -= width;
    return {rest.x + rest.width, rest.y, width, rest.height};
}

// ---------------------------------------------------------------- frame

void Ui::begin_frame() {
    m_nodes.clear();
    m_parents.clear();
    m_groups.clear();
    m_scrolls.clear();
    m_field.touched = false;
    m_menu.drawn = false;
    m_just_typed = false;
    m_focused_group_now.clear();
    m_dragging = false;
    ImGuiStyle& s = ImGui::GetStyle();
    s.WindowPadding = {0, 0};
    s.ItemSpacing = {0, 0};
    s.WindowBorderSize = 0;
    s.ChildBorderSize = 0;
    s.PopupBorderSize = 0;
    s.ScrollbarSize = 11;
    s.DisabledAlpha = 1;
    // What Dear ImGui would draw itself is drawn by Painter (menus, scroll bars).
    for (const ImGuiCol colour : {ImGuiCol_PopupBg, ImGuiCol_Border, ImGuiCol_ScrollbarBg, ImGuiCol_ScrollbarGrab, ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive})
        s.Colors[colour] = {0, 0, 0, 0};
    s.Colors[ImGuiCol_NavCursor] = {0, 0, 0, 0};
    s.Colors[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0};
}

void Ui::end_frame(bool shown) {
    constexpr double pause_ms = 700;
    m_focused_group = m_focused_group_now;
    constexpr int patience = 3; // frames for a menu that is asked for before its place is drawn
    if (!m_menu.drawn && (!m_menu.fresh || ++m_menu.waited > patience)) m_menu = {};
    if (m_field.id != 0 && !m_field.touched) {
        // What it belonged to is no longer shown: keep the text all the same.
        if (!m_field.escaped) deliver();
        if (!m_field.ended) platform::close_field(m_field.id);
        m_field = {};
    } else if (m_field.multiline && !m_field.commit_at_end && m_field.typed_at_ms > 0) {
        const double rest_ms = m_field.typed_at_ms + pause_ms - platform::now_ms();
        if (rest_ms <= 0) deliver();
        else platform::request_frame(rest_ms);
    }
    m_activated = 0;
    // Until the button is let go, nothing more comes of the press.
    if (std::exchange(m_drag_cancelled, false)) ImGui::ClearActiveID();
    if (!shown) {
        m_scrolling.reset();
        return;
    }
    if (m_scrolling) {
        platform::scroll_mirror(m_scrolling->first, m_scrolling->second);
        m_scrolling.reset();
        return;
    }
    const std::size_t count = m_nodes.size();
    platform::publish_mirror(std::exchange(m_nodes, {}));
    m_nodes.reserve(count);
    m_told_ms = platform::now_ms();
}

bool Ui::mirror_may_wait() const { return m_activated == 0 && platform::now_ms() - m_told_ms < longest_wait_ms; }

void Ui::add_node(platform::MirrorNode node) {
    if (node.parent == 0) node.parent = parent();
    m_nodes.push_back(std::move(node));
}

bool Ui::take_activation(std::uint32_t id) {
    if (m_activated != id || id == 0) return false;
    m_activated = 0;
    return true;
}

// ---------------------------------------------------------------- text

float Ui::width(std::string_view text, const TextLook& look) { return text_width(font_of(look), text); }

float Ui::label(const Rect& rect, std::string_view text, const TextLook& look, Align align) {
    if (rect.width <= 0 || text.empty()) return 0;
    return draw_text_in(window_painter(), top_left(rect), bottom_right(rect), font_of(look), look.colour, text, align);
}

void Ui::wrapped_label(const Rect& rect, std::string_view text, const TextLook& look) {
    if (width(text, look) <= rect.width) label(rect, text, look);
    else paragraph(rect.x, rect.y + (rect.height - paragraph_height(rect.width, text, look, 2)) / 2, rect.width, text, look, 2);
}

float Ui::paragraph(float x, float y, float width, std::string_view text, const TextLook& look, int limit) {
    if (text.empty()) return 0;
    return draw_wrapped(window_painter(), {x, y}, font_of(look), look.colour, text, width, limit).y;
}

float Ui::paragraph_height(float width, std::string_view text, const TextLook& look, int limit) {
    return text.empty() ? 0 : wrapped_size(font_of(look), text, width, limit).y;
}

// ---------------------------------------------------------------- shapes

void Ui::fill(const Rect& rect, Rgba colour, float radius) {
    window_painter().fill(rect, colour, radius);
}
void Ui::outline(const Rect& rect, Rgba colour, float radius, float thickness) {
    window_painter().outline(rect, colour, radius, thickness);
}
void Ui::hairline(float x0, float y0, float x1, float y1) {
    const float device = 1 / platform::device_scale();
    const float thickness = std::max(1.0f, device);
    if (y0 == y1) fill({x0, y0, x1 - x0, thickness}, style.line);
    else fill({x0, y0, thickness, y1 - y0}, style.line);
}
void Ui::shadow(const Rect& rect, float radius) {
    constexpr int layers = 6;
    for (int layer = layers; layer > 0; --layer) {
        const float spread = static_cast<float>(layer) * 2.5f;
        fill({rect.x - spread, rect.y - spread + 4, rect.width + 2 * spread, rect.height + 2 * spread},
             with_alpha(style.shadow, static_cast<float>(style.shadow & 0xff) / 255 / static_cast<float>(layers)), radius + spread);
    }
}

void Ui::card(const Rect& rect) {
    m_card = rect;
    shadow(rect, 12);
    fill(rect, style.raised, 12);
    outline(rect, style.strong_line, 12);
}

bool Ui::pressed_beside_card() const {
    const ImVec2 at = ImGui::GetIO().MousePos;
    return ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !holds(m_card, at.x, at.y);
}

void Ui::focus_ring(const Rect& rect) { outline({rect.x - 2, rect.y - 2, rect.width + 4, rect.height + 4}, style.focus, style.radius + 2, 2); }

// ---------------------------------------------------------------- items

Hit Ui::item(std::string_view key, const Rect& rect, const Meaning& meaning) {
    Hit hit;
    const std::string name(key);
    ImGui::SetCursorScreenPos(top_left(rect));
    if (meaning.disabled) ImGui::BeginDisabled();
    hit.clicked = ImGui::InvisibleButton(name.c_str(), {std::max(rect.width, 1.0f), std::max(rect.height, 1.0f)},
                                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_EnableNav);
    const ImGuiID id = ImGui::GetItemID();
    hit.hovered = ImGui::IsItemHovered();
    hit.held = ImGui::IsItemActive();
    hit.double_clicked = hit.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    hit.right_clicked = hit.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    hit.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (hit.focused && !m_groups.empty()) m_focused_group_now = m_groups.back();
    if (!meaning.disabled && take_activation(id)) hit.clicked = true;
    if (hit.hovered && !meaning.disabled) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ImGui::IsItemVisible()) {
        platform::MirrorNode node;
        node.id = id;
        node.parent = parent();
        node.role = meaning.role;
        node.name = without_isolates(meaning.name);
        node.value = meaning.role == Role::textbox ? meaning.value : without_isolates(meaning.value);
        node.rect = rect;
        node.selected = meaning.selected;
        node.expanded = meaning.expanded;
        node.checked = meaning.checked;
        node.pressed = meaning.pressed;
        node.disabled = meaning.disabled;
        node.level = meaning.level;
        node.focused = hit.focused;
        m_nodes.push_back(std::move(node));
    }
    if (meaning.disabled) ImGui::EndDisabled();
    return hit;
}

float Ui::button_width(std::string_view text, bool with_icon) {
    return width(text, {style.text, style.ink, true}) + 2 * style.margin + (with_icon ? style.text * 1.25f + 6 : 0);
}

bool Ui::button(std::string_view key, const Rect& rect, std::string_view text, ButtonLook look, std::optional<Icon> icon,
                bool enabled) {
    Meaning meaning;
    meaning.name = text;
    meaning.disabled = !enabled;
    const Hit hit = item(key, rect, meaning);
    Rgba paper = 0, ink = style.ink;
    switch (look) {
    case ButtonLook::primary: paper = style.accent, ink = style.accent_ink; break;
    case ButtonLook::plain: paper = style.raised; break;
    case ButtonLook::quiet: ink = style.accent; break;
    case ButtonLook::danger: paper = style.warning_soft, ink = style.warning; break;
    }
    if (!enabled) ink = with_alpha(style.quiet_ink, 0.6f), paper = look == ButtonLook::quiet ? 0 : style.panel;
    if (paper != 0) fill(rect, paper, style.radius);
    if (look == ButtonLook::plain) outline(rect, hit.hovered && enabled ? style.strong_line : style.line, style.radius);
    if (hit.hovered && enabled) fill(rect, hit.held ? with_alpha(style.ink, 0.12f) : style.hover, style.radius);
    if (hit.focused) focus_ring(rect);
    const TextLook text_look{style.text, ink, look == ButtonLook::primary};
    const float icon_size = style.text * 1.25f;
    const float content = width(text, text_look) + (icon ? icon_size + 6 : 0);
    // Quiet buttons stand in running text, so their words keep to its edge.
    float x = rect.x + (look == ButtonLook::quiet ? std::min(style.margin, std::max(6.0f, (rect.width - content) / 2)) : std::max(6.0f, (rect.width - content) / 2));
    if (icon) {
        draw_icon(window_painter(), {x, rect.y, icon_size, rect.height}, *icon, ink, icon_size);
        x += icon_size + 6;
    }
    label({x, rect.y, rect.x + rect.width - x - 4, rect.height}, text, text_look);
    return hit.clicked && enabled;
}

bool Ui::icon_button(std::string_view key, const Rect& rect, Icon icon, std::string_view name, bool enabled, bool pressed) {
    Meaning meaning;
    meaning.name = name;
    meaning.disabled = !enabled;
    if (pressed) meaning.pressed = Tri::yes;
    const Hit hit = item(key, rect, meaning);
    if (pressed) fill(rect, style.selected, style.radius);
    if (hit.hovered && enabled) fill(rect, style.hover, style.radius);
    if (hit.focused) focus_ring(rect);
    draw_icon(window_painter(), rect, icon, enabled ? (pressed ? style.accent : style.quiet_ink) : with_alpha(style.quiet_ink, 0.4f),
              std::min(rect.width, rect.height) * 0.62f);
    tooltip(name);
    return hit.clicked && enabled;
}

Hit Ui::row(std::string_view key, const Rect& rect, const Meaning& meaning, bool selected) {
    Meaning told = meaning;
    told.selected = selected ? Tri::yes : Tri::no;
    const Hit hit = item(key, rect, told);
    if (selected) fill(rect, style.selected, 6);
    else if (hit.hovered) fill(rect, style.hover, 6);
    if (hit.focused) outline(rect, style.focus, 6, 2);
    return hit;
}

bool Ui::checkbox(std::string_view key, const Rect& rect, std::string_view text, bool checked) {
    Meaning meaning;
    meaning.role = Role::checkbox;
    meaning.name = text;
    meaning.checked = checked ? Tri::yes : Tri::no;
    const Hit hit = item(key, rect, meaning);
    const float side = style.text * 1.2f;
    const Rect box{rect.x + 2, rect.y + (rect.height - side) / 2, side, side};
    if (checked) {
        fill(box, style.accent, 4);
        draw_icon(window_painter(), box, Icon::check, style.accent_ink, side * 0.85f);
    } else {
        outline(box, hit.hovered ? style.ink : style.strong_line, 4, 1.5f);
    }
    if (hit.focused) focus_ring(rect);
    wrapped_label({box.x + side + 8, rect.y, rect.width - side - 12, rect.height}, text, small());
    return hit.clicked;
}

bool Ui::tab(std::string_view key, const Rect& rect, std::string_view text, bool selected) {
    Meaning meaning;
    meaning.role = Role::tab;
    meaning.name = text;
    meaning.selected = selected ? Tri::yes : Tri::no;
    const Hit hit = item(key, rect, meaning);
    label(rect, text, {style.small, selected || hit.hovered ? style.ink : style.quiet_ink, selected}, Align::centre);
    if (selected) fill({rect.x + 8, rect.y + rect.height - 2, rect.width - 16, 2}, style.accent, 1);
    if (hit.focused) outline(rect, style.focus, 6, 2);
    return hit.clicked;
}

void Ui::say(std::string_view key, const Rect& rect, Role role, std::string_view text, std::uint8_t level) {
    if (!ImGui::IsRectVisible(top_left(rect), bottom_right(rect))) return;
    const std::string name(key);
    platform::MirrorNode node;
    node.id = ImGui::GetID(name.c_str());
    node.parent = parent();
    node.role = role;
    node.name = without_isolates(text);
    node.rect = rect;
    node.level = level;
    m_nodes.push_back(std::move(node));
}

// ---------------------------------------------------------------- containers

void Ui::begin_group(std::string_view key, const Rect& rect, Role role, std::string_view name, bool several) {
    const std::string text(key);
    ImGui::PushID(text.c_str());
    platform::MirrorNode node;
    node.id = ImGui::GetID("group");
    node.parent = parent();
    node.role = role;
    node.name = without_isolates(name);
    node.rect = rect;
    node.several = several;
    m_nodes.push_back(node);
    m_parents.push_back(node.id);
    m_groups.emplace_back(name);
}

void Ui::end_group() {
    m_parents.pop_back();
    m_groups.pop_back();
    ImGui::PopID();
}

void Ui::begin_scroll(std::string_view key, const Rect& rect) {
    const std::string name(key);
    ImGui::SetCursorScreenPos(top_left(rect));
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::BeginChild(name.c_str(), {std::max(1.0f, rect.width), std::max(1.0f, rect.height)}, ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleColor();
    const ImGuiID bar = ImGui::GetWindowScrollbarID(ImGui::GetCurrentWindow(), ImGuiAxis_Y);
    float& rested = *ImGui::GetStateStorage()->GetFloatRef(bar); // where it stood before its bar was taken
    if (ImGui::GetActiveID() != bar) rested = ImGui::GetScrollY();
    else if (drag_goes_on()) ImGui::SetScrollY(rested);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    m_scrolls.push_back({at.x, at.y, ImGui::GetContentRegionAvail().x, rect.height});
}

void Ui::end_scroll(float content_height) {
    const Rect area = m_scrolls.back();
    m_scrolls.pop_back();
    ImGui::SetCursorScreenPos({area.x, area.y + std::max(1.0f, content_height) - 1});
    ImGui::Dummy({1, 1});
    scroll_bar();
    ImGui::EndChild();
}

void Ui::scroll_bar() {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    if (!window->ScrollbarY) return;
    const ImRect bar = ImGui::GetWindowScrollbarRect(window, ImGuiAxis_Y);
    const float track = bar.GetHeight(), seen = window->InnerRect.GetHeight();
    const float whole = std::max({window->ContentSize.y + window->WindowPadding.y * 2, seen, 1.0f});
    const float thumb = std::clamp(track * seen / whole, std::min(ImGui::GetStyle().GrabMinSize, track), track);
    const float place = window->ScrollMax.y > 0 ? std::clamp(window->Scroll.y / window->ScrollMax.y, 0.0f, 1.0f) : 0;
    const ImGuiID id = ImGui::GetWindowScrollbarID(window, ImGuiAxis_Y);
    const float strength = ImGui::GetActiveID() == id ? 0.8f : ImGui::GetHoveredID() == id ? 0.6f : 0.35f;
    const Painter painter = window_painter();
    painter.push_clip({bar.Min.x, bar.Min.y, bar.GetWidth(), track}, true);
    painter.fill({bar.Min.x + 2, bar.Min.y + place * (track - thumb), bar.GetWidth() - 4, thumb}, with_alpha(style.quiet_ink, strength), 4);
    painter.pop_clip();
}

Rect Ui::content() const {
    if (m_scrolls.empty()) return {};
    return m_scrolls.back();
}

bool Ui::visible(const Rect& rect) const { return ImGui::IsRectVisible(top_left(rect), bottom_right(rect)); }

void Ui::scroll_into_view(float top, float bottom) {
    const float view_top = ImGui::GetWindowPos().y;
    const float view_bottom = view_top + ImGui::GetWindowHeight();
    if (top < view_top) ImGui::SetScrollY(ImGui::GetScrollY() - (view_top - top));
    else if (bottom > view_bottom) ImGui::SetScrollY(ImGui::GetScrollY() + (bottom - view_bottom));
}

} // namespace emic
