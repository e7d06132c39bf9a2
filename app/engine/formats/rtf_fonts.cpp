#include "engine/formats/rtf_fonts.h"

namespace emic {

namespace {

/// More than any program writes; more could only be meant to fill the memory.
constexpr std::size_t max_fonts = 50'000;
constexpr std::size_t max_name = 100;

/// Microsoft's code page for a \fcharset; 0 for the document's.
int page_of_charset(int charset) {
    switch (charset) {
    case 0: return 1252;
    case 77: return 10000;
    case 78: case 128: return 932;
    case 79: case 129: return 949;
    case 80: case 134: return 936;
    case 81: case 136: return 950;
    case 161: return 1253;
    case 162: return 1254;
    case 163: return 1258;
    case 177: return 1255;
    case 178: return 1256;
    case 186: return 1257;
    case 204: return 1251;
    case 222: return 874;
    case 238: return 1250;
    case 254: return 437;
    case 255: return 850;
    default: return 0;
    }
}

} // namespace

void RtfFonts::begin(int number) {
    m_current = number;
    if (m_fonts.size() < max_fonts) m_fonts[number] = {};
}

void RtfFonts::set_charset(int charset) {
    const auto font = m_fonts.find(m_current);
    if (font == m_fonts.end()) return;
    font->second.page = page_of_charset(charset);
}

void RtfFonts::set_page(int page) {
    const auto font = m_fonts.find(m_current);
    if (font != m_fonts.end()) font->second.page = page;
}

void RtfFonts::add_name(std::string_view part) {
    const auto font = m_fonts.find(m_current);
    if (font == m_fonts.end() || font->second.named) return;
    const std::size_t end = part.find(';');
    font->second.named = end != std::string_view::npos;
    if (font->second.name.size() < max_name) font->second.name += part.substr(0, std::min(end, max_name));
}

int RtfFonts::code_page(int font) const {
    const auto found = m_fonts.find(font);
    return found == m_fonts.end() || found->second.page == 0 ? m_document_page : found->second.page;
}

SymbolFont RtfFonts::symbols(int font) const {
    const auto found = m_fonts.find(font);
    return found == m_fonts.end() ? SymbolFont::none : symbol_font(found->second.name);
}

} // namespace emic
