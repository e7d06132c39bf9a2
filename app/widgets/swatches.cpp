#include "widgets/swatches.h"

#include "engine/palette.h"

namespace emic {

std::optional<Colour> draw_swatches(const Frame& frame) {
    Ui& ui = frame.ui;
    constexpr std::uint32_t columns = 8;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = 24 * frame.state.zoom;
    std::optional<Colour> chosen;
    for (std::uint32_t i = 0; i < palette_hues; ++i) {
        const Colour colour = palette_colour(i);
        const Rect place{at.x + 10 + static_cast<float>(i % columns) * (side + 10), at.y + 4 + static_cast<float>(i / columns) * (side + 8), side, side};
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
    ImGui::SetCursorScreenPos({at.x, at.y + static_cast<float>(rows) * (side + 8) + 4});
    ImGui::Dummy({1, 1});
    return chosen;
}

} // namespace emic
