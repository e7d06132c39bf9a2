#include "engine/queries/speaker_name.h"

#include "engine/text.h"

#include <algorithm>
#include <string>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::uint32_t most_words = 5;
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
    return is_word_character(c) || has_category(c, UTF8PROC_CATEGORY_CF) ||
           std::u32string_view(U" \u00A0\u202F.-\u2010\u2011–'’‘()#&+/_·・").find(c) != std::u32string_view::npos;
}

/// Small words inside names.
bool is_particle(std::string_view word) {
    constexpr std::string_view particles[] = {"of",  "de",  "da",  "do", "di",  "del", "der", "den", "la", "le",
                                              "van", "von", "bin", "al", "and", "et",  "y",   "e",   "du", "with"};
    return std::find(std::begin(particles), std::end(particles), word) != std::end(particles);
}

/// How transcribers name those whom they cannot tell: "Several voices", "Female speaker".
bool is_voice_word(std::string_view word) {
    constexpr std::string_view words[] = {"voice", "voices", "speaker", "speakers", "participant", "participants", "person", "people", "respondent", "respondents", "interviewer", "interviewee", "woman", "women", "man", "men",
                                          "student", "students", "member", "members", "unknown", "unidentified", "stimme", "stimmen", "person", "personen", "sprecher", "sprecherin", "teilnehmer", "teilnehmerin", "teilnehmende",
                                          "voz", "voces", "participantes", "hablante", "mujer", "hombre", "voix", "homme", "femme", "intervenant", "voce", "voci"};
    while (!word.empty() && (is_digit(word.back()) || word.back() == ':')) word.remove_suffix(1);
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// "example.org", "notes.docx", "e.g": a full stop between small letters stands in no name.
bool has_inner_stop(std::string_view name) {
    for (std::size_t at = name.find('.'); at != std::string_view::npos; at = name.find('.', at + 1))
        if (at > 0 && at + 1 < name.size() && name[at - 1] >= 'a' && name[at - 1] <= 'z' && name[at + 1] >= 'a' && name[at + 1] <= 'z') return true;
    return false;
}

} // namespace

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
            const std::string_view word = name.substr(begin, end == std::string_view::npos ? end : end - begin);
            if (lower && !is_particle(word) && !(look.words > 1 && is_voice_word(word))) ++look.small_words;
        }
        in_word = !space;
        look.last = c;
    }
    return look;
}

bool is_speaker_name(std::string_view name) {
    constexpr std::size_t longest = 200; // bytes; more than any name
    if (name.empty() || name.size() > longest) return false;
    if (has_inner_stop(name)) return false;
    const NameLook look = look_at(name);
    if (!look.only_allowed || look.letters == 0 || look.characters > most_name_characters || look.words > most_words)
        return false;
    // "interviewer" and "interviewer 2" may be in lower case, "and then she said" may not.
    const bool one_word_and_number = look.words == 2 && is_digit(name.back()) && !is_digit(name[0]);
    if (look.small_words > 1 || (look.small_words == 1 && look.words > 1 && !one_word_and_number)) return false;
    if (look.han > most_han_characters) return false;
    constexpr std::u32string_view verbs_of_speech = U"说說道讲講问問想是有如下叫喊觉覺得看写寫";
    return !(look.han > 1 && verbs_of_speech.find(look.last) != std::u32string_view::npos);
}

bool is_numbered_voice(std::string_view name) {
    const NameLook look = look_at(name);
    return look.only_allowed && look.letters > 0 && look.words <= 2 && is_digit(name.back()) && !is_digit(name.front());
}

} // namespace emic
