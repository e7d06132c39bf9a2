#pragma once

#include "widgets/ui.h"

#include <string_view>

namespace emic {

/// How wide and high a chip with this name is, in CSS pixels.
[[nodiscard]] float code_chip_width(Ui& ui, std::string_view name);
[[nodiscard]] float code_chip_height(const Ui& ui);

/// A code as a small rounded tag: a dot in its colour and its name, cut where it does not fit. True when it was chosen.
bool code_chip(Ui& ui, std::string_view key, const Rect& rect, std::string_view name, std::string_view path, Colour colour);

/// The dot of a code's colour, in the middle of `rect`; `size` in CSS pixels.
void code_dot(Ui& ui, const Rect& rect, Colour colour, float size);

} // namespace emic
