#include "engine/queries/text_units.h"
#include "widgets/coded_text_page.h"

#include "text/breaks.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

// Presses, drags and their ends: selecting, resizing a passage, carrying words, scrolling.

namespace emic {

namespace {

using platform::Rect;

constexpr float drag_threshold = 4; ///< CSS pixels before a press becomes a drag
constexpr float touch_threshold = 9;
constexpr double long_press_ms = 450;
constexpr float autoscroll_zone = 28;    ///< CSS pixels inside the edge in which a drag scrolls already
constexpr float autoscroll_speed = 9;    ///< pixels per second for each pixel into the zone and beyond
constexpr float autoscroll_most = 2400;  ///< pixels per second

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

TextPoint CodedTextPage::point_at(ImVec2 place) {
    TextPoint point;
    point.at = hit(place);
    point.word = {point.at, point.at};
    const PageLine* line = line_at(place.y);
    if (!line) return point;
    const std::string_view text = layout.text();
    std::vector<Rect> rects;
    for (const TextRange letter : {TextRange{previous_grapheme(text, point.at), point.at}, TextRange{point.at, next_grapheme(text, point.at)}}) {
        if (letter.empty() || letter.begin < line->range.begin || letter.end > line->range.end) continue;
        rects.clear();
        rects_on(*line, letter, rects);
        const bool touched = std::ranges::any_of(rects, [&](const Rect& rect) { return place.x >= rect.x && place.x < rect.x + rect.width; });
        if (!touched) continue;
        if (const TextRange word = snapping_word_at(text, letter.begin); !word.empty()) point.word = word;
        break;
    }
    return point;
}

std::uint32_t CodedTextPage::touched_offset(ImVec2 place) {
    const TextPoint point = point_at(place);
    return point.word.empty() ? point.at : point.word.begin;
}

TextRange CodedTextPage::word_around(std::uint32_t offset) const {
    const TextRange word = snapping_word_at(layout.text(), offset);
    return word.begin < offset ? word : TextRange{offset, offset};
}

bool CodedTextPage::on_selection(ImVec2 place) {
    if (!selection || selection->empty()) return false;
    const PageLine* line = line_at(place.y);
    if (!line || !contains({view_min.x, view_min.y, view_max.x - view_min.x, view_height()}, place)) return false;
    std::vector<Rect> rects;
    rects_on(*line, *selection, rects);
    return std::ranges::any_of(rects, [&](const Rect& rect) { return contains(rect, place); });
}

void CodedTextPage::take_press(ImVec2 mouse) {
    const ImGuiIO& io = ImGui::GetIO();
    requests.focus = true;
    if (lines.empty()) return;
    press_place = mouse;
    press_ms = platform::now_ms();
    press_clicks = io.MouseClickedCount[0];
    drag_moved = false;
    by_letters = false;
    before_drag = {fixed_end, caret, input->active, scroll_place()};
    goal_x.reset();
    caret_at_line_end = false;
    const bool touch = io.MouseSource == ImGuiMouseSource_TouchScreen;
    if (mouse.x >= view_max.x - page_scrollbar_reach) {
        const Rect thumb = scrollbar_thumb();
        drag = PageDrag::scrollbar;
        grab = mouse.y >= thumb.y && mouse.y < thumb.y + thumb.height ? mouse.y - thumb.y : thumb.height / 2;
        return;
    }
    if (const PageDrag handle = handle_at(mouse); handle != PageDrag::none) {
        drag = handle;
        preview = active()->range;
        grab = 0;
        const std::uint32_t edge = handle == PageDrag::begin_handle ? preview->begin : preview->end;
        if (const std::optional<ImVec2> place = handle_place(edge, handle == PageDrag::end_handle)) grab = mouse.x - place->x;
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
    // Words that are selected are taken up by pressing on them; with Alt, or after a click, others can be selected there.
    if (!touch && press_clicks == 1 && !io.KeyShift && !io.KeyAlt && on_selection(mouse)) {
        drag = PageDrag::held_words;
        return;
    }
    drag = PageDrag::selecting;
    const TextPoint point = point_at(mouse);
    press_at = point.at;
    press_unit = point.word;
    if (press_clicks >= 3) press_unit = paragraph_range_at(layout, point.at);
    else if (press_clicks == 2 && press_unit.empty()) press_unit = word_at(layout.text(), point.at);
    else if (press_clicks == 2) press_unit = word_at(layout.text(), press_unit.begin);
    if (press_clicks >= 2) {
        select(press_unit.begin, press_unit.end);
    } else if (io.KeyShift) {
        // The selection's resting end stays at its letter; a caret inside a word means the word.
        by_letters = selection && !selection->empty();
        press_at = fixed_end;
        press_unit = by_letters ? TextRange{fixed_end, fixed_end} : word_around(fixed_end);
        drag_moved = true;
        drag_selection_to(mouse);
    } else {
        select(point.at, point.at);
    }
}

void CodedTextPage::take_drag(ImVec2 mouse) {
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
            press_unit = word_at(layout.text(), touched_offset(mouse));
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
    if (drag == PageDrag::held_words && far > drag_threshold) drag = PageDrag::carried_words;
    if (drag != PageDrag::selecting && drag != PageDrag::begin_handle && drag != PageDrag::end_handle) return;
    // A hand that shakes within a letter has only clicked.
    if (far > drag_threshold && (drag != PageDrag::selecting || press_clicks > 1 || hit(mouse) != press_at)) drag_moved = true;
    if (!drag_moved) return;
    autoscroll(mouse);
    const ImVec2 inside{mouse.x, std::clamp(mouse.y, view_min.y + 2, view_max.y - 2)};
    if (drag == PageDrag::selecting) drag_selection_to(inside);
    else drag_handle_to(inside);
}

void CodedTextPage::autoscroll(ImVec2 mouse) {
    const float zone = std::min(autoscroll_zone, view_height() / 6);
    float depth = 0;
    if (mouse.y < view_min.y + zone) depth = mouse.y - (view_min.y + zone);
    else if (mouse.y > view_max.y - zone) depth = mouse.y - (view_max.y - zone);
    // Who begins near an edge has not asked for more until the pointer goes towards it.
    const bool towards = drag == PageDrag::none || (depth < 0 ? mouse.y < press_place.y - drag_threshold : mouse.y > press_place.y + drag_threshold);
    if (depth == 0 || !towards) {
        scroll_owed = 0;
        return;
    }
    scroll_owed += std::clamp(depth * autoscroll_speed, -autoscroll_most, autoscroll_most) * std::min(ImGui::GetIO().DeltaTime, 0.05f);
    requests.more = true;
    const float scale = platform::device_scale();
    const float whole = std::trunc(scroll_owed * scale) / scale; // the page stands on whole device pixels
    if (whole == 0) return;
    scroll_owed -= whole;
    const float before = scroll_place();
    scroll_by(whole);
    settle();
    if (scroll_place() == before) requests.more = false, scroll_owed = 0; // at the document's end
}

void CodedTextPage::drag_selection_to(ImVec2 mouse) {
    const bool letters = press_clicks == 1 && ImGui::GetIO().KeyAlt;
    const TextPoint point = point_at(mouse);
    TextRange from = press_unit, to = point.word;
    if (press_clicks >= 3) to = paragraph_range_at(layout, point.at);
    else if (press_clicks == 2) to = word_at(layout.text(), point.word.empty() ? point.at : point.word.begin);
    else if (letters) from = {press_at, press_at}, to = {point.at, point.at};
    const bool backwards = to.begin < from.begin;
    TextRange range{std::min(from.begin, to.begin), std::max(from.end, to.end)};
    if (press_clicks == 1 && !letters) {
        // The blanks on either side of the words are not meant.
        const TextRange words = trimmed(layout.text(), range);
        if (words.empty()) return select(press_at, press_at);
        if (!by_letters || backwards) range.begin = words.begin;
        if (!by_letters || !backwards) range.end = words.end;
    }
    if (backwards) select(range.end, range.begin);
    else select(range.begin, range.end);
}

void CodedTextPage::drag_handle_to(ImVec2 mouse) {
    const Highlight* marked = active();
    if (!marked) {
        drag = PageDrag::none;
        preview.reset();
        return;
    }
    const TextRange was = marked->range;
    const TextPoint point = point_at({mouse.x - grab, mouse.y});
    TextRange to = drag == PageDrag::begin_handle ? TextRange{point.at, was.end} : TextRange{was.begin, point.at};
    if (!ImGui::GetIO().KeyAlt) {
        if (drag == PageDrag::begin_handle) to.begin = point.word.begin;
        else to.end = point.word.end;
        if (to.begin >= to.end) return;
        // The end that is not dragged stays where it is, with the blanks that stand there.
        const TextRange words = trimmed(layout.text(), to);
        if (words.empty()) return;
        if (drag == PageDrag::begin_handle) to.begin = words.begin;
        else to.end = words.end;
    }
    if (to.begin < to.end) preview = to;
}

bool CodedTextPage::drag_can_be_cancelled() const {
    switch (drag) {
    case PageDrag::selecting:
    case PageDrag::begin_handle:
    case PageDrag::end_handle: return drag_moved;
    case PageDrag::scrollbar:
    case PageDrag::carried_words: return true;
    default: return false;
    }
}

void CodedTextPage::cancel_drag() {
    if (!drag_can_be_cancelled()) return;
    if (drag == PageDrag::selecting) {
        select(before_drag.fixed_end, before_drag.caret);
        requests.active_again = before_drag.active;
    }
    if (drag == PageDrag::scrollbar) {
        set_scroll_place(before_drag.scroll_place);
        settle();
    }
    preview.reset();
    drag = PageDrag::none;
    ImGui::ClearActiveID();
}

void CodedTextPage::take_release(ImVec2 mouse) {
    if (drag != PageDrag::touch && drag != PageDrag::panning) take_drag(mouse); // the last movement may have come with the release
    const PageDrag ended = std::exchange(drag, PageDrag::none);
    switch (ended) {
    case PageDrag::touch:
        if (platform::now_ms() - press_ms >= long_press_ms) { // no frame came in between
            const TextRange word = word_at(layout.text(), touched_offset(press_place));
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
    case PageDrag::held_words:
        select(hit(mouse), hit(mouse));
        requests.clicked = codings_at(mouse);
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

} // namespace emic
