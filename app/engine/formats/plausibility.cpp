#include "engine/formats/languages.h"
#include "engine/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utf8proc.h>
#include <vector>

namespace emic {

namespace {

// What a character is worth, for each byte that it takes in an older charset.
constexpr double common_letter = 1, medium_letter = 0.6, rare_letter = 0.1, foreign_letter = -1.6, other_script = -3;
constexpr double known_word = 1;           ///< more, of its letters
constexpr double case_within_word = -1.5;  ///< "prAce"
constexpr double sign_within_word = -4;  ///< "pr¶ce"
constexpr double sign_at_word = -2.5;    ///< "pr±"
constexpr double capitals = -0.6;        ///< where hardly a word has small letters
constexpr double most_by_ascii = 0.5;      ///< words of a language without such letters, beside the others

/// A language ready to be looked up in.
struct Known {
    const Language* language = nullptr;
    std::unordered_map<char32_t, double> letters;
    std::unordered_set<std::string> words;
};

const std::vector<Known>& known_languages() {
    static const std::vector<Known> all = [] {
        std::vector<Known> made;
        for (const Language& language : languages()) {
            Known known;
            known.language = &language;
            const auto add = [&](std::string_view letters, double worth) {
                for (std::uint32_t at = 0; at < letters.size();) known.letters.emplace(next_code_point(letters, at), worth);
            };
            add(language.common, common_letter);
            add(language.medium, medium_letter);
            add(language.rare, rare_letter);
            for (std::size_t begin = 0; begin < language.words.size();) {
                const std::size_t end = std::min(language.words.find(' ', begin), language.words.size());
                if (end > begin) known.words.emplace(language.words.substr(begin, end - begin));
                begin = end + 1;
            }
            made.push_back(std::move(known));
        }
        return made;
    }();
    return all;
}

bool is_letter(char32_t c) {
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}
bool is_capital(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU; }
bool is_small(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LL; }

/// Bytes that a character takes in an older charset.
double width_of(char32_t c) { return c >= 0x1100 && !(c >= 0x1E00 && c <= 0x2DFF) && !(c >= 0xFB00 && c <= 0xFEFF) && c != 0xFFFD ? 2 : 1; }

struct Word {
    std::string small;              ///< in lower case
    std::vector<char32_t> beyond;   ///< its letters beyond ASCII, in lower case
};

/// What stands in a text, as far as no language is needed to judge it.
class Reading {
public:
    explicit Reading(std::string_view text) {
        for (std::uint32_t at = 0; at < text.size();) m_all.push_back(next_code_point(text, at));
        for (std::size_t i = 0; i < m_all.size();) {
            std::size_t end = i;
            while (end < m_all.size() && is_letter(m_all[end])) ++end;
            if (end > i) take_word(i, end);
            else take_sign(end++);
            i = end;
        }
        // As a charset looks in which small letters stand where others have large ones.
        if (m_large * 10 > m_cased * 7) worth += capitals * weight;
    }

    std::vector<Word> words; ///< those with letters beyond ASCII
    std::map<Script, double> scripts;
    std::vector<std::string> plain; ///< words in ASCII alone
    double weight = 0;       ///< of everything beyond ASCII
    double worth = 0;        ///< of what is no letter, or no letter of any language

private:
    void take_word(std::size_t begin, std::size_t end) {
        Word word;
        bool latin = false, other = false;
        double own = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const char32_t c = m_all[i];
            const char32_t small = c == 0x130 ? c : static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
            append_utf8(word.small, small);
            const Script script = script_of(c);
            (script == Script::latin ? latin : other) = true;
            const bool turns = i > begin && is_capital(c) && is_small(m_all[i - 1]);
            if (turns && (c >= 0x80 || m_all[i - 1] >= 0x80)) worth += case_within_word;
            if (c < 0x80) continue;
            const double width = width_of(c);
            own += width;
            scripts[script] += width;
            word.beyond.push_back(small);
            if (c >= 0xFF61 && c <= 0xFF9F) worth -= 1.8; // half-width kana: one byte of an old charset, hardly ever written
        }
        weight += own;
        if (word.beyond.empty()) {
            plain.push_back(std::move(word.small));
            return;
        }
        const bool ideographs = script_of(word.beyond.front()) >= Script::thai;
        if (latin && other) worth -= ideographs ? 0.3 : 2 * own;
        const auto is_cased = [&](std::size_t i) { return is_capital(m_all[i]) || is_small(m_all[i]); };
        std::size_t cased = 0, large = 0;
        for (std::size_t i = begin; i < end; ++i) cased += is_cased(i), large += is_capital(m_all[i]);
        m_cased += cased >= 3;
        m_large += cased >= 3 && large == cased;
        words.push_back(std::move(word));
    }

