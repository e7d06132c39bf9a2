#include "paint/canvas_painting.h"

#include "paint/damage.h"
#include "platform.h"

#include <cmath>
#include <utility>

namespace emic {

namespace {

/// Stands in a draw list where its picture belongs; never called, as nothing renders the list.
void picture_stands_here(const ImDrawList*, const ImDrawCmd*) {}

} // namespace

CanvasPainting::CanvasPainting() { ImGui::GetIO().UserData = this; }

CanvasPainting::~CanvasPainting() {
    if (ImGui::GetCurrentContext() && current() == this) ImGui::GetIO().UserData = nullptr;
}

CanvasPainting* CanvasPainting::current() { return static_cast<CanvasPainting*>(ImGui::GetIO().UserData); }

Picture& CanvasPainting::picture_of(ImDrawList& list) {
    // The list in use is nearly always the last one.
    for (std::size_t i = m_used; i > 0; --i)
        if (m_lists[i - 1] == &list) return *m_pictures[i - 1];
    if (m_used == m_pictures.size()) {
        m_pictures.push_back(std::make_unique<Picture>());
        m_lists.push_back(nullptr);
    }
    m_lists[m_used] = &list;
    list.AddCallback(&picture_stands_here, reinterpret_cast<void*>(m_used)); // also keeps a list without triangles among those drawn
    return *m_pictures[m_used++];
}

const CanvasPainting::Steps& CanvasPainting::finish_frame(const ImDrawData& data, float width, float height) {
    std::swap(m_now, m_before);
    m_now.clear();
    for (const ImDrawList* list : data.CmdLists)
        for (const ImDrawCmd& command : list->CmdBuffer)
            if (command.UserCallback == &picture_stands_here) m_now.append(*m_pictures[reinterpret_cast<std::size_t>(command.UserCallbackData)]);
    drop_frame();

    m_steps.shapes.clear();
    m_steps.damaged = 0;
    const PixelBox canvas{0, 0, width, height};
    std::vector<PixelBox> boxes;
    if (std::exchange(m_whole, false)) boxes.push_back(canvas);
    else boxes = damage(m_before, m_now);
    for (const PixelBox& box : boxes) {
        const PixelBox part = common(box, canvas);
        if (part.empty()) continue;
        repaint(m_now, part, m_steps.shapes);
        ++m_steps.damaged;
    }
    m_steps.points = m_now.points;
    return m_steps;
}

void CanvasPainting::drop_frame() {
    for (std::size_t i = 0; i < m_used; ++i) m_pictures[i]->clear();
    m_used = 0;
}

void CanvasPainting::show(const ImDrawData& data) {
    const float scale = platform::device_scale();
    const Steps& steps = finish_frame(data, std::round(data.DisplaySize.x * scale), std::round(data.DisplaySize.y * scale));
    if (!steps.shapes.empty()) platform::paint(steps.shapes, steps.points);
}

} // namespace emic
