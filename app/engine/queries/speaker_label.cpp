#include "engine/queries/speaker_label.h"

#include "engine/queries/speaker_name.h"
#include "engine/queries/text_units.h"
#include "engine/time_stamp.h"

#include <algorithm>
#include <string>
#include <utf8proc.h>

namespace emic {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool has_category(char32_t c, utf8proc_category_t category) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == category;
}

/// Signs that show nothing and stand before words, such as those that turn the direction of writing.
bool is_invisible(char32_t c) { return has_category(c, UTF8PROC_CATEGORY_CF); }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        auto after = static_cast<std::uint32_t>(at);
        const char32_t c = next_code_point(text, after);
        if (!is_white_space(c) && !is_invisible(c)) break;
        at = after;
    }
    return at;
}

/// The end of `text` from `begin` on without the blanks and invisible signs before `end`.
std::size_t back_over_blanks(std::string_view text, std::size_t begin, std::size_t end) {
    while (end > begin) {
        auto before = static_cast<std::uint32_t>(end);
        const char32_t c = previous_code_point(text, before);
        if (!is_white_space(c) && !is_invisible(c)) break;
        end = before;
    }
    return end;
}

/// What stands before a label: a time, a number of a paragraph or a bullet, marks of an answering person.
struct Lead {
    std::size_t end = 0;
    std::optional<std::int64_t> milliseconds;
    bool numbered = false; ///< or with a bullet, an @ or >>
    bool mention = false;  ///< with an @
};

/// Past figures that are no time of a recording, such as 99:99, "[12.05.24, 10:30:12]" and "12/05/2024, 10:33 -", and the blank
/// behind them.
std::size_t behind_figures(std::string_view text, std::size_t begin) {
    const bool marked = begin < text.size() && text[begin] == '[';
    std::size_t end = begin + (marked ? 1 : 0);
    std::size_t digits = 0, colons = 0;
    for (; end < text.size(); ++end) {
        const std::string_view rest = text.substr(end, 2);
        if (is_digit(text[end])) ++digits;
        else if (text[end] == ':' && end + 1 < text.size() && is_digit(text[end + 1])) ++colons;
        else if (digits > 0 && (rest == "AM" || rest == "PM" || rest == "am" || rest == "pm")) ++end;
        else if (std::string_view(".,/ ").find(text[end]) == std::string_view::npos && !(text[end] == '-' && end + 1 < text.size() && is_digit(text[end + 1]))) break;
    }
    if (digits < 3 || colons == 0) return begin;
    if (marked) {
        if (end == text.size() || text[end] != ']') return begin;
        ++end;
    } else if (text[end - 1] != ' ') {
        return begin;
    }
    if (text.substr(end).starts_with("- ")) ++end;
    return skip_blanks(text, end);
}

/// Past a time stamp such as 00:01:05, [1:05] or #00:01:05-2# and the white space behind it.
void skip_time(std::string_view text, Lead& lead) {
    const auto stamp = time_stamp_at(text, lead.end);
    if (!stamp) lead.end = behind_figures(text, lead.end);
    if (!stamp || stamp->in_words) return;
    const std::size_t next = skip_blanks(text, stamp->end);
    if (next == stamp->end && next < text.size() && stamp->marks == StampMarks::none) return;
    lead.end = next;
    lead.milliseconds = stamp->milliseconds;
}

/// "12. ", "12) ", "(12) ", "12 ", "12<TAB>", "1.2. ", "b) ", "iv. " where something follows.
std::size_t behind_number(std::string_view text, std::size_t begin) {
    constexpr std::size_t longest = 8;
    std::size_t at = begin;
    const char open = at < text.size() && std::string_view("([#").find(text[at]) != std::string_view::npos ? text[at++] : '\0';
    const std::size_t number = at;
    while (at < text.size() && (is_digit(text[at]) || (text[at] == '.' && at > number && at + 1 < text.size() && is_digit(text[at + 1])))) ++at;
    const bool letters = at == number;
    // Small letters only: "A. Smith" is a name.
    if (letters && at < text.size() && text[at] >= 'a' && text[at] <= 'z') ++at;
    if (letters && at > number)
        while (at < text.size() && at - number < 5 && std::string_view("ivxlc").find(text[at]) != std::string_view::npos && std::string_view("ivxlc").find(text[number]) != std::string_view::npos) ++at;
    if (at == number || at - number > longest || at == text.size()) return begin;
    const char close = open == '(' ? ')' : open == '[' ? ']' : '\0';
    const bool closed = close != '\0' ? text[at] == close : text[at] == '.' || text[at] == ')' || (text[at] == ':' && !letters);
    if (closed) ++at;
    else if (close != '\0' || letters) return begin;
    const std::size_t next = skip_blanks(text, at);
    return next > at && next < text.size() ? next : begin;
}