    void take_sign(std::size_t i) {
        const char32_t c = m_all[i];
        if (c < 0x80) return;
        const double width = width_of(c);
        weight += width;
        const bool behind = i > 0 && is_letter(m_all[i - 1]);
        const bool before = i + 1 < m_all.size() && is_letter(m_all[i + 1]);
        const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        if (c == 0xFFFD || c < 0xA0) worth -= 2.5;
        else if (category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CN) worth -= 2 * width;
        else if (c == 0xA0 || c == 0x3000) worth += 0.1;
        else if (c == 0x2019 || c == 0xB7) worth += behind && before ? 1 : 0.4; // it’s, or the end of a quotation
        else if (c >= 0xFF01 && c <= 0xFF5E) worth += 0.8 * width;
        else if (c >= 0x3001 && c <= 0x3011) worth += width;
        else if (category == UTF8PROC_CATEGORY_PI || category == UTF8PROC_CATEGORY_PF || category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PD ||
                 c == 0x2026 || c == 0xBF || c == 0xA1 || c == 0x61F || c == 0x60C || c == 0x387 || c == 0x37E)
            worth += behind && before ? (c == 0x2026 || c == 0x2013 || c == 0x2014 ? 0.2 : -1.5) : 0.4;
        else if (behind && before) worth += sign_within_word * width;
        else if (std::u32string_view(U"°€£§©®™½¼¾²³ªº№•×").find(c) != std::u32string_view::npos) worth += behind || before ? -0.6 : 0;
        else worth += behind || before ? sign_at_word * width : -0.5 * width;
    }

    std::vector<char32_t> m_all;
    std::size_t m_cased = 0, m_large = 0; ///< words of 3 letters and more; those in capitals
};

double worth_in(const Known& known, const Reading& reading) {
    const Language& language = *known.language;
    double sum = 0;
    for (const Word& word : reading.words) {
        double own = 0, size = 0;
        for (const char32_t c : word.beyond) {
            const double width = width_of(c);
            const auto found = known.letters.find(c);
            const Script script = script_of(c);
            const double worth = found != known.letters.end()                         ? found->second
                                 : script == Script::han                               ? language.other_han
                                 : script == Script::hangul                            ? language.other_hangul
                                 : script == Script::kana                              ? language.other_kana
                                 : script == Script::latin && language.script == script ? foreign_letter
                                                                                       : other_script;
            own += worth * width;
            size += width;
        }
        if (known.words.count(word.small) != 0) own += known_word * size;
        // The article, written with its noun.
        else if (language.script == Script::arabic && word.beyond.size() > 3 && word.beyond[0] == 0x627 && word.beyond[1] == 0x644) own += 0.6 * size;
        sum += own;
    }
    sum /= std::max(reading.weight, 1.0);
    if (!reading.plain.empty() && language.script == Script::latin) {
        const auto hits = std::count_if(reading.plain.begin(), reading.plain.end(), [&](const std::string& word) { return known.words.count(word) != 0; });
        sum += std::min(most_by_ascii, 2 * static_cast<double>(hits) / static_cast<double>(reading.plain.size()));
    }
    return sum;
}

} // namespace

double plausibility(std::string_view text) {
    const Reading reading(text);
    if (reading.weight == 0) return 0;
    // The script of most letters decides which languages are tried.
    Script script = Script::latin;
    double most = 0;
    for (const auto& [one, weight] : reading.scripts)
        if (weight > most) {
            most = weight;
            script = one;
        }
    const bool ideographs = script == Script::han || script == Script::kana || script == Script::hangul;
    double best = -4;
    for (const Known& known : known_languages()) {
        const Script own = known.language->script;
        const bool tried = own == script || (ideographs && (own == Script::han || own == Script::kana || own == Script::hangul));
        if (tried) best = std::max(best, worth_in(known, reading));
    }
    return best + reading.worth / reading.weight;
}

} // namespace emic
