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
    list->PushClipRect(view_min, view_max, true);
    const bool sheet = page_left > view_min.x + 1;
    list->AddRectFilled(view_min, view_max, to_imgui(sheet ? style->desk : style->paper));
    if (sheet) {
        for (int step = 1; step <= 4; ++step) // a soft shadow on either side
            list->AddRectFilled({page_left - static_cast<float>(step), view_min.y}, {page_right + static_cast<float>(step), view_max.y},
                                to_imgui(0x00000008));
        list->AddRectFilled({page_left, view_min.y}, {page_right, view_max.y}, to_imgui(style->paper));
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
    if (const Highlight* marked = active()) paint_active(*marked);
    if (input->keyboard)
        if (const PageLine* line = line_in_view(caret)) {
            if (caret_at_line_end && line != lines.data() && line->range.begin == caret) --line;
            const Rect rect = caret_rect(*line, caret);
            list->AddRectFilled({snapped(rect.x), snapped(rect.y)}, {snapped(rect.x) + 2, snapped(rect.y + rect.height)},
                                to_imgui(style->accent), 1);
        }
    paint_margin();
    paint_scrollbar();
    list->PopClipRect();
}

void CodedTextPage::paint_fills() {
    const float em = body.size;
    std::vector<const Highlight*> on_line;
    std::vector<TextRange> bare, next;
    std::vector<Rect> rects;
    for (const PageLine& line : lines) {
        on_line.clear();
        for (const Highlight* mark : marks)
            if (mark->range.overlaps(line.range)) on_line.push_back(mark);
        if (on_line.empty()) continue;
        const float fill_top = snapped(line.top + base_line - em * 0.98f);
        const float fill_bottom = snapped(line.top + base_line + em * 0.30f);
        // The outermost passage colours the words; those within it are told by their underlines.
        bare.assign(1, line.range);
        for (const Highlight* mark : on_line) {
            if (bare.empty()) break;
            const TextRange range = preview && mark->coding == input->active ? *preview : mark->range;
            const ImU32 colour = to_imgui(code_shade(mark->colour, style->fill_lightness, fill_chroma));
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
                    ImDrawFlags corners = ImDrawFlags_RoundCornersNone;
                    if (part.begin == range.begin && &rect == &rects.front()) corners |= ImDrawFlags_RoundCornersLeft;
                    if (part.end == range.end && &rect == &rects.back()) corners |= ImDrawFlags_RoundCornersRight;
                    const bool left = (corners & ImDrawFlags_RoundCornersLeft) != 0, right = (corners & ImDrawFlags_RoundCornersRight) != 0;
                    list->AddRectFilled({snapped(rect.x) - (left ? 1.0f : 0.0f), fill_top},
                                        {snapped(rect.x + rect.width) + (right ? 1.0f : 0.0f), fill_bottom}, colour,
                                        fill_rounding, corners);
                }
                if (free.begin < part.begin) next.push_back({free.begin, part.begin});
                if (part.end < free.end) next.push_back({part.end, free.end});
            }
            bare.swap(next);
        }
        for (const Highlight* mark : on_line) {
            const bool hovered = std::ranges::find(requests.hovered, mark->coding) != requests.hovered.end();
            if (mark->lane >= most_underlines && !hovered) continue;
            const TextRange range = preview && mark->coding == input->active ? *preview : mark->range;
            const std::uint32_t colour = code_shade(mark->colour, style->line_lightness, line_chroma);
            rects.clear();
            rects_on(line, range, rects);
            const float top = fill_bottom - 1.5f + static_cast<float>(std::min(mark->lane, most_underlines - 1)) * underline_step;
            for (const Rect& rect : rects) {
                if (hovered)
                    list->AddRectFilled({snapped(rect.x), fill_top}, {snapped(rect.x + rect.width), fill_bottom},
                                        to_imgui(with_alpha(colour, 0.20f)), fill_rounding);
                list->AddRectFilled({snapped(rect.x), snapped(top)},
                                    {snapped(rect.x + rect.width), snapped(top) + (mark->lane == 0 ? 1.5f : underline_height)},
                                    to_imgui(mark->lane == 0 ? with_alpha(colour, 0.75f) : colour), 1);
            }
            if (mark->has_memo && !rects.empty() && range.end <= line.range.end) {
                // A folded corner at the end of the passage says that there is a memo.
                const Rect& last = rects.back();
                const float right = snapped(last.x + last.width) + 1;
                list->AddTriangleFilled({right - 6, fill_top}, {right, fill_top}, {right, fill_top + 6}, to_imgui(colour));
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
            list->AddRectFilled({snapped(rect.x), snapped(rect.y + inset)},
                                {snapped(rect.x + rect.width + more), snapped(rect.y + rect.height - inset)}, to_imgui(rgba),
                                rounding);
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
            type->ink.draw_run(list, right - type->measure.advance(small, number), y, {small, style->number, number, false});
        }
        for (const LayoutWord& word : on.words_of(on.lines()[line.line]))
            if (word.ink_end > word.range.begin)
                type->ink.draw_run(list, text_left + word.ink_x(), y,
                                   {word.label ? label : body, word.label ? style->label : style->ink,
                                    slice(text, {word.range.begin, word.ink_end}), word.right_to_left()});
    }
}

