#include "engine/formats/survey_columns.h"

#include "engine/formats/languages.h"
#include "engine/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

struct Measure {
    double length = 0;
    double words = 0;
};
Measure measure(std::string_view value) {
    constexpr double ideograph = 2.5; // says about as much as so many letters
    Measure measured;
    double ideographs = 0;
    bool inside = false;
    for (std::uint32_t at = 0; at < value.size();) {
        const char32_t c = next_code_point(value, at);
        const Script script = c < 0x80 ? Script::latin : script_of(c);
        const bool wide = script == Script::han || script == Script::kana || script == Script::hangul;
        measured.length += wide ? ideograph : 1;
        ideographs += wide || script == Script::thai ? 1 : 0;
        const bool word = c != ' ' && c != '\n' && c != '\t';
        if (word && !inside) ++measured.words;
        inside = word;
    }
    measured.words = std::max(measured.words, ideographs / 2);
    return measured;
}

/// "2026/01/03 10:11:12 AM GMT+1", "3. Jan. 2026": numbers, and no word but those of calendars.
bool is_stamp(std::string_view value) {
    constexpr std::size_t longest = 45;
    if (value.size() > longest) return false;
    std::size_t numbers = 0, words = 0;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t begin = at;
        if (is_digit(value[at])) {
            while (at < value.size() && is_digit(value[at])) ++at;
            numbers += at - begin <= 4 ? 1 : 0;
            if (at - begin > 4) return false;
        } else if (is_ascii_letter(value[at]) || static_cast<unsigned char>(value[at]) >= 0x80) {
            while (at < value.size() && (is_ascii_letter(value[at]) || static_cast<unsigned char>(value[at]) >= 0x80)) ++at;
            if (at - begin > 12) return false;
            ++words;
        } else {
            if (std::string_view(" -/.:,+()[]\t").find(value[at]) == std::string_view::npos) return false;
            ++at;
        }
    }
    const bool clock = value.find(':') != std::string_view::npos;
    return numbers >= 3 && words <= (clock ? 4u : 2u) && (is_digit(value.front()) || clock);
}

