#pragma once

#include "widgets/ui.h"

namespace emic {

/// The font of a look.
[[nodiscard]] platform::Font font_of(const TextLook& look);

} // namespace emic