void CodedTextPage::paint_active(const Highlight& highlight) {
    const TextRange range = preview ? *preview : highlight.range;
    const ImU32 colour = to_imgui(style->accent);
    const float top = base_line - body.size * 1.02f, bottom = base_line + body.size * 0.36f;
    std::vector<Rect> rects;
    std::optional<ImVec2> first, last;
    for (const PageLine& line : lines) {
        rects.clear();
        rects_on(line, range, rects);
        for (const Rect& rect : rects) {
            const ImVec2 min{snapped(rect.x) - 2, snapped(line.top + top)}, max{snapped(rect.x + rect.width) + 2, snapped(line.top + bottom)};
            list->AddRect(min, max, colour, 5, 0, 1.5f);
            if (range.begin >= line.range.begin && !first) first = min;
            if (range.end <= line.range.end) last = max;
            requests.active_place = Rect{min.x, min.y, max.x - min.x, max.y - min.y};
        }
    }
    const float length = bottom - top;
    const auto handle = [&](float x, float y, float knob) {
        list->AddRectFilled({x - 1.5f, y}, {x + 1.5f, y + length}, colour, 1.5f);
        list->AddCircleFilled({x, knob}, 6, to_imgui(style->paper), 20);
        list->AddCircleFilled({x, knob}, 4.5f, colour, 20);
    };
    if (first) handle(first->x, first->y, first->y);
    if (last) handle(last->x, last->y - length, last->y);
}

void CodedTextPage::paint_scrollbar() {
    const Rect thumb = scrollbar_thumb();
    if (thumb.height <= 0) return;
    // Where the document is coded and where the find bar found something, beside the thumb.
    const float whole = content_height();
    const bool hot = drag == PageDrag::scrollbar || (item_hovered && ImGui::GetIO().MousePos.x >= view_max.x - 16);
    const float narrow = hot ? 0.0f : 1.5f;
    list->AddRectFilled({thumb.x + narrow, thumb.y}, {thumb.x + thumb.width - narrow, thumb.y + thumb.height},
                        to_imgui(hot ? style->scrollbar_hot : style->scrollbar), thumb.width / 2);
    float drawn = -10;
    for (const TextRange& match : input->matches) {
        const float place = top_share(match.begin, whole);
        if (place - drawn < 2) continue;
        drawn = place;
        list->AddRectFilled({view_max.x - 4, place}, {view_max.x, place + 2}, to_imgui(style->match_current));
    }
}

float CodedTextPage::top_share(std::uint32_t offset, float whole) {
    const float place = layout.top_of(layout.paragraph_at(offset)) / whole;
    return view_min.y + place * view_height();
}

} // namespace emic
