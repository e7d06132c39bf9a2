#pragma once

#include "paint/painter.h"
#include "style.h"

namespace emic {

/// Line icons drawn from strokes, so that they stay sharp at every zoom and need no font.
enum class Icon {
    add, search, code, compare, themes, report, help, settings, more, close, chevron_right, chevron_down, chevron_left,
    document, folder, memo, pen, trash, undo, redo, upload, download, moon, sun, check, warning, person, link, quote,
    arrow_up, arrow_down, home, split, merge, tag, weight, table,
};

/// Draws the icon centred in `rect`, in a square of `size` CSS pixels.
void draw_icon(const Painter& painter, const platform::Rect& rect, Icon icon, Rgba colour, float size);

} // namespace emic
