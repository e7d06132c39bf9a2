#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace emic {

/// A box on the canvas in device pixels; empty when right <= left or bottom <= top.
struct PixelBox {
    float left = 0, top = 0, right = 0, bottom = 0;

    [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
    [[nodiscard]] bool holds(const PixelBox& other) const {
        return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
    }
    [[nodiscard]] bool touches(const PixelBox& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
    bool operator==(const PixelBox&) const = default;
};

/// What is inside both.
PixelBox common(const PixelBox& a, const PixelBox& b);
/// The smallest box around both.
PixelBox around(const PixelBox& a, const PixelBox& b);

/// What the 2D canvas can draw. The numbers are those of web/js/canvas.js.
enum class ShapeKind : std::uint32_t {
    fill = 0,    ///< a rectangle, perhaps with rounded corners
    outline = 1, ///< a line of `thickness` inside the edge of a rectangle
    stroke = 2,  ///< a line of `thickness` along points
    polygon = 3, ///< the area between points
    ink = 4,     ///< a piece of an ink page, pixel for pixel
    clip = 5,    ///< from here on only inside the box
    unclip = 6,  ///< everywhere again
};

namespace corner {
constexpr std::uint32_t top_left = 1, top_right = 2, bottom_right = 4, bottom_left = 8, all = 15, left = 9, right = 6;
} // namespace corner

/// One thing drawn, in device pixels. Every member is 4 bytes, so that JavaScript can read it by index.
struct Shape {
    ShapeKind kind = ShapeKind::fill;
    std::uint32_t rgba = 0; ///< 0xRRGGBBAA
    PixelBox box;           ///< of a fill, outline or clip; where ink lies on the canvas; what a stroke or polygon may touch
    float radius = 0;
    float thickness = 0;
    std::uint32_t corners = corner::all; ///< which of them are round; of a stroke: 1 closed
    std::uint32_t page = 0;              ///< of ink: its page
    std::uint32_t from = 0, count = 0;   ///< of a stroke or polygon: its points; of ink: x and y on its page
    bool operator==(const Shape&) const = default;
};
static_assert(sizeof(Shape) == 12 * 4);

/// All pixels that a shape may touch; smoothed edges reach into the next one.
PixelBox touched(const Shape& shape);

struct PixelPoint {
    float x = 0, y = 0;
    bool operator==(const PixelPoint&) const = default;
};

/// A shape as it was recorded, with what decides whether it is the same as one of the frame before.
struct RecordedShape {
    Shape shape;
    PixelBox clip;           ///< nothing outside is drawn
    std::uint64_t mark = 0;  ///< of its points, or of the ink on its place of the page
    PixelBox bounds;         ///< all pixels that it may touch, inside the clip

    [[nodiscard]] bool same(const RecordedShape& other) const;
};

/// Everything drawn in a frame, in order.
struct Picture {
    std::vector<RecordedShape> shapes;
    std::vector<PixelPoint> points;

    void clear();
    void add(RecordedShape shape);
    void add(RecordedShape shape, std::span<const PixelPoint> its_points);
    /// Puts another picture over this one.
    void append(const Picture& other);
};

} // namespace emic
