#include "engine/queries/text_units.h"
#include "widgets/coded_text_page.h"

#include "text/breaks.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace emic {

namespace {

using platform::Rect;

constexpr float drag_threshold = 4;    ///< CSS pixels before a press becomes a drag
constexpr float touch_threshold = 9;
constexpr double long_press_ms = 450;
constexpr float handle_reach = 9;
constexpr float scrollbar_reach = 16;
constexpr float autoscroll_speed = 9;  ///< pixels per second for each pixel beyond the edge
constexpr float page_share = 0.88f;    ///< of the view that Page Down moves

TextRange range_of(std::uint32_t a, std::uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

TextRange paragraph_range_at(const TranscriptLayout& layout, std::uint32_t offset) {
    return layout.paragraph_range(layout.paragraph_at(offset));
}

} // namespace

void CodedTextPage::select(std::uint32_t fixed, std::uint32_t moving) {
    fixed_end = fixed;
    caret = moving;
    const TextRange range = range_of(fixed, moving);
    if (selection != range) requests.selection = range;
    selection = range;
    known_selection = range;
}

PageDrag CodedTextPage::handle_at(ImVec2 mouse) {
    const Highlight* marked = active();
    if (!marked) return PageDrag::none;
    const auto near = [&](std::uint32_t offset, bool at_end) {
        const PageLine* line = line_in_view(offset);
        if (!line) return false;
        // The end of a passage that fills its line stands at that line's end, not at the next one's begin.
        if (at_end && line->range.begin == offset && line != lines.data() && (line - 1)->paragraph == line->paragraph) --line;
        const Rect rect = caret_rect(*line, std::min(offset, line->range.end));
        return std::abs(mouse.x - rect.x - 1) <= handle_reach && mouse.y >= line->top - 4 &&
               mouse.y <= line->top + layout.line_height() + 8;
    };
    if (near(marked->range.end, true)) return PageDrag::end_handle;
    if (near(marked->range.begin, false)) return PageDrag::begin_handle;
    return PageDrag::none;
}

std::vector<Id<Coding>> CodedTextPage::stripe_at(ImVec2 mouse, Rect* place) const {
    std::vector<Id<Coding>> found;
    for (const PageStripe& stripe : stripes)
        if (contains(stripe.label, mouse)) {
            for (const Stripe* each : stripe.stripes) found.push_back(each->coding);
            if (place) *place = stripe.label;
            return found;
        }
    for (const PageBar& bar : bars) {
        const Rect reach{bar.rect.x - 2, bar.rect.y, bar.rect.width + 4, bar.rect.height};
        if (!contains(reach, mouse)) continue;
        if (place) *place = {bar.rect.x, mouse.y - 8, bar.rect.width, 16};
        return {bar.stripe->coding};
    }
    return found;
}

void CodedTextPage::take_input() {
    const ImGuiIO& io = ImGui::GetIO();
    if (input->selection != known_selection) {
        known_selection = input->selection;
        if (input->selection) {
            fixed_end = input->selection->begin;
            caret = input->selection->end;
            caret_at_line_end = false;
            goal_x.reset();
        }
    }
    selection = input->selection;
    if (ImGui::IsItemActivated() && io.MouseDown[0]) take_press(io.MousePos);
    if (ImGui::IsItemActive()) take_drag(io.MousePos);
    if (drag != PageDrag::none && ImGui::IsItemDeactivated()) take_release(io.MousePos);
    // Browsers send a right click for a long touch, which selects a word here.
    if (item_hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right) && io.MouseSource != ImGuiMouseSource_TouchScreen) {
        CodedTextRequests::Context context;
        context.offset = hit(io.MousePos);
        context.codings = codings_at(io.MousePos);
        context.place = {io.MousePos.x, io.MousePos.y, 1, 1};
        requests.context = std::move(context);
        requests.focus = true;
    }
    take_wheel();
    if (input->keyboard) take_keys();
    if (drag == PageDrag::none && item_hovered) {
        requests.hovered = codings_at(io.MousePos);
        if (requests.hovered.empty()) requests.hovered = stripe_at(io.MousePos);
        if (io.MousePos.x >= view_max.x - scrollbar_reach) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
        else if (handle_at(io.MousePos) != PageDrag::none) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        else if (!stripe_at(io.MousePos).empty()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        else if (io.MousePos.x > page_left && io.MousePos.x < margin_left) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    } else if (drag == PageDrag::begin_handle || drag == PageDrag::end_handle) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    } else if (drag == PageDrag::selecting) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    }
}

