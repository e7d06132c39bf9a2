#include "widgets/icons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace emic {

namespace {

/// Draws on a 24 x 24 grid.
class Pen {
public:
    Pen(const Painter& painter, const platform::Rect& rect, Rgba colour, float size)
        : m_painter(painter), m_colour(colour), m_unit(size / 24),
          m_origin(rect.x + (rect.width - size) / 2, rect.y + (rect.height - size) / 2) {}

    void line(std::initializer_list<ImVec2> points, bool closed = false) {
        std::array<ImVec2, 8> placed;
        std::transform(points.begin(), points.end(), placed.begin(), [this](const ImVec2& point) { return at(point); });
        m_painter.line(std::span(placed).first(points.size()), m_colour, weight(), closed);
    }
    void circle(float x, float y, float radius) { m_painter.ring(at({x, y}), radius * m_unit, m_colour, weight()); }
    void dot(float x, float y, float radius) { m_painter.disc(at({x, y}), radius * m_unit, m_colour); }
    void arc(float x, float y, float radius, float from, float to) { m_painter.arc(at({x, y}), radius * m_unit, from, to, m_colour, weight()); }
    void box(float x0, float y0, float x1, float y1, float radius = 2) {
        const float half = weight() / 2;
        const ImVec2 min = at({x0, y0}), max = at({x1, y1});
        m_painter.outline({min.x - half, min.y - half, max.x - min.x + 2 * half, max.y - min.y + 2 * half}, m_colour, radius * m_unit + half, weight());
    }

private:
    ImVec2 at(const ImVec2& p) const { return {m_origin.x + p.x * m_unit, m_origin.y + p.y * m_unit}; }
    float weight() const { return 1.75f * m_unit < 1.2f ? 1.2f : 1.75f * m_unit; }

    Painter m_painter;
    Rgba m_colour;
    float m_unit;
    ImVec2 m_origin;
};

} // namespace

