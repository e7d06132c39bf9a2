#pragma once

#include "paint/shape.h"

#include <imgui.h>

namespace emic {

/// A large opaque background: a graphics card clears its pixels instead of blending them.
struct Clearing {
    PixelBox box; ///< inside the clip
    std::uint32_t rgba = 0;
};

/// From here on, large opaque backgrounds are draw commands that call this with a Clearing as their data, in order with all
/// other commands (batch_draws moves nothing past them). With null they are triangles like everything else.
void clear_backgrounds_with(ImDrawCallback clear);

} // namespace emic