Lead lead_of(std::string_view text) {
    Lead lead;
    lead.end = skip_blanks(text, 0);
    skip_time(text, lead);
    const std::size_t begin = lead.end;
    lead.end = behind_number(text, lead.end);
    for (std::string_view bullet : {"•", "·", "▪", "◦", "–", "—", "-", "*", ">>>", ">>"})
        if (text.substr(lead.end).starts_with(bullet)) {
            const std::size_t behind = lead.end + bullet.size();
            const std::size_t next = skip_blanks(text, behind);
            if (next > behind || bullet[0] == '>') lead.end = next;
            break;
        }
    lead.mention = lead.end < text.size() && text[lead.end] == '@';
    if (lead.mention) ++lead.end;
    lead.numbered = lead.end > begin;
    if (!lead.milliseconds) skip_time(text, lead);
    return lead;
}

std::optional<SpeakerLabel> found(std::size_t begin, std::size_t end, std::size_t name_begin, std::size_t name_end, LabelForm form) {
    const auto offset = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
    return SpeakerLabel{{offset(begin), offset(end)}, {offset(name_begin), offset(name_end)}, form, std::nullopt};
}

/// The size of the colon at `at`; 0 where there is none.
std::size_t colon_at(std::string_view text, std::size_t at) {
    for (std::string_view colon : {":", "：", "﹕", "꞉", "∶"})
        if (text.substr(at).starts_with(colon)) return colon.size();
    return 0;
}

struct Brackets {
    std::string_view open, close;
    LabelForm form;
};
constexpr Brackets brackets[] = {{"[", "]", LabelForm::brackets}, {"【", "】", LabelForm::brackets}, {"〔", "〕", LabelForm::brackets}, {"{", "}", LabelForm::brackets},
                                 {"(", ")", LabelForm::round},    {"（", "）", LabelForm::round},    {"<", ">", LabelForm::round}};

std::optional<SpeakerLabel> bracketed(std::string_view text, std::size_t begin) {
    for (const Brackets& pair : brackets) {
        if (!text.substr(begin).starts_with(pair.open)) continue;
        std::size_t inside = begin + pair.open.size();
        std::size_t end = text.find(pair.close, inside);
        constexpr std::size_t longest = 200; // bytes
        if (end == std::string_view::npos || end - inside > longest) return std::nullopt;
        std::size_t behind = end + pair.close.size();
        std::optional<std::int64_t> milliseconds;
        inside = skip_blanks(text, inside);
        end = back_over_blanks(text, std::min(inside, end), end);
        // "[Ana 00:00:03]", "[00:00:03 Ana]"
        if (const auto stamp = time_stamp_at(text.substr(0, end), inside); stamp && stamp->end < end) {
            milliseconds = stamp->milliseconds;
            inside = skip_blanks(text, stamp->end);
        } else if (const auto last = time_stamp_before_end(text.substr(inside, end - inside)); last && *last > 0) {
            milliseconds = time_stamp_at(text.substr(0, end), inside + *last)->milliseconds;
            end = back_over_blanks(text, inside, inside + *last);
        }
        if (inside >= end) return std::nullopt;
        const std::string_view name = text.substr(inside, end - inside);
        const bool voice = is_numbered_voice(name);
        if (!voice && (!is_speaker_name(name) || look_at(name).small_words > 0)) return std::nullopt;
        if (is_annotation(name)) return std::nullopt;
        const LabelForm form = voice ? LabelForm::brackets : pair.form;
        // "[P]lease" is a letter put in by the transcriber; a curly bracket is nothing but a label.
        const std::size_t colon = colon_at(text, behind);
        const bool apart = colon > 0 || behind == text.size() || skip_blanks(text, behind) > behind || look_at(name).han > 0 || pair.open == "{" || pair.open == "<";
        if (!apart) return std::nullopt;
        behind += colon;
        auto label = found(begin, behind, inside, end, form);
        label->milliseconds = milliseconds;
        return label;
    }
    return std::nullopt;
}

/// Words in brackets behind a name: "Ana (laughing):", "Ana [00:12]:". What belongs to the name stays in it: "Ana (P4):".
struct Aside {
    std::size_t end = 0;
    bool of_name = false;
    std::optional<std::int64_t> milliseconds;
};
std::optional<Aside> aside_at(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 60; // bytes
    if (const auto stamp = time_stamp_at(text, at)) return Aside{stamp->end, false, stamp->milliseconds};
    const char close = text[at] == '(' ? ')' : text[at] == '[' ? ']' : '\0';
    const std::size_t end = close == '\0' ? std::string_view::npos : text.find(close, at);
    if (end == std::string_view::npos || end - at > longest) return std::nullopt;
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    const NameLook look = look_at(inside);
    const bool of_name = close == ')' && look.small_words == 0 && look.only_allowed && !is_annotation(inside);
    return Aside{end + 1, of_name, std::nullopt};
}

