#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace emic {

/// A way of storing letters that is not UTF-8.
struct Charset {
    std::string_view name;   ///< the WHATWG Encoding Standard's, in lower case: "windows-1250"
    std::string_view shown;  ///< "Central European (Windows-1250)"
    int page = 0;            ///< Microsoft's number, where code_pages.h has its table; else the system decodes it
    std::string_view labels; ///< all names that files give it, in lower case, each between blanks
};

/// Every one that can be read: those of the standard, and the pages of DOS.
std::span<const Charset> charsets();

/// By any of its names in whatever case: "Latin1", "x-cp1250"; null for UTF-8, UTF-16 and names that are not known.
const Charset* find_charset(std::string_view label);

/// Whether a name is one of those of UTF-8 or UTF-16, whose bytes tell themselves.
bool is_unicode_label(std::string_view label);

/// The bytes as valid UTF-8; what the charset has not gives U+FFFD and is counted.
std::string decode_charset(std::string_view bytes, const Charset& charset, std::uint32_t& undecoded);

/// The same by the system's own tables, for a name of the standard. Whoever links the engine brings them: the C library natively
/// (system_charsets.cpp), the browser in the page (web/system_charsets_web.cpp).
std::string decode_by_system(std::string_view bytes, std::string_view name, std::uint32_t& undecoded);

} // namespace emic
