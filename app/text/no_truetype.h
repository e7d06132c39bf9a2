#pragma once
// What Dear ImGui compiles in place of its rasteriser of TrueType files (IMGUI_STB_TRUETYPE_FILENAME): Emic has no font
// file, the browser draws every glyph (interface_font.cpp). A font that does come as a file is refused.

struct stbtt_fontinfo {};

inline int stbtt_GetFontOffsetForIndex(const unsigned char*, int) { return -1; }
inline int stbtt_InitFont(stbtt_fontinfo*, const unsigned char*, int) { return 0; }
inline float stbtt_ScaleForPixelHeight(const stbtt_fontinfo*, float) { return 1; }
inline float stbtt_ScaleForMappingEmToPixels(const stbtt_fontinfo*, float) { return 1; }
inline int stbtt_FindGlyphIndex(const stbtt_fontinfo*, int) { return 0; }
inline void stbtt_GetFontVMetrics(const stbtt_fontinfo*, int* ascent, int* descent, int* line_gap) {
    *ascent = *descent = *line_gap = 0;
}
inline void stbtt_GetGlyphHMetrics(const stbtt_fontinfo*, int, int* advance, int* left) { *advance = *left = 0; }
inline void stbtt_GetGlyphBitmapBox(const stbtt_fontinfo*, int, float, float, int* x0, int* y0, int* x1, int* y1) {
    *x0 = *y0 = *x1 = *y1 = 0;
}
inline void stbtt_GetGlyphBitmapBoxSubpixel(const stbtt_fontinfo*, int, float, float, float, float, int* x0, int* y0, int* x1, int* y1) {
    *x0 = *y0 = *x1 = *y1 = 0;
}
inline void stbtt_MakeGlyphBitmapSubpixelPrefilter(const stbtt_fontinfo*, unsigned char*, int, int, int, float, float, float, float,
                                                   int, int, float* x, float* y, int) {
    *x = *y = 0;
}
