#pragma once

#include "text/typesetter.h"
#include "widgets/coded_text.h"

#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace emic {

/// A line that is in view; `top` is its place on screen.
struct PageLine {
    std::size_t paragraph = 0, line = 0;
    TextRange range;
    float top = 0;
};

/// A stripe, or a bundle of them, as it stands in the margin.
struct PageStripe {
    std::vector<const Stripe*> stripes; ///< the first one is named
    platform::Rect label;
};

/// The bar of a stripe beside its lines.
struct PageBar {
    const Stripe* stripe = nullptr;
    platform::Rect rect;
};

constexpr float handle_reach = 9;          ///< CSS pixels beside a passage's end by which it is taken
constexpr float page_scrollbar_reach = 16; ///< CSS pixels at the right edge that the scrollbar is taken by

/// `held_words`: pressed on the selection, which is a click until the pointer moves; `carried_words`: it did.
enum class PageDrag { none, selecting, begin_handle, end_handle, scrollbar, stripe, touch, panning, held_words, carried_words };

/// Where the pointer is in the text: the nearest place between two letters, and the word that it touches (empty, at that
/// place, where it touches none).
struct TextPoint {
    std::uint32_t at = 0;
    TextRange word;
};

/// What a drag goes back to when it is cancelled.
struct BeforeDrag {
    std::uint32_t fixed_end = 0, caret = 0;
    Id<Coding> active;
    float scroll_place = 0;
};

/// The inside of a CodedText: what it keeps between frames, and the working parts of one frame. Split over several
/// files: geometry and scrolling (coded_text_page), what the pointer is over and keys (coded_text_input), presses and drags
/// (coded_text_drag), painting (coded_text_paint), the margin (coded_text_margin), accessibility (coded_text_mirror).
struct CodedTextPage {
    // -------- kept between frames
    TranscriptLayout layout;
    std::size_t anchor = 0;   ///< the paragraph at the top of the view
    float anchor_offset = 0;  ///< how far the view's top lies below that paragraph's top
    std::uint32_t caret = 0, fixed_end = 0; ///< the selection's moving and resting ends
    bool caret_at_line_end = false;         ///< at a wrap: shown at the end of the line above
    std::optional<float> goal_x;            ///< where Up and Down want to go
    std::optional<TextRange> known_selection;
    PageDrag drag = PageDrag::none;
    ImVec2 press_place{};
    double press_ms = 0;
    bool drag_moved = false;
    int press_clicks = 0;
    TextRange press_unit; ///< what was pressed on, of which a drag takes in all: word, or paragraph of a triple click
    std::uint32_t press_at = 0; ///< the place between letters that was pressed on
    bool by_letters = false;    ///< the resting end of a drag keeps to its letter
    float grab = 0;       ///< where on the scrollbar's thumb it is held, how far beside a handle; while panning the last place
    float scroll_owed = 0; ///< of a scrolling drag: less than a pixel that it has not moved yet
    BeforeDrag before_drag;
    std::optional<TextRange> preview; ///< of the passage whose end is dragged
    std::vector<Id<Coding>> pressed_stripe;
    double scrolled_ms = std::numeric_limits<double>::lowest(); ///< when wheel, thumb or finger last moved the page
    std::optional<TextRange> scroll_target;
    std::optional<std::uint32_t> place_target;
    std::vector<std::pair<std::uint32_t, std::vector<Id<Coding>>>> mirror_marks, mirror_stripes;
    std::vector<Id<Coding>> activated_marks, activated_stripe;

    // -------- of the frame
    const CodedTextInput* input = nullptr;
    const CodedTextStyle* style = nullptr;
    Typesetter* type = nullptr;
    Painter painter{nullptr};
    ImGuiID item = 0;
    CodedTextRequests requests;
    std::optional<TextRange> selection;
    ImVec2 view_min{}, view_max{};
    float page_left = 0, page_right = 0, text_left = 0, line_width = 0, margin_left = 0, margin_right = 0;
    platform::Font body, label, small;
    float base_line = 0; ///< below a line's top
    bool fresh = false;  ///< the lines are new in this frame
    std::vector<PageLine> lines;
    std::vector<const Highlight*> marks; ///< in view, by lane, then place
    std::vector<PageStripe> stripes;
    std::vector<PageBar> bars;
    bool item_hovered = false;
    std::vector<LayoutSpan> spans; ///< work space of rects_on

