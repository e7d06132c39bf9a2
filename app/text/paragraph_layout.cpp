#include "text/paragraph_layout.h"

#include "text/bidi.h"
#include "text/breaks.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

/// What rounding in sums of advances may amount to.
constexpr float tolerance = 1.0f / 64;
/// A tab is as wide as this many spaces.
constexpr float tab_spaces = 4;

/// White space that may hang over the end of a line.
bool hangs(char32_t c) {
    return c == ' ' || c == '\t' || c == 0x1680 || (c >= 0x2000 && c <= 0x200A && c != 0x2007) || c == 0x205F ||
           c == 0x3000;
}

std::uint32_t without_trailing_space(std::string_view text, TextRange range) {
    std::uint32_t end = range.end;
    while (end > range.begin) {
        std::uint32_t last = end - 1;
        while (last > range.begin && !is_code_point_boundary(text, last)) --last;
        std::uint32_t after = last;
        if (!hangs(next_code_point(text, after))) break;
        end = last;
    }
    return end;
}

float space_advance(const platform::Font& font, std::string_view spaces, TextMeasure& measure) {
    float sum = 0;
    for (std::uint32_t at = 0; at < spaces.size();) {
        const std::uint32_t begin = at;
        if (next_code_point(spaces, at) == '\t') sum += tab_spaces * measure.advance(font, " ");
        else sum += measure.advance(font, spaces.substr(begin, at - begin));
    }
    return sum;
}

} // namespace

void ParagraphLayout::lay_out(std::string_view text, TextRange paragraph, std::span<const TextRange> labels,
                              const LayoutFonts& fonts, float width, TextMeasure& measure, TextDirection direction) {
    m_range = paragraph;
    m_fonts = fonts;
    m_inner.clear();
    cut_into_words(text, labels, direction);
    for (LayoutWord& word : m_words) measure_word(text, word, measure);
    fill_lines(text, width, measure);
    place_words(width);
}

void ParagraphLayout::cut_into_words(std::string_view text, std::span<const TextRange> labels, TextDirection direction) {
    m_words.clear();
    const std::string_view paragraph = slice(text, m_range);
    const BidiLevels levels = bidi_levels(paragraph, direction);
    m_base_level = levels.base;
    if (paragraph.empty()) return;
    const std::vector<BreakAfter> breaks = line_breaks(paragraph);
    const std::vector<std::uint32_t> graphemes = grapheme_boundaries(paragraph);
    auto label = std::lower_bound(labels.begin(), labels.end(), m_range.begin,
                                  [](const TextRange& range, std::uint32_t begin) { return range.end <= begin; });
    const auto in_label = [&](std::uint32_t offset) {
        while (label != labels.end() && label->end <= offset) ++label;
        return label != labels.end() && label->begin <= offset;
    };
    LayoutWord word;
    const auto begin_word = [&](std::uint32_t at) {
        word = {};
        word.range.begin = m_range.begin + at;
        word.level = levels.at(at);
        word.label = in_label(word.range.begin);
        std::uint32_t after = at;
        word.breaks_inside = breaks_anywhere(next_code_point(paragraph, after));
    };
    begin_word(0);
    // Only grapheme boundaries are cut at; the first is 0, the last the end.
    for (std::size_t i = 1; i < graphemes.size(); ++i) {
        const std::uint32_t at = graphemes[i];
        const bool end = at == paragraph.size();
        const bool may_end_line = breaks[at - 1] == BreakAfter::allowed;
        std::uint32_t after = at;
        if (!end && !may_end_line && levels.at(at) == word.level && in_label(m_range.begin + at) == word.label &&
            breaks_anywhere(next_code_point(paragraph, after)) == word.breaks_inside)
            continue;
        word.range.end = m_range.begin + at;
        word.may_end_line = may_end_line;
        m_words.push_back(word);
        if (!end) begin_word(at);
    }
}

void ParagraphLayout::measure_word(std::string_view text, LayoutWord& word, TextMeasure& measure) const {
    word.ink_end = without_trailing_space(text, word.range);
    word.ink_advance = measure.advance(font_of(word), slice(text, {word.range.begin, word.ink_end}));
    word.advance =
        word.ink_advance + space_advance(font_of(word), slice(text, {word.ink_end, word.range.end}), measure);
}

