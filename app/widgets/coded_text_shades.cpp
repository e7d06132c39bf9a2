#include "widgets/coded_text_shades.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace emic {

namespace {

/// More than a page of codes in every appearance ever needs.
constexpr std::size_t most_shades = 4096;

} // namespace

std::uint32_t code_shade(Colour colour, float lightness, float chroma) {
    static std::map<std::tuple<Colour, float, float>, std::uint32_t> known;
    const std::tuple key{colour, lightness, chroma};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    if (known.size() >= most_shades) known.clear();
    const Oklch own = to_oklch(colour);
    return known[key] = from_oklch({lightness, std::min<double>(own.chroma, chroma), own.hue}) << 8 | 0xFF;
}

} // namespace emic
