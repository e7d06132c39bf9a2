#include "engine/text.h"
#include "key_chord.h"
#include "text/typesetter.h"
#include "widgets/ui.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>
#include <string>
#include <utility>

/// Menus. However one was opened, it owns the keyboard: the app gives it every key until it is closed.
namespace emic {

namespace {

/// The width that a menu's rows ask for is known when they have been drawn once; the window that the menu belongs to keeps it.
ImGuiID width_key(std::string_view menu) { return ImGui::GetID((std::string(menu) + " width").c_str()); }
const ImGuiID rows_width = ImHashStr("rows width"); ///< in the menu's own storage, while its rows are drawn
constexpr float row_padding = 12; ///< of the menu on both sides of its rows

} // namespace

void Ui::open_menu(std::string_view key) {
    ImGui::OpenPopup(std::string(key).c_str());
    m_menu = {};
    m_menu.key = key;
}

bool Ui::begin_menu(std::string_view key, std::string_view name, float menu_width) {
    const std::string id(key);
    const float wanted = ImGui::GetStateStorage()->GetFloat(width_key(key), 0);
    ImGui::SetNextWindowSize({std::min(std::max(menu_width, wanted), ImGui::GetIO().DisplaySize.x - 16), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(6, 6));
    const bool open = ImGui::BeginPopup(id.c_str(), ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNavInputs);
    ImGui::PopStyleVar();
    if (!open) return false;
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    m_menu.rect = {at.x, at.y, size.x, size.y};
    const Painter painter = window_painter();
    painter.push_clip(m_menu.rect, true);
    fill(m_menu.rect, style.raised, style.radius);
    outline(m_menu.rect, style.line, style.radius);
    painter.pop_clip();
    m_menu.drawn = true;
    m_menu.fresh = false;
    m_menu.rows.clear();
    m_menu_row = 0;
    ImGui::GetStateStorage()->SetFloat(rows_width, 0);
    begin_group(key, m_menu.rect, Role::menu, name);
    if (m_menu.close) ImGui::CloseCurrentPopup();
    return true;
}

bool Ui::menu_item(std::string_view text, std::string_view keys, bool enabled, std::string_view missing) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Rect rect{at.x, at.y, ImGui::GetContentRegionAvail().x, style.row};
    Meaning meaning;
    meaning.role = Role::menuitem;
    meaning.name = text;
    meaning.disabled = !enabled;
    if (!enabled) meaning.value = missing;
    const int row = m_menu_row++;
    m_menu.rows.push_back({fold_case(text), enabled});
    Hit hit = item(text, rect, meaning);
    if (!enabled) tooltip(missing);
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (hit.hovered && (moved.x != 0 || moved.y != 0)) m_menu.at = row;
    const bool lit = row == m_menu.at;
    if (!m_nodes.empty() && m_nodes.back().id == ImGui::GetItemID()) m_nodes.back().focused = lit;
    if (lit && m_menu.take) hit.clicked = true, m_menu.take = false;
    if (enabled && lit) fill(rect, style.hover, 6);
    const TextLook look{style.text, enabled ? style.ink : with_alpha(style.quiet_ink, 0.6f)};
    const float keys_width = width(keys, quiet());
    float& widest = *ImGui::GetStateStorage()->GetFloatRef(rows_width, 0);
    widest = std::max(widest, std::ceil(width(text, look) + keys_width + 30) + row_padding);
    label({rect.x + 10, rect.y, rect.width - keys_width - 28, rect.height}, text, look);
    label({rect.x + rect.width - keys_width - 10, rect.y, keys_width + 2, rect.height}, keys, quiet());
    const bool chosen = hit.clicked && enabled;
    if (chosen) ImGui::CloseCurrentPopup(), m_menu.close = true;
    return chosen;
}

void Ui::menu_line() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line_width = ImGui::GetContentRegionAvail().x;
    hairline(at.x + 4, at.y + 4, at.x + line_width - 4, at.y + 4);
    ImGui::Dummy({line_width, 9});
}

void Ui::end_menu() {
    scroll_bar();
    end_group();
    const float wanted = ImGui::GetStateStorage()->GetFloat(rows_width, 0);
    ImGui::EndPopup();
    float& known = *ImGui::GetStateStorage()->GetFloatRef(width_key(m_menu.key), 0);
    if (std::exchange(known, wanted) != wanted) platform::request_frame(0);
}

/// Lights the next row that can be chosen, beginning with `from`, round the end.
void Ui::move_in_menu(int from, int step) {
    const int count = static_cast<int>(m_menu.rows.size());
    for (int tried = 0; tried < count; ++tried) {
        const int row = ((from + tried * step) % count + count) % count;
        if (!m_menu.rows[static_cast<std::size_t>(row)].enabled) continue;
        m_menu.at = row;
        return;
    }
}

void Ui::menu_key(const platform::KeyPressed& press) {
    using platform::Key;
    const int count = static_cast<int>(m_menu.rows.size());
    switch (press.key) {
    case Key::escape:
    case Key::tab: m_menu.close = true; break;
    case Key::down: move_in_menu(m_menu.at + 1, 1); break;
    case Key::up: move_in_menu(m_menu.at < 0 ? count - 1 : m_menu.at - 1, -1); break;
    case Key::home:
    case Key::page_up: move_in_menu(0, 1); break;
    case Key::end:
    case Key::page_down: move_in_menu(count - 1, -1); break;
    case Key::enter:
    case Key::space: m_menu.take = !press.repeat && m_menu.at >= 0; break;
    case Key::character: {
        if (press.modifiers.ctrl || press.modifiers.alt) break;
        // As typed, then as the key is called on keyboards without Latin letters.
        const auto light = [&](const std::string& letter) {
            for (int step = 1; step <= count; ++step) {
                const int row = (std::max(m_menu.at, -1) + step) % count;
                const MenuRow& named = m_menu.rows[static_cast<std::size_t>(row)];
                if (!named.enabled || !named.name.starts_with(letter)) continue;
                m_menu.at = row;
                return true;
            }
            return false;
        };
        if (!light(fold_case(typed_text(press)))) light(fold_case(press.character));
        break;
    }
    default: break;
    }
}

} // namespace emic
