#include "engine/queries/text_units.h"

#include <algorithm>
#include <string>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::uint32_t most_characters = 30;
constexpr std::uint32_t most_words = 4;
constexpr std::uint32_t most_han_characters = 6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_han(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool has_category(char32_t c, utf8proc_category_t category) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == category;
}

/// What a name may be made of besides letters, marks and numbers.
bool may_stand_in_name(char32_t c) {
    return is_word_character(c) || std::u32string_view(U" \u00A0.-–'’()#&/_·・").find(c) != std::u32string_view::npos;
}

/// Small words inside names.
bool is_particle(std::string_view word) {
    constexpr std::string_view particles[] = {"of",  "de",  "da",  "do", "di",  "del", "der", "den", "la", "le",
                                              "van", "von", "bin", "al", "and", "et",  "y",   "e",   "du", "with"};
    return std::find(std::begin(particles), std::end(particles), word) != std::end(particles);
}

/// What transcribers put in brackets or before a full stop that is no name.
bool is_annotation(std::string_view inside) {
    constexpr std::string_view beginnings[] = {"laugh", "pause",   "inaudible", "unclear", "silence", "cross",  "sigh",
                                               "cough", "cry",     "overlap",   "music",   "applau",  "interr", "noise",
                                               "rec",   "tape",    "end",       "start",   "break",   "phone",  "tear",
                                               "smile", "whisper", "redact",    "name",    "missing", "chuckl", "…",
                                               "笑",    "沉默",    "停顿",      "哭",      "听不清"};
    const std::string folded = fold_case(inside);
    return std::any_of(std::begin(beginnings), std::end(beginnings),
                       [&](std::string_view beginning) { return folded.compare(0, beginning.size(), beginning) == 0; });
}

/// Counts over a possible name.
struct NameLook {
    std::uint32_t characters = 0;
    std::uint32_t letters = 0;
    std::uint32_t letters_or_digits = 0;
    std::uint32_t han = 0;
    std::uint32_t words = 0;
    std::uint32_t small_words = 0; ///< beginning in lower case, particles left out
    bool any_lower_case = false;
    bool only_allowed = true;
    char32_t last = 0;
};

NameLook look_at(std::string_view name) {
    NameLook look;
    bool in_word = false;
    for (std::uint32_t at = 0; at < name.size();) {
        const std::uint32_t begin = at;
        const char32_t c = next_code_point(name, at);
        ++look.characters;
        look.only_allowed = look.only_allowed && may_stand_in_name(c);
        const bool lower = has_category(c, UTF8PROC_CATEGORY_LL);
        const bool digit = has_category(c, UTF8PROC_CATEGORY_ND);
        look.any_lower_case |= lower;
        if (is_word_character(c)) {
            ++look.letters_or_digits;
            if (!digit) ++look.letters;
            if (is_han(c)) ++look.han;
        }
        const bool space = is_white_space(c);
        if (!space && !in_word) {
            ++look.words;
            const std::size_t end = name.find(' ', begin);
            if (lower && !is_particle(name.substr(begin, end == std::string_view::npos ? end : end - begin)))
                ++look.small_words;
        }
        in_word = !space;
        look.last = c;
    }
    return look;
}

bool is_name(std::string_view name) {
    const NameLook look = look_at(name);
    if (!look.only_allowed || look.letters == 0 || look.characters > most_characters || look.words > most_words)
        return false;
    // "interviewer" and "interviewer 2" may be in lower case, "and then she said" may not.
    const bool one_word_and_number = look.words == 2 && is_digit(name.back()) && !is_digit(name[0]);
    if (look.small_words > 1 || (look.small_words == 1 && look.words > 1 && !one_word_and_number)) return false;
    if (look.han > most_han_characters) return false;
    constexpr std::u32string_view verbs_of_speech = U"说說道讲講问問想是有如下叫喊觉覺得看写寫";
    return !(look.han > 1 && verbs_of_speech.find(look.last) != std::u32string_view::npos);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        auto after = static_cast<std::uint32_t>(at);
        if (!is_white_space(next_code_point(text, after))) break;
        at = after;
    }
    return at;
}

