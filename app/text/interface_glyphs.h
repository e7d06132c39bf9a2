#pragma once

#include "platform.h"

#include <imgui.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace emic {

/// Which glyphs of the interface font lie where in ImGui's font texture, and which of them have yet to be drawn there.
class InterfaceGlyphs {
public:
    /// A glyph that was just packed.
    void add(ImFontAtlasRectId rect, platform::GlyphInk ink);
    void repaint_all() { m_painted_into = 0; }
    void paint(ImFontAtlas& atlas, const ImTextureData& texture);
    [[nodiscard]] std::size_t size() const { return m_glyphs.size(); }

private:
    std::unordered_map<ImFontAtlasRectId, platform::GlyphInk> m_glyphs; ///< rectangles are filled in when drawn
    std::vector<ImFontAtlasRectId> m_pending;
    platform::TextureHandle m_painted_into = 0;
    int m_painted_texture = -1; ///< ImTextureData::UniqueID
};

} // namespace emic
