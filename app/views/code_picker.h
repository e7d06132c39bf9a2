#pragma once

#include "frame.h"

namespace emic {

/// Type a few letters, Enter: the selection is coded.
void draw_code_picker(const Frame& frame);
/// The same list for whatever else a code is chosen for (merge, move, recode, themes, search results).
void draw_choose_code(const Frame& frame);
/// The theme that gets the passage as a key quotation.
void draw_choose_theme(const Frame& frame);
/// Leaves an overlay and whatever field it had.
void close_overlay_field(const Frame& frame);

} // namespace emic
