#pragma once

#include "engine/palette.h"

#include <algorithm>
#include <cstdint>

namespace emic {

/// Most chroma (OKLCH) of the soft fills under words, and of underlines and stripes.
constexpr float fill_chroma = 0.075f;
constexpr float line_chroma = 0.15f;

/// A code's colour at another OKLCH lightness as 0xRRGGBBAA, opaque.
inline std::uint32_t code_shade(Colour colour, float lightness, float chroma) {
    const Oklch own = to_oklch(colour);
    return from_oklch({lightness, std::min<double>(own.chroma, chroma), own.hue}) << 8 | 0xFF;
}

} // namespace emic
