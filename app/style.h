#pragma once

#include "engine/records.h"

#include <cstdint>

/// Colours, sizes and spacing of the interface. ("Theme" is a research noun here, so this is "style".)
namespace emic {

/// A colour as 0xRRGGBBAA.
using Rgba = std::uint32_t;

constexpr Rgba opaque(Colour colour) { return (colour << 8) | 0xffu; }
enum class Appearance : std::uint8_t { light, dark, high_contrast };

struct Style {
    Appearance appearance = Appearance::light;

    Rgba window;       ///< behind everything
    Rgba panel;        ///< side panels
    Rgba page;         ///< the transcript's paper
    Rgba raised;       ///< menus, pickers, cards
    Rgba line;         ///< hairlines between areas
    Rgba strong_line;  ///< outlines of fields and buttons
    Rgba ink;          ///< text
    Rgba quiet_ink;    ///< secondary text; at least 4.5:1 on panel
    Rgba hover;        ///< under the pointer
    Rgba selected;     ///< chosen row
    Rgba accent;       ///< the one colour of action
    Rgba accent_ink;   ///< text on accent
    Rgba accent_soft;  ///< accent as a background
    Rgba selection;    ///< selected text's background
    Rgba match;        ///< found text's background
    Rgba warning;      ///< NOT SAVED and the like
    Rgba warning_soft;
    Rgba focus;        ///< keyboard focus ring
    Rgba shadow;

    float text = 15;       ///< CSS pixels
    float small = 13.5f;
    float caption = 12.5f;
    float heading = 19;
    float title = 28;
    float reading = 17;

    float row = 32;        ///< height of a list row
    float button = 34;
    float radius = 8;
    float gap = 8;
    float margin = 16;
};

/// `zoom` scales every length.
Style make_style(Appearance appearance, float zoom);

/// The soft fill under coded words: the code's hue at OKLCH lightness 0.92 (0.32 on dark paper).
Rgba highlight_fill(Colour code, Appearance appearance);
/// The full colour for stripes and dots, kept visible on the paper.
Rgba code_mark(Colour code, Appearance appearance);

} // namespace emic
