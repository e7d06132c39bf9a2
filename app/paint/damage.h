#pragma once

#include "paint/shape.h"

namespace emic {

/// The parts of the canvas in which two pictures may differ, as few boxes on whole pixels; none where they are the same.
/// What only changed its place in the order counts as changed.
std::vector<PixelBox> damage(const Picture& before, const Picture& now);

/// What is to be drawn so that the canvas shows the picture inside `box`, given that it is right everywhere else: shapes cut to the
/// box (or between a clip and an unclip), beginning with the last one that hides all before it. Appends to `steps`.
void repaint(const Picture& picture, const PixelBox& box, std::vector<Shape>& steps);

} // namespace emic