void ParagraphLayout::fill_lines(std::string_view text, float width, TextMeasure& measure) {
    m_lines.clear();
    std::vector<LayoutWord> placed;
    placed.reserve(m_words.size());
    LayoutLine line{{m_range.begin, m_range.begin}, 0, 0, 0, 0, false};
    float pen = 0;
    const auto end_line = [&](bool wrapped) {
        level_end_of_line(placed, line.first_word);
        line.word_count = static_cast<std::uint32_t>(placed.size()) - line.first_word;
        line.range.end = placed.empty() ? m_range.begin : placed.back().range.end;
        line.wrapped = wrapped;
        m_lines.push_back(line);
        line = {{line.range.end, line.range.end}, static_cast<std::uint32_t>(placed.size()), 0, 0, 0, false};
        pen = 0;
    };
    const auto line_empty = [&] { return placed.size() == line.first_word; };
    // Places a word that may be wider than the rest of the line, cut at graphemes.
    const auto fill = [&](LayoutWord word) {
        while (pen + word.ink_advance > width + tolerance) {
            const std::string_view ink = slice(text, {word.range.begin, word.ink_end});
            const std::vector<std::uint32_t> graphemes = grapheme_boundaries(ink);
            const auto fits = std::partition_point(graphemes.begin() + 1, graphemes.end(), [&](std::uint32_t bytes) {
                return pen + TextMeasure::prefix(font_of(word), ink, bytes) <= width + tolerance;
            });
            std::uint32_t bytes = *(fits - 1);
            if (bytes == 0) {
                if (!line_empty()) {
                    end_line(true);
                    continue;
                }
                bytes = graphemes[1]; // a line holds at least one grapheme
            }
            if (bytes == ink.size()) break;
            LayoutWord head = word;
            head.range.end = word.range.begin + bytes;
            head.may_end_line = true;
            measure_word(text, head, measure);
            placed.push_back(head);
            word.range.begin = head.range.end;
            measure_word(text, word, measure);
            end_line(true);
        }
        placed.push_back(word);
        pen += word.advance;
    };
    for (std::size_t first = 0; first < m_words.size();) {
        std::size_t last = first;
        float advance = 0;
        while (last + 1 < m_words.size() && !m_words[last].may_end_line) advance += m_words[last++].advance;
        const float unit = advance + m_words[last].ink_advance;
        const bool inside = std::any_of(m_words.begin() + static_cast<std::ptrdiff_t>(first),
                                        m_words.begin() + static_cast<std::ptrdiff_t>(last + 1),
                                        [](const LayoutWord& word) { return word.breaks_inside; });
        if (!inside && !line_empty() && pen + unit > width + tolerance) end_line(true);
        for (; first <= last; ++first) fill(m_words[first]);
    }
    end_line(false);
    m_words = std::move(placed);
}

/// Spaces at a line's end are of the paragraph's direction, whatever the words before them are (UAX #9, L1).
void ParagraphLayout::level_end_of_line(std::vector<LayoutWord>& placed, std::uint32_t first) const {
    std::size_t at = placed.size();
    while (at > first && placed[at - 1].ink_end == placed[at - 1].range.begin) placed[--at].level = m_base_level;
    if (at == first) return;
    const LayoutWord last = placed[at - 1];
    if (last.level == m_base_level || last.ink_end == last.range.end) return;
    LayoutWord spaces = last;
    spaces.range.begin = last.ink_end;
    spaces.level = m_base_level;
    spaces.advance = last.advance - last.ink_advance;
    spaces.ink_advance = 0;
    placed[at - 1].range.end = last.ink_end;
    placed[at - 1].advance = last.ink_advance;
    placed[at - 1].may_end_line = false;
    placed.insert(placed.begin() + static_cast<std::ptrdiff_t>(at), spaces);
}

void ParagraphLayout::place_words(float width) {
    for (LayoutLine& line : m_lines) {
        const std::span<LayoutWord> words = std::span(m_words).subspan(line.first_word, line.word_count);
        const bool from_right = (m_base_level & 1) != 0;
        if (words.empty()) {
            line.left = line.right = from_right ? width : 0;
            continue;
        }
        std::vector<std::uint8_t> levels;
        float whole = 0;
        for (const LayoutWord& word : words) {
            levels.push_back(word.level);
            whole += word.advance;
        }
        float pen = from_right ? width - whole : 0;
        for (const std::uint32_t index : visual_order(levels)) {
            words[index].x = pen;
            pen += words[index].advance;
        }
        line.left = std::numeric_limits<float>::max();
        line.right = std::numeric_limits<float>::lowest();
        std::size_t inked = words.size(); // up to the last word with ink; where there is none, all that is there
        while (inked > 0 && words[inked - 1].ink_end == words[inked - 1].range.begin) --inked;
        if (inked == 0) inked = words.size();
        for (std::size_t i = 0; i < inked; ++i) {
            const LayoutWord& word = words[i];
            const bool last = i + 1 == inked;
            line.left = std::min(line.left, last ? word.ink_x() : word.x);
            line.right = std::max(line.right, last ? word.ink_x() + word.ink_advance : word.x + word.advance);
        }
    }
}

float ParagraphLayout::advance_before(std::string_view text, const LayoutWord& word, std::uint32_t offset) const {
    if (offset <= word.range.begin) return 0;
    if (offset >= word.range.end) return word.advance;
    if (offset == word.ink_end) return word.ink_advance;
    if (const auto known = m_inner.find(offset); known != m_inner.end()) return known->second;
    float advance = 0;
    if (offset < word.ink_end) {
        advance = TextMeasure::prefix(font_of(word), slice(text, {word.range.begin, word.ink_end}),
                                      offset - word.range.begin);
    } else {
        const float share = static_cast<float>(offset - word.ink_end) / static_cast<float>(word.range.end - word.ink_end);
        advance = word.ink_advance + (word.advance - word.ink_advance) * share;
    }
    m_inner.emplace(offset, advance);
    return advance;
}

