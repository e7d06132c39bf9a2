#pragma once

#include "frame.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// What the views that fill the window have in common: a list at the left, a page beside it, headings, empty states.
namespace emic {

/// How many CSS pixels one design pixel is at the interface's zoom.
[[nodiscard]] inline float unit(const Ui& ui) { return ui.style.text / 15; }

/// A view with a list beside its page. On narrow windows there is room for one of them only.
struct ListAndPage {
    Rect list, page;
    bool narrow = false;
    bool show_list = true, show_page = true;
};
[[nodiscard]] ListAndPage split_list_and_page(const Ui& ui, const Rect& rect, bool list_open);

/// The list's background and its caption; returns what is left for rows.
Rect draw_list_frame(Ui& ui, const Rect& rect, std::string_view key, std::string_view name);

/// On narrow windows: the button that leads back to the list, cut off the left of `strip`. True when it was chosen.
bool back_to_list(Ui& ui, Rect& strip, const ListAndPage& split, std::string_view name);

/// The column that text stands in: as wide as reads well, in the middle of the page.
[[nodiscard]] Rect reading_column(const Ui& ui, const Rect& page, float widest);

/// A friendly sentence where there is nothing yet, with at most one action. True when the action was chosen.
bool draw_empty_state(Ui& ui, const Rect& rect, Icon icon, std::string_view title, std::string_view sentence,
                      std::string_view action = {}, std::optional<Icon> action_icon = {});

/// A section's heading with a quiet count after it and a hairline below; returns its height.
float draw_section_heading(Ui& ui, std::string_view key, float x, float y, float width, std::string_view title,
                           std::string_view count = {});

/// "P01 · interview 2"; the document's name alone where it already says the case or there is none.
[[nodiscard]] std::string place_name(std::string_view case_name, std::string_view document);
[[nodiscard]] bool says_case(std::string_view case_name, std::string_view document);

/// The area that scrolls a column: as wide as the column, with its scroll bar in the margin behind it.
[[nodiscard]] Rect with_scroll_bar(const Ui& ui, const Rect& column);

/// Buttons from right to left along a strip.
class ButtonsFromRight {
public:
    ButtonsFromRight(Ui& ui, const Rect& strip);
    bool icon(std::string_view key, Icon icon, std::string_view name, bool enabled = true, bool pressed = false);
    bool text(std::string_view key, std::string_view text, ButtonLook look = ButtonLook::plain, std::optional<Icon> icon = {},
              bool enabled = true);
    /// How much of the strip is left for what stands before the buttons.
    [[nodiscard]] Rect rest() const { return m_rest; }

private:
    Ui& m_ui;
    Rect m_rest;
};

/// A box to tick without words beside it; `name` says what it ticks. True when it was chosen.
bool draw_tick_box(Ui& ui, std::string_view key, const Rect& rect, std::string_view name, bool ticked);

/// A text of several lines that is edited where it stands, as high as its text: an outlined box while empty or edited.
/// `lines` is the least height.
FieldState draw_text_block(Ui& ui, std::string_view key, float x, float y, float width, FieldSpec spec, int lines = 2);
[[nodiscard]] float text_block_height(Ui& ui, float width, const FieldSpec& spec, int lines = 2);

/// A card in the middle of the window with a heading; the rest is the caller's. Ends with ui.end_group().
Rect begin_card(const Frame& frame, float width, float height, std::string_view title);

} // namespace emic
