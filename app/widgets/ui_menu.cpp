#include "text/typesetter.h"
#include "widgets/ui.h"

namespace emic {

void Ui::open_menu(std::string_view key) { ImGui::OpenPopup(std::string(key).c_str()); }

bool Ui::begin_menu(std::string_view key, std::string_view name, float menu_width) {
    const std::string id(key);
    ImGui::SetNextWindowSize({menu_width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(6, 6));
    const bool open = ImGui::BeginPopup(id.c_str(), ImGuiWindowFlags_NoMove);
    ImGui::PopStyleVar();
    if (!open) return false;
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    begin_group(key, {at.x, at.y, size.x, size.y}, Role::menu, name);
    return true;
}

bool Ui::menu_item(std::string_view text, std::string_view keys, bool enabled) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Rect rect{at.x, at.y, ImGui::GetContentRegionAvail().x, style.row};
    Meaning meaning;
    meaning.role = Role::menuitem;
    meaning.name = text;
    meaning.disabled = !enabled;
    const Hit hit = item(text, rect, meaning);
    if (enabled && (hit.hovered || hit.focused)) fill(rect, style.hover, 6);
    const TextLook look{style.text, enabled ? style.ink : with_alpha(style.quiet_ink, 0.6f)};
    const float keys_width = width(keys, quiet());
    label({rect.x + 10, rect.y, rect.width - keys_width - 28, rect.height}, text, look);
    label({rect.x + rect.width - keys_width - 10, rect.y, keys_width + 2, rect.height}, keys, quiet());
    if (hit.clicked && enabled) ImGui::CloseCurrentPopup();
    return hit.clicked && enabled;
}

void Ui::menu_line() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line_width = ImGui::GetContentRegionAvail().x;
    hairline(at.x + 4, at.y + 4, at.x + line_width - 4, at.y + 4);
    ImGui::Dummy({line_width, 9});
}

void Ui::end_menu() {
    end_group();
    ImGui::EndPopup();
}

} // namespace emic