void CodedTextPage::take_press(ImVec2 mouse) {
    const ImGuiIO& io = ImGui::GetIO();
    requests.focus = true;
    if (lines.empty()) return;
    press_place = mouse;
    press_ms = platform::now_ms();
    press_clicks = io.MouseClickedCount[0];
    drag_moved = false;
    goal_x.reset();
    caret_at_line_end = false;
    const bool touch = io.MouseSource == ImGuiMouseSource_TouchScreen;
    if (mouse.x >= view_max.x - scrollbar_reach) {
        const Rect thumb = scrollbar_thumb();
        drag = PageDrag::scrollbar;
        grab = mouse.y >= thumb.y && mouse.y < thumb.y + thumb.height ? mouse.y - thumb.y : thumb.height / 2;
        return;
    }
    if (const PageDrag handle = handle_at(mouse); handle != PageDrag::none) {
        drag = handle;
        preview = active()->range;
        return;
    }
    pressed_stripe = stripe_at(mouse);
    if (!pressed_stripe.empty()) {
        drag = PageDrag::stripe;
        return;
    }
    if (touch && press_clicks == 1) {
        drag = PageDrag::touch;
        grab = mouse.y;
        platform::request_frame(long_press_ms + 20);
        return;
    }
    drag = PageDrag::selecting;
    const std::uint32_t at = hit(mouse);
    press_unit = {at, at};
    if (press_clicks >= 3) press_unit = paragraph_range_at(layout, at);
    else if (press_clicks == 2) press_unit = word_at(layout.text(), at);
    if (press_clicks >= 2) {
        select(press_unit.begin, press_unit.end);
    } else if (io.KeyShift) {
        press_unit = {fixed_end, fixed_end};
        select(fixed_end, at);
        drag_moved = true;
    } else {
        select(at, at);
    }
}

void CodedTextPage::take_drag(ImVec2 mouse) {
    const ImGuiIO& io = ImGui::GetIO();
    const float far = std::max(std::abs(mouse.x - press_place.x), std::abs(mouse.y - press_place.y));
    if (drag == PageDrag::scrollbar) {
        const Rect thumb = scrollbar_thumb();
        const float track = view_height() - 4 - thumb.height;
        const float place = scroll_place();
        if (thumb.height > 0 && track > 0)
            set_scroll_place((mouse.y - grab - view_min.y - 2) / track * (content_height() - view_height()));
        if (scroll_place() != place) scrolled_by_hand();
        return;
    }
    if (drag == PageDrag::touch) {
        if (far > touch_threshold) {
            drag = PageDrag::panning;
            grab = mouse.y;
        } else if (platform::now_ms() - press_ms >= long_press_ms) {
            drag = PageDrag::selecting;
            drag_moved = true;
            press_clicks = 2;
            press_unit = word_at(layout.text(), hit(mouse));
            select(press_unit.begin, press_unit.end);
        }
        return;
    }
    if (drag == PageDrag::panning) {
        if (mouse.y != grab) scrolled_by_hand();
        scroll_by(grab - mouse.y);
        grab = mouse.y;
        return;
    }
    if (drag != PageDrag::selecting && drag != PageDrag::begin_handle && drag != PageDrag::end_handle) return;
    if (far > drag_threshold) drag_moved = true;
    if (!drag_moved) return;
    const float beyond = mouse.y < view_min.y ? mouse.y - view_min.y : mouse.y > view_max.y ? mouse.y - view_max.y : 0;
    if (beyond != 0) {
        scroll_by(std::clamp(beyond * autoscroll_speed, -2400.0f, 2400.0f) * std::min(io.DeltaTime, 0.05f));
        settle();
        requests.more = true;
    }
    const std::uint32_t at = hit({mouse.x, std::clamp(mouse.y, view_min.y + 2, view_max.y - 2)});
    if (drag == PageDrag::selecting) {
        TextRange to{at, at};
        if (press_clicks >= 3) to = paragraph_range_at(layout, at);
        else if (press_clicks == 2) to = word_at(layout.text(), at);
        if (to.begin < press_unit.begin) select(press_unit.end, to.begin);
        else select(press_unit.begin, std::max(to.end, press_unit.end));
        return;
    }
    const Highlight* marked = active();
    if (!marked) {
        drag = PageDrag::none;
        preview.reset();
        return;
    }
    if (drag == PageDrag::begin_handle && at < marked->range.end) preview = {at, marked->range.end};
    if (drag == PageDrag::end_handle && at > marked->range.begin) preview = {marked->range.begin, at};
}

