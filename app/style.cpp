#include "style.h"

#include "widgets/coded_text_shades.h"

namespace emic {

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
    return code_shade(code, appearance == Appearance::light ? 0.92f : 0.32f, fill_chroma);
}

Rgba code_mark(Colour code, Appearance appearance) {
    constexpr float any_chroma = 0.4f;
    const double lightness = to_oklch(code).lightness;
    if (appearance == Appearance::light) return lightness > 0.72 ? code_shade(code, 0.72f, any_chroma) : opaque(code);
    return lightness < 0.62 ? code_shade(code, 0.62f, any_chroma) : opaque(code);
}

} // namespace emic
