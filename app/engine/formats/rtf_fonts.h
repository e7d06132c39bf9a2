#pragma once

#include "engine/formats/symbol_fonts.h"

#include <string>
#include <unordered_map>

namespace emic {

/// The font table of an RTF file: it says how the bytes of a text in each font are to be read.
class RtfFonts {
public:
    // As the table's words come.
    void begin(int number);
    void set_charset(int charset);
    void set_page(int page);
    void add_name(std::string_view part);

    void set_default_font(int number) { m_default_font = number; }
    void set_document_page(int page) { m_document_page = page; }
    [[nodiscard]] int default_font() const { return m_default_font; }
    [[nodiscard]] int code_page(int font) const;
    [[nodiscard]] SymbolFont symbols(int font) const;

private:
    struct Font {
        std::string name;
        int page = 0; ///< 0: the document's
        bool named = false;
    };
    std::unordered_map<int, Font> m_fonts;
    int m_current = 0;
    int m_default_font = 0;
    int m_document_page = 1252;
};

} // namespace emic
