#include "engine/text_direction.h"

#include "engine/text.h"

#include <utf8proc.h>

namespace emic {

TextDirection direction_of(std::string_view paragraph) {
    int isolates = 0;
    for (std::uint32_t i = 0; i < paragraph.size();) {
        switch (utf8proc_get_property(static_cast<utf8proc_int32_t>(next_code_point(paragraph, i)))->bidi_class) {
        case UTF8PROC_BIDI_CLASS_LRI:
        case UTF8PROC_BIDI_CLASS_RLI:
        case UTF8PROC_BIDI_CLASS_FSI: ++isolates; break;
        case UTF8PROC_BIDI_CLASS_PDI: isolates -= isolates > 0 ? 1 : 0; break;
        case UTF8PROC_BIDI_CLASS_L:
            if (isolates == 0) return TextDirection::left_to_right;
            break;
        case UTF8PROC_BIDI_CLASS_R:
        case UTF8PROC_BIDI_CLASS_AL:
            if (isolates == 0) return TextDirection::right_to_left;
            break;
        default: break;
        }
    }
    return TextDirection::automatic;
}

bool may_be_right_to_left(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0xD6) continue;
        if (lead < 0xE0) return true; // U+0580 to U+07FF
        if (lead == 0xE0 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA4) return true;
        // U+2000 to U+20FF with the controls; U+F000 to U+FFFF with the presentation forms; the SMP's scripts.
        if (lead == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) <= 0x81) {
            const auto third = static_cast<unsigned char>(text[i + 2]);
            if (static_cast<unsigned char>(text[i + 1]) == 0x81 ? third >= 0xA6 && third <= 0xA9
                                                               : third == 0x8F || (third >= 0xAA && third <= 0xAE))
                return true;
        }
        if (lead == 0xEF && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xAC &&
            static_cast<unsigned char>(text[i + 1]) < 0xBC)
            return true;
        if (lead == 0xF0 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x9F) return true;
    }
    return false;
}

std::string isolated(std::string_view name) {
    if (!may_be_right_to_left(name)) return std::string(name);
    return "\u2068" + std::string(name) + "\u2069";
}

std::string without_isolates(std::string_view sentence) {
    std::string plain(sentence);
    for (const std::string_view sign : {"\u2068", "\u2069"})
        for (std::size_t at = plain.find(sign); at != std::string::npos; at = plain.find(sign, at)) plain.erase(at, sign.size());
    return plain;
}

std::string in_quotes(std::string_view name) { return "‘" + isolated(name) + "’"; }
std::string in_double_quotes(std::string_view words) { return "“" + isolated(words) + "”"; }

} // namespace emic
