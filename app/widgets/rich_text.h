#pragma once

#include "widgets/ui.h"

#include <span>
#include <string_view>

namespace emic {

/// A stretch of a wrapped text with its own look; stretches follow one another without a gap.
struct RichSpan {
    std::string_view text;
    TextLook look;
    Rgba background = 0; ///< soft rectangle under the words; 0 for none
};

/// Wrapped text in several looks, such as a quotation between the words around it. Lines break where the Unicode line
/// breaking rules allow; line feeds begin new lines. `limit` lines at most (0: all). Returns the height, in CSS pixels.
float rich_paragraph(Ui& ui, float x, float y, float width, std::span<const RichSpan> spans, int limit = 0);
[[nodiscard]] float rich_paragraph_height(Ui& ui, float width, std::span<const RichSpan> spans, int limit = 0);

} // namespace emic
