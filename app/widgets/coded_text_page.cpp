#include "widgets/coded_text_page.h"

#include "text/shaped_text.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

using platform::Rect;

constexpr float line_em = 1.6f;
constexpr float gap_em = 0.7f;
constexpr float top_margin = 36, bottom_margin = 64;
constexpr float scrollbar_width = 14;
/// Width of the page in characters of ordinary prose.
constexpr float wanted_characters = 72, least_characters = 34;
constexpr float wanted_margin = 210, least_margin = 152, tight_margin = 104, bare_margin = 44;
constexpr float desk_width = 24; ///< of the desk on either side before it is worth showing

} // namespace

void CodedTextPage::set_up() {
    const float size = input->font_size;
    body = {size, platform::FontFace::reading, input->han, false, false};
    label = body;
    label.bold = true;
    small = {std::clamp(std::round(size * 0.76f * 2) / 2, 11.5f, 20.0f), platform::FontFace::interface_, input->han, false, false};
    constexpr std::string_view prose = "and then the nurse came in and asked how things were going";
    const float character = type->measure.advance(body, prose) / static_cast<float>(prose.size());
    const float gutter = std::round(size * 2.7f);
    const float gap = std::round(size);
    const float room = view_max.x - view_min.x - scrollbar_width;
    float text = std::round(character * wanted_characters);
    float margin = wanted_margin;
    const auto excess = [&] { return gutter + text + gap + margin + 8 - room; };
    if (excess() > 0) margin = std::max(least_margin, margin - excess());
    if (excess() > 0) text = std::max(std::round(character * least_characters * 1.4f), text - excess());
    if (excess() > 0) margin = std::max(tight_margin, margin - excess());
    if (excess() > 0) text = std::max(std::round(character * least_characters * 1.1f), text - excess());
    if (excess() > 0) margin = bare_margin;
    if (excess() > 0) text = std::max(std::round(character * least_characters), text - excess());
    line_width = std::floor(text);
    const float page = gutter + line_width + gap + margin + 8;
    if (room - page >= 2 * desk_width) {
        page_left = std::round(view_min.x + (room - page) / 2);
        page_right = page_left + page;
    } else {
        page_left = view_min.x;
        page_right = view_min.x + room;
    }
    const float spare = std::max(0.0f, page_right - page_left - page);
    text_left = std::round(page_left + gutter + spare / 2);
    margin_left = text_left + line_width + gap;
    margin_right = std::min(margin_left + margin, page_right - 8);

    TranscriptLayout::Request request;
    request.text = input->text;
    request.paragraphs = input->paragraphs;
    request.labels = input->labels;
    request.fonts = {body, label};
    request.width = line_width;
    request.line_height = std::round(size * line_em);
    request.paragraph_gap = std::round(size * gap_em);
    request.fonts_seen = type->generation;
    const bool known = layout.paragraph_count() > 0 && anchor < layout.paragraph_count();
    const bool same_text = known && layout.text().data() == input->text.view().data();
    // The byte at the top of the view stays there when the lines are new.
    std::uint32_t top = 0;
    float below = 0;
    if (same_text) {
        const ParagraphLayout& first = paragraph(anchor);
        const auto line = static_cast<std::size_t>(std::max(0.0f, anchor_offset) / layout.line_height());
        top = first.lines()[std::min(line, first.lines().size() - 1)].range.begin;
        below = anchor_offset - static_cast<float>(std::min(line, first.lines().size() - 1)) * layout.line_height();
    }
    fresh = layout.set(request);
    if (fresh) {
        if (same_text) {
            anchor = layout.paragraph_at(top);
            anchor_offset = static_cast<float>(paragraph(anchor).line_of(top)) * layout.line_height() + below;
        } else {
            mirror_marks.clear(); // of another text
            mirror_stripes.clear();
            anchor = 0;
            anchor_offset = -top_margin;
            const auto last = input->text.size();
            caret = std::min(caret, last);
            fixed_end = std::min(fixed_end, last);
        }
        goal_x.reset();
    }
    base_line = base_line_in(body, layout.line_height());
}

void CodedTextPage::settle() {
    const std::size_t count = layout.paragraph_count();
    lines.clear();
    if (count == 0) return;
    anchor = std::min(anchor, count - 1);
    const auto towards_top = [&] {
        while (anchor_offset < 0 && anchor > 0) {
            paragraph(--anchor);
            anchor_offset += layout.height_of(anchor);
        }
        if (anchor == 0) anchor_offset = std::max(anchor_offset, -top_margin);
    };
    const auto towards_end = [&] {
        paragraph(anchor);
        while (anchor + 1 < count && anchor_offset >= layout.height_of(anchor)) {
            anchor_offset -= layout.height_of(anchor);
            paragraph(++anchor);
        }
    };
    towards_top();
    towards_end();
    float rest = -anchor_offset;
    for (std::size_t i = anchor; i < count && rest < view_height(); ++i) {
        paragraph(i);
        rest += layout.height_of(i);
    }
    if (rest + bottom_margin < view_height()) {
        anchor_offset -= view_height() - bottom_margin - rest;
        towards_top();
    }
    const float scale = platform::device_scale();
    anchor_offset = std::round(anchor_offset * scale) / scale;

    float top = view_min.y - anchor_offset;
    for (std::size_t i = anchor; i < count && top < view_max.y; ++i) {
        const ParagraphLayout& laid_out = paragraph(i);
        for (std::size_t line = 0; line < laid_out.lines().size(); ++line) {
            const float at = top + static_cast<float>(line) * layout.line_height();
            if (at + layout.line_height() > view_min.y && at < view_max.y)
                lines.push_back({i, line, laid_out.lines()[line].range, at});
        }
        top += layout.height_of(i);
    }
    marks.clear();
    if (!lines.empty()) {
        const TextRange seen{lines.front().range.begin, lines.back().range.end + 1};
        for (const Highlight& highlight : input->highlights) {
            if (highlight.range.begin >= seen.end) break;
            if (highlight.range.overlaps(seen)) marks.push_back(&highlight);
        }
        std::ranges::stable_sort(marks, {}, [](const Highlight* mark) { return mark->lane; });
    }
    lay_out_margin();
}

