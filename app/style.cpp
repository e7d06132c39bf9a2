#include "style.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

struct Oklch {
    float lightness, chroma, hue;
};

float to_linear(float c) { return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f); }
float to_srgb(float c) { return c <= 0.0031308f ? 12.92f * c : 1.055f * std::pow(c, 1 / 2.4f) - 0.055f; }

/// Björn Ottosson's OKLab (2020), in cylinder coordinates.
Oklch to_oklch(Colour colour) {
    const float r = to_linear(static_cast<float>((colour >> 16) & 0xff) / 255);
    const float g = to_linear(static_cast<float>((colour >> 8) & 0xff) / 255);
    const float b = to_linear(static_cast<float>(colour & 0xff) / 255);
    const float l = std::cbrt(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
    const float m = std::cbrt(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
    const float s = std::cbrt(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
    const float lab_a = 1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s;
    const float lab_b = 0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s;
    return {0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s, std::hypot(lab_a, lab_b),
            std::atan2(lab_b, lab_a)};
}

bool to_rgb(const Oklch& c, Colour& colour) {
    const float a = c.chroma * std::cos(c.hue);
    const float b = c.chroma * std::sin(c.hue);
    const float l = std::pow(c.lightness + 0.3963377774f * a + 0.2158037573f * b, 3.0f);
    const float m = std::pow(c.lightness - 0.1055613458f * a - 0.0638541728f * b, 3.0f);
    const float s = std::pow(c.lightness - 0.0894841775f * a - 1.2914855480f * b, 3.0f);
    const float rgb[3] = {4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s,
                          -1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s,
                          -0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s};
    bool inside = true;
    colour = 0;
    for (float linear : rgb) {
        inside = inside && linear >= -0.0005f && linear <= 1.0005f;
        const float value = to_srgb(std::clamp(linear, 0.0f, 1.0f));
        colour = (colour << 8) | static_cast<Colour>(std::lround(value * 255));
    }
    return inside;
}

/// The colour with another lightness, its chroma reduced until the screen can show it.
Colour at_lightness(Colour colour, float lightness, float highest_chroma) {
    Oklch c = to_oklch(colour);
    c.lightness = lightness;
    c.chroma = std::min(c.chroma, highest_chroma);
    Colour shown = 0;
    while (!to_rgb(c, shown) && c.chroma > 0.001f) c.chroma *= 0.92f;
    return shown;
}

} // namespace

Style make_style(Appearance appearance, float zoom) {
    Style s{};
    s.appearance = appearance;
    switch (appearance) {
    case Appearance::light:
        s.window = 0xf1efebff, s.panel = 0xf8f7f4ff, s.page = 0xffffffff, s.raised = 0xffffffff;
        s.line = 0xe3e0d9ff, s.strong_line = 0xbfbab0ff, s.ink = 0x1d2126ff, s.quiet_ink = 0x5a6069ff;
        s.hover = 0x1d21260d, s.selected = 0x0b6b661f, s.accent = 0x0b6b66ff, s.accent_ink = 0xffffffff;
        s.accent_soft = 0xdcefedff, s.selection = 0xb9d8f7ff, s.match = 0xffe27aff;
        s.warning = 0xa8261cff, s.warning_soft = 0xfbe4e1ff, s.focus = 0x1565c0ff, s.shadow = 0x1d212633;
        break;
    case Appearance::dark:
        s.window = 0x141517ff, s.panel = 0x1a1c1fff, s.page = 0x1f2124ff, s.raised = 0x282b2fff;
        s.line = 0x2f3236ff, s.strong_line = 0x53585fff, s.ink = 0xe9e7e2ff, s.quiet_ink = 0xa9adb4ff;
        s.hover = 0xffffff12, s.selected = 0x5ccabf2e, s.accent = 0x5ccabfff, s.accent_ink = 0x0c1f1dff;
        s.accent_soft = 0x1e3b39ff, s.selection = 0x2b4f77ff, s.match = 0x6b5a12ff;
        s.warning = 0xff9a8cff, s.warning_soft = 0x47211cff, s.focus = 0x8ec2ffff, s.shadow = 0x00000088;
        break;
    case Appearance::high_contrast:
        s.window = 0x000000ff, s.panel = 0x000000ff, s.page = 0x000000ff, s.raised = 0x0a0a0aff;
        s.line = 0xffffffff, s.strong_line = 0xffffffff, s.ink = 0xffffffff, s.quiet_ink = 0xf0f0f0ff;
        s.hover = 0xffffff26, s.selected = 0xffff0040, s.accent = 0xffff00ff, s.accent_ink = 0x000000ff;
        s.accent_soft = 0x333300ff, s.selection = 0x00569eff, s.match = 0x665c00ff;
        s.warning = 0xff8f80ff, s.warning_soft = 0x3a0000ff, s.focus = 0x00ffffff, s.shadow = 0x00000000;
        break;
    }
    for (float* length : {&s.text, &s.small, &s.caption, &s.heading, &s.title, &s.reading, &s.row, &s.button, &s.radius,
                          &s.gap, &s.margin})
        *length *= zoom;
    return s;
}

Rgba highlight_fill(Colour code, Appearance appearance) {
    return opaque(appearance == Appearance::light ? at_lightness(code, 0.92f, 0.075f) : at_lightness(code, 0.32f, 0.075f));
}

Rgba code_mark(Colour code, Appearance appearance) {
    const float lightness = to_oklch(code).lightness;
    if (appearance == Appearance::light) return opaque(lightness > 0.72f ? at_lightness(code, 0.72f, 0.4f) : code);
    return opaque(lightness < 0.62f ? at_lightness(code, 0.62f, 0.4f) : code);
}

} // namespace emic
