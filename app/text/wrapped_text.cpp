#include "text/wrapped_text.h"

#include "text/breaks.h"

#include <algorithm>
#include <bit>

namespace emic {

namespace {
constexpr std::size_t wrapped_limit = 600;
constexpr std::size_t shortened_limit = 4000;
} // namespace

const WrappedTexts::Wrapped& WrappedTexts::wrap(const platform::Font& font, std::string_view text, float width,
                                                TextMeasure& measure) {
    const TextKeyView key{font, std::bit_cast<std::uint32_t>(width), false, text};
    if (const auto found = m_texts.find(key); found != m_texts.end()) return found->second;
    if (m_texts.size() >= wrapped_limit) m_texts.clear();
    Wrapped wrapped;
    wrapped.text = text;
    for (const TextRange& range : paragraphs(wrapped.text)) {
        ParagraphLayout& paragraph = wrapped.paragraphs.emplace_back();
        paragraph.lay_out(wrapped.text, range, {}, {font, font}, std::max(width, 1.0f), measure);
        wrapped.line_count += paragraph.lines().size();
        for (const LayoutLine& line : paragraph.lines()) wrapped.width = std::max(wrapped.width, line.right - line.left);
    }
    return m_texts.emplace(TextKey(key), std::move(wrapped)).first->second;
}

std::uint32_t ShortenedTexts::fitting(const platform::Font& font, std::string_view text, float width, bool with_ellipsis,
                                      TextMeasure& measure) {
    const auto size = static_cast<std::uint32_t>(text.size());
    if (measure.advance(font, text) <= width) return size;
    const TextKeyView key{font, std::bit_cast<std::uint32_t>(width), with_ellipsis, text};
    if (const auto found = m_fitting.find(key); found != m_fitting.end()) return found->second;
    if (m_fitting.size() >= shortened_limit) m_fitting.clear();
    const float room = with_ellipsis ? width - measure.advance(font, "\u2026") : width;
    const std::vector<std::uint32_t> graphemes = grapheme_boundaries(text);
    const auto over = std::partition_point(graphemes.begin() + 1, graphemes.end(), [&](std::uint32_t bytes) {
        return TextMeasure::prefix(font, text, bytes) <= room;
    });
    std::uint32_t bytes = *(over - 1);
    while (bytes > 0 && text[bytes - 1] == ' ') --bytes;
    m_fitting.emplace(TextKey(key), bytes);
    return bytes;
}

} // namespace emic
