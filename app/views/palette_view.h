#pragma once

#include "frame.h"

namespace emic {

/// Commands, documents and codes under one search field.
void draw_palette(const Frame& frame);

} // namespace emic
