#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace emic {

/// How the characters of a plain text file are stored.
enum class TextEncoding {
    utf8,
    utf16_little,
    utf16_big,
    utf32_little,
    utf32_big,
    older ///< one of charsets.h; guess_charset() tells which
};

/// "UTF-16".
const char* encoding_name(TextEncoding encoding);

enum class TextVerdict {
    text,   ///< in the encoding found
    binary, ///< no text at all
};

/// What a file's bytes look like.
struct DetectedText {
    TextVerdict verdict = TextVerdict::text;
    TextEncoding encoding = TextEncoding::utf8;
    std::size_t mark_size = 0; ///< bytes of the byte order mark at the start
};

/// A byte order mark decides; without one, valid UTF-8 is UTF-8, UTF-16 is told by its zero bytes, and what remains is
/// UTF-8 with faults or an older charset.
DetectedText detect_text(std::string_view bytes);

/// Decodes bytes without their byte order mark into valid UTF-8; what is malformed becomes U+FFFD. `malformed` counts
/// the replacements: one for each faulty byte of UTF-8, one for each faulty unit of UTF-16 and UTF-32. Of an older charset, the
/// likeliest one is taken.
std::string decode_text(std::string_view bytes, TextEncoding encoding, std::size_t& malformed);

/// Text as a document holds it: CR LF, CR, NEL, VT, FF, U+2028 and U+2029 become LF, a leading U+FEFF goes, and so do
/// control characters other than TAB, which `controls` counts. Nothing else changes. `text` must be valid UTF-8.
std::string clean_text(std::string_view text, std::size_t& controls);

} // namespace emic
