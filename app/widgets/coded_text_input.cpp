#include "widgets/coded_text_page.h"

#include "text/breaks.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace emic {

namespace {

using platform::Rect;

constexpr float page_share = 0.88f;    ///< of the view that Page Down moves

} // namespace

std::optional<ImVec2> CodedTextPage::handle_place(std::uint32_t offset, bool at_end) {
    const PageLine* line = line_in_view(offset);
    if (!line) return std::nullopt;
    // The end of a passage that fills its line stands at that line's end, not at the next one's begin.
    if (at_end && line->range.begin == offset && line != lines.data() && (line - 1)->paragraph == line->paragraph) --line;
    // At the far side of its last letter, which where two directions meet is not where the next letter begins.
    if (at_end && offset > line->range.begin && offset <= line->range.end) {
        std::vector<Rect> letter;
        rects_on(*line, {previous_grapheme(layout.text(), offset), offset}, letter);
        const ParagraphLayout& on = paragraph(line->paragraph);
        const std::span<const LayoutWord> words = on.words_of(on.lines()[line->line]);
        const auto word = std::ranges::find_if(words, [offset](const LayoutWord& each) { return each.range.begin < offset && offset <= each.range.end; });
        if (!letter.empty() && word != words.end()) return ImVec2{letter.back().x + (word->right_to_left() ? 0 : letter.back().width), line->top};
    }
    return ImVec2{caret_rect(*line, std::min(offset, line->range.end)).x + 1, line->top};
}

PageDrag CodedTextPage::handle_at(ImVec2 mouse) {
    const Highlight* marked = active();
    if (!marked) return PageDrag::none;
    const auto near = [&](std::uint32_t offset, bool at_end) {
        const std::optional<ImVec2> place = handle_place(offset, at_end);
        return place && std::abs(mouse.x - place->x) <= handle_reach && mouse.y >= place->y - 4 && mouse.y <= place->y + layout.line_height() + 8;
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
    if (input->cancel_drag) cancel_drag();
    if (ImGui::IsItemActivated() && io.MouseDown[0]) take_press(io.MousePos);
    if (ImGui::IsItemActive()) take_drag(io.MousePos);
    if (drag != PageDrag::none && ImGui::IsItemDeactivated()) take_release(io.MousePos);
    if (input->carries_code && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
        if (contains({view_min.x, view_min.y, view_max.x - view_min.x, view_height()}, io.MousePos)) autoscroll(io.MousePos);
        requests.code_over_words = on_selection(io.MousePos);
    }
    requests.carries_words = drag == PageDrag::carried_words;
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
        if (io.MousePos.x >= view_max.x - page_scrollbar_reach) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
        else if (handle_at(io.MousePos) != PageDrag::none) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        else if (!stripe_at(io.MousePos).empty()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        else if (on_selection(io.MousePos) && !io.KeyAlt) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow); // it can be dragged
        else if (io.MousePos.x > page_left && io.MousePos.x < margin_left) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    } else if (drag == PageDrag::begin_handle || drag == PageDrag::end_handle) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    } else if (drag == PageDrag::selecting) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    } else if (drag == PageDrag::carried_words) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
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
    // Onwards is where the caret's paragraph is read to, whatever the direction of the word there, as in the browser's own fields.
    const bool to_left = (paragraph(layout.paragraph_at(caret)).base_level() & 1) != 0;
    const bool left = pressed(ImGuiKey_LeftArrow), right = pressed(ImGuiKey_RightArrow);
    if (to_left ? right : left) {
        goal_x.reset();
        if (control) move_caret(previous_word(text, caret), extend);
        else move_caret(leaves ? selection->begin : previous_grapheme(text, caret), extend);
    }
    if (to_left ? left : right) {
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
