#pragma once

#include "engine/text_direction.h"
#include "widgets/ui.h"

#include <string>

namespace emic {

/// Words of a text with some set off among them: a quotation, a place that was found.
struct MarkedText {
    std::string text;
    TextRange marked; ///< bytes of it
    TextDirection direction = TextDirection::automatic; ///< of the paragraph that it is from
};

struct MarkedLook {
    TextLook marked, around;
    Rgba background = 0; ///< under what is marked; 0 for none
};

/// On several lines, `limit` at most (0: all). Both return the height, in CSS pixels.
float marked_paragraph(Ui& ui, float x, float y, float width, const MarkedText& text, const MarkedLook& look, int limit = 0);
[[nodiscard]] float marked_paragraph_height(float width, const MarkedText& text, const MarkedLook& look, int limit = 0);

/// On one line in the vertical middle of `rect`, cut at both ends where it does not fit, with an ellipsis. What is marked begins
/// at `share` of the width (0 to 1), counted from the side where its paragraph's lines begin; without it, the line begins there.
void marked_line(Ui& ui, const Rect& rect, const MarkedText& text, const MarkedLook& look, std::optional<float> share);

} // namespace emic
