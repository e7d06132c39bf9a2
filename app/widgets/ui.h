#pragma once

#include "platform.h"
#include "style.h"
#include "text/shaped_text.h"
#include "widgets/icons.h"

#include <functional>
#include <imgui.h>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emic {

using platform::Rect;
using platform::Role;
using platform::Tri;

[[nodiscard]] inline bool holds(const Rect& r, float x, float y) { return x >= r.x && y >= r.y && x < r.x + r.width && y < r.y + r.height; }

/// How a piece of interface text looks. `size` in CSS pixels.
struct TextLook {
    float size = 15;
    Rgba colour = 0x000000ff;
    bool bold = false;
    bool italic = false;
    platform::FontFace face = platform::FontFace::interface_;
};

/// What the pointer or keyboard did with an item in this frame.
struct Hit {
    bool hovered = false;
    bool held = false;
    bool clicked = false; ///< by pointer, keyboard or assistive technology
    bool double_clicked = false;
    bool right_clicked = false;
    bool focused = false; ///< by keyboard
};

/// How an item is told to assistive technology and the browser tests.
struct Meaning {
    Role role = Role::button;
    std::string name;
    std::string value;
    Tri selected = Tri::none, expanded = Tri::none, checked = Tri::none, pressed = Tri::none;
    bool disabled = false;
    std::uint8_t level = 0;
};

enum class ButtonLook { primary, plain, quiet, danger };

/// A field of text: shown as a box, edited in a real HTML field laid over it.
struct FieldSpec {
    std::string label;       ///< accessible name
    std::string placeholder; ///< shown while empty
    std::string value;       ///< what the project holds
    bool multiline = false;
    bool list_keys = false;  ///< arrows, Enter, Escape and Tab come as FieldState::keys
    bool bare = false;       ///< no outline: text that can be edited where it stands
    bool open_now = false;   ///< begin editing in this frame
    bool select_all = true;
    bool commit_at_end = false; ///< not at pauses: the whole edit is one change
    bool cell = false;       ///< of a table, see platform::Field
    bool of_screen = false;  ///< what it commits is no change of the project: a filter
    std::string typed;       ///< with open_now: stands in the field instead of `value`, as if it had been typed over it
    std::optional<TextLook> look;
    /// Called once with the final text when editing ends (not after Escape), and for several lines also at pauses in
    /// typing; also when the field disappears while it is edited, so that no keystroke is lost.
    std::function<void(const std::string&)> commit;
};

struct FieldState {
    bool open = false;
    bool ended = false;     ///< in this frame
    bool escaped = false;   ///< ended by Escape
    bool typed = false;     ///< the text was changed since the last frame
    std::string text;       ///< what stands in the field now
    std::vector<platform::FieldKey> keys;
};

/// What a key did in a field.
enum class KeyInField : std::uint8_t {
    taken,
    left, ///< it ended the field, and is still to mean its command
};

/// Draws widgets in Emic's look over ImGui's items and keeps the accessibility mirror in step.
class Ui {
public:
    Style style;

    /// Between ImGui::NewFrame and the first widget / after the last one. What is not shown is not told to the mirror either.
    void begin_frame();
    void end_frame(bool shown);

    void handle(const platform::FieldInput& event);
    void handle(const platform::FieldEnded& event);
    void handle(const platform::FieldKey& event);
    void handle(const platform::MirrorActivated& event) { m_activated = event.id; }
    /// True once for an item that assistive technology activated and that draws itself.
    bool take_activation(std::uint32_t id);
    [[nodiscard]] bool field_open() const { return m_field.id != 0 && !m_field.ended; }
    /// Text that its owner has not been given yet.
    [[nodiscard]] bool field_undelivered() const { return m_field.id != 0 && m_field.commit && m_field.text != m_field.committed; }
    /// Gives the open field's text to its owner; the field stays open. For when the page may go away.
    void deliver_field() { deliver(); }
    /// A key that was pressed before the open field had the keyboard: what it types stands in the field, Enter and Escape do
    /// there what they do.
    KeyInField type_key(const platform::KeyPressed& press);
    /// Puts text where the open field's caret stands while nothing was typed into it by the browser: at the end, or over everything.
    void type_text(std::string_view text);
    /// What was typed in this frame shows with the next one.
    [[nodiscard]] bool just_typed() const { return m_just_typed; }
    /// While nothing of the project can be changed, its fields do not open; true once after one should have.
    void keep_fields_closed(bool closed) { m_fields_closed = closed; }
    bool take_refused_field() { return std::exchange(m_field_refused, false); }
    /// Ends editing as if the field had lost the focus.
    void commit_field();
    /// Closes the open field and forgets what stands in it.
    void drop_field();
    /// Mirror nodes made by a widget that draws itself.
    void add_node(platform::MirrorNode node);
    /// Whether a widget that scrolls may leave out its nodes, and ask for a frame in which it tells them: the mirror was told
    /// a moment ago. Building it in every frame would cost more than drawing.
    [[nodiscard]] bool mirror_may_wait() const;
    /// In this frame the mirror stays as it is, but for what stands on this node's sheet.
    void scroll_mirror(std::uint32_t id, float scrolled) { m_scrolling = {id, scrolled}; }

