#pragma once

#include "paint/shape.h"
#include "platform.h"

#include <initializer_list>
#include <imgui.h>
#include <span>

namespace emic {

/// Draws on one of Dear ImGui's windows: at once into its draw list when the graphics card draws, or into the picture of the
/// frame when the browser's 2D canvas does (CanvasPainting). Lengths are CSS pixels, colours 0xRRGGBBAA; what is drawn later lies above.
class Painter {
public:
    /// Onto the window that a draw list belongs to, inside the clip that is pushed there.
    Painter(ImDrawList* list) : m_list(list) {}

    void fill(const platform::Rect& rect, std::uint32_t rgba, float radius = 0, std::uint32_t corners = corner::all) const;
    /// A line of `thickness` inside the rectangle's edge.
    void outline(const platform::Rect& rect, std::uint32_t rgba, float radius = 0, float thickness = 1) const;
    void line(std::span<const ImVec2> points, std::uint32_t rgba, float thickness, bool closed = false) const;
    void line(std::initializer_list<ImVec2> points, std::uint32_t rgba, float thickness, bool closed = false) const {
        line(std::span(points.begin(), points.size()), rgba, thickness, closed);
    }
    /// Angles in radians, 0 to the right and clockwise.
    void arc(ImVec2 centre, float radius, float from, float to, std::uint32_t rgba, float thickness) const;
    void disc(ImVec2 centre, float radius, std::uint32_t rgba) const;
    /// A circle whose line of `thickness` has `radius` in its middle.
    void ring(ImVec2 centre, float radius, std::uint32_t rgba, float thickness) const;
    void triangle(ImVec2 a, ImVec2 b, ImVec2 c, std::uint32_t rgba) const;
    /// A piece of an ink page with its top left corner at `at`, in device pixels on whole ones; `serial` tells the ink on this place
    /// from what may have been there before.
    struct InkPiece {
        platform::TextureHandle page = 0;
        std::int32_t x = 0, y = 0, width = 0, height = 0; ///< device pixels on the page
        std::uint32_t serial = 0;
    };
    void ink(PixelPoint at, const InkPiece& piece) const;

    /// Until pop_clip() only what is inside the rectangle is drawn; `whole_window` goes beyond the clip that is pushed.
    void push_clip(const platform::Rect& rect, bool whole_window = false) const;
    void pop_clip() const;

private:
    ImDrawList* m_list;
};

/// The window being drawn, and what lies over all windows.
inline Painter window_painter() { return ImGui::GetWindowDrawList(); }
inline Painter front_painter() { return ImGui::GetForegroundDrawList(); }

} // namespace emic
