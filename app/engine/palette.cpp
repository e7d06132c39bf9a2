#include "engine/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace emic {

namespace {

struct Linear {
    double red, green, blue;
};

double to_linear(std::uint32_t byte) {
    const double value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

std::uint32_t to_byte(double linear) {
    const double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

double to_radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

// The two matrices each way are those of Ottosson's "A perceptual color space for image processing" (2020).
Linear to_linear(const Oklch& colour) {
    const double a = colour.chroma * std::cos(to_radians(colour.hue));
    const double b = colour.chroma * std::sin(to_radians(colour.hue));
    const double l_root = colour.lightness + 0.3963377774 * a + 0.2158037573 * b;
    const double m_root = colour.lightness - 0.1055613458 * a - 0.0638541728 * b;
    const double s_root = colour.lightness - 0.0894841775 * a - 1.2914855480 * b;
    const double l = l_root * l_root * l_root;
    const double m = m_root * m_root * m_root;
    const double s = s_root * s_root * s_root;
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool is_on_screen(const Linear& c) {
    constexpr double slack = 1e-4; // far less than one step of a byte
    const auto fits = [](double value) { return value >= -slack && value <= 1 + slack; };
    return fits(c.red) && fits(c.green) && fits(c.blue);
}

constexpr double palette_lightness = 0.64; // at least 3:1 against the light page and the dark one
constexpr double palette_chroma = 0.15;
constexpr double first_hue = 255;                     // blue
constexpr double hue_step = 7 * 360.0 / palette_hues; // 105°; 7 shares no factor with 24, so every hue comes once
constexpr std::uint32_t shades = 12;

/// The candidate that the fewest of `used` have; the first of those.
template <class Candidates> Colour least_used(const Candidates& candidates, const std::vector<Colour>& used) {
    return *std::min_element(candidates.begin(), candidates.end(), [&](Colour a, Colour b) {
        return std::count(used.begin(), used.end(), a) < std::count(used.begin(), used.end(), b);
    });
}

Colour least_used_of_palette(const std::vector<Colour>& used) {
    std::array<Colour, palette_hues> candidates{};
    for (std::uint32_t i = 0; i < palette_hues; ++i)
        candidates[i] = palette_colour(i);
    return least_used(candidates, used);
}

} // namespace

Oklch to_oklch(Colour colour) {
    const Linear c{to_linear(colour >> 16 & 0xFF), to_linear(colour >> 8 & 0xFF), to_linear(colour & 0xFF)};
    const double l = std::cbrt(0.4122214708 * c.red + 0.5363325363 * c.green + 0.0514459929 * c.blue);
    const double m = std::cbrt(0.2119034982 * c.red + 0.6806995451 * c.green + 0.1073969566 * c.blue);
    const double s = std::cbrt(0.0883024619 * c.red + 0.2817188376 * c.green + 0.6299787005 * c.blue);
    const double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    const double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    const double hue = std::atan2(b, a) * 180 / std::numbers::pi;
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, std::hypot(a, b), hue < 0 ? hue + 360 : hue};
}

Colour from_oklch(const Oklch& colour) {
    Oklch shown = colour;
    shown.lightness = std::clamp(shown.lightness, 0.0, 1.0);
    if (!is_on_screen(to_linear(shown))) {
        double low = 0;
        double high = shown.chroma;
        for (int halving = 0; halving < 20; ++halving) {
            shown.chroma = (low + high) / 2;
            (is_on_screen(to_linear(shown)) ? low : high) = shown.chroma;
        }
        shown.chroma = low;
    }
    const Linear c = to_linear(shown);
    return to_byte(c.red) << 16 | to_byte(c.green) << 8 | to_byte(c.blue);
}

Colour palette_colour(std::uint32_t index) {
    const double hue = first_hue + hue_step * (index % palette_hues);
    return from_oklch({palette_lightness, palette_chroma, std::fmod(hue, 360)});
}

Colour shade_colour(Colour parent, std::uint32_t index) {
    // Six lightnesses; the second round leans to a neighbouring hue.
    constexpr std::array<double, 6> steps = {0.09, -0.09, 0.15, -0.15, 0.05, -0.05};
    constexpr double darkest = 0.42;
    constexpr double lightest = 0.80;
    Oklch shade = to_oklch(parent);
    const double step = steps[index % steps.size()];
    const double wanted = shade.lightness + step;
    shade.lightness =
        std::clamp(wanted < darkest || wanted > lightest ? shade.lightness - step : wanted, darkest, lightest);
    if (index % shades >= steps.size()) shade.hue += 12;
    return from_oklch(shade);
}

Colour next_code_colour(const Project& project, const Indexes& indexes, Id<Code> parent) {
    std::vector<Colour> used;
    for (Id<Code> id : indexes.children_of(parent))
        used.push_back(project.find(id)->colour);
    const Code* above = project.find(parent);
    if (!above) return least_used_of_palette(used);
    std::array<Colour, shades> candidates{};
    for (std::uint32_t i = 0; i < shades; ++i)
        candidates[i] = shade_colour(above->colour, i);
    return least_used(candidates, used);
}

Colour next_coder_colour(const Project& project) {
    std::vector<Colour> used;
    for (const Coder& coder : project.coders())
        used.push_back(coder.colour);
    return least_used_of_palette(used);
}

} // namespace emic
