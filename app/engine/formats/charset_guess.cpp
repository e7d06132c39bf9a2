#include "engine/formats/charset_guess.h"

#include "engine/formats/languages.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <array>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::size_t judged = 6000;    ///< bytes of the lines that hold any beyond ASCII
constexpr std::size_t longest_line = 1500; ///< bytes of one of them
constexpr std::size_t most_others = 8;
constexpr double sure_from = 0.3;       ///< plausibility
constexpr double sure_evidence = 2;     ///< by which it is above the next one, of all bytes together
constexpr double sure_margin = 0.04;    ///< of each

/// Charsets that are tried, and how much likelier they are before anything is read.
struct Candidate {
    const char* name;
    double usual;
};
constexpr std::array candidates = {
    Candidate{"windows-1252", 0.12}, Candidate{"windows-1250", 0},     Candidate{"windows-1251", 0},      Candidate{"windows-1253", 0},    Candidate{"windows-1254", -0.02},
    Candidate{"windows-1255", 0},    Candidate{"windows-1256", 0},     Candidate{"windows-1257", -0.02},  Candidate{"windows-874", 0},     Candidate{"gbk", 0},
    Candidate{"big5", 0},            Candidate{"shift_jis", 0},        Candidate{"euc-jp", 0},            Candidate{"euc-kr", 0},          Candidate{"koi8-r", -0.02},
    Candidate{"koi8-u", -0.03},      Candidate{"macintosh", -0.02},    Candidate{"iso-8859-2", -0.02},    Candidate{"iso-8859-5", -0.05},  Candidate{"iso-8859-6", -0.05},
    Candidate{"iso-8859-7", -0.02},  Candidate{"iso-8859-8", -0.05},   Candidate{"ibm866", -0.05},        Candidate{"x-mac-cyrillic", -0.05}, Candidate{"ibm850", -0.08},
    Candidate{"ibm852", -0.08},      Candidate{"ibm437", -0.12},       Candidate{"iso-8859-4", -0.1},     Candidate{"iso-8859-13", -0.1},  Candidate{"iso-8859-15", -0.05},
    Candidate{"iso-8859-16", -0.35}, Candidate{"iso-8859-3", -0.15},   Candidate{"iso-8859-10", -0.15},   Candidate{"windows-1258", -0.15}};

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// The lines that hold bytes beyond ASCII, as far as they are judged.
std::string high_lines(std::string_view bytes) {
    std::string lines;
    for (std::size_t begin = 0; begin < bytes.size() && lines.size() < judged;) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
        std::string_view line = bytes.substr(begin, end - begin);
        begin = end + 1;
        const auto first = std::find_if(line.begin(), line.end(), is_high);
        if (first == line.end()) continue;
        if (line.size() > longest_line) {
            // From a blank before the first such byte, so that no character is cut.
            const auto place = static_cast<std::size_t>(first - line.begin());
            const std::size_t blank = place > 200 ? line.find(' ', place - 200) : 0;
            line = line.substr(blank < place ? blank : place, longest_line);
            if (const std::size_t last = line.rfind(' '); last != std::string_view::npos && last > longest_line / 2) line = line.substr(0, last);
        }
        lines += line;
        lines += '\n';
    }
    return lines;
}

std::size_t high_bytes(std::string_view bytes) { return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_high)); }

struct Tried {
    const Charset* charset = nullptr;
    std::string text;
    double likely = 0;
};

std::vector<Tried> try_all(const std::string& lines, bool mac_lines, std::string (*decode)(std::string_view, const Charset&)) {
    std::vector<Tried> tried;
    for (const Candidate& candidate : candidates) {
        Tried one;
        one.charset = find_charset(candidate.name);
        one.text = decode(lines, *one.charset);
        one.likely = plausibility(one.text) + candidate.usual;
        if (mac_lines && one.charset->name.find("mac") != std::string_view::npos) one.likely += 0.25;
        tried.push_back(std::move(one));
    }
    std::stable_sort(tried.begin(), tried.end(), [](const Tried& a, const Tried& b) { return a.likely > b.likely; });
    return tried;
}

std::string plainly(std::string_view bytes, const Charset& charset) {
    std::uint32_t undecoded = 0;
    return decode_charset(bytes, charset, undecoded);
}