    // -------- geometry and scrolling
    void set_up();
    /// Keeps the anchor inside the document, lays out what is in view and lists its lines.
    void settle();
    void scroll_by(float pixels);
    void scrolled_by_hand() { scrolled_ms = platform::now_ms(); }
    void show_line(std::uint32_t offset, float share); ///< brings a line to this share of the view's height
    void keep_in_view(std::uint32_t offset, bool at_line_end);
    [[nodiscard]] float view_height() const { return view_max.y - view_min.y; }
    [[nodiscard]] float content_height();
    [[nodiscard]] float scroll_place(); ///< of the view's top, below the top of the content
    void set_scroll_place(float place);
    [[nodiscard]] platform::Rect scrollbar_thumb();
    const ParagraphLayout& paragraph(std::size_t index) { return layout.paragraph(index, type->measure); }
    /// The line in view that shows the offset, or null.
    [[nodiscard]] const PageLine* line_in_view(std::uint32_t offset) const;
    /// The line under a height; the nearest one in view.
    [[nodiscard]] const PageLine* line_at(float y) const;
    [[nodiscard]] std::uint32_t hit(ImVec2 place);
    [[nodiscard]] TextPoint point_at(ImVec2 place);
    [[nodiscard]] bool on_selection(ImVec2 place);
    [[nodiscard]] std::uint32_t touched_offset(ImVec2 place); ///< of the word under the pointer, or the nearest place
    [[nodiscard]] TextRange word_around(std::uint32_t offset) const; ///< the word that the offset lies inside of, else empty
    [[nodiscard]] platform::Rect caret_rect(const PageLine& line, std::uint32_t offset);
    /// Screen rectangles of a range on a line, one per stretch.
    void rects_on(const PageLine& line, TextRange range, std::vector<platform::Rect>& out);
    [[nodiscard]] std::vector<Id<Coding>> codings_at(ImVec2 place);
    [[nodiscard]] const Highlight* active() const;

    // -------- gestures and keys
    void take_input();
    void take_press(ImVec2 mouse);
    void take_drag(ImVec2 mouse);
    void take_release(ImVec2 mouse);
    void cancel_drag();
    /// Takes in everything from what was pressed on to this place, by words unless Alt is held.
    void drag_selection_to(ImVec2 mouse);
    void drag_handle_to(ImVec2 mouse);
    /// Scrolls while the pointer is dragged near or beyond an edge, faster the farther.
    void autoscroll(ImVec2 mouse);
    [[nodiscard]] bool drag_can_be_cancelled() const;
    void take_wheel();
    void take_keys();
    void move_caret(std::uint32_t to, bool extend, bool at_line_end = false);
    void move_vertically(int lines_down, bool extend);
    void select(std::uint32_t fixed, std::uint32_t moving);
    /// Where the handle of a passage's begin or end stands: its middle, and its line's top; nothing out of view.
    [[nodiscard]] std::optional<ImVec2> handle_place(std::uint32_t offset, bool at_end);
    [[nodiscard]] PageDrag handle_at(ImVec2 mouse);
    [[nodiscard]] std::vector<Id<Coding>> stripe_at(ImVec2 mouse, platform::Rect* place = nullptr) const;

    // -------- the margin
    void lay_out_margin();
    void paint_margin();
    void paint_memo_mark(ImVec2 at);

    // -------- painting
    void paint();
    void paint_fills();
    /// Calls paint(mark, rect, rounded corners) for every stretch of a line on which that mark is the first of those given.
    template <class Paint>
    void paint_outermost(const PageLine& line, std::span<const Highlight* const> on_line, const Paint& paint);
    /// A mark's passage, or what it would become while an end of it is dragged.
    [[nodiscard]] TextRange shown_range(const Highlight& mark) const { return preview && mark.coding == input->active ? *preview : mark.range; }
    void paint_range(TextRange range, std::uint32_t rgba, float rounding, bool line_breaks);
    void paint_words();
    void paint_active(const Highlight& highlight);
    void paint_drop_target(); ///< around the selected words, that a code may be dropped on
    void paint_scrollbar();
    [[nodiscard]] float top_share(std::uint32_t offset, float whole); ///< on the scrollbar's track
    [[nodiscard]] float snapped(float value) const;

    // -------- accessibility
    void describe(std::vector<platform::MirrorNode>& mirror, std::uint32_t parent);
};

inline bool contains(const platform::Rect& rect, ImVec2 place) {
    return place.x >= rect.x && place.x < rect.x + rect.width && place.y >= rect.y && place.y < rect.y + rect.height;
}

} // namespace emic
