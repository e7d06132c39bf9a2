#include "engine/formats/xml_text.h"

#include "engine/text.h"

namespace emic {

void append_xml_text(std::string& out, std::string_view text) {
    for (std::uint32_t i = 0; i < text.size();) {
        const std::uint32_t begin = i;
        const char32_t c = next_code_point(text, i);
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default:
            if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF) break;
            out += text.substr(begin, i - begin);
        }
    }
}

} // namespace emic
