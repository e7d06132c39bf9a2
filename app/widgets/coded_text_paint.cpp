#include "widgets/coded_text_page.h"

#include "text/shaped_text.h"
#include "widgets/coded_text_shades.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

using platform::Rect;

constexpr std::uint32_t most_underlines = 4; ///< lanes that fit between two lines of text
constexpr float underline_step = 3, underline_height = 2;
constexpr float fill_rounding = 4;

} // namespace

float CodedTextPage::snapped(float value) const {
    const float scale = platform::device_scale();
    return std::round(value * scale) / scale;
}

void CodedTextPage::paint() {
    const Rect view{view_min.x, view_min.y, view_max.x - view_min.x, view_max.y - view_min.y};
    painter.push_clip(view);
    const bool sheet = page_left > view_min.x + 1;
    painter.fill(view, sheet ? style->desk : style->paper);
    if (sheet) {
        for (int step = 1; step <= 4; ++step) { // a soft shadow on either side
            const auto wide = static_cast<float>(step);
            painter.fill({page_left - wide, view.y, wide, view.height}, 0x00000008);
            painter.fill({page_right, view.y, wide, view.height}, 0x00000008);
        }
        painter.fill({page_left, view.y, page_right - page_left, view.height}, style->paper);
    }
    paint_fills();
    for (const TextRange& match : input->matches) {
        if (lines.empty() || match.begin > lines.back().range.end) break;
        if (match.end < lines.front().range.begin) continue;
        const bool current = input->current_match == match;
        paint_range(match, current ? style->match_current : style->match, 3, false);
    }
    if (selection && !selection->empty()) {
        // The highlights under it stay visible.
        const bool opaque = (style->selection & 0xFF) == 0xFF;
        paint_range(*selection, opaque ? with_alpha(style->selection, 0.62f) : style->selection, 2, true);
    }
    paint_words();
    if (input->carries_code && selection && !selection->empty()) paint_drop_target();
    if (const Highlight* marked = active()) paint_active(*marked);
    if (input->keyboard)
        if (const PageLine* line = line_in_view(caret)) {
            if (caret_at_line_end && line != lines.data() && line->range.begin == caret) --line;
            const Rect rect = caret_rect(*line, caret);
            const float top = snapped(rect.y);
            painter.fill({snapped(rect.x), top, 2, snapped(rect.y + rect.height) - top}, style->accent, 1);
        }
    paint_margin();
    paint_scrollbar();
    painter.pop_clip();
}

template <class Paint>
void CodedTextPage::paint_outermost(const PageLine& line, std::span<const Highlight* const> on_line, const Paint& paint) {
    std::vector<TextRange> bare(1, line.range), next;
    std::vector<Rect> rects;
    for (const Highlight* mark : on_line) {
        if (bare.empty()) return;
        const TextRange range = shown_range(*mark);
        next.clear();
        for (const TextRange& free : bare) {
            const TextRange part{std::max(free.begin, range.begin), std::min(free.end, range.end)};
            if (part.empty()) {
                next.push_back(free);
                continue;
            }
            rects.clear();
            rects_on(line, part, rects);
            for (const Rect& rect : rects) {
                std::uint32_t corners = 0;
                if (part.begin == range.begin && &rect == &rects.front()) corners |= corner::left;
                if (part.end == range.end && &rect == &rects.back()) corners |= corner::right;
                paint(*mark, rect, corners);
            }
            if (free.begin < part.begin) next.push_back({free.begin, part.begin});
            if (part.end < free.end) next.push_back({part.end, free.end});
        }
        bare.swap(next);
    }
}

void CodedTextPage::paint_fills() {
    const float em = body.size;
    std::vector<const Highlight*> on_line, hovered;
    std::vector<Rect> rects;
    for (const PageLine& line : lines) {
        on_line.clear();
        hovered.clear();
        for (const Highlight* mark : marks) {
            if (!mark->range.overlaps(line.range)) continue;
            on_line.push_back(mark);
            if (std::ranges::find(requests.hovered, mark->coding) != requests.hovered.end()) hovered.push_back(mark);
        }
        if (on_line.empty()) continue;
        const float fill_top = snapped(line.top + base_line - em * 0.98f);
        const float fill_bottom = snapped(line.top + base_line + em * 0.30f);
        // The outermost passage colours the words; those within it are told by their underlines.
        paint_outermost(line, on_line, [&](const Highlight& mark, const Rect& rect, std::uint32_t corners) {
            const float left = snapped(rect.x) - (corners & corner::left ? 1.0f : 0.0f), right = snapped(rect.x + rect.width) + (corners & corner::right ? 1.0f : 0.0f);
            painter.fill({left, fill_top, right - left, fill_bottom - fill_top}, code_shade(mark.colour, style->fill_lightness, fill_chroma), fill_rounding, corners);
        });
        // One veil over what the pointer is on, however many passages overlap there.
        paint_outermost(line, hovered, [&](const Highlight& mark, const Rect& rect, std::uint32_t) {
            const float left = snapped(rect.x), right = snapped(rect.x + rect.width);
            painter.fill({left, fill_top, right - left, fill_bottom - fill_top}, with_alpha(code_shade(mark.colour, style->line_lightness, line_chroma), 0.20f), fill_rounding);
        });
        for (const Highlight* mark : on_line) {
            if (mark->lane >= most_underlines && std::ranges::find(hovered, mark) == hovered.end()) continue;
            const TextRange range = shown_range(*mark);
            const std::uint32_t colour = code_shade(mark->colour, style->line_lightness, line_chroma);
            rects.clear();
            rects_on(line, range, rects);
            const float top = fill_bottom - 1.5f + static_cast<float>(std::min(mark->lane, most_underlines - 1)) * underline_step;
            for (const Rect& rect : rects) {
                const float left = snapped(rect.x), right = snapped(rect.x + rect.width);
                painter.fill({left, snapped(top), right - left, mark->lane == 0 ? 1.5f : underline_height}, mark->lane == 0 ? with_alpha(colour, 0.75f) : colour, 1);
            }
            if (mark->has_memo && !rects.empty() && range.end <= line.range.end) {
                // A folded corner at the end of the passage says that there is a memo.
                const Rect& last = rects.back();
                const float right = snapped(last.x + last.width) + 1;
                painter.triangle({right - 6, fill_top}, {right, fill_top}, {right, fill_top + 6}, colour);
            }
        }
    }
}