/// Of mail, the web or a machine.
bool is_address(std::string_view value) {
    if (value.find(' ') != std::string_view::npos) return false;
    const std::size_t at = value.find('@');
    if (at != std::string_view::npos && at > 0 && value.find('.', at) != std::string_view::npos) return true;
    if (value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")) return true;
    const auto dots = std::count(value.begin(), value.end(), '.'), colons = std::count(value.begin(), value.end(), ':');
    const bool hex = std::all_of(value.begin(), value.end(), [](char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') || c == '.' || c == ':'; });
    return hex && (dots == 3 || colons >= 2);
}

/// "R_3aBcD", a UUID, the words of a browser about itself: one word with digits in it.
bool is_identifier(std::string_view value) {
    const bool one_word = value.find_first_of(" \n\t") == std::string_view::npos;
    const bool ascii = std::all_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return (one_word && ascii && std::any_of(value.begin(), value.end(), is_digit) && value.size() >= 2) || value.starts_with("Mozilla/");
}

bool ends_like_sentence(std::string_view value) {
    for (const std::string_view end : {".", "!", "?", "…", "。", "！", "？", "؟", "।", "”", "»"})
        if (value.ends_with(end)) return true;
    return false;
}

/// Whether most of what was chosen is chosen again by others: "Family, Friends" and "Friends, Work". Long answers are not taken apart.
bool is_chosen(const std::vector<std::string>& values) {
    constexpr double again_share = 0.6;
    constexpr std::size_t longest = 400; // bytes of a list of choices
    if (values.size() < 3) return false;
    for (const char* separators : {",;", ";", ""}) {
        std::map<std::string, std::size_t> times;
        std::size_t all = 0;
        for (const std::string& value : values) {
            if (value.size() > longest) return false;
            for (std::size_t begin = 0; begin <= value.size();) {
                const std::size_t end = *separators ? std::min(value.find_first_of(separators, begin), value.size()) : value.size();
                if (const std::string_view one = without_blanks(std::string_view(value).substr(begin, end - begin)); !one.empty()) {
                    ++times[fold_case(one)];
                    ++all;
                }
                begin = end + 1;
            }
        }
        std::size_t again = 0;
        for (const auto& [one, count] : times) again += count > 1 ? count : 0;
        if (all > 0 && static_cast<double>(again) >= again_share * static_cast<double>(all)) return true;
    }
    return false;
}

/// Letters and digits alone, in lower case.
std::string plain_heading(std::string_view heading) {
    std::string plain;
    for (const char c : fold_case(heading))
        if (is_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80) plain += c;
    return plain;
}

template <std::size_t count> bool is_one_of(const std::string& word, const std::array<const char*, count>& words) {
    return std::any_of(words.begin(), words.end(), [&](const char* one) { return word == one; });
}

/// What is asked so is answered in people's own words.
bool asks_for_words(std::string_view heading) {
    const std::string folded = fold_case(heading);
    for (const char* list : {"all that apply", "choose all", "select all", "check all", "tick all", "(choice=", "select one", "choose one", "mehrfachnennung", "mehrfachauswahl", "zutreffende"})
        if (folded.find(list) != std::string::npos) return false;
    for (const char* words : {"?", "？", "؟", "why", "describe", "explain", "tell us", "tell me", "comment", "please say", "in your own words", "what else", "anything else", "free text", "freetext", "free_text",
                              "open answer", "beschreib", "erzähl", "warum", "kommentar", "anmerkung", "décri", "expliqu", "pourquoi", "commentaire", "describa", "explique", "por qué", "comentario",
                              "descrev", "por que", "opis", "dlaczego", "komentarz", "proč", "miért", "почему", "опиш", "комментар", "neden", "answer", "antwort", "réponse", "respuesta", "story", "reflection", "text", "feedback", "opinion", "reason", "experience", "narrative"})
        if (folded.find(words) != std::string::npos) return true;
    return false;
}

} // namespace

ColumnProfile profile_of(const SurveySheet& sheet, std::size_t column) {
    ColumnProfile profile;
    std::map<std::string_view, std::size_t> seen;
    double length = 0, words = 0;
    std::size_t spaced = 0, sentences = 0, stamps = 0, addresses = 0, identifiers = 0;
    for (const SurveyRow& row : sheet.rows) {
        const std::string_view value = without_blanks(row.cells[column]);
        if (value.empty()) continue;
        profile.distinct = ++seen[value] == 1 && profile.distinct;
        profile.values.emplace_back(value);
        const Measure measured = measure(value);
        profile.longest = std::max(profile.longest, static_cast<std::size_t>(measured.length));
        length += measured.length;
        words += measured.words;
        spaced += value.find(' ') != std::string_view::npos;
        sentences += ends_like_sentence(value);
        stamps += is_stamp(value);
        addresses += is_address(value);
        identifiers += is_identifier(value);
    }
    const std::size_t size = profile.values.size();
    const double count = std::max<double>(1, static_cast<double>(size));
    profile.average = length / count;
    profile.words = words / count;
    profile.spaced = static_cast<double>(spaced) / count;
    profile.sentences = static_cast<double>(sentences) / count;
    const auto once = std::count_if(seen.begin(), seen.end(), [](const auto& one) { return one.second == 1; });
    profile.different = static_cast<double>(once) / count;
    profile.never_text = size > 0 && (stamps * 10 >= size * 9 || addresses * 10 >= size * 9 || identifiers * 10 >= size * 9);
    profile.chosen = is_chosen(profile.values);
    return profile;
}

bool is_long_text(const ColumnProfile& profile) {
    constexpr double long_average = 40;
    constexpr std::size_t long_answer = 120;
    if (profile.values.empty() || profile.never_text || profile.chosen) return false;
    return profile.average >= long_average || (profile.longest >= long_answer && profile.spaced > 0.3);
}

bool is_short_text(const ColumnProfile& profile, std::string_view heading) {
    if (profile.values.empty() || profile.never_text || profile.chosen || profile.different < 0.4) return false;
    const bool asked = asks_for_words(heading);
    if (profile.sentences >= 0.3 && profile.words >= 2) return true;
    return profile.words >= 5 || (asked && profile.words >= 1.8);
}

bool names_people(std::string_view heading) {
    static constexpr std::array<const char*, 61> names = {
        "id",          "name",         "participant",  "participantid", "participantno",  "participantnumber", "case",         "caseid",       "respondent",     "respondentid",
        "pseudonym",   "code",         "responseid",   "pid",           "interviewee",    "teilnehmer",        "teilnehmerin", "teilnehmende", "kürzel",         "nom",
        "nombre",      "participante", "recordid",     "record",        "subject",        "subjectid",         "studyid",      "antwortid",    "idderantwort",   "réponseid",
        "idréponse",   "iddelaréponse", "identifiant", "idrespuesta",   "idderespuesta",  "iddelarespuesta",   "kód",          "kod",          "personid",       "person",
        "patientid",   "patient",      "studentid",    "userid",        "token",          "externalreference", "fullname",     "firstname",    "nameofparticipant", "teilnehmerid",
        "teilnehmernummer", "fallnummer", "fall",      "probandid",     "proband",        "idparticipant",     "iddoparticipante", "nome",     "imię",           "jméno",
        "név"};
    return is_one_of(plain_heading(heading), names);
}

bool names_events(std::string_view heading) {
    static constexpr std::array<const char*, 20> names = {"event",    "eventname", "redcapeventname", "visit", "visitname", "wave",     "session", "timepoint", "round",   "phase",
                                                          "occasion", "welle",     "messzeitpunkt",   "zeitpunkt", "erhebung", "vague", "momento", "week",    "interviewno", "interviewnumber"};
    return is_one_of(plain_heading(heading), names);
}

} // namespace emic