void CodedTextPage::take_release(ImVec2 mouse) {
    const PageDrag ended = std::exchange(drag, PageDrag::none);
    switch (ended) {
    case PageDrag::touch:
        if (platform::now_ms() - press_ms >= long_press_ms) { // no frame came in between
            const TextRange word = word_at(layout.text(), hit(press_place));
            select(word.begin, word.end);
            requests.selection_finished = !word.empty();
            break;
        }
        select(hit(mouse), hit(mouse));
        requests.clicked = codings_at(mouse);
        break;
    case PageDrag::selecting:
        if (!drag_moved && press_clicks == 1) requests.clicked = codings_at(mouse);
        else if (selection && !selection->empty()) requests.selection_finished = true;
        break;
    case PageDrag::stripe:
        if (stripe_at(mouse, &requests.stripe_place) == pressed_stripe) requests.stripe_clicked = pressed_stripe;
        pressed_stripe.clear();
        break;
    case PageDrag::begin_handle:
    case PageDrag::end_handle:
        if (const Highlight* marked = active(); marked && preview && *preview != marked->range)
            requests.resize = CodedTextRequests::Resize{marked->coding, *preview};
        preview.reset();
        break;
    default: break;
    }
}

void CodedTextPage::take_wheel() {
    if (input->wheel_pixels == 0 || !item_hovered) return;
    scroll_by(input->wheel_pixels);
    scrolled_by_hand();
}

void CodedTextPage::move_caret(std::uint32_t to, bool extend, bool at_line_end) {
    caret_at_line_end = at_line_end;
    select(extend ? fixed_end : to, to);
    keep_in_view(to, at_line_end);
}

void CodedTextPage::move_vertically(int lines_down, bool extend) {
    const std::string_view text = layout.text();
    std::size_t index = layout.paragraph_at(caret);
    std::size_t line = paragraph(index).line_of(caret, caret_at_line_end);
    if (!goal_x) goal_x = paragraph(index).caret_x(text, line, caret);
    const float goal = *goal_x;
    for (int step = 0; step < std::abs(lines_down); ++step) {
        if (lines_down > 0) {
            if (line + 1 < paragraph(index).lines().size()) ++line;
            else if (index + 1 < layout.paragraph_count()) ++index, line = 0;
            else return move_caret(layout.paragraph_range(index).end, extend);
        } else {
            if (line > 0) --line;
            else if (index > 0) --index, line = paragraph(index).lines().size() - 1;
            else return move_caret(0, extend);
        }
    }
    const ParagraphLayout& on = paragraph(index);
    const std::uint32_t to = on.hit(text, line, goal);
    move_caret(to, extend, on.lines()[line].wrapped && to == on.lines()[line].range.end);
    goal_x = goal;
}

void CodedTextPage::take_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyAlt || layout.paragraph_count() == 0 || drag != PageDrag::none) return;
    const auto pressed = [&](ImGuiKey key) {
        ImGui::SetKeyOwner(key, item);
        return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, item);
    };
    const std::string_view text = layout.text();
    const auto size = static_cast<std::uint32_t>(text.size());
    const bool extend = io.KeyShift;
    const bool control = io.KeyCtrl;
    caret = std::min(caret, size);
    // Without Shift an arrow leaves a selection at the end it points to.
    const bool leaves = !extend && selection && !selection->empty();
    if (pressed(ImGuiKey_LeftArrow)) {
        goal_x.reset();
        if (control) move_caret(previous_word(text, caret), extend);
        else move_caret(leaves ? selection->begin : previous_grapheme(text, caret), extend);
    }
    if (pressed(ImGuiKey_RightArrow)) {
        goal_x.reset();
        if (control) move_caret(next_word(text, caret), extend);
        else move_caret(leaves ? selection->end : next_grapheme(text, caret), extend);
    }
    if (pressed(ImGuiKey_UpArrow)) {
        if (control) scroll_by(-layout.line_height());
        else move_vertically(-1, extend);
    }
    if (pressed(ImGuiKey_DownArrow)) {
        if (control) scroll_by(layout.line_height());
        else move_vertically(1, extend);
    }
    const int page_lines = std::max(1, static_cast<int>(view_height() * page_share / layout.line_height()));
    if (pressed(ImGuiKey_PageUp)) {
        scroll_by(-static_cast<float>(page_lines) * layout.line_height());
        settle();
        move_vertically(-page_lines, extend);
    }
    if (pressed(ImGuiKey_PageDown)) {
        scroll_by(static_cast<float>(page_lines) * layout.line_height());
        settle();
        move_vertically(page_lines, extend);
    }
    const bool home = pressed(ImGuiKey_Home);
    const bool end = pressed(ImGuiKey_End);
    if (home || end) {
        goal_x.reset();
        const ParagraphLayout& on = paragraph(layout.paragraph_at(caret));
        const LayoutLine& line = on.lines()[on.line_of(caret, caret_at_line_end)];
        if (home) {
            move_caret(control ? 0 : line.range.begin, extend);
        } else if (control || !line.wrapped) {
            move_caret(control ? size : line.range.end, extend);
        } else {
            const LayoutWord& last = on.words_of(line).back();
            move_caret(last.ink_end, extend, last.ink_end == line.range.end);
        }
    }
}

} // namespace emic
