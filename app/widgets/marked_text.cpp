#include "widgets/marked_text.h"

#include "text/cut_line.h"
#include "text/typesetter.h"
#include "widgets/text_look.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

const WrappedTexts::Wrapped& wrapped(const MarkedText& text, const MarkedLook& look, float width, int limit) {
    return typesetter().wrapped.wrap(font_of(look.around), text.text, {width, limit, text.direction}, typesetter().measure);
}

/// One line with its left edge at `x`. Words are drawn whole, so that their letters stay joined; one that is marked in part is of
/// the marked look, and the ground under it says how much of it is.
void draw_line(Ui& ui, float x, float top, float height, const std::string& text, TextRange marked, const ParagraphLayout& paragraph, std::size_t index, const MarkedLook& look) {
    std::vector<LayoutSpan> grounds;
    if (look.background) paragraph.spans(text, index, marked, grounds);
    for (const LayoutSpan& ground : grounds) ui.fill({x + ground.left - 1, top + 1, ground.right - ground.left + 2, height - 2}, look.background, 3);
    const platform::Font font = font_of(look.around);
    const float base_line = base_line_in(font, height);
    for (const LayoutWord& word : paragraph.words_of(paragraph.lines()[index])) {
        const TextRange ink{word.range.begin, word.ink_end};
        typesetter().ink.draw_run(window_painter(), x + word.ink_x(), top + base_line,
                                  {font, (ink.overlaps(marked) ? look.marked : look.around).colour, slice(text, ink), word.right_to_left()});
    }
}

} // namespace

float marked_paragraph_height(float width, const MarkedText& text, const MarkedLook& look, int limit) {
    return static_cast<float>(wrapped(text, look, width, limit).line_count) * line_height(font_of(look.around));
}

float marked_paragraph(Ui& ui, float x, float y, float width, const MarkedText& text, const MarkedLook& look, int limit) {
    const WrappedTexts::Wrapped& lines = wrapped(text, look, width, limit);
    const TextRange marked{std::min(text.marked.begin, lines.kept), std::min(text.marked.end, lines.kept)};
    const float height = line_height(font_of(look.around));
    const float first = y;
    for (const ParagraphLayout& paragraph : lines.paragraphs)
        for (std::size_t line = 0; line < paragraph.lines().size(); ++line, y += height) draw_line(ui, x, y, height, lines.text, marked, paragraph, line, look);
    return y - first;
}

void marked_line(Ui& ui, const Rect& rect, const MarkedText& text, const MarkedLook& look, std::optional<float> share) {
    const platform::Font font = font_of(look.around);
    const float room = share ? rect.width * *share : rect.width / 2;
    Typesetter& type = typesetter();
    const CutLine line = cut_line(font, text.text, text.marked, {room, rect.width}, type.measure, type.shortened);
    const TextDirection direction = text.direction == TextDirection::automatic ? direction_of(text.text) : text.direction;
    ParagraphLayout paragraph;
    const float unbroken = 2 * type.measure.advance(font, line.text) + 100;
    paragraph.lay_out(line.text, {0, static_cast<std::uint32_t>(line.text.size())}, {}, {font, font}, unbroken, type.measure, direction);
    const LayoutLine& laid = paragraph.lines().front();
    const bool from_right = (paragraph.base_level() & 1) != 0;
    float x = from_right ? rect.x + rect.width - laid.right : rect.x - laid.left;
    std::vector<LayoutSpan> spans;
    paragraph.spans(line.text, 0, line.marked, spans);
    if (share && !spans.empty()) {
        const float wanted = from_right ? rect.x + rect.width - room - spans.back().right : rect.x + room - spans.front().left;
        const float leftmost = rect.x - laid.left, rightmost = rect.x + rect.width - laid.right;
        x = std::clamp(wanted, std::min(leftmost, rightmost), std::max(leftmost, rightmost));
    }
    draw_line(ui, std::round(x), rect.y, rect.height, line.text, line.marked, paragraph, 0, look);
}

} // namespace emic
