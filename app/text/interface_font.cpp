#include "text/interface_font.h"

#include "engine/text.h"
#include "text/typesetter.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>
#include <string>

namespace emic {

namespace {

/// The interface's own words need no more; emoji and rare characters in one of its fonts would cost a table of a megabyte.
constexpr ImWchar last_code_point = 0x2FFF;
constexpr std::int32_t pad = 2; ///< device pixels around a glyph's ink box

std::string utf8(ImWchar code_point) {
    std::string text;
    append_utf8(text, static_cast<char32_t>(code_point));
    return text;
}

platform::Font font_of(const ImFontConfig& source, const ImFontBaked& baked) {
    platform::Font font;
    font.size = baked.Size;
    font.bold = source.FontNo == 1;
    return font;
}

Typesetter& typesetter_of(const ImFontAtlas* atlas) { return *static_cast<Typesetter*>(atlas->UserData); }

/// The two fonts share the Typesetter; it goes with the last of them.
bool source_init(ImFontAtlas*, ImFontConfig*) { return true; }
void source_destroy(ImFontAtlas* atlas, ImFontConfig* source) {
    if (source->FontNo != 0) return;
    delete static_cast<Typesetter*>(atlas->UserData);
    atlas->UserData = nullptr;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar code_point) {
    return code_point >= 0x20 && code_point <= last_code_point && code_point != 0x7F;
}

bool baked_init(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*) {
    // One em high, capitals in the middle: what stands beside an icon or in a button then looks centred.
    const float capital = typesetter_of(atlas).measure.extent(font_of(*source, *baked), "H").ascent;
    baked->Ascent = std::round((baked->Size + capital) / 2);
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* advance_only) {
    if (!contains_glyph(atlas, source, code_point)) return false;
    Typesetter& type = typesetter_of(atlas);
    const platform::Font font = font_of(*source, *baked);
    const std::string text = utf8(code_point);
    const platform::TextExtent extent = type.measure.extent(font, text);
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    // Glyphs stand on whole device pixels, or they would be drawn blurred.
    const float advance = std::round(extent.advance * density) / density;
    if (advance_only) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = code_point & 0x3FFFFFFu;
    glyph->AdvanceX = advance;
    if (extent.left + extent.right <= 0 || extent.ascent + extent.descent <= 0) return true;
    const auto to_device = [density](float css) { return static_cast<std::int32_t>(std::ceil(css * density)); };
    platform::GlyphInk ink;
    ink.text = text;
    ink.font = font;
    ink.pen_x = to_device(extent.left) + pad;
    ink.pen_y = to_device(extent.ascent) + pad;
    ink.width = ink.pen_x + to_device(extent.right) + pad;
    ink.height = ink.pen_y + to_device(extent.descent) + pad;
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, ink.width, ink.height);
    if (id == ImFontAtlasRectId_Invalid) return false;
    const ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
    glyph->X0 = static_cast<float>(-ink.pen_x) / density;
    glyph->Y0 = baked->Ascent - static_cast<float>(ink.pen_y) / density;
    glyph->X1 = glyph->X0 + static_cast<float>(ink.width) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(ink.height) / density;
    glyph->Visible = true;
    glyph->PackId = id;
    // The rectangle is empty in memory; announcing it makes the back end touch the texture, and us draw into it.
    ImFontAtlasTextureBlockQueueUpload(atlas, atlas->TexData, rect->x, rect->y, rect->w, rect->h);
    type.glyphs.add(id, std::move(ink));
    return true;
}

const ImFontLoader& loader() {
    static const ImFontLoader made = [] {
        ImFontLoader it;
        it.Name = "browser";
        it.FontSrcInit = source_init;
        it.FontSrcDestroy = source_destroy;
        it.FontSrcContainsGlyph = contains_glyph;
        it.FontBakedInit = baked_init;
        it.FontBakedLoadGlyph = load_glyph;
        return it;
    }();
    return made;
}

} // namespace

void install_interface_font(ImFontAtlas* atlas) {
    IM_ASSERT(atlas->UserData == nullptr);
    atlas->UserData = new Typesetter;
    for (const ImU32 weight : {0u, 1u}) {
        ImFontConfig config;
        config.FontLoader = &loader();
        config.FontNo = weight;
        config.SizePixels = 15;
        config.PixelSnapH = false;
        atlas->AddFont(&config);
    }
}

void paint_glyphs(ImTextureData& texture) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    if (&texture == atlas.TexData) typesetter_of(&atlas).glyphs.paint(atlas, texture);
}

void repaint_all_glyphs() { typesetter().glyphs.repaint_all(); }

ImFont* interface_font() { return ImGui::GetIO().Fonts->Fonts[0]; }
ImFont* interface_font_bold() { return ImGui::GetIO().Fonts->Fonts[1]; }

void InterfaceGlyphs::add(ImFontAtlasRectId rect, platform::GlyphInk ink) {
    m_glyphs.insert_or_assign(rect, std::move(ink));
    m_pending.push_back(rect);
}

void InterfaceGlyphs::paint(ImFontAtlas& atlas, const ImTextureData& texture) {
    const auto handle = static_cast<platform::TextureHandle>(texture.TexID);
    if (texture.Status == ImTextureStatus_WantDestroy || handle == 0) return;
    if (m_painted_into != handle || m_painted_texture != texture.UniqueID) {
        m_pending.clear();
        for (const auto& [id, ink] : m_glyphs) m_pending.push_back(id);
        std::ranges::sort(m_pending);
        m_painted_into = handle;
        m_painted_texture = texture.UniqueID;
        // Lists made before the texture was replaced may still show the old one.
        platform::request_frame(0);
    }
    if (m_pending.empty()) return;
    std::vector<platform::GlyphInk> inks;
    for (const ImFontAtlasRectId id : m_pending) {
        const auto glyph = m_glyphs.find(id);
        if (glyph == m_glyphs.end()) continue;
        const ImTextureRect* rect = ImFontAtlasPackGetRectSafe(&atlas, id);
        if (!rect || rect->w == 0) { // ImGui gave the glyph up
            m_glyphs.erase(glyph);
            continue;
        }
        glyph->second.x = rect->x;
        glyph->second.y = rect->y;
        inks.push_back(glyph->second);
    }
    m_pending.clear();
    if (!inks.empty()) platform::draw_glyphs(handle, inks);
}

Typesetter& typesetter() { return typesetter_of(ImGui::GetIO().Fonts); }

void Typesetter::lose_ink() {
    ++generation;
    measure.clear();
    ink.lose();
    glyphs.repaint_all();
    shortened.clear();
    wrapped.clear();
}

} // namespace emic
