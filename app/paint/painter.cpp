#include "paint/painter.h"

#include "paint/canvas_painting.h"
#include "paint/clearing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace emic {

namespace {

using platform::Rect;

ImU32 colour_of(std::uint32_t rgba) { return IM_COL32(rgba >> 24, (rgba >> 16) & 0xFF, (rgba >> 8) & 0xFF, rgba & 0xFF); }

/// The first pixel whose middle lies behind the edge, as a graphics card decides.
float pixel_edge(float css, float scale) { return std::ceil(css * scale - 0.5f); }

RecordedShape recorded(const ImDrawList& list, ShapeKind kind, std::uint32_t rgba, float scale) {
    RecordedShape made;
    made.shape.kind = kind;
    made.shape.rgba = rgba;
    const ImVec2 min = list.GetClipRectMin(), max = list.GetClipRectMax();
    made.clip = {std::round(min.x * scale), std::round(min.y * scale), std::round(max.x * scale), std::round(max.y * scale)};
    return made;
}

PixelBox scaled(const Rect& rect, float scale) {
    return {rect.x * scale, rect.y * scale, (rect.x + rect.width) * scale, (rect.y + rect.height) * scale};
}

ImDrawFlags imgui_corners(std::uint32_t corners) {
    ImDrawFlags flags = ImDrawFlags_RoundCornersNone;
    if (corners & corner::top_left) flags |= ImDrawFlags_RoundCornersTopLeft;
    if (corners & corner::top_right) flags |= ImDrawFlags_RoundCornersTopRight;
    if (corners & corner::bottom_right) flags |= ImDrawFlags_RoundCornersBottomRight;
    if (corners & corner::bottom_left) flags |= ImDrawFlags_RoundCornersBottomLeft;
    return corners == 0 ? ImDrawFlags_RoundCornersNone : flags & ~ImDrawFlags_RoundCornersNone;
}

ImDrawCallback clear_background = nullptr;

/// False when it is to be drawn as triangles: a draw command of its own costs more than a small one's blending.
bool clear(ImDrawList& list, const Rect& rect, std::uint32_t rgba) {
    constexpr float large = 128 * 128; // pixels
    if (!clear_background || (rgba & 0xFF) != 0xFF) return false;
    const float scale = platform::device_scale();
    const ImVec2 min = list.GetClipRectMin(), max = list.GetClipRectMax();
    const PixelBox clip{std::trunc(min.x * scale), std::trunc(min.y * scale), std::trunc(max.x * scale), std::trunc(max.y * scale)};
    const PixelBox whole{pixel_edge(rect.x, scale), pixel_edge(rect.y, scale), pixel_edge(rect.x + rect.width, scale), pixel_edge(rect.y + rect.height, scale)};
    Clearing clearing{common(whole, clip), rgba};
    const PixelBox& box = clearing.box;
    if (box.empty() || (box.right - box.left) * (box.bottom - box.top) < large) return false;
    list.AddCallback(clear_background, &clearing, sizeof clearing); // keeps a copy
    return true;
}

} // namespace

void clear_backgrounds_with(ImDrawCallback clear) { clear_background = clear; }

void Painter::fill(const Rect& rect, std::uint32_t rgba, float radius, std::uint32_t corners) const {
    if ((rgba & 0xFF) == 0 || rect.width <= 0 || rect.height <= 0) return;
    CanvasPainting* canvas = CanvasPainting::current();
    if (!canvas) {
        if ((radius <= 0 || corners == 0) && clear(*m_list, rect, rgba)) return;
        m_list->AddRectFilled({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}, colour_of(rgba), radius, imgui_corners(corners));
        return;
    }
    const float scale = platform::device_scale();
    RecordedShape made = recorded(*m_list, ShapeKind::fill, rgba, scale);
    made.shape.box = scaled(rect, scale);
    made.shape.radius = corners == 0 ? 0 : std::min({radius, rect.width / 2, rect.height / 2}) * scale;
    if (made.shape.radius < 0.5f) made.shape.radius = 0;
    made.shape.corners = corners;
    if (made.shape.radius == 0)
        made.shape.box = {pixel_edge(rect.x, scale), pixel_edge(rect.y, scale), pixel_edge(rect.x + rect.width, scale), pixel_edge(rect.y + rect.height, scale)};
    canvas->picture_of(*m_list).add(made);
}

void Painter::outline(const Rect& rect, std::uint32_t rgba, float radius, float thickness) const {
    if ((rgba & 0xFF) == 0 || rect.width <= 0 || rect.height <= 0) return;
    CanvasPainting* canvas = CanvasPainting::current();
    if (!canvas) {
        const float in = thickness / 2 - 0.5f; // AddRect goes half a pixel in by itself
        m_list->AddRect({rect.x + in, rect.y + in}, {rect.x + rect.width - in, rect.y + rect.height - in}, colour_of(rgba), radius, 0, thickness);
        return;
    }
    const float scale = platform::device_scale();
    RecordedShape made = recorded(*m_list, ShapeKind::outline, rgba, scale);
    made.shape.box = scaled(rect, scale);
    made.shape.radius = std::min({radius, rect.width / 2, rect.height / 2}) * scale;
    made.shape.thickness = thickness * scale;
    canvas->picture_of(*m_list).add(made);
}