void CodedTextPage::scroll_by(float pixels) { anchor_offset += pixels; }

void CodedTextPage::show_line(std::uint32_t offset, float share) {
    if (layout.paragraph_count() == 0) return;
    anchor = layout.paragraph_at(offset);
    anchor_offset = static_cast<float>(paragraph(anchor).line_of(offset)) * layout.line_height() - view_height() * share;
}

void CodedTextPage::keep_in_view(std::uint32_t offset, bool at_line_end) {
    if (layout.paragraph_count() == 0) return;
    const std::size_t index = layout.paragraph_at(offset);
    const float line_top = static_cast<float>(paragraph(index).line_of(offset, at_line_end)) * layout.line_height();
    const float top = layout.top_of(index) - layout.top_of(anchor) - anchor_offset + line_top;
    const float spare = std::min(layout.line_height() * 0.5f, view_height() / 4);
    if (top < spare) {
        anchor = index;
        anchor_offset = line_top - spare;
    } else if (top + layout.line_height() > view_height() - spare) {
        anchor = index;
        anchor_offset = line_top + layout.line_height() + spare - view_height();
    }
}

float CodedTextPage::content_height() { return top_margin + layout.total_height() + bottom_margin; }

float CodedTextPage::scroll_place() {
    return layout.paragraph_count() == 0 ? 0 : top_margin + layout.top_of(anchor) + anchor_offset;
}

void CodedTextPage::set_scroll_place(float place) {
    if (layout.paragraph_count() == 0) return;
    anchor = layout.paragraph_at_height(std::max(0.0f, place - top_margin));
    anchor_offset = place - top_margin - layout.top_of(anchor);
}

Rect CodedTextPage::scrollbar_thumb() {
    const float whole = content_height();
    if (whole <= view_height() + 1) return {};
    const float track = view_height() - 4;
    const float height = std::max(36.0f, track * view_height() / whole);
    const float share = std::clamp(scroll_place() / (whole - view_height()), 0.0f, 1.0f);
    return {view_max.x - scrollbar_width + 3, view_min.y + 2 + share * (track - height), scrollbar_width - 6, height};
}

const PageLine* CodedTextPage::line_in_view(std::uint32_t offset) const {
    const auto after = std::ranges::upper_bound(lines, offset, {}, [](const PageLine& line) { return line.range.begin; });
    if (after == lines.begin()) return nullptr;
    const PageLine& line = *(after - 1);
    return offset <= line.range.end ? &line : nullptr;
}

const PageLine* CodedTextPage::line_at(float y) const {
    if (lines.empty()) return nullptr;
    const PageLine* best = &lines.front();
    for (const PageLine& line : lines) {
        // Half of the gap between paragraphs belongs to either; lines of one paragraph have none.
        if ((best->top + layout.line_height() + line.top) / 2 > y) break;
        best = &line;
    }
    return best;
}

std::uint32_t CodedTextPage::hit(ImVec2 place) {
    const PageLine* line = line_at(place.y);
    if (!line) return 0;
    return paragraph(line->paragraph).hit(layout.text(), line->line, place.x - text_left);
}

Rect CodedTextPage::caret_rect(const PageLine& line, std::uint32_t offset) {
    const float x = text_left + paragraph(line.paragraph).caret_x(layout.text(), line.line, offset);
    return {x - 1, line.top + layout.line_height() * 0.12f, 2, layout.line_height() * 0.76f};
}

void CodedTextPage::rects_on(const PageLine& line, TextRange range, std::vector<Rect>& out) {
    spans.clear();
    paragraph(line.paragraph).spans(layout.text(), line.line, range, spans);
    for (const LayoutSpan& span : spans)
        out.push_back({text_left + span.left, line.top, span.right - span.left, layout.line_height()});
}

std::vector<Id<Coding>> CodedTextPage::codings_at(ImVec2 place) {
    std::vector<Id<Coding>> found;
    const PageLine* line = line_at(place.y);
    if (!line || place.y < line->top || place.y >= line->top + layout.line_height()) return found;
    std::vector<const Highlight*> under;
    std::vector<Rect> rects;
    for (const Highlight* mark : marks) {
        if (!mark->range.overlaps(line->range)) continue;
        rects.clear();
        rects_on(*line, mark->range, rects);
        if (std::ranges::any_of(rects, [&](const Rect& rect) { return contains(rect, place); })) under.push_back(mark);
    }
    std::ranges::stable_sort(under, {}, [](const Highlight* mark) { return mark->range.size(); });
    for (const Highlight* mark : under) found.push_back(mark->coding);
    return found;
}

const Highlight* CodedTextPage::active() const {
    if (!input->active) return nullptr;
    const auto found = std::ranges::find(input->highlights, input->active, &Highlight::coding);
    return found == input->highlights.end() ? nullptr : &*found;
}

} // namespace emic