/// Words around the first characters beyond ASCII.
std::string sample_of(std::string_view text) {
    constexpr std::size_t most = 90; // bytes
    std::string sample;
    for (std::size_t begin = 0; begin < text.size() && sample.size() < most;) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n,;", begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        begin = end + 1;
        if (std::none_of(word.begin(), word.end(), is_high)) continue;
        std::string shown(word.substr(0, std::min(word.size(), most)));
        while (!shown.empty() && !is_valid_utf8(shown)) shown.pop_back();
        std::erase_if(shown, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
        if (!sample.empty()) sample += ' ';
        sample += shown;
    }
    return sample;
}

/// The bytes of the well-formed character that begins here; 0 where none does. `cut_off` tells of the beginning of one.
std::size_t character_at(std::string_view bytes, std::size_t at, std::size_t& cut_off) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    cut_off = 1;
    if (byte < 0x80) return 1;
    const std::size_t wanted = byte >= 0xF0 && byte <= 0xF4 ? 4 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xC2 && byte < 0xE0 ? 2 : 0;
    if (wanted == 0) return 0;
    if (at + wanted <= bytes.size() && is_valid_utf8(bytes.substr(at, wanted))) return wanted;
    while (cut_off < wanted && at + cut_off < bytes.size() && (static_cast<unsigned char>(bytes[at + cut_off]) & 0xC0) == 0x80) ++cut_off;
    return 0;
}

enum class LetterKind { none, small, capital, other };
LetterKind kind_of(char32_t c) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU: return LetterKind::capital;
    case UTF8PROC_CATEGORY_LL: return LetterKind::small;
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LT: return LetterKind::other;
    default: return LetterKind::none;
    }
}

/// Whether a stray byte reads as this character between its neighbours.
bool makes_sense(char32_t c, char32_t before, char32_t behind) {
    if (c == 0xFFFD || c < 0xA0) return false;
    const LetterKind own = kind_of(c), last = kind_of(before), next = kind_of(behind);
    if (own != LetterKind::none) {
        if (last == LetterKind::none && next == LetterKind::none) return c == 0xE0 || c == 0xC0 || own == LetterKind::other || script_of(c) != Script::latin; // "à", words of one letter
        if (last != LetterKind::none && script_of(c) != script_of(before)) return false;
        if (next != LetterKind::none && script_of(c) != script_of(behind)) return false;
        return !(own == LetterKind::capital && last == LetterKind::small);
    }
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    const bool mark = category == UTF8PROC_CATEGORY_PI || category == UTF8PROC_CATEGORY_PF || category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PD ||
                      c == 0xA0 || c == 0x2026 || c == 0xBF || c == 0xA1 || c == 0xB7 || c == 0xB0;
    return c == 0x2019 || (mark && !(last != LetterKind::none && next != LetterKind::none && c != 0x2013 && c != 0x2014 && c != 0x2026 && c != 0xA0 && c != 0xB7)) ||
           (last == LetterKind::none && next == LetterKind::none && std::u32string_view(U"€£§©®™½¼¾²³№•×÷").find(c) != std::u32string_view::npos);
}

MixedText decode_mixed_with(std::string_view bytes, const Charset& charset) {
    MixedText mixed;
    mixed.charset = &charset;
    const auto character_before = [&]() -> char32_t {
        if (mixed.text.empty()) return U' ';
        auto end = static_cast<std::uint32_t>(mixed.text.size());
        return previous_code_point(mixed.text, end);
    };
    std::array<char32_t, 128> signs{}; // asking for a decoder takes long
    for (unsigned byte = 0x80; byte < 0x100; ++byte) {
        const auto raw = static_cast<char>(byte);
        std::uint32_t undecoded = 0, place = 0;
        const std::string one = decode_charset({&raw, 1}, charset, undecoded);
        signs[byte - 0x80] = one.empty() || undecoded > 0 ? U'\uFFFD' : next_code_point(one, place);
    }
    const auto stray = [&](std::size_t at) { return signs[static_cast<unsigned char>(bytes[at]) & 0x7F]; };
    const auto character_behind = [&](std::size_t at) -> char32_t {
        if (at >= bytes.size()) return U' ';
        std::size_t cut_off = 0;
        const std::size_t size = character_at(bytes, at, cut_off);
        if (size == 0) return stray(at);
        const std::string_view one = bytes.substr(at, size);
        std::uint32_t place = 0;
        return next_code_point(one, place);
    };
    for (std::size_t at = 0; at < bytes.size();) {
        std::size_t cut_off = 0;
        if (const std::size_t size = character_at(bytes, at, cut_off); size > 0) {
            mixed.text += bytes.substr(at, size);
            at += size;
            continue;
        }
        // All that could be one character which was cut off makes sense, or none of it.
        std::vector<char32_t> read;
        bool sense = cut_off == 1 || at + cut_off < bytes.size();
        char32_t before = character_before();
        for (std::size_t i = 0; i < cut_off && sense; ++i) {
            const char32_t c = stray(at + i);
            const char32_t behind = i + 1 < cut_off ? stray(at + i + 1) : character_behind(at + cut_off);
            sense = makes_sense(c, before, behind);
            read.push_back(c);
            before = c;
        }
        if (sense) {
            for (const char32_t c : read) append_utf8(mixed.text, c);
            mixed.read += read.size();
        } else {
            append_utf8(mixed.text, 0xFFFD);
            ++mixed.replaced;
        }
        at += cut_off;
    }
    return mixed;
}