/// Past a time stamp such as 00:01:05, [1:05] or (00:01:05.200) and the white space behind it; `at` where there is
/// none.
std::size_t skip_time_stamp(std::string_view text, std::size_t at) {
    std::size_t end = at;
    if (end < text.size() && (text[end] == '[' || text[end] == '(')) ++end;
    std::size_t colons = 0;
    std::size_t digits = 0;
    for (; end < text.size(); ++end) {
        if (is_digit(text[end]))
            ++digits;
        else if (text[end] == ':' && end + 1 < text.size() && is_digit(text[end + 1]))
            ++colons;
        else if ((text[end] != '.' && text[end] != ',') || end + 1 >= text.size() || !is_digit(text[end + 1]))
            break;
    }
    if (colons == 0 || digits < 3) return at;
    if (end < text.size() && (text[end] == ']' || text[end] == ')')) ++end;
    const std::size_t next = skip_blanks(text, end);
    return next > end || next == text.size() ? next : at;
}

struct Found {
    TextRange label;
    TextRange name;
};

std::optional<Found> found(std::size_t begin, std::size_t end, std::size_t name_begin, std::size_t name_end) {
    const auto offset = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
    return Found{{offset(begin), offset(end)}, {offset(name_begin), offset(name_end)}};
}

std::optional<Found> bracketed(std::string_view text, std::size_t begin) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"[", "]"}, {"【", "】"}}) {
        if (text.compare(begin, open.size(), open) != 0) continue;
        const std::size_t inside = begin + open.size();
        const std::size_t end = text.find(close, inside);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view name = text.substr(inside, end - inside);
        if (name.empty() || !is_name(name) || look_at(name).small_words > 0 || is_annotation(name)) return std::nullopt;
        std::size_t behind = end + close.size();
        for (std::string_view colon : {":", "："})
            if (text.compare(behind, colon.size(), colon) == 0) return found(begin, behind + colon.size(), inside, end);
        // "[P]lease" is a letter put in by the transcriber.
        const bool stands_apart = behind == text.size() || skip_blanks(text, behind) > behind || look_at(name).han > 0;
        if (!stands_apart) return std::nullopt;
        return found(begin, behind, inside, end);
    }
    return std::nullopt;
}

std::optional<Found> before_colon(std::string_view text, std::size_t begin) {
    constexpr std::string_view wide_colon = "：";
    std::uint32_t characters = 0;
    for (auto at = static_cast<std::uint32_t>(begin); at < text.size() && characters <= most_characters; ++characters) {
        const std::uint32_t colon = at;
        const char32_t c = next_code_point(text, at);
        if (c != U':' && c != U'：') continue;
        std::string_view name = text.substr(begin, colon - begin);
        while (!name.empty() && name.back() == ' ')
            name.remove_suffix(1);
        if (name.empty() || !is_name(name)) return std::nullopt;
        // Not a web address, a clock time or a Windows path.
        if (c == U':' && at < text.size() && (is_digit(text[at]) || text[at] == '/' || text[at] == '\\'))
            return std::nullopt;
        return found(begin, c == U':' ? colon + 1 : colon + wide_colon.size(), begin, begin + name.size());
    }
    return std::nullopt;
}

std::optional<Found> capitals_before_stop(std::string_view text, std::size_t begin) {
    const std::size_t stop = text.find(". ", begin);
    if (stop == std::string_view::npos || stop - begin > most_characters) return std::nullopt;
    const std::string_view name = text.substr(begin, stop - begin);
    const NameLook look = look_at(name);
    if (!is_name(name) || look.any_lower_case || look.letters_or_digits < 3 || look.han > 0 || look.words > 3)
        return std::nullopt;
    constexpr std::string_view said_loudly[] = {"YES", "NOT", "AND", "BUT", "USA",  "NHS", "BBC", "PHD",  "HIV",  "GPS",
                                                "DNA", "WHO", "NGO", "ICU", "NICU", "DVD", "FAQ", "STOP", "NEVER"};
    if (std::find(std::begin(said_loudly), std::end(said_loudly), name) != std::end(said_loudly)) return std::nullopt;
    const bool cased = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!cased) return std::nullopt;
    return found(begin, stop + 1, begin, stop);
}

std::optional<Found> find_label(std::string_view paragraph) {
    const std::size_t begin = skip_time_stamp(paragraph, skip_blanks(paragraph, 0));
    if (begin >= paragraph.size()) return std::nullopt;
    if (auto label = bracketed(paragraph, begin)) return label;
    if (auto label = before_colon(paragraph, begin)) return label;
    return capitals_before_stop(paragraph, begin);
}

} // namespace

std::optional<TextRange> speaker_label(std::string_view paragraph) {
    const std::optional<Found> label = find_label(paragraph);
    return label ? std::optional(label->label) : std::nullopt;
}

std::optional<TextRange> speaker_name(std::string_view paragraph) {
    const std::optional<Found> label = find_label(paragraph);
    return label ? std::optional(label->name) : std::nullopt;
}

} // namespace emic
