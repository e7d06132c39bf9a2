#include "border.h"

#include <GLES3/gl3.h>

// Text measured and rasterised by the browser (web/js/ink.js), and the 2D canvas (web/js/canvas.js).

extern "C" {
void page_measure_text(float size, int style, const char* text, std::size_t length, int right_to_left, float* out);
float page_measure_prefix(float size, int style, const char* text, std::size_t length);
void page_ink_begin(int width, int height, int fresh);
void page_ink_run(float size, int style, const char* text, std::size_t length, std::uint32_t rgba, int x, int y, int right_to_left);
void page_ink_upload(GLuint texture, int top, int from, int to);
int page_ink_page();
void page_ink_page_gone(int page);
void page_ink_strip(int page, int top, int width, int fresh);
void page_paint(const void* steps, std::size_t count, const void* points, std::size_t point_count);
void page_ink_glyph(GLuint texture, int style, float size, const char* text, std::size_t length, int x, int y, int width, int height,
                    int pen_x, int pen_y);
void page_ink_flush_glyphs(GLuint texture);
}

namespace emic::border {

bool graphics_card = false;

int style_bits(const platform::Font& font) {
    return (font.face == platform::FontFace::reading ? 1 : 0) | (font.bold ? 2 : 0) | (font.italic ? 4 : 0) | (static_cast<int>(font.han) << 3);
}

} // namespace emic::border

namespace emic::platform {

using border::style_bits;

TextExtent measure_text(const Font& font, std::string_view text, bool right_to_left) {
    float box[5] = {};
    page_measure_text(font.size, style_bits(font), text.data(), text.size(), right_to_left ? 1 : 0, box);
    return {.advance = box[0], .left = box[1], .right = box[2], .ascent = box[3], .descent = box[4]};
}

float measure_prefix(const Font& font, std::string_view text, std::uint32_t bytes) {
    if (bytes == 0)
        return 0;
    if (bytes >= text.size())
        return measure_text(font, text, false).advance;
    return page_measure_prefix(font.size, style_bits(font), text.data(), bytes);
}

TextureHandle create_ink_page() {
    if (!border::graphics_card)
        return static_cast<TextureHandle>(page_ink_page());
    GLuint texture = 0;
    GLint before = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, ink_page_side, ink_page_side, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
    return texture;
}

void destroy_ink_page(TextureHandle page) {
    if (!border::graphics_card)
        return page_ink_page_gone(static_cast<int>(page));
    const auto texture = static_cast<GLuint>(page);
    glDeleteTextures(1, &texture);
}

void draw_ink(TextureHandle page, std::int32_t strip_top, bool fresh, InkRows rows, std::span<const InkRun> runs) {
    if (border::graphics_card)
        page_ink_begin(ink_page_side, ink_strip_height, fresh ? 1 : 0);
    else
        page_ink_strip(static_cast<int>(page), strip_top, ink_page_side, fresh ? 1 : 0);
    const float scale = device_scale();
    for (const InkRun& run : runs)
        page_ink_run(run.font.size * scale, style_bits(run.font), run.text.data(), run.text.size(), run.rgba, run.x, run.y,
                     run.right_to_left ? 1 : 0);
    if (border::graphics_card)
        page_ink_upload(static_cast<GLuint>(page), strip_top, rows.from, rows.to);
}

void paint(std::span<const Shape> steps, std::span<const PixelPoint> points) { page_paint(steps.data(), steps.size(), points.data(), points.size()); }

void draw_glyphs(TextureHandle texture, std::span<const GlyphInk> glyphs) {
    if (!border::graphics_card)
        return; // Dear ImGui writes nothing there
    const float scale = device_scale();
    for (const GlyphInk& glyph : glyphs)
        page_ink_glyph(static_cast<GLuint>(texture), style_bits(glyph.font), glyph.font.size * scale, glyph.text.data(), glyph.text.size(),
                       glyph.x, glyph.y, glyph.width, glyph.height, glyph.pen_x, glyph.pen_y);
    page_ink_flush_glyphs(static_cast<GLuint>(texture));
}

} // namespace emic::platform
