#pragma once

#include "text/paragraph_layout.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace emic {

/// Texts of the interface broken into lines; bounded, what is shown again and again stays.
class WrappedTexts {
public:
    struct Wrapped {
        std::string text;
        std::vector<ParagraphLayout> paragraphs;
        std::size_t line_count = 0;
        float width = 0; ///< of the widest line
    };
    /// Valid until the next call.
    const Wrapped& wrap(const platform::Font& font, std::string_view text, float width, TextMeasure& measure);
    void clear() { m_texts.clear(); }

private:
    std::unordered_map<TextKey, Wrapped, TextKeyHash, TextKeyEqual> m_texts; ///< the width stands in the key's rgba
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
