#include "engine/formats/caption_cues.h"

#include "engine/formats/entities.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank_char(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\n'; }

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank_char(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank_char(text.back())) text.remove_suffix(1);
    return text;
}

/// Reads from the front of a line.
class Scanner {
public:
    explicit Scanner(std::string_view line) : m_rest(line) {}
    void skip_blanks() {
        while (!m_rest.empty() && is_blank_char(m_rest.front())) m_rest.remove_prefix(1);
    }
    bool take(std::string_view word) {
        if (!m_rest.starts_with(word)) return false;
        m_rest.remove_prefix(word.size());
        return true;
    }
    [[nodiscard]] bool at_digit() const { return !m_rest.empty() && is_digit(m_rest.front()); }
    /// At most nine digits.
    std::optional<std::int64_t> number(std::size_t& digits) {
        std::int64_t value = 0;
        for (digits = 0; at_digit(); ++digits, m_rest.remove_prefix(1)) {
            if (digits == 9) return std::nullopt;
            value = value * 10 + (m_rest.front() - '0');
        }
        return digits == 0 ? std::nullopt : std::optional(value);
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
};

enum class Times { webvtt, any };

/// 00:01.000 and 01:00:01.000; of SubRip also with a comma, fewer digits or no fraction.
std::optional<std::int64_t> timestamp(Scanner& line, Times times) {
    std::size_t digits = 0;
    const auto first = line.number(digits);
    if (!first) return std::nullopt;
    const bool hours_first = digits != 2 || *first > 59;
    if (!line.take(":")) return std::nullopt;
    const auto second = line.number(digits);
    if (!second || (times == Times::webvtt && digits != 2)) return std::nullopt;
    std::int64_t hours = 0;
    std::int64_t minutes = *first;
    std::int64_t seconds = *second;
    if (line.take(":")) {
        const auto third = line.number(digits);
        if (!third || (times == Times::webvtt && digits != 2)) return std::nullopt;
        hours = *first;
        minutes = *second;
        seconds = *third;
    } else if (times == Times::webvtt && hours_first) {
        return std::nullopt;
    }
    if (minutes > 59 || seconds > 59) return std::nullopt;
    std::int64_t fraction = 0;
    if (line.take(".") || (times == Times::any && line.take(","))) {
        const auto part = line.number(digits);
        if (!part || digits > 3 || (times == Times::webvtt && digits != 3)) return std::nullopt;
        fraction = *part * (digits == 1 ? 100 : digits == 2 ? 10 : 1);
    } else if (times == Times::webvtt) {
        return std::nullopt;
    }
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

struct Span {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

std::optional<Span> time_span(std::string_view line, Times times) {
    Scanner scanner(line);
    scanner.skip_blanks();
    const auto begin = timestamp(scanner, times);
    scanner.skip_blanks();
    if (!begin || !scanner.take("-->")) return std::nullopt;
    scanner.skip_blanks();
    const auto end = timestamp(scanner, times);
    if (!end) return std::nullopt;
    return Span{*begin, *end};
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (const TextRange& range : paragraphs(text)) lines.push_back(slice(text, range));
    return lines;
}

bool is_number(std::string_view line) {
    line = without_blanks(line);
    return !line.empty() && line.size() <= 9 && std::all_of(line.begin(), line.end(), is_digit);
}

void add_line(std::string& text, std::string_view line) {
    if (!text.empty()) text += '\n';
    text += line;
}

bool is_definition(std::string_view line, std::string_view word) {
    return line.starts_with(word) && without_blanks(line.substr(word.size())).empty();
}

} // namespace

bool is_caption_time(std::string_view line) { return time_span(line, Times::any).has_value(); }

std::vector<CaptionCue> parse_vtt_cues(std::string_view text) {
    if (!text.starts_with("WEBVTT")) return {};
    const std::vector<std::string_view> lines = lines_of(text);
    if (lines[0].size() > 6 && lines[0][6] != ' ' && lines[0][6] != '\t') return {};
    std::vector<CaptionCue> cues;
    std::size_t at = 1;
    const auto has_arrow = [](std::string_view line) { return line.find("-->") != std::string_view::npos; };
    while (at < lines.size() && !lines[at].empty() && !has_arrow(lines[at])) ++at; // the header
    while (at < lines.size()) {
        if (lines[at].empty()) {
            ++at;
            continue;
        }
        CaptionCue cue;
        const bool named = !has_arrow(lines[at]) && at + 1 < lines.size() && has_arrow(lines[at + 1]);
        if (named) cue.id = std::string(lines[at++]);
        if (!has_arrow(lines[at])) { // a note, a style, a region, or stray text
            const bool known = lines[at].starts_with("NOTE") || is_definition(lines[at], "STYLE") || is_definition(lines[at], "REGION");
            for (; at < lines.size() && !lines[at].empty() && !has_arrow(lines[at]); ++at)
                if (!known) add_line(cue.text, lines[at]);
            if (!cue.text.empty()) cues.push_back(std::move(cue));
            continue;
        }
        const auto span = time_span(lines[at], Times::webvtt);
        const auto loose = span ? span : time_span(lines[at], Times::any);
        if (loose) cue.end = loose->end;
        if (span) cue.begin = span->begin;
        cue.faulty_time = !span;
        for (++at; at < lines.size() && !lines[at].empty() && !has_arrow(lines[at]); ++at) add_line(cue.text, lines[at]);
        cue.next_at_once = at < lines.size() && has_arrow(lines[at]);
        if (span || !cue.text.empty()) cues.push_back(std::move(cue));
    }
    return cues;
}

namespace {

/// For each line, the number of the next cue from there on that has a time right below its number; nothing where there is none.
std::vector<std::optional<std::string_view>> next_numbers(const std::vector<std::string_view>& lines) {
    std::vector<std::optional<std::string_view>> next(lines.size() + 1);
    for (std::size_t at = lines.size(); at-- > 0;) {
        next[at] = next[at + 1];
        if (at + 1 < lines.size() && is_caption_time(lines[at + 1]) && !is_caption_time(lines[at]))
            next[at] = is_number(lines[at]) ? std::optional(without_blanks(lines[at])) : std::nullopt;
    }
    return next;
}

/// Whether a number at the start of a stretch is that of a cue, though no time stands below: it counts on, and the next cue has
/// another. Else it was said.
bool is_lone_number(std::string_view line, std::optional<std::string_view> next, const std::string& last) {
    const std::string_view number = without_blanks(line);
    if (number != (last.empty() ? "1" : std::to_string(std::stoul(last) + 1))) return false;
    return next != number;
}

} // namespace

std::vector<CaptionCue> parse_srt_cues(std::string_view text) {
    const std::vector<std::string_view> lines = lines_of(text);
    std::vector<CaptionCue> cues;
    const auto next = next_numbers(lines);
    std::string last; // number
    // Stretches between blank lines; one that begins with a time, or with a number before it, is a cue.
    for (std::size_t at = 0; at < lines.size();) {
        if (without_blanks(lines[at]).empty()) {
            ++at;
            continue;
        }
        CaptionCue cue;
        if (is_number(lines[at])) {
            const bool timed = at + 1 < lines.size() && is_caption_time(lines[at + 1]);
            const bool wrong_time = at + 1 < lines.size() && lines[at + 1].find("-->") != std::string_view::npos;
            if (timed || wrong_time || is_lone_number(lines[at], next[at + 1], last)) last = cue.id = std::string(without_blanks(lines[at++]));
        }
        const auto span = at < lines.size() ? time_span(lines[at], Times::any) : std::nullopt;
        if (span) {
            cue.begin = span->begin;
            cue.end = span->end;
            ++at;
        }
        cue.faulty_time = !span && (!cue.id.empty() || cues.empty() || (at < lines.size() && lines[at].find("-->") != std::string_view::npos));
        for (; at < lines.size() && !without_blanks(lines[at]).empty() && !is_caption_time(lines[at]); ++at) {
            const bool next_number = is_number(lines[at]) && at + 1 < lines.size() && is_caption_time(lines[at + 1]);
            if (next_number) break;
            add_line(cue.text, lines[at]);
        }
        cues.push_back(std::move(cue));
    }
    std::erase_if(cues, [](const CaptionCue& cue) { return !cue.begin && cue.text.empty(); });
    return cues;
}

bool is_sbv_time(std::string_view line) {
    Scanner scanner(without_blanks(line));
    return timestamp(scanner, Times::any) && scanner.take(",") && timestamp(scanner, Times::any) && scanner.rest().empty();
}

std::vector<CaptionCue> parse_sbv_cues(std::string_view text) {
    std::vector<CaptionCue> cues;
    for (const std::string_view line : lines_of(text)) {
        if (is_sbv_time(line)) {
            Scanner scanner(without_blanks(line));
            CaptionCue cue;
            cue.begin = timestamp(scanner, Times::any);
            scanner.take(",");
            cue.end = timestamp(scanner, Times::any).value_or(0);
            cues.push_back(std::move(cue));
        } else if (!without_blanks(line).empty()) {
            if (cues.empty()) cues.emplace_back().faulty_time = true;
            add_line(cues.back().text, line);
        }
    }
    return cues;
}

std::vector<CaptionWords> vtt_words(std::string_view text) {
    std::vector<CaptionWords> found;
    std::vector<std::string> voices; // of the open voice tags; bounded by the text's length
    bool changed = true;
    const auto words = [&]() -> std::string& {
        const std::string speaker = voices.empty() ? std::string() : voices.back();
        if (changed && (found.empty() || found.back().speaker != speaker)) found.push_back({speaker, {}});
        changed = false;
        return found.back().words;
    };
    std::size_t no_end_after = std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '&') {
            words() += take_entity(text, at);
            continue;
        }
        const std::size_t close = text[at] == '<' && at < no_end_after ? text.find('>', at) : std::string_view::npos;
        if (text[at] != '<' || close == std::string_view::npos) {
            if (text[at] == '<') no_end_after = at;
            words() += text[at++];
            continue;
        }
        std::string_view tag = text.substr(at + 1, close - at - 1);
        at = close + 1;
        const std::size_t name_end = std::min(tag.find_first_of(" \t\n\f."), tag.size());
        const std::string_view name = tag.substr(0, name_end);
        if (name == "v") {
            const std::size_t blank = tag.find_first_of(" \t\n\f");
            const std::string_view raw = blank == std::string_view::npos ? std::string_view() : tag.substr(blank);
            std::string speaker;
            for (std::size_t i = 0; i < raw.size();) {
                if (raw[i] == '&') speaker += take_entity(raw, i);
                else speaker += raw[i++];
            }
            voices.assign(1, std::string(without_blanks(speaker))); // a voice ends where the next begins
            changed = true;
        } else if (name == "/v" && !voices.empty()) {
            voices.pop_back();
            changed = true;
        }
    }
    return found;
}

std::string srt_words(std::string_view text) {
    std::string words;
    std::size_t no_end_after = std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '{' && text.substr(at, 2) == "{\\") {
            const std::size_t close = text.substr(at, 200).find('}');
            if (close != std::string_view::npos) {
                at += close + 1;
                continue;
            }
        }
        const std::size_t close = text[at] == '<' && at < no_end_after ? text.find('>', at) : std::string_view::npos;
        if (text[at] == '<' && close == std::string_view::npos) no_end_after = at;
        if (close != std::string_view::npos) {
            std::string_view tag = text.substr(at + 1, close - at - 1);
            if (tag.starts_with('/')) tag.remove_prefix(1);
            const std::string name = fold_case(tag.substr(0, std::min(tag.find_first_of(" ="), tag.size())));
            if (name == "b" || name == "i" || name == "u" || name == "s" || name == "font" || name == "em" || name == "strong") {
                at = close + 1;
                continue;
            }
        }
        words += text[at++];
    }
    return words;
}

} // namespace emic
