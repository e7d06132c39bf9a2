#include "text/wrapped_text.h"

#include "text/breaks.h"

#include <algorithm>
#include <bit>

namespace emic {

namespace {
constexpr std::size_t wrapped_limit = 600;
constexpr std::size_t shortened_limit = 4000;
constexpr std::string_view ellipsis = "\u2026";

using Wrapped = WrappedTexts::Wrapped;

/// No more bytes than these can stand on so many lines, whatever the letters: of a long passage only its beginning is looked at.
std::uint32_t most_bytes(const platform::Font& font, const WrappedTexts::Limits& limits) {
    constexpr float narrowest_em = 0.1f, letter_bytes = 8;
    const float per_line = std::max(limits.width, font.size) / (font.size * narrowest_em) * letter_bytes;
    return static_cast<std::uint32_t>(std::min(per_line * static_cast<float>(limits.lines), 1e8f));
}

/// Lays out paragraphs until there are more lines than `most`. True when all were laid out.
bool lay_out(Wrapped& wrapped, const platform::Font& font, const WrappedTexts::Limits& limits, std::size_t most, TextMeasure& measure) {
    wrapped.paragraphs.clear();
    wrapped.line_count = 0;
    TextDirection direction = limits.direction;
    for (const TextRange& range : paragraphs(wrapped.text)) {
        if (wrapped.line_count > most) return false;
        ParagraphLayout& paragraph = wrapped.paragraphs.emplace_back();
        paragraph.lay_out(wrapped.text, range, {}, {font, font}, std::max(limits.width, 1.0f), measure, direction);
        wrapped.line_count += paragraph.lines().size();
        direction = TextDirection::automatic;
    }
    return wrapped.line_count <= most;
}

/// The bytes that stay when the line with this number is the last and an ellipsis stands at its end.
std::uint32_t bytes_to_keep(const Wrapped& wrapped, std::size_t last, const platform::Font& font, float width, TextMeasure& measure) {
    for (const ParagraphLayout& paragraph : wrapped.paragraphs) {
        if (last >= paragraph.lines().size()) {
            last -= paragraph.lines().size();
            continue;
        }
        const LayoutLine& line = paragraph.lines()[last];
        float room = width - measure.advance(font, ellipsis);
        std::uint32_t kept = line.range.begin;
        // Of the next word too what there is room for.
        for (const LayoutWord& word : std::span(paragraph.words()).subspan(line.first_word)) {
            const std::string_view ink = slice(wrapped.text, {word.range.begin, word.ink_end});
            const std::vector<std::uint32_t> graphemes = grapheme_boundaries(ink);
            const auto over = std::partition_point(graphemes.begin() + 1, graphemes.end(),
                                                   [&](std::uint32_t bytes) { return TextMeasure::prefix(font, ink, bytes) <= room; });
            if (*(over - 1) > 0) kept = word.range.begin + *(over - 1);
            if (over != graphemes.end()) break;
            room -= word.advance;
        }
        return kept;
    }
    return static_cast<std::uint32_t>(wrapped.text.size());
}

Wrapped wrap_anew(const platform::Font& font, std::string_view text, const WrappedTexts::Limits& limits, TextMeasure& measure) {
    Wrapped wrapped;
    const std::uint32_t most = limits.lines > 0 ? most_bytes(font, limits) : static_cast<std::uint32_t>(text.size());
    wrapped.text = text.size() > most ? text.substr(0, grapheme_floor(text, most)) : text;
    wrapped.kept = static_cast<std::uint32_t>(wrapped.text.size());
    const std::size_t most_lines = limits.lines > 0 ? static_cast<std::size_t>(limits.lines) : SIZE_MAX;
    if (lay_out(wrapped, font, limits, most_lines, measure) && wrapped.text.size() == text.size()) return wrapped;
    std::size_t last = most_lines - 1;
    if (wrapped.line_count <= last) last = wrapped.line_count - 1;
    std::uint32_t kept = bytes_to_keep(wrapped, last, font, limits.width, measure);
    // Where the last letter cannot be parted from the ellipsis, both would go to a line of their own: one letter less then.
    for (;; kept = previous_grapheme(text, kept)) {
        wrapped.text = std::string(text.substr(0, kept)) + std::string(ellipsis);
        wrapped.kept = kept;
        if (lay_out(wrapped, font, limits, most_lines, measure) || kept == 0) return wrapped;
    }
}
} // namespace

const WrappedTexts::Wrapped& WrappedTexts::wrap(const platform::Font& font, std::string_view text, const Limits& limits, TextMeasure& measure) {
    const TextKeyView key{font, std::bit_cast<std::uint32_t>(limits.width), false, text};
    const std::pair kind{limits.lines, limits.direction};
    if (const auto texts = m_texts.find(kind); texts != m_texts.end())
        if (const auto found = texts->second.find(key); found != texts->second.end()) return found->second;
    if (m_count >= wrapped_limit) clear();
    ++m_count;
    Wrapped& wrapped = m_texts[kind].emplace(TextKey(key), wrap_anew(font, text, limits, measure)).first->second;
    for (const ParagraphLayout& paragraph : wrapped.paragraphs)
        for (const LayoutLine& line : paragraph.lines()) wrapped.width = std::max(wrapped.width, line.right - line.left);
    return wrapped;
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
