#include "widgets/ui.h"

#include <algorithm>
#include <cmath>

namespace emic {

bool Ui::drag_goes_on() {
    m_dragging = !m_drag_cancelled;
    return m_drag_cancelled;
}

bool Ui::cancel_drag() {
    if (!m_dragging) return false;
    m_drag_cancelled = true;
    return true;
}

void Ui::scroll_at_edges() {
    constexpr float zone = 32, beyond = 48, speed = 10; // CSS pixels; pixels per second for each pixel into the zone
    const ImVec2 at = ImGui::GetIO().MousePos, min = ImGui::GetWindowPos();
    const ImVec2 max{min.x + ImGui::GetWindowWidth(), min.y + ImGui::GetWindowHeight()};
    float depth = 0;
    if (at.x >= min.x && at.x < max.x && at.y > min.y - beyond && at.y < max.y + beyond) {
        if (at.y < min.y + zone) depth = at.y - (min.y + zone);
        else if (at.y > max.y - zone) depth = at.y - (max.y - zone);
    }
    const float place = ImGui::GetScrollY();
    if (depth == 0 || (depth < 0 ? place <= 0 : place >= ImGui::GetScrollMaxY())) return;
    m_scroll_owed += depth * speed * std::min(ImGui::GetIO().DeltaTime, 0.05f);
    const float whole = std::trunc(m_scroll_owed);
    m_scroll_owed -= whole;
    ImGui::SetScrollY(std::clamp(place + whole, 0.0f, ImGui::GetScrollMaxY()));
    platform::request_frame(0);
}

} // namespace emic
