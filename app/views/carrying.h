#pragma once

#include "frame.h"

#include <vector>

/// Dragging codes and selected words from one part of the window to another.
namespace emic {

void carry_codes(const Frame& frame, std::vector<Id<Code>> codes);
void carry_words(const Frame& frame);

/// The code's row just drawn as a place to drop on: selected words are coded with it, codes move beneath it or, with
/// Shift, are merged into it after a question.
void take_drop(const Frame& frame, const Rect& rect, Id<Code> code);

/// After everything has been drawn: the label beside the pointer, and the end of carrying.
void follow_carried(const Frame& frame);

} // namespace emic
