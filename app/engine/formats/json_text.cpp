#include "engine/formats/json_text.h"

#include "engine/text.h"

namespace emic {

namespace {

void append_escaped(std::string& out, std::string_view text) {
    constexpr char hex_digits[] = "0123456789abcdef";
    std::size_t plain = 0; // begin of the stretch that needs no escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        out += '\\';
        switch (c) {
        case '"': out += '"'; break;
        case '\\': out += '\\'; break;
        case '\n': out += 'n'; break;
        case '\r': out += 'r'; break;
        case '\t': out += 't'; break;
        default:
            out += "u00";
            out += hex_digits[c >> 4];
            out += hex_digits[c & 0xf];
        }
    }
    out.append(text, plain, text.size() - plain);
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    if (is_valid_utf8(text)) {
        append_escaped(out, text);
    } else {
        std::size_t replaced = 0;
        append_escaped(out, repair_utf8(text, replaced));
    }
    out += '"';
}

} // namespace emic
