#include "engine/formats/text_encoding.h"

#include "engine/formats/charset_guess.h"
#include "engine/text.h"

#include <algorithm>
#include <utf8proc.h>

namespace emic {

namespace {

unsigned char byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

bool is_text_control(unsigned char byte) {
    return byte >= 0x9 && byte <= 0xD;
}

char16_t unit_at(std::string_view bytes, std::size_t i, TextEncoding encoding) {
    const unsigned first = byte_at(bytes, 2 * i);
    const unsigned second = byte_at(bytes, 2 * i + 1);
    return static_cast<char16_t>(encoding == TextEncoding::utf16_big ? first << 8 | second : second << 8 | first);
}

std::string decode_utf16(std::string_view bytes, TextEncoding encoding, std::size_t& malformed) {
    std::string text;
    text.reserve(bytes.size());
    const std::size_t units = bytes.size() / 2;
    for (std::size_t i = 0; i < units; ++i) {
        const char32_t unit = unit_at(bytes, i, encoding);
        if (unit < 0xD800 || unit > 0xDFFF) {
            append_utf8(text, unit);
            continue;
        }
        const char32_t next = unit < 0xDC00 && i + 1 < units ? unit_at(bytes, i + 1, encoding) : 0;
        if (next >= 0xDC00 && next <= 0xDFFF) {
            append_utf8(text, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
            ++i;
        } else {
            append_utf8(text, 0xFFFD);
            ++malformed;
        }
    }
    if (bytes.size() % 2 != 0) {
        append_utf8(text, 0xFFFD);
        ++malformed;
    }
    return text;
}

std::string decode_utf32(std::string_view bytes, TextEncoding encoding, std::size_t& malformed) {
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
        char32_t c = 0xFFFFFFFF;
        if (i + 4 <= bytes.size()) {
            c = 0;
            for (std::size_t k = 0; k < 4; ++k)
                c = c << 8 | byte_at(bytes, encoding == TextEncoding::utf32_big ? i + k : i + 3 - k);
        }
        if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
            c = 0xFFFD;
            ++malformed;
        }
        append_utf8(text, c);
    }
    return text;
}

/// How much like UTF-16 of one byte order the bytes are. Text has nearly no code points that nobody assigned.
struct Utf16Trial {
    bool plausible = false;
    std::size_t ascii = 0;
};

Utf16Trial try_utf16(std::string_view bytes, TextEncoding encoding) {
    std::size_t faults = 0;
    const std::string text = decode_utf16(bytes, encoding, faults);
    Utf16Trial trial;
    std::size_t code_points = 0;
    for (std::uint32_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        ++code_points;
        if (c < 0x80 && (c >= 0x20 || is_text_control(static_cast<unsigned char>(c)))) {
            ++trial.ascii;
            continue;
        }
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        if (category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CC)
            ++faults;
    }
    trial.plausible = trial.ascii > 0 && faults * 100 <= code_points;
    return trial;
}

struct ByteCounts {
    std::size_t controls = 0; ///< NUL among them
    std::size_t nuls = 0;
};

ByteCounts count_bytes(std::string_view bytes) {
    ByteCounts counts;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned char b = byte_at(bytes, i);
        if (b == 0) ++counts.nuls;
        if ((b < 0x20 && !is_text_control(b)) || b == 0x7F) ++counts.controls;
    }
    return counts;
}

} // namespace

const char* encoding_name(TextEncoding encoding) {
    switch (encoding) {
    case TextEncoding::utf8:
        return "UTF-8";
    case TextEncoding::utf16_little:
    case TextEncoding::utf16_big:
        return "UTF-16";
    case TextEncoding::utf32_little:
    case TextEncoding::utf32_big:
        return "UTF-32";
    case TextEncoding::older:
        return "an older encoding";
    }
    return "UTF-8";
}