void Painter::line(std::span<const ImVec2> points, std::uint32_t rgba, float thickness, bool closed) const {
    if ((rgba & 0xFF) == 0 || points.size() < 2) return;
    CanvasPainting* canvas = CanvasPainting::current();
    if (!canvas) {
        m_list->AddPolyline(points.data(), static_cast<int>(points.size()), colour_of(rgba), closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
        return;
    }
    const float scale = platform::device_scale();
    RecordedShape made = recorded(*m_list, ShapeKind::stroke, rgba, scale);
    made.shape.thickness = thickness * scale;
    made.shape.corners = closed ? 1 : 0;
    std::vector<PixelPoint> pixels;
    pixels.reserve(points.size());
    for (const ImVec2& point : points) pixels.push_back({point.x * scale, point.y * scale});
    const float wide = made.shape.thickness; // mitres are cut at this length
    made.shape.box = {pixels.front().x, pixels.front().y, pixels.front().x, pixels.front().y};
    for (const PixelPoint& point : pixels) {
        made.shape.box.left = std::min(made.shape.box.left, point.x - wide), made.shape.box.right = std::max(made.shape.box.right, point.x + wide);
        made.shape.box.top = std::min(made.shape.box.top, point.y - wide), made.shape.box.bottom = std::max(made.shape.box.bottom, point.y + wide);
    }
    canvas->picture_of(*m_list).add(made, pixels);
}

void Painter::arc(ImVec2 centre, float radius, float from, float to, std::uint32_t rgba, float thickness) const {
    if (!CanvasPainting::current()) {
        m_list->PathArcTo(centre, radius, from, to);
        m_list->PathStroke(colour_of(rgba), ImDrawFlags_None, thickness);
        return;
    }
    constexpr float tolerance = 0.1f; // device pixels between the arc and its chords
    const float pixels = std::max(radius * platform::device_scale(), 1.0f);
    const float step = 2 * std::acos(1 - std::min(tolerance / pixels, 1.0f));
    const int pieces = std::clamp(static_cast<int>(std::ceil(std::abs(to - from) / step)), 2, 128);
    std::vector<ImVec2> points;
    for (int i = 0; i <= pieces; ++i) {
        const float angle = from + (to - from) * static_cast<float>(i) / static_cast<float>(pieces);
        points.emplace_back(centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle));
    }
    line(points, rgba, thickness);
}

void Painter::disc(ImVec2 centre, float radius, std::uint32_t rgba) const {
    if (!CanvasPainting::current()) m_list->AddCircleFilled(centre, radius, colour_of(rgba));
    else fill({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, rgba, radius);
}

void Painter::ring(ImVec2 centre, float radius, std::uint32_t rgba, float thickness) const {
    const float outer = radius + thickness / 2;
    if (!CanvasPainting::current()) m_list->AddCircle(centre, radius, colour_of(rgba), 0, thickness);
    else outline({centre.x - outer, centre.y - outer, 2 * outer, 2 * outer}, rgba, outer, thickness);
}

void Painter::triangle(ImVec2 a, ImVec2 b, ImVec2 c, std::uint32_t rgba) const {
    CanvasPainting* canvas = CanvasPainting::current();
    if (!canvas) {
        m_list->AddTriangleFilled(a, b, c, colour_of(rgba));
        return;
    }
    const float scale = platform::device_scale();
    RecordedShape made = recorded(*m_list, ShapeKind::polygon, rgba, scale);
    const std::array<PixelPoint, 3> points{{{a.x * scale, a.y * scale}, {b.x * scale, b.y * scale}, {c.x * scale, c.y * scale}}};
    made.shape.box = {std::min({points[0].x, points[1].x, points[2].x}), std::min({points[0].y, points[1].y, points[2].y}),
                      std::max({points[0].x, points[1].x, points[2].x}), std::max({points[0].y, points[1].y, points[2].y})};
    canvas->picture_of(*m_list).add(made, points);
}

void Painter::ink(PixelPoint at, const InkPiece& piece) const {
    const auto width = static_cast<float>(piece.width), height = static_cast<float>(piece.height);
    const float scale = platform::device_scale();
    CanvasPainting* canvas = CanvasPainting::current();
    if (!canvas) {
        constexpr float texel = 1.0f / static_cast<float>(platform::ink_page_side);
        const auto x = static_cast<float>(piece.x), y = static_cast<float>(piece.y);
        m_list->AddImage(ImTextureRef(static_cast<ImTextureID>(piece.page)), {at.x / scale, at.y / scale}, {(at.x + width) / scale, (at.y + height) / scale},
                         {x * texel, y * texel}, {(x + width) * texel, (y + height) * texel});
        return;
    }
    RecordedShape made = recorded(*m_list, ShapeKind::ink, 0, scale);
    made.shape.box = {at.x, at.y, at.x + width, at.y + height};
    made.shape.page = static_cast<std::uint32_t>(piece.page);
    made.shape.from = static_cast<std::uint32_t>(piece.x);
    made.shape.count = static_cast<std::uint32_t>(piece.y);
    made.mark = piece.serial;
    canvas->picture_of(*m_list).add(made);
}

void Painter::push_clip(const Rect& rect, bool whole_window) const {
    m_list->PushClipRect({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}, !whole_window);
}

void Painter::pop_clip() const { m_list->PopClipRect(); }

} // namespace emic
