#include "engine/formats/name_endings.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace emic {

namespace {

constexpr std::size_t fewest_letters = 3; ///< below, "Al" would be taken for the beginning of "als"
constexpr std::size_t fewest_jamo = 4;    ///< two syllables

bool is_latin(char32_t unit) { return (unit >= U'a' && unit <= U'z') || (unit >= 0xC0 && unit < 0x250) || (unit >= 0x300 && unit < 0x370); }
bool is_hangul(char32_t unit) { return unit >= 0x1100 && unit < 0x1200; }

bool ends_at(const std::vector<Letter>& letters, std::size_t end) { return end >= letters.size() || parts_words(letters[end - 1].unit, letters[end].unit); }

/// “s”, and “es” behind a hissing sound.
bool ends_in_s(const std::vector<Letter>& letters, std::size_t end) {
    const auto unit = [&](std::size_t at) { return at < letters.size() ? letters[at].unit : U'\0'; };
    if (unit(end) == U's' && ends_at(letters, end + 1)) return true;
    const char32_t last = letters[end - 1].unit, before = end > 1 ? letters[end - 2].unit : U'\0';
    const bool hisses = last == U's' || last == U'x' || last == U'z' || (last == U'h' && (before == U'c' || before == U's'));
    return hisses && unit(end) == U'e' && unit(end + 1) == U's' && ends_at(letters, end + 2);
}

/// Particles and forms of address that Korean writes together with a name, as letters_of() has them, the longest first.
const std::vector<std::u32string>& particles() {
    static const std::vector<std::u32string> all = [] {
        std::vector<std::u32string> list;
        for (const char* one : {"은", "는", "이", "가", "을", "를", "와", "과", "의", "에", "도", "만", "야", "아", "여", "랑", "로", "으로", "씨", "님", "군", "양", "께", "께서", "네",
                                "에게", "에게서", "에서", "한테", "한테서", "부터", "까지", "처럼", "보다", "하고", "나", "라고", "라는", "들", "요", "입니다", "이다", "라서", "조차", "마저", "밖에"})
            list.push_back(folded_letters(one));
        std::sort(list.begin(), list.end(), [](const std::u32string& a, const std::u32string& b) { return a.size() > b.size(); });
        return list;
    }();
    return all;
}

bool ends_in_particles(const std::vector<Letter>& letters, std::size_t end, int most) {
    if (ends_at(letters, end)) return true;
    if (most == 0) return false;
    for (const std::u32string& one : particles()) {
        if (letters.size() - end < one.size()) continue;
        const bool stands = std::equal(one.begin(), one.end(), letters.begin() + static_cast<std::ptrdiff_t>(end), [](char32_t unit, const Letter& letter) { return unit == letter.unit; });
        if (stands && ends_in_particles(letters, end + one.size(), most - 1)) return true;
    }
    return false;
}

bool begins_at(const std::vector<Letter>& letters, std::size_t at) { return at == 0 || parts_words(letters[at - 1].unit, letters[at].unit); }

} // namespace

bool begins_word(const std::vector<Letter>& letters, std::size_t at, std::size_t size) {
    if (begins_at(letters, at)) return true;
    if (size < fewest_letters) return false;
    constexpr std::u32string_view arabic = U"وفبكلس", hebrew = U"והבכלמש";
    const char32_t first = letters[at].unit;
    const std::u32string_view before = first >= 0x590 && first < 0x600 ? hebrew : first >= 0x600 && first < 0x750 ? arabic : std::u32string_view();
    for (std::size_t back = 1; back <= 2 && back <= at && before.find(letters[at - back].unit) != std::u32string_view::npos; ++back)
        if (begins_at(letters, at - back)) return true;
    return false;
}

bool ends_word(const std::vector<Letter>& letters, std::size_t end, std::size_t size) {
    if (end == 0 || ends_at(letters, end)) return true;
    const char32_t last = letters[end - 1].unit;
    if (is_hangul(last)) return size >= fewest_jamo && ends_in_particles(letters, end, 3);
    return size >= fewest_letters && is_latin(last) && ends_in_s(letters, end);
}

} // namespace emic
