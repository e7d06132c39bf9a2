#pragma once

#include "text/paragraph_layout.h"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace emic {

/// Texts of the interface broken into lines; bounded, what is shown again and again stays.
class WrappedTexts {
public:
    struct Limits {
        float width = 0;
        int lines = 0; ///< at most; 0 is all. A longer text is cut and ends in an ellipsis
        TextDirection direction = TextDirection::automatic; ///< of the first paragraph
    };
    struct Wrapped {
        std::string text;         ///< as it is shown
        std::uint32_t kept = 0;   ///< bytes from the front that are as they were given
        std::vector<ParagraphLayout> paragraphs;
        std::size_t line_count = 0;
        float width = 0; ///< of the widest line
    };
    /// Valid until the next call.
    const Wrapped& wrap(const platform::Font& font, std::string_view text, const Limits& limits, TextMeasure& measure);
    void clear() { m_texts.clear(), m_count = 0; }

private:
    using Texts = std::unordered_map<TextKey, Wrapped, TextKeyHash, TextKeyEqual>; ///< the width stands in the key's rgba
    std::map<std::pair<int, TextDirection>, Texts> m_texts; ///< by lines and direction
    std::size_t m_count = 0;
};

/// How much of a text fits a width with an ellipsis after it; bounded as above.
class ShortenedTexts {
public:
    /// Bytes that stay, up to a grapheme boundary; all of them when the text fits.
    std::uint32_t fitting(const platform::Font& font, std::string_view text, float width, bool with_ellipsis,
                          TextMeasure& measure);
    void clear() { m_fitting.clear(); }

private:
    std::unordered_map<TextKey, std::uint32_t, TextKeyHash, TextKeyEqual> m_fitting;
};

} // namespace emic
