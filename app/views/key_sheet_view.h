#pragma once

#include "frame.h"

namespace emic {

/// Every key, by group; the place where keys are changed.
void draw_key_sheet(const Frame& frame);
/// The switch for single characters.
void draw_single_characters(const Frame& frame, const Rect& rect);
/// The key that the key sheet waits for. One that is another command's is told first and taken when it is pressed again.
void take_new_key(ViewState& state, const platform::KeyPressed& press);

} // namespace emic