std::string mixed_text(std::string_view bytes, const Charset& charset) { return decode_mixed_with(bytes, charset).text; }

/// The lines that hold stray bytes.
std::string stray_lines(std::string_view bytes) {
    std::string lines;
    for (std::size_t begin = 0; begin < bytes.size() && lines.size() < judged;) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
        const std::string_view line = bytes.substr(begin, end - begin);
        begin = end + 1;
        if (line.size() > longest_line || is_valid_utf8(line)) continue;
        lines += line;
        lines += '\n';
    }
    return lines;
}

} // namespace

CharsetGuess guess_charset(std::string_view bytes) {
    CharsetGuess guess;
    guess.charset = find_charset("windows-1252");
    if (bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos) {
        guess.charset = find_charset("iso-2022-jp");
        return guess;
    }
    const std::string lines = high_lines(bytes);
    if (lines.empty()) return guess;
    const bool mac_lines = bytes.find('\r') != std::string_view::npos && bytes.find('\n') == std::string_view::npos;
    const std::vector<Tried> tried = try_all(lines, mac_lines, plainly);
    guess.charset = tried.front().charset;
    std::vector<const std::string*> seen = {&tried.front().text};
    double next = -10;
    for (const Tried& one : tried) {
        if (guess.others.size() >= most_others) break;
        if (std::any_of(seen.begin(), seen.end(), [&](const std::string* text) { return *text == one.text; })) continue;
        if (guess.others.empty()) next = one.likely;
        seen.push_back(&one.text);
        guess.others.push_back(one.charset);
    }
    const double above = tried.front().likely - next;
    guess.sure = tried.front().likely >= sure_from && above >= sure_margin && above * static_cast<double>(high_bytes(lines)) >= sure_evidence;
    return guess;
}

std::string charset_sample(std::string_view bytes, const Charset& charset) {
    std::uint32_t undecoded = 0;
    return sample_of(decode_charset(charset.name == "iso-2022-jp" ? std::string(bytes.substr(0, judged)) : high_lines(bytes), charset, undecoded));
}

MixedText decode_mixed(std::string_view bytes) {
    const std::string lines = stray_lines(bytes);
    const Charset* charset = find_charset("windows-1252");
    if (!lines.empty()) {
        std::vector<Tried> tried = try_all(lines, false, mixed_text);
        // Nobody pastes from DOS, and in its charsets nearly every byte is some sign.
        std::erase_if(tried, [](const Tried& one) { return one.charset->name.starts_with("ibm"); });
        const auto western = std::find_if(tried.begin(), tried.end(), [&](const Tried& one) { return one.charset == charset; });
        if (western != tried.end() && (tried.front().likely - western->likely) * static_cast<double>(high_bytes(lines)) >= sure_evidence) charset = tried.front().charset;
    }
    MixedText mixed = decode_mixed_with(bytes, *charset);
    mixed.sample = sample_of(decode_mixed_with(lines.substr(0, lines.find('\n')), *charset).text);
    return mixed;
}

bool is_mixed_utf8(std::string_view bytes) {
    const std::string lines = high_lines(bytes);
    std::size_t sound = 0, faults = 0;
    for (std::size_t at = 0; at < lines.size();) {
        std::size_t cut_off = 0;
        const std::size_t size = character_at(lines, at, cut_off);
        sound += size > 1;
        faults += size == 0;
        at += size > 0 ? size : cut_off;
    }
    if (sound == 0) return false;
    if (sound >= 4 * faults) return true;
    const std::vector<Tried> whole = try_all(lines, false, plainly), mixed = try_all(lines, false, mixed_text);
    return mixed.front().likely >= whole.front().likely;
}

} // namespace emic
