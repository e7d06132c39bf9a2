#include "widgets/rich_text.h"

#include <algorithm>
#include <cmath>
#include <linebreak.h>
#include <string>
#include <vector>

namespace emic {

namespace {

/// A stretch in one look on one line.
struct Piece {
    std::size_t span = 0;
    std::string_view text;
    float x = 0, width = 0;
};

struct Line {
    std::vector<Piece> pieces;
    float width = 0; ///< without white space at its end
};

struct RichLayout {
    std::vector<Line> lines;
    float line_height = 0;
};

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

/// What libunibreak says about breaking behind each byte of the whole text.
std::vector<char> breaks_of(std::span<const RichSpan> spans) {
    std::string text;
    for (const RichSpan& span : spans) text += span.text;
    std::vector<char> breaks(text.size());
    set_linebreaks_utf8(reinterpret_cast<const utf8_t*>(text.data()), text.size(), "", breaks.data());
    return breaks;
}

class LineFiller {
public:
    LineFiller(Ui& ui, float width, std::span<const RichSpan> spans) : m_ui(ui), m_width(width), m_spans(spans) {}

    /// A word, possibly in several looks, that must stay on one line.
    void add_word(const std::vector<Piece>& word) {
        float ink = 0, advance = 0;
        for (const Piece& piece : word) {
            std::string_view seen = piece.text;
            while (!seen.empty() && is_blank(seen.back())) seen.remove_suffix(1);
            if (!seen.empty()) ink = advance + m_ui.width(seen, m_spans[piece.span].look);
            advance += m_ui.width(piece.text, m_spans[piece.span].look);
        }
        if (m_pen > 0 && m_pen + ink > m_width) end_line();
        if (m_lines.empty()) m_lines.emplace_back();
        for (Piece piece : word) {
            piece.width = m_ui.width(piece.text, m_spans[piece.span].look);
            piece.x = m_pen;
            m_pen += piece.width;
            m_lines.back().pieces.push_back(piece);
        }
        m_lines.back().width = m_pen - advance + ink;
    }
    void end_line() {
        m_lines.emplace_back();
        m_pen = 0;
    }
    std::vector<Line> take() { return std::move(m_lines); }

private:
    Ui& m_ui;
    float m_width;
    std::span<const RichSpan> m_spans;
    std::vector<Line> m_lines;
    float m_pen = 0;
};

RichLayout lay_out(Ui& ui, float width, std::span<const RichSpan> spans) {
    const std::vector<char> breaks = breaks_of(spans);
    RichLayout layout;
    for (const RichSpan& span : spans) layout.line_height = std::max(layout.line_height, std::round(span.look.size * 1.5f));

    LineFiller filler(ui, width, spans);
    std::vector<Piece> word;
    std::size_t base = 0;
    for (std::size_t s = 0; s < spans.size(); ++s) {
        const std::string_view text = spans[s].text;
        std::size_t from = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char breaking = breaks[base + i];
            if (breaking != LINEBREAK_ALLOWBREAK && breaking != LINEBREAK_MUSTBREAK) continue;
            const bool line_end = text[i] == '\n';
            word.push_back({s, text.substr(from, i - from + (line_end ? 0 : 1))});
            from = i + 1;
            const bool last = base + i + 1 == breaks.size();
            filler.add_word(word);
            word.clear();
            if (line_end && !last) filler.end_line();
        }
        if (from < text.size()) word.push_back({s, text.substr(from)});
        base += text.size();
    }
    if (!word.empty()) filler.add_word(word);
    layout.lines = filler.take();
    return layout;
}

std::size_t shown_lines(const RichLayout& layout, int limit) {
    const std::size_t count = layout.lines.size();
    return limit > 0 ? std::min(count, static_cast<std::size_t>(limit)) : count;
}

} // namespace

float rich_paragraph_height(Ui& ui, float width, std::span<const RichSpan> spans, int limit) {
    const RichLayout layout = lay_out(ui, width, spans);
    return static_cast<float>(shown_lines(layout, limit)) * layout.line_height;
}

float rich_paragraph(Ui& ui, float x, float y, float width, std::span<const RichSpan> spans, int limit) {
    const RichLayout layout = lay_out(ui, width, spans);
    const std::size_t count = shown_lines(layout, limit);
    for (std::size_t l = 0; l < count; ++l) {
        const Line& line = layout.lines[l];
        const float top = y + static_cast<float>(l) * layout.line_height;
        for (std::size_t p = 0; p < line.pieces.size();) { // neighbours of one look share one background
            const RichSpan& span = spans[line.pieces[p].span];
            const float left = line.pieces[p].x;
            float right = left;
            while (p < line.pieces.size() && &spans[line.pieces[p].span] == &span)
                right = line.pieces[p].x + line.pieces[p].width, ++p;
            if (span.background && std::min(right, line.width) > left)
                ui.fill({x + left - 1, top + 1, std::min(right, line.width) - left + 2, layout.line_height - 2},
                        span.background, 3);
        }
        for (const Piece& piece : line.pieces) {
            const bool blank = std::all_of(piece.text.begin(), piece.text.end(), is_blank);
            // A rectangle a little wider than the word, so that rounding never cuts it.
            if (!blank) ui.label({x + piece.x, top, piece.width + 4, layout.line_height}, piece.text, spans[piece.span].look);
        }
    }
    if (count < layout.lines.size() && count > 0) {
        const Line& last = layout.lines[count - 1];
        TextLook look = spans[last.pieces.empty() ? 0 : last.pieces.back().span].look;
        ui.label({x + last.width, y + static_cast<float>(count - 1) * layout.line_height, look.size * 2, layout.line_height},
                 "…", look);
    }
    return static_cast<float>(count) * layout.line_height;
}

} // namespace emic
