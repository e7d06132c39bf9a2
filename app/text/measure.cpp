#include "text/measure.h"

#include <functional>

namespace emic {

namespace {
constexpr std::size_t generation_entries = 24'000;
}

std::size_t TextKeyHash::operator()(const TextKeyView& key) const {
    std::uint64_t hash = std::hash<std::string_view>{}(key.text);
    const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL; };
    mix(std::hash<float>{}(key.font.size));
    mix(static_cast<std::size_t>(key.font.face) | static_cast<std::size_t>(key.font.han) << 4 |
        static_cast<std::size_t>(key.font.bold) << 8 | static_cast<std::size_t>(key.font.italic) << 9 |
        static_cast<std::size_t>(key.right_to_left) << 10);
    mix(key.rgba);
    return static_cast<std::size_t>(hash ^ (hash >> 17));
}

platform::TextExtent TextMeasure::extent(const platform::Font& font, std::string_view text, bool right_to_left) {
    if (text.empty()) return {};
    const TextKeyView key{font, 0, right_to_left, text};
    if (const auto found = m_young.find(key); found != m_young.end()) return found->second;
    platform::TextExtent extent;
    if (const auto found = m_old.find(key); found != m_old.end()) extent = found->second;
    else extent = platform::measure_text(font, text, right_to_left);
    if (m_young.size() >= generation_entries) {
        m_old = std::move(m_young);
        m_young = {};
    }
    m_young.emplace(TextKey(key), extent);
    return extent;
}

float TextMeasure::prefix(const platform::Font& font, std::string_view text, std::uint32_t bytes) {
    return bytes == 0 ? 0 : platform::measure_prefix(font, text, bytes);
}

void TextMeasure::clear() {
    m_young.clear();
    m_old.clear();
}

} // namespace emic
