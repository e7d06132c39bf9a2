#include "paint/shape.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace emic {

namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29);
}

} // namespace

PixelBox common(const PixelBox& a, const PixelBox& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

PixelBox around(const PixelBox& a, const PixelBox& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

PixelBox touched(const Shape& shape) {
    const bool sharp = shape.kind == ShapeKind::ink || (shape.kind == ShapeKind::fill && shape.radius == 0);
    const float more = sharp ? 0.0f : 1.0f;
    return {std::floor(shape.box.left - more), std::floor(shape.box.top - more), std::ceil(shape.box.right + more), std::ceil(shape.box.bottom + more)};
}

bool RecordedShape::same(const RecordedShape& other) const {
    if (mark != other.mark || clip != other.clip) return false;
    if (shape.kind != ShapeKind::stroke && shape.kind != ShapeKind::polygon) return shape == other.shape;
    Shape mine = shape;
    mine.from = other.shape.from; // where its points are kept says nothing
    return mine == other.shape;
}

void Picture::clear() {
    shapes.clear();
    points.clear();
}

void Picture::add(RecordedShape shape) {
    shape.bounds = common(touched(shape.shape), shape.clip);
    if (!shape.bounds.empty()) shapes.push_back(shape);
}

void Picture::add(RecordedShape shape, std::span<const PixelPoint> its_points) {
    shape.shape.from = static_cast<std::uint32_t>(points.size());
    shape.shape.count = static_cast<std::uint32_t>(its_points.size());
    for (const PixelPoint& point : its_points)
        shape.mark = mixed(shape.mark, (std::uint64_t{std::bit_cast<std::uint32_t>(point.x)} << 32) | std::bit_cast<std::uint32_t>(point.y));
    points.insert(points.end(), its_points.begin(), its_points.end());
    add(shape);
}

void Picture::append(const Picture& other) {
    const auto moved = static_cast<std::uint32_t>(points.size());
    points.insert(points.end(), other.points.begin(), other.points.end());
    for (RecordedShape shape : other.shapes) {
        if (shape.shape.kind == ShapeKind::stroke || shape.shape.kind == ShapeKind::polygon) shape.shape.from += moved;
        shapes.push_back(shape);
    }
}

} // namespace emic
