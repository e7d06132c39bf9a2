#pragma once

#include "frame.h"

namespace emic {

/// Asks for a name (Naming) or a line of words, and stays open, with what was typed, as long as the name cannot be taken.
void draw_name_dialog(const Frame& frame);

} // namespace emic
