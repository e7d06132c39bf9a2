#include "text/transcript_layout.h"

#include "platform.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

/// Width of a text in em, guessed from its bytes alone: Latin letters half an em, Chinese characters one.
float guess_em(std::string_view text) {
    float em = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) em += 0.47f;
        else if (byte >= 0xE2 && byte < 0xEF) em += 1;
        else if (byte >= 0xC0) em += 0.55f;
    }
    return em;
}

} // namespace

bool TranscriptLayout::set(const Request& request) {
    if (!m_paragraphs.empty() && m_text.same_memory(request.text) && m_fonts == request.fonts &&
        m_width == request.width && m_line_height == request.line_height && m_gap == request.paragraph_gap &&
        m_fonts_seen == request.fonts_seen && std::ranges::equal(m_labels, request.labels))
        return false;
    m_text = request.text;
    m_labels.assign(request.labels.begin(), request.labels.end());
    m_fonts = request.fonts;
    m_width = request.width;
    m_line_height = request.line_height;
    m_gap = request.paragraph_gap;
    m_fonts_seen = request.fonts_seen;
    m_paragraphs.clear();
    m_paragraphs.resize(request.paragraphs.size());
    for (std::size_t i = 0; i < m_paragraphs.size(); ++i) {
        Paragraph& paragraph = m_paragraphs[i];
        paragraph.range = request.paragraphs[i];
        const float lines = std::ceil(guess_em(slice(text(), paragraph.range)) * m_fonts.body.size / m_width);
        paragraph.height = height_for(std::max<std::size_t>(1, static_cast<std::size_t>(lines)), paragraph.range.empty());
    }
    m_missing = m_paragraphs.size();
    m_tops_stale = true;
    return true;
}

float TranscriptLayout::height_for(std::size_t lines, bool empty) const {
    return static_cast<float>(lines) * m_line_height + (empty ? 0 : m_gap);
}

const ParagraphLayout& TranscriptLayout::paragraph(std::size_t index, TextMeasure& measure) {
    Paragraph& paragraph = m_paragraphs[index];
    if (!paragraph.layout) {
        paragraph.layout = std::make_unique<ParagraphLayout>();
        paragraph.layout->lay_out(text(), paragraph.range, m_labels, m_fonts, m_width, measure);
        const float height = height_for(paragraph.layout->lines().size(), paragraph.range.empty());
        m_tops_stale = m_tops_stale || height != paragraph.height;
        paragraph.height = height;
        --m_missing;
    }
    return *paragraph.layout;
}

std::size_t TranscriptLayout::paragraph_at(std::uint32_t offset) const {
    const auto after = std::upper_bound(
        m_paragraphs.begin(), m_paragraphs.end(), offset,
        [](std::uint32_t place, const Paragraph& paragraph) { return place < paragraph.range.begin; });
    return after == m_paragraphs.begin() ? 0 : static_cast<std::size_t>(after - m_paragraphs.begin()) - 1;
}

void TranscriptLayout::sum_up() {
    if (!m_tops_stale) return;
    m_tops.assign(1, 0);
    m_tops.reserve(m_paragraphs.size() + 1);
    for (const Paragraph& paragraph : m_paragraphs) m_tops.push_back(m_tops.back() + paragraph.height);
    m_tops_stale = false;
}

float TranscriptLayout::top_of(std::size_t index) {
    sum_up();
    return m_tops[index];
}

float TranscriptLayout::total_height() {
    sum_up();
    return m_tops.back();
}

std::size_t TranscriptLayout::paragraph_at_height(float height) {
    sum_up();
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), height);
    const std::size_t index = after == m_tops.begin() ? 0 : static_cast<std::size_t>(after - m_tops.begin()) - 1;
    return std::min(index, m_paragraphs.empty() ? 0 : m_paragraphs.size() - 1);
}

bool TranscriptLayout::refine(std::size_t near, double until_ms, TextMeasure& measure) {
    std::size_t below = near, above = near;
    while (m_missing > 0) {
        while (below < m_paragraphs.size() && m_paragraphs[below].layout) ++below;
        while (above > 0 && m_paragraphs[above - 1].layout) --above;
        if (below < m_paragraphs.size()) paragraph(below, measure);
        if (above > 0) paragraph(above - 1, measure);
        if (below >= m_paragraphs.size() && above == 0) break;
        if (platform::now_ms() >= until_ms) break;
    }
    return m_missing > 0;
}

void TranscriptLayout::lay_out_all(TextMeasure& measure) {
    for (std::size_t i = 0; i < m_paragraphs.size(); ++i) paragraph(i, measure);
}

} // namespace emic
