#include "engine/letters.h"

#include "engine/queries/text_units.h"

#include <algorithm>
#include <array>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr char32_t apostrophe = U'\'', hyphen = U'-', middle_dot = U'·', dot_above = 0x307;

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

constexpr std::u32string_view apostrophes = U"'`´ʹʻʼʽʾʿˈ‘’‚‛′‵՚׳＇｀ꞌ";
constexpr std::u32string_view hyphens = U"-‐‑‒–−﹣－֊־᠆⁃";
constexpr std::u32string_view middle_dots = U"·・･•‧∙⋅";

/// Vowel points and the lengthening stroke, which most writers leave out.
bool is_vowel_point(char32_t c) {
    return (c >= 0x591 && c <= 0x5BD) || c == 0x5BF || c == 0x5C1 || c == 0x5C2 || c == 0x5C4 || c == 0x5C5 || c == 0x5C7 ||
           (c >= 0x610 && c <= 0x61A) || c == 0x640 || (c >= 0x64B && c <= 0x65F) || c == 0x670;
}

/// Capitals of Greek have no accents.
bool is_greek(char32_t c) { return (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000); }

/// The letter that a letter is taken for: ı for i, and the yeh and kaf of Arabic and Persian keyboards for each other.
char32_t twin_of(char32_t c) {
    switch (c) {
    case U'ı': return U'i';
    case 0x649:
    case 0x6CC: return 0x64A;
    case 0x6A9: return 0x643;
    default: return 0;
    }
}

const utf8proc_property_t* property_of(char32_t c) { return utf8proc_get_property(static_cast<utf8proc_int32_t>(c)); }

/// Characters that are their own unit: nearly all of Chinese and Japanese.
bool is_plain(char32_t c) { return (c >= 0x3041 && c <= 0x304B) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x2F7FF); }

class Fold {
public:
    Fold(std::string_view text, TextRange part) : m_text(text), m_part(part) { m_letters.reserve(part.size()); }

    std::vector<Letter> run() {
        for (std::uint32_t at = m_part.begin; at < m_part.end;) {
            const std::uint32_t begin = at;
            const char32_t c = next_code_point(m_text, at);
            add(c, {begin, at});
        }
        return std::move(m_letters);
    }

private:
    void add(char32_t c, TextRange place) {
        if (c < 0x80) {
            if (c >= 'A' && c <= 'Z') return put(c + 32, place);
            if (is_white_space(c)) return put_blank(c, place);
            if (c < 0x20 || c == 0x7F) return;
            return put(c == U'`' ? apostrophe : c, place);
        }
        if (is_plain(c)) return put(c, place);
        if (is_white_space(c)) return put_blank(c, place);
        if (is_invisible(c) || is_vowel_point(c)) return;
        if (is_one_of(c, apostrophes)) return put(apostrophe, place);
        if (is_one_of(c, hyphens)) return put(hyphen, place);
        if (is_one_of(c, middle_dots)) return put(middle_dot, place);
        if (const char32_t twin = twin_of(c); twin != 0) return put(twin, place);
        // The number of a footnote stays one, and three dots are no full stop.
        const bool whole = property_of(c)->category == UTF8PROC_CATEGORY_NO || c == U'…';
        std::array<utf8proc_int32_t, 32> parts{};
        int boundary = 0;
        const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_COMPAT);
        const utf8proc_ssize_t count = whole ? 0 : utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), static_cast<utf8proc_ssize_t>(parts.size()), options, &boundary);
        if (count <= 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) return put(c, place);
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            const auto unit = static_cast<char32_t>(parts[static_cast<std::size_t>(i)]);
            if (is_white_space(unit)) put_blank(unit, place);
            else if (!is_vowel_point(unit)) put_mark_in_order(unit, place);
        }
    }

    void put(char32_t unit, TextRange place) { m_letters.push_back({unit, place}); }
    void put_blank(char32_t c, TextRange place) {
        const char32_t unit = c == U'\n' ? line_unit : blank_unit;
        if (m_letters.empty() || !m_letters.back().is_blank()) return put(unit, place);
        m_letters.back().place.end = place.end;
        if (unit == line_unit) m_letters.back().unit = line_unit;
    }
    /// Accents of one letter may be typed in any order.
    void put_mark_in_order(char32_t unit, TextRange place) {
        const char32_t before_it = m_letters.empty() ? U'\0' : m_letters.back().unit;
        if ((unit == dot_above && before_it == U'i') || (is_greek(before_it) && property_of(unit)->combining_class != 0)) {
            m_letters.back().place.end = place.end;
            return;
        }
        const auto rank = property_of(unit)->combining_class;
        auto before = m_letters.end();
        constexpr int most_marks = 32; // that a letter has; more are no writing
        if (rank != 0)
            for (int steps = 0; steps < most_marks && before != m_letters.begin() && property_of((before - 1)->unit)->combining_class > rank; ++steps) --before;
        m_letters.insert(before, {unit, place});
    }

    std::string_view m_text;
    TextRange m_part;
    std::vector<Letter> m_letters;
};

} // namespace

bool is_invisible(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return !is_white_space(c);
    if (c < 0xAD) return false;
    if (c < 0x3400) return property_of(c)->ignorable;
    if (c < 0xFE00) return c == 0x3164 || (c >= 0xFDD0 && c <= 0xFDEF);
    return property_of(c)->ignorable || (c >= 0xFFF9 && c <= 0xFFFC) || (c & 0xFFFE) == 0xFFFE;
}

std::vector<Letter> letters_of(std::string_view text, TextRange part) { return Fold(text, part).run(); }
std::vector<Letter> letters_of(std::string_view text) { return letters_of(text, {0, static_cast<std::uint32_t>(text.size())}); }

std::u32string folded_letters(std::string_view name) {
    std::u32string units;
    for (const Letter& letter : letters_of(name)) units += letter.unit == line_unit ? blank_unit : letter.unit;
    while (units.ends_with(blank_unit)) units.pop_back();
    return units.starts_with(blank_unit) ? units.substr(1) : units;
}

void visit_letters(std::string_view text, const std::function<void(const std::vector<Letter>&, TextRange own)>& visit) {
    constexpr std::uint32_t own_size = 1u << 16, before = 512, behind = 8192; // bytes
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto boundary = [&](std::uint32_t at) {
        while (at < size && !is_code_point_boundary(text, at)) ++at;
        return std::min(at, size);
    };
    for (std::uint32_t begin = 0; begin < size;) {
        const std::uint32_t end = boundary(size - begin > own_size + behind ? begin + own_size : size);
        const TextRange part{boundary(begin > before ? begin - before : 0), boundary(size - end > behind ? end + behind : size)};
        visit(letters_of(text, part), {begin, end});
        begin = end;
    }
}

bool is_word_unit(char32_t unit) {
    const auto category = property_of(unit)->category;
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NL;
}

bool parts_words(char32_t left, char32_t right) {
    return !is_word_unit(left) || !is_word_unit(right) || is_unspaced_script(left) || is_unspaced_script(right);
}

} // namespace emic
