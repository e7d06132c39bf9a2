#pragma once

#include "engine/palette.h"

#include <cstdint>

namespace emic {

/// Most chroma (OKLCH) of the soft fills under words, and of underlines and stripes.
constexpr float fill_chroma = 0.075f;
constexpr float line_chroma = 0.15f;

/// A code's colour at another OKLCH lightness as 0xRRGGBBAA, opaque. The same answer is reckoned once.
std::uint32_t code_shade(Colour colour, float lightness, float chroma);

} // namespace emic
