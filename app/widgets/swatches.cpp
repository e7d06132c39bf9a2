#include "widgets/swatches.h"

#include "engine/palette.h"

#include <algorithm>
#include <cmath>

namespace emic {

std::optional<Colour> draw_swatches(const Frame& frame) {
    Ui& ui = frame.ui;
    constexpr std::uint32_t columns = 8;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    // All columns lie inside the menu, however narrow it is.
    const float step = std::min(34 * frame.state.zoom, (ImGui::GetContentRegionAvail().x - 10) / columns);
    const float side = std::round(step * 0.72f), gap = step - side;
    std::optional<Colour> chosen;
    for (std::uint32_t i = 0; i < palette_hues; ++i) {
        const Colour colour = palette_colour(i);
        const Rect place{at.x + 5 + gap / 2 + static_cast<float>(i % columns) * step, at.y + 4 + static_cast<float>(i / columns) * step, side, side};
        Meaning meaning;
        meaning.role = Role::menuitem;
        meaning.name = "Colour " + std::to_string(i + 1);
        const Hit hit = ui.item("colour " + std::to_string(i), place, meaning);
        ui.fill(place, code_mark(colour, ui.style.appearance), side / 2);
        if (hit.hovered || hit.focused) ui.outline(place, ui.style.ink, side / 2, 2);
        if (hit.clicked) {
            chosen = colour;
            ImGui::CloseCurrentPopup();
        }
    }
    constexpr std::uint32_t rows = (palette_hues + columns - 1) / columns;
    ImGui::SetCursorScreenPos({at.x, at.y + static_cast<float>(rows) * step + 4});
    ImGui::Dummy({1, 1});
    return chosen;
}

} // namespace emic
