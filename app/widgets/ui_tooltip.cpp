#include "text/shaped_text.h"
#include "widgets/text_look.h"
#include "widgets/tooltip_place.h"
#include "widgets/ui.h"

#include <algorithm>
#include <imgui.h>

namespace emic {

Rect tooltip_place(const Rect& item, float width, float height, const Rect& window, const std::optional<Rect>& list, float row) {
    constexpr float gap = 6, bar = 14; // of the scroll bar
    const auto within = [=](float at, float length, float whole) { return std::clamp(at, gap, std::max(gap, whole - length - gap)); };
    Rect box{within(item.x, width, window.width), 0, width, height};
    if (list) {
        const float right = list->x + list->width + bar, left = list->x - gap - width;
        const bool fits_right = right + width <= window.width - gap;
        if (fits_right || left >= gap) return {fits_right ? right : left, within(item.y, height, window.height), width, height};
    }
    const float away = list ? row + gap : gap;
    box.y = item.y + item.height + away;
    if (box.y + height > window.height - gap) box.y = item.y - height - away;
    box.y = std::max(box.y, gap);
    return box;
}

void Ui::tooltip(std::string_view text) {
    constexpr ImGuiHoveredFlags delayed = ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_AllowWhenDisabled;
    if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    if (!ImGui::IsItemHovered(delayed)) {
        platform::request_frame(60);
        return;
    }
    const TextLook look{style.small, style.ink};
    const float widest = std::min(320.0f * style.text / 15, width(text, look) + 1);
    const ImVec2 size = wrapped_size(font_of(look), text, widest);
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    const Rect box = tooltip_place({min.x, min.y, max.x - min.x, max.y - min.y}, size.x + 20, size.y + 12, {0, 0, screen.x, screen.y},
                                   m_scrolls.empty() ? std::nullopt : std::optional(m_scrolls.back()), style.row);
    const Painter front = front_painter();
    front.fill(box, style.raised, 6);
    front.outline(box, style.strong_line, 6);
    draw_wrapped(front, {box.x + 10, box.y + 6}, font_of(look), look.colour, text, widest);
}

} // namespace emic