void draw_icon(const Painter& painter, const platform::Rect& rect, Icon icon, Rgba colour, float size) {
    constexpr float pi = 3.14159265f;
    Pen pen(painter, rect, colour, size);
    switch (icon) {
    case Icon::add: pen.line({{12, 5}, {12, 19}}), pen.line({{5, 12}, {19, 12}}); break;
    case Icon::search: pen.circle(10.5f, 10.5f, 6), pen.line({{15, 15}, {20, 20}}); break;
    case Icon::code:
        pen.line({{4, 15}, {9, 20}, {20, 9}, {20, 4}, {15, 4}}, true), pen.circle(16.3f, 7.7f, 0.9f);
        break;
    case Icon::tag: pen.line({{4, 13}, {11, 20}, {20, 11}, {20, 4}, {13, 4}}, true), pen.circle(16, 8, 1); break;
    case Icon::compare: pen.box(4, 5, 10, 19), pen.box(14, 5, 20, 19); break;
    case Icon::themes: pen.circle(7, 7, 3), pen.circle(17, 8, 3), pen.circle(12, 17.5f, 3); break;
    case Icon::report: pen.line({{6, 3}, {14, 3}, {18, 7}, {18, 21}, {6, 21}}, true), pen.line({{9, 12}, {15, 12}}), pen.line({{9, 16}, {15, 16}}); break;
    case Icon::document: pen.line({{6, 3}, {14, 3}, {18, 7}, {18, 21}, {6, 21}}, true), pen.line({{14, 3}, {14, 7}, {18, 7}}); break;
    case Icon::help: pen.circle(12, 12, 9), pen.arc(12, 9.8f, 2.6f, -pi, 0.6f), pen.line({{13.9f, 11.4f}, {12, 13.2f}, {12, 14.2f}}), pen.dot(12, 17, 1); break;
    case Icon::settings:
        pen.line({{4, 7}, {20, 7}}), pen.line({{4, 17}, {20, 17}}), pen.dot(9, 7, 2.6f), pen.dot(15, 17, 2.6f);
        break;
    case Icon::more: pen.dot(6, 12, 1.6f), pen.dot(12, 12, 1.6f), pen.dot(18, 12, 1.6f); break;
    case Icon::close: pen.line({{6, 6}, {18, 18}}), pen.line({{18, 6}, {6, 18}}); break;
    case Icon::chevron_right: pen.line({{9, 6}, {15, 12}, {9, 18}}); break;
    case Icon::chevron_left: pen.line({{15, 6}, {9, 12}, {15, 18}}); break;
    case Icon::chevron_down: pen.line({{6, 9}, {12, 15}, {18, 9}}); break;
    case Icon::folder: pen.line({{3, 6}, {9, 6}, {11, 9}, {21, 9}, {21, 19}, {3, 19}}, true); break;
    case Icon::memo: pen.line({{5, 4}, {19, 4}, {19, 14}, {14, 20}, {5, 20}}, true), pen.line({{19, 14}, {14, 14}, {14, 20}}), pen.line({{8, 9}, {16, 9}}); break;
    case Icon::pen: pen.line({{4, 20}, {5, 15}, {16, 4}, {20, 8}, {9, 19}}, true), pen.line({{13.5f, 6.5f}, {17.5f, 10.5f}}); break;
    case Icon::trash: pen.line({{4, 7}, {20, 7}}), pen.line({{6, 7}, {7, 20}, {17, 20}, {18, 7}}), pen.line({{9, 7}, {9, 4}, {15, 4}, {15, 7}}); break;
    case Icon::undo: pen.line({{9, 5}, {4, 10}, {9, 15}}), pen.line({{4, 10}, {14, 10}}), pen.arc(14, 14.5f, 4.5f, -pi / 2, pi / 2); break;
    case Icon::redo: pen.line({{15, 5}, {20, 10}, {15, 15}}), pen.line({{20, 10}, {10, 10}}), pen.arc(10, 14.5f, 4.5f, pi / 2, 1.5f * pi); break;
    case Icon::upload: pen.line({{12, 16}, {12, 4}}), pen.line({{7, 9}, {12, 4}, {17, 9}}), pen.line({{4, 16}, {4, 20}, {20, 20}, {20, 16}}); break;
    case Icon::download: pen.line({{12, 4}, {12, 16}}), pen.line({{7, 11}, {12, 16}, {17, 11}}), pen.line({{4, 16}, {4, 20}, {20, 20}, {20, 16}}); break;
    case Icon::moon: pen.arc(11, 12, 8, 0.35f, 2 * pi - 0.9f), pen.arc(16, 8.5f, 6.2f, 1.15f, 3.5f); break;
    case Icon::sun:
        pen.circle(12, 12, 4);
        for (int i = 0; i < 8; ++i) {
            const float x = std::cos(static_cast<float>(i) * pi / 4), y = std::sin(static_cast<float>(i) * pi / 4);
            pen.line({{12 + 7 * x, 12 + 7 * y}, {12 + 9.5f * x, 12 + 9.5f * y}});
        }
        break;
    case Icon::check: pen.line({{5, 12.5f}, {10, 17.5f}, {19, 7}}); break;
    case Icon::warning: pen.line({{12, 4}, {21, 20}, {3, 20}}, true), pen.line({{12, 10}, {12, 14.5f}}), pen.dot(12, 17.3f, 1); break;
    case Icon::person: pen.circle(12, 8, 4), pen.arc(12, 21, 8, -pi * 0.95f, -pi * 0.05f); break;
    case Icon::link: pen.arc(8, 12, 4, pi / 2, 1.5f * pi), pen.arc(16, 12, 4, -pi / 2, pi / 2), pen.line({{9, 12}, {15, 12}}); break;
    case Icon::quote: pen.line({{5, 14}, {10, 14}, {10, 8}, {5, 8}, {5, 14}, {8, 18}}), pen.line({{14, 14}, {19, 14}, {19, 8}, {14, 8}, {14, 14}, {17, 18}}); break;
    case Icon::arrow_up: pen.line({{12, 20}, {12, 5}}), pen.line({{6, 11}, {12, 5}, {18, 11}}); break;
    case Icon::arrow_down: pen.line({{12, 4}, {12, 19}}), pen.line({{6, 13}, {12, 19}, {18, 13}}); break;
    case Icon::home: pen.line({{4, 11}, {12, 4}, {20, 11}}), pen.line({{6, 10}, {6, 20}, {18, 20}, {18, 10}}); break;
    case Icon::split: pen.line({{4, 12}, {10, 12}, {18, 5}}), pen.line({{10, 12}, {18, 19}}), pen.dot(19, 5, 1.6f), pen.dot(19, 19, 1.6f); break;
    case Icon::merge: pen.line({{5, 5}, {12, 12}, {20, 12}}), pen.line({{5, 19}, {12, 12}}), pen.line({{16, 8}, {20, 12}, {16, 16}}); break;
    case Icon::table: pen.box(4, 5, 20, 19), pen.line({{4, 10}, {20, 10}}), pen.line({{4, 14.5f}, {20, 14.5f}}), pen.line({{10, 5}, {10, 19}}); break;
    case Icon::weight: pen.arc(12, 15, 8, pi, 2 * pi), pen.line({{12, 15}, {16, 10}}); break;
    }
}

} // namespace emic