    // ---- text
    [[nodiscard]] TextLook look() const { return {style.text, style.ink}; }
    [[nodiscard]] TextLook small() const { return {style.small, style.ink}; }
    [[nodiscard]] TextLook quiet() const { return {style.small, style.quiet_ink}; }
    [[nodiscard]] TextLook caption() const { return {style.caption, style.quiet_ink, true}; }
    [[nodiscard]] TextLook heading() const { return {style.heading, style.ink, true}; }
    [[nodiscard]] TextLook title() const { return {style.title, style.ink, true}; }
    [[nodiscard]] float width(std::string_view text, const TextLook& look);
    /// One line, vertically centred in `rect`, cut with an ellipsis where it does not fit. Returns the width drawn.
    float label(const Rect& rect, std::string_view text, const TextLook& look, Align align = Align::start);
    /// The same over two lines where one does not hold it.
    void wrapped_label(const Rect& rect, std::string_view text, const TextLook& look);
    /// Wrapped text from the rectangle's top; returns its height. `limit` lines at most (0: all).
    float paragraph(float x, float y, float width, std::string_view text, const TextLook& look, int limit = 0);
    [[nodiscard]] float paragraph_height(float width, std::string_view text, const TextLook& look, int limit = 0);

    // ---- shapes
    void fill(const Rect& rect, Rgba colour, float radius = 0);
    void outline(const Rect& rect, Rgba colour, float radius = 0, float thickness = 1);
    void hairline(float x0, float y0, float x1, float y1);
    /// The paper of an overlay, with its shadow.
    void card(const Rect& rect);
    /// True when the pointer was pressed outside the card last drawn.
    [[nodiscard]] bool pressed_beside_card() const;

    // ---- items (keys are made unique by ImGui's id stack)
    Hit item(std::string_view key, const Rect& rect, const Meaning& meaning);
    bool button(std::string_view key, const Rect& rect, std::string_view text, ButtonLook look = ButtonLook::plain,
                std::optional<Icon> icon = {}, bool enabled = true);
    /// A square button with an icon; `name` is its tooltip and accessible name.
    bool icon_button(std::string_view key, const Rect& rect, Icon icon, std::string_view name, bool enabled = true,
                     bool pressed = false);
    [[nodiscard]] float button_width(std::string_view text, bool with_icon = false);
    /// A row of a list or tree: background, focus ring and meaning; the caller draws what stands in it.
    Hit row(std::string_view key, const Rect& rect, const Meaning& meaning, bool selected);
    bool checkbox(std::string_view key, const Rect& rect, std::string_view text, bool checked);
    bool tab(std::string_view key, const Rect& rect, std::string_view text, bool selected);
    FieldState field(std::string_view key, const Rect& rect, const FieldSpec& spec);
    /// Text that is only read: gives it a place in the mirror.
    void say(std::string_view key, const Rect& rect, Role role, std::string_view text, std::uint8_t level = 0);
    void tooltip(std::string_view text);

    // ---- drags
    /// What the pointer drags says so in each frame. True when Escape has ended the drag: put back what it changed.
    bool drag_goes_on();
    /// Ends the drag that is going on; false when there is none.
    bool cancel_drag();

    // ---- containers
    /// Things inside belong to this group in the mirror; `several` of them can be chosen where it says so.
    void begin_group(std::string_view key, const Rect& rect, Role role, std::string_view name, bool several = false);
    void end_group();
    /// A scrolling area; draw with screen coordinates from content() and say how high the content was.
    void begin_scroll(std::string_view key, const Rect& rect);
    void end_scroll(float content_height);
    /// The bar of the window being drawn, where Dear ImGui has given it one.
    void scroll_bar();
    /// Where the content of the innermost scroll area begins (moves with the scroll) and how wide it is.
    [[nodiscard]] Rect content() const;
    /// Whether any of this rectangle shows inside the innermost scroll area.
    [[nodiscard]] bool visible(const Rect& rect) const;
    /// Scrolls the innermost area so that this stretch (screen coordinates) shows.
    void scroll_into_view(float top, float bottom);
    /// Scrolls the innermost area while something is dragged over its upper or lower edge.
    void scroll_at_edges();

