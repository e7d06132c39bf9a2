#pragma once

#include "platform.h"

#include <imgui.h>

namespace emic {

/// Tells ImGui what happened: pointer, wheel, keys, modifiers, focus and the window's size. Texts are edited in fields of
/// real HTML, so no characters are passed on. Other events are left alone.
void feed_imgui(ImGuiIO& io, const platform::Event& event);

} // namespace emic
