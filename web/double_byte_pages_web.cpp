#include "engine/formats/code_pages.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

// East Asian code pages by the browser's own tables (web/js/code_pages.js).

extern "C" {
/// A block that is ours to free: the length in bytes, then UTF-8; null where the browser could not.
std::uint8_t* page_decode_double_byte(const char* bytes, std::size_t size, int number);
}

namespace emic {

std::string decode_double_byte(std::string_view bytes, int number, std::uint32_t& undecoded) {
    std::uint8_t* const block = page_decode_double_byte(bytes.data(), bytes.size(), number);
    if (!block) {
        undecoded += static_cast<std::uint32_t>(bytes.size());
        return {};
    }
    std::uint32_t length = 0;
    std::memcpy(&length, block, sizeof length);
    std::string text(reinterpret_cast<const char*>(block) + sizeof length, length);
    std::free(block);
    constexpr std::string_view replacement = "\uFFFD";
    for (std::size_t at = text.find(replacement); at != std::string::npos; at = text.find(replacement, at + replacement.size())) ++undecoded;
    return text;
}

} // namespace emic
