#pragma once

#include <imgui.h>

namespace emic {

/// Gives ImGui its fonts, drawn by the browser like all other text: Fonts[0] regular, Fonts[1] bold, each at any size,
/// and the Typesetter of this atlas. No pixel of theirs is ever in memory: after the back end created or updated a
/// texture, paint_glyphs() must draw them into it.
void install_interface_font(ImFontAtlas* atlas);

/// Draws what is missing in a texture that the back end has just created or updated (its TexID is set). Cheap when
/// nothing is.
void paint_glyphs(ImTextureData& texture);

/// After the graphics context was lost and the back end's textures are there again: the next paint_glyphs() draws all.
void repaint_all_glyphs();

ImFont* interface_font();
ImFont* interface_font_bold();

} // namespace emic