    // ---- menus
    void open_menu(std::string_view key);
    bool begin_menu(std::string_view key, std::string_view name, float width);
    /// `missing` says what one that is not enabled needs.
    bool menu_item(std::string_view text, std::string_view keys = {}, bool enabled = true, std::string_view missing = {});
    void menu_line();
    void end_menu();
    /// An open menu owns the keyboard, and a press beside it only closes it.
    [[nodiscard]] bool menu_open() const { return !m_menu.key.empty(); }
    /// A menu was opened, or closed, and does not yet stand as it will.
    [[nodiscard]] bool menu_changing() const { return menu_open() && (m_menu.fresh || m_menu.close); }
    void menu_key(const platform::KeyPressed& press);
    [[nodiscard]] bool beside_menu(float x, float y) const { return menu_open() && !m_menu.fresh && !holds(m_menu.rect, x, y); }
    void close_menu() { m_menu.close = true; }

    /// The list or group whose item the keyboard stood on in the last frame; empty for none.
    [[nodiscard]] const std::string& focused_group() const { return m_focused_group; }

private:
    struct OpenField {
        std::uint32_t id = 0;
        std::string text;
        std::string committed;
        bool touched = false;   ///< drawn in this frame
        bool ended = false;
        bool escaped = false;
        bool multiline = false;
        bool list_keys = false;
        bool all_selected = false; ///< what is typed next replaces the text
        bool typed = false;        ///< since the last frame
        bool commit_at_end = false;
        double typed_at_ms = 0; ///< of the last keystroke not yet committed; 0 for none
        std::vector<platform::FieldKey> keys;
        std::function<void(const std::string&)> commit;
    };
    struct MenuRow {
        std::string name;
        bool enabled = true;
    };
    struct OpenMenu {
        std::string key;           ///< empty: no menu is open
        bool fresh = true;         ///< not drawn yet
        int waited = 0;            ///< frames
        bool close = false;        ///< with the next frame
        bool drawn = false;        ///< in this frame
        bool take = false;         ///< the row that is lit
        int at = -1;               ///< the row that is lit
        std::vector<MenuRow> rows; ///< as drawn last
        Rect rect;
    };
    void move_in_menu(int from, int step);
    void put_typed(std::string text);
    void deliver();
    std::uint32_t parent() const { return m_parents.empty() ? 0 : m_parents.back(); }
    void focus_ring(const Rect& rect);
    void shadow(const Rect& rect, float radius);

    OpenField m_field;
    bool m_just_typed = false;
    bool m_fields_closed = false, m_field_refused = false;
    OpenMenu m_menu;
    int m_menu_row = 0; ///< being drawn
    std::uint32_t m_activated = 0;
    std::vector<platform::MirrorNode> m_nodes;
    double m_told_ms = std::numeric_limits<double>::lowest(); ///< when the mirror was last published
    std::optional<std::pair<std::uint32_t, float>> m_scrolling; ///< in this frame: the node, and how far its sheet is up
    std::vector<std::uint32_t> m_parents;
    std::vector<std::string> m_groups; ///< the names of `m_parents`
    std::string m_focused_group, m_focused_group_now;
    std::vector<Rect> m_scrolls;
    Rect m_card;
    bool m_dragging = false, m_drag_cancelled = false; ///< in this frame, or the last one drawn
    float m_scroll_owed = 0;   ///< less than a pixel that a scrolling drag has not moved yet
};

/// Rectangle arithmetic for layouts.
[[nodiscard]] inline Rect inset(const Rect& r, float by) { return {r.x + by, r.y + by, r.width - 2 * by, r.height - 2 * by}; }
[[nodiscard]] inline Rect inset(const Rect& r, float dx, float dy) { return {r.x + dx, r.y + dy, r.width - 2 * dx, r.height - 2 * dy}; }
/// Cuts a strip off one side of `rest` and returns it.
Rect take_top(Rect& rest, float height);
Rect take_bottom(Rect& rest, float height);
Rect take_left(Rect& rest, float width);
Rect take_right(Rect& rest, float width);

} // namespace emic
