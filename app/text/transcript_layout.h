#pragma once

#include "text/paragraph_layout.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace emic {

/// A whole document as lines. Only paragraphs that somebody asked for are laid out; the others have estimated heights,
/// so that the first page of a long transcript costs no more than that of a short one. Coding never touches this.
///
/// Lengths are CSS pixels; heights run from the top of the first paragraph.
class TranscriptLayout {
public:
    struct Request {
        SharedText text;
        std::span<const TextRange> paragraphs; ///< as paragraphs(text) gives them
        std::span<const TextRange> labels;     ///< speaker labels, by place
        LayoutFonts fonts;
        float width = 600;
        float line_height = 27;
        float paragraph_gap = 10;       ///< after each paragraph that is not empty
        std::uint64_t fonts_seen = 0;   ///< Typesetter::generation
    };

    /// Takes on a text, font or width. True when anything differs from before and the lines are new.
    bool set(const Request& request);

    [[nodiscard]] std::size_t paragraph_count() const { return m_paragraphs.size(); }
    [[nodiscard]] std::string_view text() const { return m_text.view(); }
    [[nodiscard]] float line_height() const { return m_line_height; }
    [[nodiscard]] float width() const { return m_width; }

    /// Lays the paragraph out if that was not done. Valid until the next set().
    const ParagraphLayout& paragraph(std::size_t index, TextMeasure& measure);
    [[nodiscard]] bool is_laid_out(std::size_t index) const { return m_paragraphs[index].layout != nullptr; }
    [[nodiscard]] TextRange paragraph_range(std::size_t index) const { return m_paragraphs[index].range; }
    [[nodiscard]] std::size_t paragraph_at(std::uint32_t offset) const;

    /// With the gap below it; estimated while it is not laid out.
    [[nodiscard]] float height_of(std::size_t index) const { return m_paragraphs[index].height; }
    [[nodiscard]] float top_of(std::size_t index);
    [[nodiscard]] float total_height();
    /// The paragraph that covers this height; the last one below the end.
    [[nodiscard]] std::size_t paragraph_at_height(float height);

    /// Lays out more paragraphs, those next to `near` first, until `until_ms` of platform::now_ms(). True while some are
    /// left.
    bool refine(std::size_t near, double until_ms, TextMeasure& measure);
    void lay_out_all(TextMeasure& measure);
    [[nodiscard]] bool complete() const { return m_missing == 0; }

private:
    struct Paragraph {
        TextRange range;
        float height = 0;
        std::unique_ptr<ParagraphLayout> layout;
    };
    [[nodiscard]] float height_for(std::size_t lines, bool empty) const;
    void sum_up();

    SharedText m_text;
    std::vector<TextRange> m_labels;
    LayoutFonts m_fonts;
    float m_width = 0, m_line_height = 0, m_gap = 0;
    std::uint64_t m_fonts_seen = 0;
    std::vector<Paragraph> m_paragraphs;
    std::vector<float> m_tops; ///< one more than paragraphs
    bool m_tops_stale = true;
    std::size_t m_missing = 0;
};

} // namespace emic
