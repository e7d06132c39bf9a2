// What the 2D canvas shows after only the differing parts were drawn is what it would show after everything was.
#include "paint/damage.h"

#include <cmath>
#include <doctest/doctest.h>
#include <map>
#include <random>
#include <tuple>

using namespace emic;

namespace {

constexpr int wide = 48, high = 32;

/// A canvas of a few pixels on which every drawing over another leaves a trace.
struct Board {
    std::vector<std::uint64_t> pixels = std::vector<std::uint64_t>(wide * high, 0);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> ink; ///< what lies at a column and row of the page

    void draw(const std::vector<Shape>& steps) {
        PixelBox clip{0, 0, wide, high};
        for (const Shape& step : steps) {
            if (step.kind == ShapeKind::clip) clip = step.box;
            else if (step.kind == ShapeKind::unclip) clip = {0, 0, wide, high};
            else draw(step, clip);
        }
    }

private:
    void draw(const Shape& step, const PixelBox& clip) {
        const PixelBox seen = common(touched(step), clip);
        for (int y = std::max(0, static_cast<int>(seen.top)); y < std::min(high, static_cast<int>(seen.bottom)); ++y)
            for (int x = std::max(0, static_cast<int>(seen.left)); x < std::min(wide, static_cast<int>(seen.right)); ++x) {
                std::uint64_t& pixel = pixels[static_cast<std::size_t>(y * wide + x)];
                std::uint64_t colour = step.rgba;
                if (step.kind == ShapeKind::ink)
                    colour = ink[{step.from + static_cast<std::uint32_t>(x - static_cast<int>(step.box.left)), step.count + static_cast<std::uint32_t>(y - static_cast<int>(step.box.top))}];
                const bool opaque = step.kind == ShapeKind::fill && step.radius == 0 && (step.rgba & 0xFF) == 0xFF;
                // A soft edge depends on where in its shape a pixel lies.
                if (step.radius > 0) colour ^= static_cast<std::uint64_t>((x - static_cast<int>(step.box.left)) * 131 + (y - static_cast<int>(step.box.top))) << 40;
                pixel = opaque ? colour : (pixel ^ colour) * 0x9E3779B97F4A7C15ULL + 1;
            }
    }
};

struct Material {
    std::mt19937_64 random;
    Board* board;
    std::uint64_t serial = 0;

    int below(int limit) { return static_cast<int>(random() % static_cast<std::uint64_t>(limit)); }

    struct Made {
        RecordedShape shape;
        std::vector<PixelPoint> points;
    };

    Made make() {
        Made made;
        Shape& shape = made.shape.shape;
        const auto x = static_cast<float>(below(wide)), y = static_cast<float>(below(high));
        shape.box = {x, y, x + 1 + static_cast<float>(below(14)), y + 1 + static_cast<float>(below(9))};
        shape.rgba = (static_cast<std::uint32_t>(below(6)) << 8) | (below(3) == 0 ? 0x80u : 0xFFu);
        made.shape.clip = {0, 0, wide, high};
        if (below(3) == 0) made.shape.clip = {static_cast<float>(below(20)), static_cast<float>(below(10)), static_cast<float>(24 + below(24)), static_cast<float>(16 + below(16))};
        switch (below(5)) {
        case 0: shape.kind = ShapeKind::fill; break;
        case 1: shape.kind = ShapeKind::fill, shape.radius = 2; break;
        case 2: shape.kind = ShapeKind::outline, shape.radius = 1, shape.thickness = 1; break;
        case 3:
            shape.kind = ShapeKind::stroke, shape.thickness = 1;
            made.points = {{shape.box.left, shape.box.top}, {shape.box.right, shape.box.bottom}, {static_cast<float>(below(3)), 1}};
            break;
        default:
            shape.kind = ShapeKind::ink;
            shape.rgba = 0;
            shape.from = static_cast<std::uint32_t>(below(4) * 16), shape.count = static_cast<std::uint32_t>(below(3) * 12);
            made.shape.mark = write_ink(shape.from, shape.count);
        }
        return made;
    }

    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> written;

    /// What lies on this place of the page; now and then it is new ink.
    std::uint64_t write_ink(std::uint32_t column, std::uint32_t row) {
        std::uint64_t& mark = written[{column, row}];
        if (mark == 0) {
            mark = ++serial;
            for (std::uint32_t y = 0; y < 12; ++y)
                for (std::uint32_t x = 0; x < 16; ++x) board->ink[{column + x, row + y}] = mark * 1000 + y * 16 + x;
        }
        return mark;
    }
};

Picture picture_of(const std::vector<Material::Made>& pile) {
    Picture picture;
    for (const Material::Made& made : pile)
        if (made.points.empty()) picture.add(made.shape);
        else picture.add(made.shape, made.points);
    return picture;
}

float area(const std::vector<PixelBox>& boxes) {
    float sum = 0;
    for (const PixelBox& box : boxes) sum += (box.right - box.left) * (box.bottom - box.top);
    return sum;
}

} // namespace

