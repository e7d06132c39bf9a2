#include "widgets/code_chip.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr float dot_share = 0.36f; ///< of the chip's height

} // namespace

float code_chip_height(const Ui& ui) { return std::round(ui.style.caption * 1.9f); }

float code_chip_width(Ui& ui, std::string_view name) {
    const float height = code_chip_height(ui);
    TextLook look = ui.quiet();
    look.size = ui.style.caption;
    return std::ceil(ui.width(name, look) + height * (1 + dot_share));
}

bool code_chip(Ui& ui, std::string_view key, const Rect& rect, std::string_view name, std::string_view path, Colour colour) {
    const float radius = rect.height / 2;
    ui.fill(rect, ui.style.panel, radius);
    ui.outline(rect, ui.style.line, radius);
    Meaning meaning;
    meaning.name = "Code " + std::string(name);
    const Hit hit = ui.item(key, rect, meaning);
    ui.tooltip(path);
    if (hit.hovered) ui.fill(rect, ui.style.hover, radius);
    if (hit.focused) ui.outline(inset(rect, -2), ui.style.focus, radius + 2, 2);
    const float dot = rect.height * dot_share;
    code_dot(ui, {rect.x + rect.height * 0.36f, rect.y, dot, rect.height}, colour, dot);
    TextLook look = ui.quiet();
    look.size = ui.style.caption;
    look.colour = ui.style.ink;
    const float left = rect.height * 0.36f + dot + rect.height * 0.24f;
    ui.label({rect.x + left, rect.y, rect.width - left - rect.height * 0.3f, rect.height}, name, look);
    return hit.clicked;
}

void code_dot(Ui& ui, const Rect& rect, Colour colour, float size) {
    ui.fill({rect.x + (rect.width - size) / 2, rect.y + (rect.height - size) / 2, size, size},
            code_mark(colour, ui.style.appearance), size / 2);
}

} // namespace emic
