#pragma once

#include "engine/text.h"
#include "engine/text_direction.h"
#include "text/measure.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace emic {

/// The fonts of a laid-out text: speaker labels have their own.
struct LayoutFonts {
    platform::Font body, label;
    bool operator==(const LayoutFonts&) const = default;
};

/// A stretch that is drawn as one run and never broken: a word with the spaces after it, one Chinese character.
/// Offsets are bytes of the whole text, lengths CSS pixels from the left edge of the paragraph.
struct LayoutWord {
    TextRange range;             ///< trailing spaces included
    std::uint32_t ink_end = 0;   ///< end without them
    float x = 0;                 ///< left edge
    float advance = 0;           ///< with the spaces
    float ink_advance = 0;       ///< without
    std::uint8_t level = 0;      ///< odd is right to left
    bool label = false;          ///< part of a speaker label
    bool may_end_line = false;   ///< a line may end after it
    bool breaks_inside = false;  ///< of a script without visible words: fills lines

    [[nodiscard]] bool right_to_left() const { return (level & 1) != 0; }
    /// Where the ink begins: to the right of the spaces when they stand on its left.
    [[nodiscard]] float ink_x() const { return right_to_left() ? x + advance - ink_advance : x; }
};

struct LayoutLine {
    TextRange range;
    std::uint32_t first_word = 0, word_count = 0;
    float left = 0, right = 0; ///< of its ink; spaces at the end hang outside
    bool wrapped = false;      ///< the paragraph goes on in the next line
};

struct LayoutSpan {
    float left = 0, right = 0;
    bool operator==(const LayoutSpan&) const = default;
};

/// One paragraph broken into lines. The text itself stays with the caller, who passes the same one to every call.
///
///     width  |-----------------|
///     line 0  They kept checking_      the space hangs, to the left of a paragraph that runs from right to left
///     line 1  on me
class ParagraphLayout {
public:
    /// `labels` may hold ranges of other paragraphs too. A part of a paragraph runs as the whole does: `direction`.
    void lay_out(std::string_view text, TextRange paragraph, std::span<const TextRange> labels, const LayoutFonts& fonts,
                 float width, TextMeasure& measure, TextDirection direction = TextDirection::automatic);

    [[nodiscard]] const std::vector<LayoutLine>& lines() const { return m_lines; }
    [[nodiscard]] const std::vector<LayoutWord>& words() const { return m_words; }
    [[nodiscard]] std::span<const LayoutWord> words_of(const LayoutLine& line) const {
        return std::span(m_words).subspan(line.first_word, line.word_count);
    }
    [[nodiscard]] TextRange range() const { return m_range; }
    [[nodiscard]] std::uint8_t base_level() const { return m_base_level; }

    /// The line that shows the caret before `offset`; at a wrap the one that begins there, or with `line_end` the one
    /// that ends there.
    [[nodiscard]] std::size_t line_of(std::uint32_t offset, bool line_end = false) const;
    /// Where the caret before `offset` stands on a line.
    [[nodiscard]] float caret_x(std::string_view text, std::size_t line, std::uint32_t offset) const;
    /// The grapheme boundary nearest to `x` on a line; beyond its end the one before its trailing spaces.
    [[nodiscard]] std::uint32_t hit(std::string_view text, std::size_t line, float x) const;
    /// The stretches of a range on a line from left to right, neighbours joined; appended to `out`.
    void spans(std::string_view text, std::size_t line, TextRange range, std::vector<LayoutSpan>& out) const;

private:
    void cut_into_words(std::string_view text, std::span<const TextRange> labels, TextDirection direction);
    void measure_word(std::string_view text, LayoutWord& word, TextMeasure& measure) const;
    void fill_lines(std::string_view text, float width, TextMeasure& measure);
    void level_end_of_line(std::vector<LayoutWord>& placed, std::uint32_t first) const;
    void place_words(float width);
    [[nodiscard]] const platform::Font& font_of(const LayoutWord& word) const {
        return word.label ? m_fonts.label : m_fonts.body;
    }
    [[nodiscard]] float advance_before(std::string_view text, const LayoutWord& word, std::uint32_t offset) const;
    [[nodiscard]] std::uint32_t hit_word(std::string_view text, const LayoutWord& word, bool hanging, float x) const;
    [[nodiscard]] float x_in_word(std::string_view text, const LayoutWord& word, std::uint32_t offset) const;

    TextRange m_range;
    LayoutFonts m_fonts;
    std::uint8_t m_base_level = 0;
    std::vector<LayoutWord> m_words;
    std::vector<LayoutLine> m_lines;
    mutable std::unordered_map<std::uint32_t, float> m_inner; ///< measured places inside words, by offset
};

} // namespace emic
