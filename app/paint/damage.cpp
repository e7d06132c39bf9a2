#include "paint/damage.h"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <utility>

namespace emic {

namespace {

/// More boxes cost more in looking through the picture than they save in pixels.
constexpr std::size_t most_boxes = 8;

std::uint64_t key_of(const RecordedShape& each) {
    std::uint64_t hash = each.mark ^ (std::uint64_t{each.shape.rgba} << 8) ^ static_cast<std::uint64_t>(each.shape.kind);
    for (const float side : {each.shape.box.left, each.shape.box.top, each.shape.box.right, each.shape.box.bottom, each.clip.top, each.clip.bottom}) {
        hash = (hash ^ std::bit_cast<std::uint32_t>(side)) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 31;
    }
    return hash;
}

float area(const PixelBox& box) { return box.empty() ? 0 : (box.right - box.left) * (box.bottom - box.top); }

/// What drawing both apart saves over drawing the box around both.
float wasted(const PixelBox& a, const PixelBox& b) { return area(around(a, b)) - area(a) - area(b); }

class Boxes {
public:
    void add(PixelBox box) {
        if (box.empty()) return;
        constexpr float little = 4096; // pixels; so many more are cheaper than another look through the picture
        for (bool joined = true; joined;) {
            joined = false;
            for (std::size_t i = 0; i < m_boxes.size(); ++i)
                if (m_boxes[i].holds(box)) return;
                else if (m_boxes[i].touches(box) || wasted(m_boxes[i], box) <= little) {
                    box = around(box, m_boxes[i]);
                    m_boxes.erase(m_boxes.begin() + static_cast<std::ptrdiff_t>(i));
                    joined = true;
                    break;
                }
        }
        m_boxes.push_back(box);
        if (m_boxes.size() > most_boxes) join_nearest();
    }
    std::vector<PixelBox> take() { return std::move(m_boxes); }

private:
    void join_nearest() {
        std::size_t first = 0, second = 1;
        for (std::size_t i = 0; i < m_boxes.size(); ++i)
            for (std::size_t j = i + 1; j < m_boxes.size(); ++j)
                if (wasted(m_boxes[i], m_boxes[j]) < wasted(m_boxes[first], m_boxes[second])) first = i, second = j;
        const PixelBox both = around(m_boxes[first], m_boxes[second]);
        m_boxes.erase(m_boxes.begin() + static_cast<std::ptrdiff_t>(second));
        m_boxes.erase(m_boxes.begin() + static_cast<std::ptrdiff_t>(first));
        add(both);
    }
    std::vector<PixelBox> m_boxes;
};

Shape marker(ShapeKind kind, const PixelBox& box) {
    Shape step;
    step.kind = kind;
    step.box = box;
    return step;
}

bool hides_all(const RecordedShape& each, const PixelBox& box) {
    return each.shape.kind == ShapeKind::fill && each.shape.radius == 0 && (each.shape.rgba & 0xFF) == 0xFF && each.bounds.holds(box);
}

} // namespace

std::vector<PixelBox> damage(const Picture& before, const Picture& now) {
    const auto& old_shapes = before.shapes;
    const auto& new_shapes = now.shapes;
    std::size_t begin = 0, old_end = old_shapes.size(), new_end = new_shapes.size();
    while (begin < old_end && begin < new_end && old_shapes[begin].same(new_shapes[begin])) ++begin;
    while (old_end > begin && new_end > begin && old_shapes[old_end - 1].same(new_shapes[new_end - 1])) --old_end, --new_end;

    Boxes boxes;
    // The rest is matched in order; a shape whose like was already passed has changed its place in the pile.
    std::unordered_multimap<std::uint64_t, std::size_t> there;
    there.reserve(old_end - begin);
    for (std::size_t i = old_end; i > begin; --i) there.emplace(key_of(old_shapes[i - 1]), i - 1);
    std::vector<bool> kept(old_end - begin, false);
    std::size_t passed = begin;
    for (std::size_t i = begin; i < new_end; ++i) {
        const auto [from, to] = there.equal_range(key_of(new_shapes[i]));
        std::size_t match = old_end;
        for (auto found = from; found != to; ++found)
            if (found->second >= passed && found->second < match && old_shapes[found->second].same(new_shapes[i])) match = found->second;
        if (match == old_end) {
            boxes.add(new_shapes[i].bounds);
            continue;
        }
        kept[match - begin] = true;
        passed = match + 1;
    }
    for (std::size_t i = begin; i < old_end; ++i)
        if (!kept[i - begin]) boxes.add(old_shapes[i].bounds);
    return boxes.take();
}

void repaint(const Picture& picture, const PixelBox& box, std::vector<Shape>& steps) {
    std::size_t first = 0;
    for (std::size_t i = picture.shapes.size(); i > 0; --i)
        if (hides_all(picture.shapes[i - 1], box)) {
            first = i - 1;
            break;
        }
    PixelBox clip;
    bool clipped = false;
    const auto unclip = [&] {
        if (std::exchange(clipped, false)) steps.push_back(marker(ShapeKind::unclip, {}));
    };
    for (std::size_t i = first; i < picture.shapes.size(); ++i) {
        const RecordedShape& each = picture.shapes[i];
        if (!each.bounds.touches(box)) continue;
        const PixelBox seen = common(each.clip, box);
        Shape step = each.shape;
        if (step.kind == ShapeKind::ink || (step.kind == ShapeKind::fill && step.radius == 0)) {
            const PixelBox part = common(step.box, seen);
            if (part.empty()) continue;
            if (step.kind == ShapeKind::ink) {
                step.from += static_cast<std::uint32_t>(part.left - step.box.left);
                step.count += static_cast<std::uint32_t>(part.top - step.box.top);
            }
            step.box = part;
            unclip();
            steps.push_back(step);
            continue;
        }
        if (seen.holds(touched(step))) {
            unclip();
        } else if (!clipped || clip != seen) {
            unclip();
            steps.push_back(marker(ShapeKind::clip, seen));
            clip = seen;
            clipped = true;
        }
        steps.push_back(step);
    }
    unclip();
}

} // namespace emic
