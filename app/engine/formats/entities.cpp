#include "engine/formats/entities.h"

#include "engine/text.h"

#include <algorithm>
#include <charconv>
extern "C" {
#include <entity.h>
}

namespace emic {

namespace {

/// The longest name of a character reference, "&CounterClockwiseContourIntegral;".
constexpr std::size_t longest = 33;

} // namespace

std::string entity_text(std::string_view reference) {
    if (reference.size() < 3 || reference.size() > longest || reference.front() != '&' || reference.back() != ';') return {};
    std::string text;
    if (reference[1] != '#') {
        const ENTITY* entity = entity_lookup(reference.data(), reference.size());
        if (!entity) return {};
        for (const unsigned c : entity->codepoints)
            if (c != 0) append_utf8(text, c);
        return text;
    }
    const bool hex = reference[2] == 'x' || reference[2] == 'X';
    const char* begin = reference.data() + (hex ? 3 : 2);
    const char* end = reference.data() + reference.size() - 1;
    std::uint32_t c = 0;
    const auto [stop, error] = std::from_chars(begin, end, c, hex ? 16 : 10);
    if (begin == end || stop != end) return {};
    const bool sound = error == std::errc() && c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
    append_utf8(text, sound || c == '\n' || c == '\t' ? char32_t{c} : U'\uFFFD');
    return text;
}

std::string take_entity(std::string_view text, std::size_t& at) {
    const std::size_t end = text.substr(at, longest).find(';');
    const std::string found = end == std::string_view::npos ? std::string() : entity_text(text.substr(at, end + 1));
    at += found.empty() ? 1 : end + 1;
    return found.empty() ? "&" : found;
}

} // namespace emic
