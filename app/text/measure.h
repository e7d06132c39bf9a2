#pragma once

#include "platform.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace emic {

/// A text in a font as a cache key; TextKeyView looks up without copying.
struct TextKeyView {
    platform::Font font;
    std::uint32_t rgba = 0;
    bool right_to_left = false;
    std::string_view text;
};

struct TextKey {
    platform::Font font;
    std::uint32_t rgba = 0;
    bool right_to_left = false;
    std::string text;

    explicit TextKey(const TextKeyView& view)
        : font(view.font), rgba(view.rgba), right_to_left(view.right_to_left), text(view.text) {}
    [[nodiscard]] TextKeyView view() const { return {font, rgba, right_to_left, text}; }
};

struct TextKeyHash {
    using is_transparent = void;
    std::size_t operator()(const TextKeyView& key) const;
    std::size_t operator()(const TextKey& key) const { return (*this)(key.view()); }
};

struct TextKeyEqual {
    using is_transparent = void;
    static bool same(const TextKeyView& a, const TextKeyView& b) {
        return a.text == b.text && a.font == b.font && a.rgba == b.rgba && a.right_to_left == b.right_to_left;
    }
    bool operator()(const TextKey& a, const TextKey& b) const { return same(a.view(), b.view()); }
    bool operator()(const TextKeyView& a, const TextKey& b) const { return same(a, b.view()); }
    bool operator()(const TextKey& a, const TextKeyView& b) const { return same(a.view(), b); }
};

/// Remembers what the browser measured. Bounded: what was not asked for lately is forgotten.
class TextMeasure {
public:
    /// Of a run of one direction; only the box of its ink depends on which.
    platform::TextExtent extent(const platform::Font& font, std::string_view text, bool right_to_left = false);
    float advance(const platform::Font& font, std::string_view text) { return extent(font, text).advance; }
    /// The pen's place after the first `bytes` of a run.
    static float prefix(const platform::Font& font, std::string_view text, std::uint32_t bytes);

    /// After the browser's fonts changed.
    void clear();

private:
    using Cache = std::unordered_map<TextKey, platform::TextExtent, TextKeyHash, TextKeyEqual>;
    Cache m_young, m_old; ///< a full young one becomes the old one; hits in the old one move back
};

} // namespace emic
