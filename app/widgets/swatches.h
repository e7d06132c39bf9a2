#pragma once

#include "frame.h"

#include <optional>

namespace emic {

/// The palette's colours to choose from, inside a menu; the chosen one when one was.
std::optional<Colour> draw_swatches(const Frame& frame);

} // namespace emic