TEST_CASE("drawing only what differs shows the same as drawing everything") {
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        Board shown;
        Material material{std::mt19937_64(seed), &shown, 0, {}};
        std::vector<Material::Made> pile;
        Picture before;
        for (int frame = 0; frame < 25; ++frame) {
            const int changes = 1 + material.below(4);
            for (int change = 0; change < changes; ++change) {
                const auto size = static_cast<int>(pile.size());
                const int place = size == 0 ? 0 : material.below(size);
                switch (material.below(size < 20 ? 4 : 6)) {
                case 0:
                case 1:
                case 2: pile.insert(pile.begin() + place, material.make()); break;
                case 3:
                    if (size > 1) std::swap(pile[static_cast<std::size_t>(place)], pile[static_cast<std::size_t>(material.below(size))]);
                    break;
                case 4: pile.erase(pile.begin() + place); break;
                default: { // new ink where other ink was
                    if (pile[static_cast<std::size_t>(place)].shape.shape.kind != ShapeKind::ink) break;
                    const Shape old = pile[static_cast<std::size_t>(place)].shape.shape;
                    std::erase_if(pile, [&](const Material::Made& made) { return made.shape.shape.kind == ShapeKind::ink && made.shape.shape.from == old.from && made.shape.shape.count == old.count; });
                    material.written.erase({old.from, old.count});
                    Material::Made again;
                    again.shape.shape = old;
                    again.shape.clip = {0, 0, wide, high};
                    again.shape.mark = material.write_ink(old.from, old.count);
                    pile.push_back(again);
                }
                }
            }
            const Picture now = picture_of(pile);
            std::vector<Shape> steps, all;
            // A canvas begins as one colour, as a window does with its background.
            const auto wipe = [](const PixelBox& box) {
                Shape paper;
                paper.rgba = 0xFFFFFFFF;
                paper.box = box;
                return paper;
            };
            for (const PixelBox& box : damage(before, now)) {
                const PixelBox part = common(box, {0, 0, wide, high});
                if (part.empty()) continue;
                steps.push_back(wipe(part));
                repaint(now, part, steps);
            }
            shown.draw(steps);
            Board whole;
            whole.ink = shown.ink;
            all.push_back(wipe({0, 0, wide, high}));
            repaint(now, {0, 0, wide, high}, all);
            whole.draw(all);
            if (frame == 0) { // the first is drawn whole, as the canvas was empty
                shown.pixels = whole.pixels;
            }
            INFO("seed " << seed << " frame " << frame);
            REQUIRE(shown.pixels == whole.pixels);
            before = now;
        }
    }
}

TEST_CASE("what has not changed is not drawn again") {
    Board board;
    Material material{std::mt19937_64(7), &board, 0, {}};
    std::vector<Material::Made> pile;
    for (int i = 0; i < 40; ++i) pile.push_back(material.make());
    const Picture before = picture_of(pile);
    CHECK(damage(before, picture_of(pile)).empty());

    Material::Made caret;
    caret.shape.shape.box = {10, 10, 12, 20};
    caret.shape.shape.rgba = 0xFF;
    caret.shape.clip = {0, 0, wide, high};
    pile.insert(pile.begin() + 20, caret);
    const auto boxes = damage(before, picture_of(pile));
    REQUIRE(boxes.size() == 1);
    CHECK(boxes.front() == PixelBox{10, 10, 12, 20});
}

TEST_CASE("many small changes become few boxes") {
    Picture before, now;
    for (int i = 0; i < 300; ++i) {
        RecordedShape mark;
        mark.shape.box = {static_cast<float>(i * 300 % 2000), static_cast<float>(i * 170 % 1500), static_cast<float>(i * 300 % 2000 + 9), static_cast<float>(i * 170 % 1500 + 9)};
        mark.clip = {0, 0, 4000, 4000};
        before.add(mark);
        mark.shape.rgba = 0x11;
        now.add(mark);
    }
    const auto boxes = damage(before, now);
    CHECK(boxes.size() <= 8);
    CHECK(area(boxes) <= 2009 * 1509.0f);
}

TEST_CASE("what lies under an opaque background is left out") {
    Picture picture;
    RecordedShape desk;
    desk.shape.box = {0, 0, 100, 100};
    desk.shape.rgba = 0x101010FF;
    desk.clip = {0, 0, 100, 100};
    RecordedShape paper = desk;
    paper.shape.box = {20, 0, 80, 100};
    paper.shape.rgba = 0xEEEEEEFF;
    picture.add(desk);
    picture.add(paper);
    std::vector<Shape> steps;
    repaint(picture, {30, 10, 40, 20}, steps);
    REQUIRE(steps.size() == 1);
    CHECK(steps.front().rgba == 0xEEEEEEFF);
    CHECK(steps.front().box == PixelBox{30, 10, 40, 20});
}
