#pragma once

#include "engine/indexes.h"
#include "engine/project.h"

namespace emic {

/// A colour by how it looks (OKLCH, Björn Ottosson 2020): lightness 0 to 1, chroma 0 to about 0.37, hue in degrees
/// 0 to 360. Equal steps look equally large.
struct Oklch {
    double lightness = 0;
    double chroma = 0;
    double hue = 0;
};
Oklch to_oklch(Colour colour);
/// The nearest colour a screen shows: lightness and hue are kept, chroma is taken back as far as needed.
Colour from_oklch(const Oklch& colour);

/// Number of hues, evenly spread over the circle.
inline constexpr std::uint32_t palette_hues = 24;

/// The colours that codes take one after the other, mixed so that neighbours differ clearly; starts again after 24.
Colour palette_colour(std::uint32_t index);

/// The shades that the children of a code take one after the other: the parent's hue, lighter and darker in turn.
Colour shade_colour(Colour parent, std::uint32_t index);

/// The colour for a new code under `parent` (null: at the top): the first of palette or shades that the fewest codes
/// beside it have.
Colour next_code_colour(const Project& project, const Indexes& indexes, Id<Code> parent);

/// The colour for a new coder, likewise.
Colour next_coder_colour(const Project& project);

} // namespace emic
