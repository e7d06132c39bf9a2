#pragma once

#include "platform.h"

#include <optional>

namespace emic {

/// Where a tooltip of this size stands. In a list it covers neither the item's row nor those beside it: it stands beside the list where there
/// is room, and else a row away.
platform::Rect tooltip_place(const platform::Rect& item, float width, float height, const platform::Rect& window,
                             const std::optional<platform::Rect>& list, float row);

} // namespace emic
