#include "engine/queries/labelled_lines.h"

#include "engine/queries/speaker_name.h"
#include "engine/queries/transcript_lines.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::size_t form_count = 5;
std::size_t place(LabelForm form) { return static_cast<std::size_t>(form); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The name without the number at its end: "p" of "P07", "speaker_" of "SPEAKER_00".
std::string stem(const std::string& key) {
    std::size_t end = key.size();
    while (end > 0 && (is_digit(key[end - 1]) || key[end - 1] == ' ')) --end;
    return end == key.size() ? std::string() : key.substr(0, end);
}

/// One blank for any run of blanks, no signs that show nothing.
std::string clean_name_of(std::string_view raw) {
    std::string name;
    for (std::uint32_t at = 0; at < raw.size();) {
        const char32_t c = next_code_point(raw, at);
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        const bool joins = c == 0x200C || c == 0x200D; // which Persian and Indic names need
        if (category == UTF8PROC_CATEGORY_CF && !joins) continue;
        if (!is_white_space(c)) append_utf8(name, c);
        else if (!name.empty() && name.back() != ' ') name += ' ';
    }
    while (name.ends_with(' ')) name.pop_back();
    return name;
}

bool allows(const TurnPatterns& patterns, LabelForm form) {
    switch (form) {
    case LabelForm::colon: return patterns.colon;
    case LabelForm::stop: return patterns.stop;
    case LabelForm::brackets:
    case LabelForm::round: return patterns.brackets;
    case LabelForm::own_line: return patterns.own_line;
    }
    return false;
}

std::vector<LabelledLine> lines_of(std::string_view text, const TurnPatterns& patterns, std::span<const TimeAnchor> known) {
    std::vector<LabelledLine> lines;
    bool blank = false;
    for (const TextRange& paragraph : paragraphs(text)) {
        LabelledLine line;
        line.range = trimmed(text, paragraph);
        if (line.range.empty()) {
            blank = true;
            continue;
        }
        line.block = std::exchange(blank, false);
        const std::string_view words = slice(text, line.range);
        if (patterns.own_line) line.label = find_line_label(words);
        if (!line.label) line.label = find_speaker_label(words);
        if (line.label && !allows(patterns, line.label->form)) line.label.reset();
        if (line.label) {
            line.name = clean_name_of(slice(words, line.label->name));
            line.key = fold_case(line.name);
            if (line.key.empty()) line.label.reset();
        }
        if (line.label) {
            const std::uint32_t said_at = trimmed(text, {line.range.begin + line.label->range.end, line.range.end}).begin;
            const auto beside = std::lower_bound(known.begin(), known.end(), line.range.begin, [](const TimeAnchor& one, std::uint32_t at) { return one.at < at; });
            line.timed = line.label->milliseconds || (beside != known.end() && beside->at <= said_at);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string_view value_of(std::string_view text, const LabelledLine& line) {
    return slice(text, trimmed(text, {line.range.begin + line.label->range.end, line.range.end}));
}

bool ends_sentence(std::string_view words) {
    for (std::string_view end : {".", "?", "!", "…", "。", "？", "！", "؟", "।"})
        if (words.ends_with(end)) return true;
    return false;
}

std::size_t word_count(std::string_view words) { return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + (words.empty() ? 0 : 1); }

/// "Mary Lamb", "P07", "Ben Holt, Leeds": what stands behind a role at the head of a transcript.
bool is_value(std::string_view words) {
    constexpr std::size_t most_words = 6;
    return !words.empty() && !ends_sentence(words) && word_count(words) <= most_words;
}
bool is_full_name(std::string_view words) {
    const bool numbered = std::any_of(words.begin(), words.end(), is_digit);
    return is_value(words) && is_speaker_name(words) && (numbered || word_count(words) >= 2);
}

using Counts = std::map<std::string, std::uint32_t>;

/// How many lines at the beginning are front matter: fields such as "Date: …", and who the people are.
std::size_t front_matter(std::string_view text, const std::vector<LabelledLine>& lines, const Counts& named) {
    constexpr std::size_t most_lines = 60;
    const std::size_t searched = std::min(lines.size(), most_lines);
    std::size_t end = 0;
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < searched; ++i) {
        const LabelledLine& line = lines[i];
        if (!line.label) {
            if (is_credit(slice(text, line.range))) end = i + 1;
            continue;
        }
        if (is_heading_field(line.name)) {
            end = i + 1;
            continue;
        }
        // Somebody who comes again speaks, unless it is said who they are: "Interviewer: Ben Holt".
        const bool again = named.at(line.key) > 1;
        if (line.label->form == LabelForm::own_line || ++seen[line.key] > 1 || (again && !is_role(line.name))) break;
        if ((again || !is_role(line.name)) && !is_value(value_of(text, line))) break;
    }
    // Roles in the same block as the last field: "Date: 12 May / Interviewer: Ben Holt".
    while (end > 0 && end < searched && lines[end].label && !lines[end].block && is_role(lines[end].name) && is_value(value_of(text, lines[end]))) ++end;
    if (end > 0) return end;
    // No field: a first block of nothing but different labels with names behind them.
    std::size_t block = 0;
    std::map<std::string, int> keys;
    for (; block < searched && (block == 0 || !lines[block].block); ++block) {
        const LabelledLine& line = lines[block];
        if (!line.label || ++keys[line.key] > 1) return 0;
        const std::string_view value = value_of(text, line);
        const std::string last = fold_case(value.substr(value.rfind(' ') + 1));
        const bool speaks_later = !value.empty() && (named.contains(fold_case(value)) || named.contains(last));
        const bool only_here = is_role(line.name) && is_value(value) && named.at(line.key) == 1;
        if (!is_full_name(value) && !speaks_later && !only_here) return 0;
    }
    return block < lines.size() && block > 0 && block < searched && is_role(lines[0].name) ? block : 0;
}

/// Judges the labels of a text by one another.
class Judgement {
public:
    Judgement(std::string_view text, std::vector<LabelledLine>& lines) : m_text(text), m_lines(lines) {}

    void run() {
        for (const LabelledLine& line : m_lines)
            if (line.label) ++m_named[line.key];
        m_front = front_matter(m_text, m_lines, m_named);
        settle_round();
        count();
        judge();
    }

private:
    /// A name that may be one; those that are field names or begin sentences only where they come often.
    [[nodiscard]] bool may_speak(const LabelledLine& line) const {
        if (is_opening_word(line.name)) return m_questioned;
        if (is_heading_field(line.name)) return m_named.at(line.key) >= 3;
        return true;
    }
    [[nodiscard]] bool outside(std::size_t i) const {
        constexpr std::size_t near_end = 8;
        const std::string_view words = slice(m_text, m_lines[i].range);
        return i < m_front || is_recording_mark(words) || ((i < near_end || i + near_end >= m_lines.size()) && is_credit(words));
    }
    [[nodiscard]] bool comes_again(const LabelledLine& line) const {
        const auto counted = m_counts.find(line.key);
        if (counted != m_counts.end() && counted->second > 1) return true;
        if (says_interviewer(line.key)) return true;
        const std::string root = stem(line.key);
        const auto stems = m_stems.find(root);
        return !root.empty() && stems != m_stems.end() && stems->second > 1;
    }

    void count() {
        std::map<std::string, std::uint32_t> openings;
        for (std::size_t i = m_front; i < m_lines.size(); ++i)
            if (m_lines[i].label && is_opening_word(m_lines[i].name)) ++openings[m_lines[i].key];
        for (const auto& [one, times] : openings)
            for (const auto& [other, others] : openings) m_questioned |= times > 1 && others > 1 && are_question_and_answer(one, other);
        for (std::size_t i = m_front; i < m_lines.size(); ++i)
            if (m_lines[i].label && !outside(i) && may_speak(m_lines[i])) ++m_counts[m_lines[i].key];
        for (const auto& [key, times] : m_counts) ++m_stems[stem(key)];
        for (std::size_t i = m_front; i < m_lines.size(); ++i) {
            const LabelledLine& line = m_lines[i];
            if (outside(i)) continue;
            ++m_inked;
            if (!line.label || !may_speak(line)) continue;
            ++m_labelled;
            if (line.timed) ++m_timed;
            if (ends_sentence(value_of(m_text, line))) ++m_sentences;
            if (!comes_again(line)) continue;
            ++m_strong[place(line.label->form)];
            m_forms[line.key] |= 1u << place(line.label->form);
        }
    }

    /// Round and angle brackets hold remarks more often than names: they count only where nearly every line has them.
    void settle_round() {
        const auto is_round = [](const LabelledLine& line) { return line.label && line.label->form == LabelForm::round; };
        const std::size_t round = static_cast<std::size_t>(std::count_if(m_lines.begin(), m_lines.end(), is_round));
        if (round * 5 >= (m_lines.size() - m_front) * 4) return;
        for (LabelledLine& line : m_lines)
            if (is_round(line)) line.label.reset();
    }

    void judge() {
        const std::uint32_t most = *std::max_element(m_strong.begin(), m_strong.end());
        const bool somebody_often = std::any_of(m_counts.begin(), m_counts.end(), [](const auto& one) { return one.second > 1; });
        const bool interviewer = std::any_of(m_counts.begin(), m_counts.end(), [](const auto& one) { return says_interviewer(one.first); });
        // Each speaks once: only where every line says who and when, or who and a sentence.
        const bool all_timed = m_timed > 1 && m_timed == m_labelled && m_labelled == m_counts.size() && m_labelled * 2 >= m_inked;
        const bool all_speak = m_labelled > 2 && m_labelled == m_inked && m_sentences == m_labelled;
        bool anybody = false;
        for (std::size_t i = m_front; i < m_lines.size(); ++i) {
            LabelledLine& line = m_lines[i];
            if (outside(i)) {
                line.said = Said::by_nobody;
                continue;
            }
            if (!line.label) continue;
            const bool taken = may_speak(line) && (all_timed || all_speak || (!somebody_often && interviewer) || is_taken(line, most));
            if (taken) line.said = Said::by_name, anybody = true;
            else if (line.label->form != LabelForm::stop) line.said = Said::by_nobody; // capitals before a full stop may be said aloud
        }
        for (std::size_t i = 0; i < m_front; ++i) m_lines[i].said = Said::by_nobody;
        if (anybody) doubt_slips();
        if (!anybody)
            for (LabelledLine& line : m_lines) line.said = Said::goes_on;
    }

    /// "Ben; No.", "Ben – No.": a speaker's name with another sign behind it may be a slip of the label, or said. It is nobody's.
    void doubt_slips() {
        std::set<std::string> names;
        for (const LabelledLine& line : m_lines)
            if (line.said == Said::by_name) names.insert(line.name);
        for (LabelledLine& line : m_lines) {
            if (line.said != Said::goes_on) continue;
            const std::string_view words = slice(m_text, line.range);
            const std::size_t sign = words.substr(0, most_name_characters).find_first_of(";.>|=-\xE2"); // the last begins a dash
            if (sign == std::string_view::npos || sign == 0) continue;
            const std::string_view rest = words.substr(sign);
            const std::string_view name = slice(words, trimmed(words, {0, static_cast<std::uint32_t>(sign)}));
            const std::size_t size = rest.starts_with("–") || rest.starts_with("—") ? 3 : rest[0] == '\xE2' ? 0 : 1;
            if (size == 0 || rest.size() <= size || rest[size] != ' ' || name.size() < 2 || !names.contains(std::string(name))) continue;
            line.name = name;
            line.said = Said::by_nobody;
        }
    }

    [[nodiscard]] bool is_taken(const LabelledLine& line, std::uint32_t most) const {
        if (most == 0) return false;
        const auto carries = [&](std::size_t form) { return m_strong[form] * 4 >= most; };
        const std::size_t form = place(line.label->form);
        if (const auto known = m_forms.find(line.key); known != m_forms.end())
            for (std::size_t other = 0; other < form_count; ++other)
                if ((known->second & (1u << other)) != 0 && carries(other)) return true;
        if (comes_again(line)) return says_interviewer(line.key);
        return carries(form) && m_strong[form] > 0 && is_somebody(line);
    }

    /// A name that stands once, where others of its form stand often.
    [[nodiscard]] bool is_somebody(const LabelledLine& line) const {
        if (is_role(line.name)) return true;
        if (!stem(line.key).empty()) return false; // "Genesis 1": no other has a number
        const std::size_t words = word_count(line.name);
        const bool cased = line.key != line.name;
        if (!cased && words > 2) return false; // scripts without capitals: it may be any beginning of a sentence
        return m_labelled * 4 >= m_inked || words > 1 || line.timed || line.label->form == LabelForm::own_line;
    }

    std::string_view m_text;
    std::vector<LabelledLine>& m_lines;
    std::size_t m_front = 0; ///< lines of front matter
    Counts m_named;          ///< labels by key, in all of the text
    Counts m_counts;         ///< the same without front matter and what is no name
    std::map<std::string, std::uint32_t> m_stems;
    std::map<std::string, unsigned> m_forms; ///< by key: a bit for each form in which names that come again stand
    std::array<std::uint32_t, form_count> m_strong{};
    std::uint32_t m_inked = 0, m_labelled = 0, m_timed = 0, m_sentences = 0;
    bool m_questioned = false; ///< headed by question and answer
};

} // namespace

bool says_interviewer(const std::string& key) {
    static constexpr std::string_view words[] = {"interviewer", "interviewer/in", "interviewerin", "int", "iv", "i", "q", "researcher", "moderator",
        "facilitator", "inv", "investigator", "entrevistador", "entrevistadora", "entrevistadore", "enquêteur", "enquêtrice", "intervieweur", "forscher", "forscherin",
        "intervistatore", "intervistatrice", "pesquisador", "pesquisadora", "investigador", "investigadora", "investigadore", "interviewster", "onderzoeker", "intervjuare",
        "intervjuer", "haastattelija", "ankieter", "ankieterka", "badacz", "badaczka", "tazatel", "tazatelka", "görüşmeci", "araştırmacı", "συνεντευκτής", "συνεντεύκτρια",
        "ερευνητής", "ερευνήτρια", "интервьюер", "исследователь", "исследовательница", "модератор", "інтерв'юер", "інтерв’юер", "дослідник", "дослідниця",
        "מראיין", "מראיינת", "המראיין", "המראיינת", "חוקר", "חוקרת", "المحاور", "المحاورة", "محاور", "محاورة", "الباحث", "الباحثة", "باحث", "باحثة",
        "مصاحبه\u200cگر", "مصاحبه گر", "مصاحبهگر", "پژوهشگر", "پرسشگر", "انٹرویو لینے والا", "انٹرویو لینے والی", "محقق", "साक्षात्कारकर्ता", "সাক্ষাৎকারগ্রহণকারী",
        "ผู้สัมภาษณ์", "ผู้วิจัย", "người phỏng vấn", "pewawancara", "peneliti", "mhojaji", "mtafiti", "ጠያቂ", "访谈者", "訪談者", "采访者", "採訪者", "访谈员", "訪談員", "研究者", "主持人",
        "问", "問", "聞き手", "インタビュアー", "インタビュワー", "質問者", "調査者", "면접자", "면접관", "인터뷰어", "연구자", "질문자"};
    std::string root = stem(key).empty() ? key : stem(key);
    while (root.ends_with('.') || root.ends_with('_')) root.pop_back();
    return std::find(std::begin(words), std::end(words), root) != std::end(words);
}

std::vector<LabelledLine> labelled_lines(std::string_view text, const TurnPatterns& patterns, std::span<const TimeAnchor> known) {
    std::vector<LabelledLine> lines = lines_of(text, patterns, known);
    Judgement(text, lines).run();
    return lines;
}

} // namespace emic
