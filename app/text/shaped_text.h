#pragma once

#include "paint/painter.h"

#include <cfloat>
#include <cstdint>
#include <string_view>

/// Text of the researcher's (names, titles, memos, quotations) and any other text of the interface, in every script,
/// rasterised whole by the browser. ImGui's own text drawing knows no shaping: use it only for fixed words.
///
/// Lengths are CSS pixels, colours 0xRRGGBBAA. Line feeds count as spaces where one line is drawn. To be called between
/// Typesetter::begin_frame() and finish_frame().
namespace emic {

enum class Ellipsis { none, end };
enum class Align { start, centre, end };

/// Height of a line of interface text: 1.5 em, whole pixels.
float line_height(const platform::Font& font);

/// Where the base line lies below the top of a box of this height so that capitals stand in its middle.
float base_line_in(const platform::Font& font, float height);

float text_width(const platform::Font& font, std::string_view text);

/// One line with its top left at `pos`, in a box of line_height(). Wider text ends in an ellipsis. Returns the width drawn.
float draw_text(const Painter& painter, ImVec2 pos, const platform::Font& font, std::uint32_t rgba, std::string_view text,
                float max_width = FLT_MAX, Ellipsis ellipsis = Ellipsis::end);

/// One line in the vertical middle of a box, aligned in it. Returns the width drawn.
float draw_text_in(const Painter& painter, ImVec2 min, ImVec2 max, const platform::Font& font, std::uint32_t rgba,
                   std::string_view text, Align align = Align::start, Ellipsis ellipsis = Ellipsis::end);

/// Text over several lines, broken where its scripts allow; line feeds begin new lines. `max_lines` 0 is no limit;
/// text beyond it ends in an ellipsis. Both return the size of the whole.
ImVec2 wrapped_size(const platform::Font& font, std::string_view text, float width, int max_lines = 0);
ImVec2 draw_wrapped(const Painter& painter, ImVec2 pos, const platform::Font& font, std::uint32_t rgba, std::string_view text,
                    float width, int max_lines = 0);

/// The same colour with another opacity (0 to 1).
std::uint32_t with_alpha(std::uint32_t rgba, float alpha);

} // namespace emic