void CodedTextPage::paint_range(TextRange range, std::uint32_t rgba, float rounding, bool line_breaks) {
    std::vector<Rect> rects;
    for (const PageLine& line : lines) {
        const std::uint32_t paragraph_end = layout.paragraph_range(line.paragraph).end;
        // A selected line feed shows as a little more than the words.
        const bool over_end = line_breaks && line.range.end == paragraph_end && range.begin <= paragraph_end && range.end > paragraph_end;
        rects.clear();
        rects_on(line, range, rects);
        const float sliver = over_end ? body.size * 0.3f : 0;
        if (rects.empty()) {
            if (!over_end) continue;
            rects.push_back({caret_rect(line, std::max(range.begin, line.range.begin)).x + 1, line.top, 0, layout.line_height()});
        }
        for (const Rect& rect : rects) {
            const float more = &rect == &rects.back() ? sliver : 0;
            const float inset = line_breaks ? 1.0f : layout.line_height() * 0.1f;
            const float left = snapped(rect.x), top = snapped(rect.y + inset);
            painter.fill({left, top, snapped(rect.x + rect.width + more) - left, snapped(rect.y + rect.height - inset) - top}, rgba, rounding);
        }
    }
}

void CodedTextPage::paint_words() {
    const std::string_view text = layout.text();
    for (const PageLine& line : lines) {
        const ParagraphLayout& on = paragraph(line.paragraph);
        const float y = line.top + base_line;
        if (line.line == 0 && !on.range().empty()) {
            const std::string number = std::to_string(line.paragraph + 1);
            const float right = text_left - body.size * 0.95f;
            type->ink.draw_run(painter, right - type->measure.advance(small, number), y, {small, style->number, number, false});
        }
        for (const LayoutWord& word : on.words_of(on.lines()[line.line]))
            if (word.ink_end > word.range.begin)
                type->ink.draw_run(painter, text_left + word.ink_x(), y,
                                   {word.label ? label : body, word.label ? style->label : style->ink,
                                    slice(text, {word.range.begin, word.ink_end}), word.right_to_left()});
    }
}

void CodedTextPage::paint_active(const Highlight& highlight) {
    const TextRange range = preview ? *preview : highlight.range;
    const std::uint32_t colour = style->accent;
    const float top = base_line - body.size * 1.02f, bottom = base_line + body.size * 0.36f;
    std::vector<Rect> rects;
    for (const PageLine& line : lines) {
        rects.clear();
        rects_on(line, range, rects);
        for (const Rect& rect : rects) {
            const ImVec2 min{snapped(rect.x) - 2, snapped(line.top + top)}, max{snapped(rect.x + rect.width) + 2, snapped(line.top + bottom)};
            painter.outline({min.x, min.y, max.x - min.x, max.y - min.y}, colour, 5, 1.5f);
            requests.active_place = Rect{min.x, min.y, max.x - min.x, max.y - min.y};
        }
    }
    const float length = bottom - top;
    const auto handle = [&](float x, float y, float knob) {
        painter.fill({x - 1.5f, y, 3, length}, colour, 1.5f);
        painter.disc({x, knob}, 6, style->paper);
        painter.disc({x, knob}, 4.5f, colour);
    };
    // Where they are taken, in either direction of writing.
    if (const std::optional<ImVec2> first = handle_place(range.begin, false)) handle(first->x, snapped(first->y + top), snapped(first->y + top));
    if (const std::optional<ImVec2> last = handle_place(range.end, true)) handle(last->x, snapped(last->y + bottom) - length, snapped(last->y + bottom));
}

void CodedTextPage::paint_drop_target() {
    std::vector<Rect> rects;
    for (const PageLine& line : lines) {
        rects.clear();
        rects_on(line, *selection, rects);
        for (const Rect& rect : rects)
            painter.outline({snapped(rect.x) - 1, snapped(rect.y) + 1, rect.width + 2, rect.height - 2}, style->accent, 3, requests.code_over_words ? 2.5f : 1.0f);
    }
}

void CodedTextPage::paint_scrollbar() {
    const Rect thumb = scrollbar_thumb();
    if (thumb.height <= 0) return;
    // Where the document is coded and where the find bar found something, beside the thumb.
    const float whole = content_height();
    const bool hot = drag == PageDrag::scrollbar || (item_hovered && ImGui::GetIO().MousePos.x >= view_max.x - 16);
    const float narrow = hot ? 0.0f : 1.5f;
    painter.fill({thumb.x + narrow, thumb.y, thumb.width - 2 * narrow, thumb.height}, hot ? style->scrollbar_hot : style->scrollbar, thumb.width / 2);
    float drawn = -10;
    for (const TextRange& match : input->matches) {
        const float place = top_share(match.begin, whole);
        if (place - drawn < 2) continue;
        drawn = place;
        painter.fill({view_max.x - 4, place, 4, 2}, style->match_current);
    }
}

float CodedTextPage::top_share(std::uint32_t offset, float whole) {
    const float place = layout.top_of(layout.paragraph_at(offset)) / whole;
    return view_min.y + place * view_height();
}

} // namespace emic