DetectedText detect_text(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return {TextVerdict::text, TextEncoding::utf8, 3};
    if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv && bytes.size() % 4 == 0)
        return {TextVerdict::text, TextEncoding::utf32_little, 4};
    if (bytes.substr(0, 4) == "\0\0\xFE\xFF"sv) return {TextVerdict::text, TextEncoding::utf32_big, 4};
    if (bytes.substr(0, 2) == "\xFF\xFE"sv) return {TextVerdict::text, TextEncoding::utf16_little, 2};
    if (bytes.substr(0, 2) == "\xFE\xFF"sv) return {TextVerdict::text, TextEncoding::utf16_big, 2};

    const ByteCounts counts = count_bytes(bytes);
    const bool too_many_controls = counts.controls > 2 && counts.controls * 50 > bytes.size();
    if (counts.nuls > 0) {
        const Utf16Trial little = try_utf16(bytes, TextEncoding::utf16_little);
        const Utf16Trial big = try_utf16(bytes, TextEncoding::utf16_big);
        // A few stray NULs do not make 8-bit text UTF-16.
        if ((too_many_controls || !is_valid_utf8(bytes)) && (little.plausible || big.plausible)) {
            const bool is_big = !little.plausible || (big.plausible && big.ascii > little.ascii);
            return {TextVerdict::text, is_big ? TextEncoding::utf16_big : TextEncoding::utf16_little, 0};
        }
    }
    // Japanese mail: ASCII alone, with escapes between.
    if (counts.controls > 0 && counts.nuls == 0 && (bytes.find("\x1B$B"sv) != std::string_view::npos || bytes.find("\x1B$@"sv) != std::string_view::npos))
        return {TextVerdict::text, TextEncoding::older, 0};
    if (too_many_controls) return {TextVerdict::binary, TextEncoding::utf8, 0};
    if (is_valid_utf8(bytes)) return {};
    return {TextVerdict::text, is_mixed_utf8(bytes) ? TextEncoding::utf8 : TextEncoding::older, 0};
}

std::string decode_text(std::string_view bytes, TextEncoding encoding, std::size_t& malformed) {
    malformed = 0;
    switch (encoding) {
    case TextEncoding::utf8:
        return repair_utf8(bytes, malformed);
    case TextEncoding::utf16_little:
    case TextEncoding::utf16_big:
        return decode_utf16(bytes, encoding, malformed);
    case TextEncoding::utf32_little:
    case TextEncoding::utf32_big:
        return decode_utf32(bytes, encoding, malformed);
    case TextEncoding::older: {
        std::uint32_t undecoded = 0;
        std::string text = decode_charset(bytes, *guess_charset(bytes).charset, undecoded);
        malformed = undecoded;
        return text;
    }
    }
    return repair_utf8(bytes, malformed);
}

std::string clean_text(std::string_view text, std::size_t& controls) {
    controls = 0;
    std::string cleaned;
    cleaned.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        while (cleaned.empty() && text.substr(i, 3) == "\xEF\xBB\xBF") i += 3;
        if (i == text.size()) break;
        const unsigned char b = byte_at(text, i);
        if (b >= 0x20 && b != 0x7F && b != 0xC2 && b != 0xE2) {
            cleaned += text[i];
        } else if (b == '\r') {
            cleaned += '\n';
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        } else if (b == '\n' || b == 0xB || b == 0xC) {
            cleaned += '\n';
        } else if (b == '\t') {
            cleaned += '\t';
        } else if (b < 0x20 || b == 0x7F) {
            ++controls;
        } else if (b == 0xC2 && byte_at(text, i + 1) <= 0x9F) {
            ++i;
            if (byte_at(text, i) == 0x85)
                cleaned += '\n';
            else
                ++controls;
        } else if (b == 0xE2 && (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9")) {
            i += 2;
            cleaned += '\n';
        } else {
            cleaned += text[i];
        }
    }
    return cleaned;
}

} // namespace emic