std::optional<SpeakerLabel> before_colon(std::string_view text, std::size_t begin) {
    std::size_t name_end = std::string_view::npos; // where an aside begins
    std::optional<std::int64_t> milliseconds;
    std::uint32_t characters = 0;
    const std::size_t label = begin;
    std::string_view quote; // that closes a name in quotation marks
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}, {"„", "“"}, {"«", "»"}, {"「", "」"}})
        if (text.substr(begin).starts_with(open)) {
            begin += open.size();
            quote = close;
            break;
        }
    for (auto at = static_cast<std::uint32_t>(begin); at < text.size() && characters <= most_name_characters; ++characters) {
        const std::uint32_t here = at;
        const bool figures = here > begin && is_digit(text[here]) && text[here - 1] == ' ' && time_stamp_at(text, here).has_value(); // "Ana 00:12: Yes."
        if (figures || (here > begin && (text[here] == '(' || text[here] == '[' || text[here] == '{' || text[here] == '#')))
            if (const auto aside = aside_at(text, here); aside && (!aside->of_name || name_end == std::string_view::npos)) {
                if (!aside->of_name && name_end == std::string_view::npos) name_end = here;
                if (aside->milliseconds) milliseconds = aside->milliseconds;
                at = static_cast<std::uint32_t>(aside->end);
                continue;
            }
        const std::size_t colon = colon_at(text, here);
        if (colon == 0) {
            // Between an aside and the colon stand only blanks.
            if (name_end != std::string_view::npos && !is_white_space(next_code_point(text, at))) return std::nullopt;
            if (name_end == std::string_view::npos) next_code_point(text, at);
            continue;
        }
        std::size_t end = back_over_blanks(text, begin, std::min<std::size_t>(name_end, here));
        if (!quote.empty()) {
            if (!text.substr(begin, end - begin).ends_with(quote)) return std::nullopt;
            end -= quote.size();
        }
        if (end == begin || !is_speaker_name(text.substr(begin, end - begin))) return std::nullopt;
        // Not a web address, a clock time, a verse, a smile or a Windows path.
        const char next = here + colon < text.size() ? text[here + colon] : ' ';
        if (colon == 1 && (is_digit(next) || std::string_view("/\\:)|").find(next) != std::string_view::npos)) return std::nullopt;
        auto whole = found(label, here + colon, begin, end, LabelForm::colon);
        whole->milliseconds = milliseconds;
        return whole;
    }
    return std::nullopt;
}

bool is_title(std::string_view word) {
    constexpr std::string_view titles[] = {"DR", "MR", "MRS", "MS", "MX", "PROF", "ST", "SR", "JR", "FR", "REV", "SRA", "HR", "MME"};
    return std::find(std::begin(titles), std::end(titles), word) != std::end(titles);
}

std::optional<SpeakerLabel> capitals_before_stop(std::string_view text, std::size_t begin) {
    std::size_t stop = text.find(". ", begin);
    while (stop != std::string_view::npos && is_title(text.substr(begin, stop - begin).substr(text.substr(begin, stop - begin).rfind(' ') + 1))) stop = text.find(". ", stop + 1);
    if (stop == std::string_view::npos || stop - begin > most_name_characters) return std::nullopt;
    const std::string_view name = text.substr(begin, stop - begin);
    const NameLook look = look_at(name);
    if (!is_speaker_name(name) || look.any_lower_case || look.letters_or_digits < 3 || look.han > 0 || look.words > 3)
        return std::nullopt;
    constexpr std::string_view said_loudly[] = {"YES", "NOT", "AND", "BUT", "USA",  "NHS", "BBC", "PHD",  "HIV",  "GPS",
                                                "DNA", "WHO", "NGO", "ICU", "NICU", "DVD", "FAQ", "STOP", "NEVER"};
    if (std::find(std::begin(said_loudly), std::end(said_loudly), name) != std::end(said_loudly)) return std::nullopt;
    bool cased = false;
    for (std::uint32_t at = 0; at < name.size();) cased |= has_category(next_code_point(name, at), UTF8PROC_CATEGORY_LU);
    if (!cased) return std::nullopt;
    return found(begin, stop + 1, begin, stop, LabelForm::stop);
}

/// Marks of Markdown around a name: "**Ana:** Yes.", "**Ana**: Yes."
std::optional<SpeakerLabel> emphasised(std::string_view text, std::size_t begin) {
    for (std::string_view marks : {"***", "**", "__", "*", "_"}) {
        if (!text.substr(begin).starts_with(marks)) continue;
        const std::size_t name = begin + marks.size();
        const std::size_t end = text.find(marks, name);
        if (end == std::string_view::npos || end - name > most_name_characters) return std::nullopt;
        const std::string_view inside = text.substr(name, end - name);
        const std::size_t behind = end + marks.size();
        const std::size_t colon = colon_at(text, behind);
        const auto within = before_colon(inside, 0);
        if (colon > 0 && is_speaker_name(inside)) return found(begin, behind + colon, name, end, LabelForm::colon);
        if (within && within->range.end == inside.size()) return found(begin, behind, name + within->name.begin, name + within->name.end, LabelForm::colon);
        return std::nullopt;
    }
    return std::nullopt;
}