float ParagraphLayout::x_in_word(std::string_view text, const LayoutWord& word, std::uint32_t offset) const {
    const float advance = advance_before(text, word, offset);
    return word.right_to_left() ? word.x + word.advance - advance : word.x + advance;
}

std::size_t ParagraphLayout::line_of(std::uint32_t offset, bool line_end) const {
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), offset,
                                        [](std::uint32_t place, const LayoutLine& line) { return place < line.range.begin; });
    std::size_t found = after == m_lines.begin() ? 0 : static_cast<std::size_t>(after - m_lines.begin()) - 1;
    if (line_end && found > 0 && m_lines[found].range.begin == offset) --found;
    return found;
}

float ParagraphLayout::caret_x(std::string_view text, std::size_t line, std::uint32_t offset) const {
    const LayoutLine& on = m_lines[line];
    const std::span<const LayoutWord> words = words_of(on);
    if (words.empty()) return on.left;
    const auto after = std::upper_bound(words.begin(), words.end(), offset,
                                        [](std::uint32_t place, const LayoutWord& word) { return place < word.range.begin; });
    return x_in_word(text, after == words.begin() ? words.front() : *(after - 1), offset);
}

std::uint32_t ParagraphLayout::hit(std::string_view text, std::size_t line, float x) const {
    const LayoutLine& on = m_lines[line];
    const std::span<const LayoutWord> words = words_of(on);
    if (words.empty()) return on.range.begin;
    const auto away_from = [x](const LayoutWord& word) { return std::max({word.x - x, x - (word.x + word.advance), 0.0f}); };
    float least = std::numeric_limits<float>::max();
    for (const LayoutWord& word : words) least = std::min(least, away_from(word));
    // Where words of two directions meet, both end at x, but the caret of only one of the places is shown there.
    std::uint32_t best = on.range.begin;
    float distance = std::numeric_limits<float>::max();
    for (const LayoutWord& word : words) {
        if (away_from(word) > least + tolerance) continue;
        const std::uint32_t place = hit_word(text, word, on.wrapped && &word == &words.back(), x);
        if (const float away = std::abs(caret_x(text, line, place) - x); away < distance - tolerance) {
            distance = away;
            best = place;
        }
    }
    return best;
}

std::uint32_t ParagraphLayout::hit_word(std::string_view text, const LayoutWord& word, bool hanging, float x) const {
    const TextRange reach{word.range.begin, hanging ? word.ink_end : word.range.end};
    const std::vector<std::uint32_t> boundaries = grapheme_boundaries(slice(text, reach));
    // The places grow with the offset, to the left or to the right, so the nearest lies beside the turn.
    const bool leftwards = word.right_to_left();
    const auto turn = std::partition_point(boundaries.begin(), boundaries.end(), [&](std::uint32_t bytes) {
        const float place = x_in_word(text, word, reach.begin + bytes);
        return leftwards ? place > x : place < x;
    });
    if (turn == boundaries.begin()) return reach.begin;
    if (turn == boundaries.end()) return reach.end;
    const std::uint32_t before = reach.begin + *(turn - 1), after = reach.begin + *turn;
    return std::abs(x_in_word(text, word, before) - x) < std::abs(x_in_word(text, word, after) - x) ? before : after;
}

void ParagraphLayout::spans(std::string_view text, std::size_t line, TextRange range, std::vector<LayoutSpan>& out) const {
    const LayoutLine& on = m_lines[line];
    if (!range.overlaps(on.range)) return;
    const std::size_t first = out.size();
    const std::span<const LayoutWord> words = words_of(on);
    auto word = std::upper_bound(words.begin(), words.end(), range.begin,
                                 [](std::uint32_t place, const LayoutWord& other) { return place < other.range.end; });
    bool sorted = true;
    for (; word != words.end() && word->range.begin < range.end; ++word) {
        const bool last = &*word == &words.back();
        const std::uint32_t reach = last ? word->ink_end : word->range.end;
        if (std::max(range.begin, word->range.begin) >= reach) continue;
        const float a = x_in_word(text, *word, std::max(range.begin, word->range.begin));
        const float b = x_in_word(text, *word, std::min(range.end, reach));
        const LayoutSpan span{std::min(a, b), std::max(a, b)};
        if (span.right - span.left < tolerance) continue;
        if (out.size() > first && std::abs(out.back().right - span.left) < tolerance) out.back().right = span.right;
        else {
            sorted = sorted && (out.size() == first || out.back().right <= span.left);
            out.push_back(span);
        }
    }
    if (sorted) return;
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, out.end(), [](const LayoutSpan& a, const LayoutSpan& b) { return a.left < b.left; });
    std::vector<LayoutSpan> joined;
    for (auto span = begin; span != out.end(); ++span)
        if (!joined.empty() && span->left - joined.back().right < tolerance) joined.back().right = span->right;
        else joined.push_back(*span);
    out.resize(first);
    out.insert(out.end(), joined.begin(), joined.end());
}

} // namespace emic