/// A time in marks right behind a label goes with it: "S01: [00:00:12] How?"
void take_time_behind(std::string_view text, SpeakerLabel& label) {
    const std::size_t next = skip_blanks(text, label.range.end);
    const auto stamp = next < text.size() ? time_stamp_at(text, next) : std::nullopt;
    const bool aside = stamp && stamp->marks == StampMarks::round && !stamp->hours; // "(10:30)" may be said
    if (!stamp || stamp->marks == StampMarks::none || aside) return;
    label.range.end = stamp->end;
    if (!label.milliseconds) label.milliseconds = stamp->milliseconds;
}

std::optional<SpeakerLabel> find_label(std::string_view paragraph) {
    const Lead lead = lead_of(paragraph);
    if (lead.end >= paragraph.size()) return std::nullopt;
    std::optional<SpeakerLabel> label = bracketed(paragraph, lead.end);
    if (!label) label = before_colon(paragraph, lead.end);
    if (!label) label = emphasised(paragraph, lead.end);
    if (!label && lead.mention) { // "@Ana Yes."
        const std::size_t end = std::min(paragraph.find(' ', lead.end), paragraph.size());
        if (is_speaker_name(paragraph.substr(lead.end, end - lead.end))) label = found(lead.end, end, lead.end, end, LabelForm::round);
    }
    if (!label && !lead.numbered) label = capitals_before_stop(paragraph, lead.end);
    if (!label) return std::nullopt;
    if (lead.milliseconds) label->milliseconds = lead.milliseconds;
    if (label->form != LabelForm::stop) take_time_behind(paragraph, *label);
    return label;
}

/// Dashes, bars and colons between a name and a time.
bool is_joint(char32_t c) { return is_white_space(c) || is_invisible(c) || std::u32string_view(U"-–—|:,").find(c) != std::u32string_view::npos; }

TextRange without_joints(std::string_view text, TextRange range) {
    while (range.begin < range.end) {
        std::uint32_t after = range.begin;
        if (!is_joint(next_code_point(text, after))) break;
        range.begin = after;
    }
    while (range.end > range.begin) {
        std::uint32_t before = range.end;
        if (!is_joint(previous_code_point(text, before))) break;
        range.end = before;
    }
    return range;
}

} // namespace

std::optional<SpeakerLabel> find_speaker_label(std::string_view paragraph) {
    return find_label(paragraph);
}

std::optional<SpeakerLabel> find_line_label(std::string_view paragraph) {
    constexpr std::size_t longest = 240; // bytes
    const TextRange line = trimmed(paragraph, {0, static_cast<std::uint32_t>(paragraph.size())});
    if (line.empty() || line.size() > longest) return std::nullopt;
    const std::string_view words = slice(paragraph, line);
    SpeakerLabel label{line, {}, LabelForm::own_line, std::nullopt};
    if (const auto first = time_stamp_at(words, 0)) {
        label.milliseconds = first->milliseconds;
        label.name = {first->end, static_cast<std::uint32_t>(words.size())};
    } else {
        // "Ana (00:12):" has a colon behind its time
        std::string_view before = words;
        if (before.ends_with(':')) before.remove_suffix(1);
        std::optional<std::uint32_t> last = time_stamp_before_end(before);
        if (!last) return std::nullopt;
        label.milliseconds = time_stamp_at(before, *last)->milliseconds;
        label.name = {0, *last};
    }
    label.name = without_joints(words, label.name);
    std::string_view name = slice(words, label.name);
    if (name.starts_with('[') && name.ends_with(']') && name.size() > 2) {
        label.name = {label.name.begin + 1, label.name.end - 1};
        name = slice(words, label.name);
    }
    if (!is_speaker_name(name)) return std::nullopt;
    label.name = {line.begin + label.name.begin, line.begin + label.name.end};
    return label;
}

std::optional<TextRange> speaker_label(std::string_view paragraph) {
    const std::optional<SpeakerLabel> label = find_label(paragraph);
    return label && label->form != LabelForm::round ? std::optional(label->range) : std::nullopt;
}

std::optional<TextRange> speaker_name(std::string_view paragraph) {
    const std::optional<SpeakerLabel> label = find_label(paragraph);
    return label && label->form != LabelForm::round ? std::optional(label->name) : std::nullopt;
}

} // namespace emic
