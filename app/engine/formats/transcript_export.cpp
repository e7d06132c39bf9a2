#include "engine/formats/transcript_export.h"

#include "engine/formats/turn_text.h"
#include "engine/queries/speaker_label.h"
#include "engine/queries/speaker_name.h"
#include "engine/queries/transcript_lines.h"
#include "engine/time_stamp.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>

namespace emic {

namespace {

enum class Form { bracketed_name, name_and_time, time_in_brackets, time_first, time_and_name, name_above, time_above };
constexpr std::size_t form_count = 7;

struct Head {
    Form form = Form::bracketed_name;
    TextRange head; ///< in bytes of the text
    std::uint32_t line_end = 0;
    std::string name;
    TimeStamp time;
    std::size_t first_line = 0, last_line = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// White space at the end taken off; how many bytes that were.
std::size_t trim_end(std::string_view& text) {
    const TextRange inner = trimmed(text, {0, static_cast<std::uint32_t>(text.size())});
    const std::size_t taken = text.size() - inner.end;
    text = text.substr(0, inner.end);
    return taken;
}

std::string_view without_start(std::string_view text) { return text.substr(std::min(text.find_first_not_of(" \t"), text.size())); }

Head whole_line(Form form, std::string_view line, std::string_view name, const TimeStamp& time) {
    return {form, {0, static_cast<std::uint32_t>(line.size())}, 0, std::string(name), time};
}

/// "[Ana Silva] 00:01:02", alone on its line.
std::optional<Head> bracketed_name(std::string_view line) {
    const std::size_t end = line.find(']');
    if (!line.starts_with('[') || end == std::string_view::npos) return std::nullopt;
    const std::string_view name = line.substr(1, end - 1);
    const std::string_view rest = without_start(line.substr(end + 1));
    const auto time = time_stamp_at(rest, 0);
    if (!time || time->end != rest.size() || !is_exported_name(name)) return std::nullopt;
    return whole_line(Form::bracketed_name, line, name, *time);
}

/// "Ana Silva   0:03" or "Ana Silva 0 minutes 3 seconds", alone on its line; before figures one blank is too little.
std::optional<Head> name_and_time(std::string_view line) {
    const auto begin = time_stamp_before_end(line);
    if (!begin || *begin == 0) return std::nullopt;
    const auto time = time_stamp_at(line, *begin);
    if (time->marks != StampMarks::none) return std::nullopt;
    std::string_view name = line.substr(0, *begin);
    const bool tab = name.ends_with('\t');
    const std::size_t blanks = trim_end(name);
    bool joint = false;
    for (std::string_view sign : {"|", "-", "–", "—", "·", "•"})
        if (name.ends_with(sign)) {
            name.remove_suffix(sign.size());
            joint = trim_end(name) > 0;
            break;
        }
    if ((blanks < 2 && !tab && !joint && !time->in_words) || !is_exported_name(name)) return std::nullopt;
    return whole_line(Form::name_and_time, line, name, *time);
}

/// "Ana Silva (00:03):" with or without words behind it; without, the colon may be missing.
std::optional<Head> time_in_brackets(std::string_view line) {
    for (std::size_t open = line.find_first_of("([{<#"); open != std::string_view::npos; open = line.find_first_of("([{<#", open + 1)) {
        const auto time = time_stamp_at(line, open);
        if (!time) continue;
        const std::string_view rest = line.substr(time->end);
        std::string_view name = line.substr(0, open);
        trim_end(name);
        const bool colon = rest.starts_with(':');
        const bool words = rest.starts_with(' ') && time->unmistakable() && is_speaker_name(name);
        if ((!colon && !words && !rest.empty()) || !is_exported_name(name)) return std::nullopt;
        return Head{Form::time_in_brackets, {0, time->end + (colon ? 1 : 0)}, 0, std::string(name), *time};
    }
    return std::nullopt;
}

/// "00:01:02 Ana Silva: I felt lonely." and "[00:01:02] Ana Silva:".
std::optional<Head> time_first(std::string_view line) {
    const auto time = time_stamp_at(line, 0);
    if (!time) return std::nullopt;
    const std::string_view said = without_start(line.substr(time->end));
    if (said.size() == line.size() - time->end) return std::nullopt;
    const auto label = find_speaker_label(said);
    if (!label || label->form != LabelForm::colon || label->range.begin != 0) return std::nullopt;
    const auto before = static_cast<std::uint32_t>(line.size() - said.size());
    return Head{Form::time_first, {0, before + label->range.end}, 0, std::string(slice(said, label->name)), *time};
}

/// "00:01:02 Ana Silva", alone on its line, and "[00:01:02.500] - Ana Silva".
std::optional<Head> time_and_name(std::string_view line) {
    const auto time = time_stamp_at(line, 0);
    const auto label = time ? find_line_label(line) : std::nullopt;
    if (!label || label->name.begin == time->end) return std::nullopt;
    return whole_line(Form::time_and_name, line, slice(line, label->name), *time);
}

std::optional<Head> head_of(std::string_view line) {
    for (const auto form : {bracketed_name, name_and_time, time_in_brackets, time_first, time_and_name})
        if (std::optional<Head> head = form(line)) return head;
    return std::nullopt;
}

/// The lines of a text that are not blank, and the heads among them.
class HeadSearch {
public:
    explicit HeadSearch(std::string_view text) : m_text(text) {
        for (const TextRange& paragraph : paragraphs(text))
            if (const TextRange line = trimmed(text, paragraph); !line.empty()) m_lines.push_back(line);
    }

    std::vector<Head> run() {
        constexpr std::uint32_t longest = 4096; // bytes of a line that are looked at
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const TextRange line = m_lines[i];
            if (line.size() > longest && !is_digit(m_text[line.begin]) && m_text[line.begin] != '[' && m_text[line.begin] != '(') continue;
            if (std::optional<Head> head = head_of(words(i))) add(std::move(*head), i, i);
            else if (std::optional<Head> above = two_lines(i)) add(std::move(*above), i, i + 1), ++i;
        }
        join_repeats();
        return std::move(m_heads);
    }
    [[nodiscard]] const std::vector<TextRange>& lines() const { return m_lines; }

private:
    [[nodiscard]] std::string_view words(std::size_t line) const { return slice(m_text, m_lines[line]); }

    /// A name and a time on two lines, one right below the other.
    [[nodiscard]] std::optional<Head> two_lines(std::size_t i) const {
        constexpr std::uint32_t longest = 240; // bytes
        if (i + 1 >= m_lines.size() || m_lines[i].size() > longest || m_lines[i + 1].size() > longest) return std::nullopt;
        if (std::count(m_text.begin() + m_lines[i].end, m_text.begin() + m_lines[i + 1].begin, '\n') != 1) return std::nullopt;
        if (const auto said = time_stamp_at(words(i + 1), 0); said && said->end < words(i + 1).size() && (said->hours || said->marks != StampMarks::none) && !said->in_words && is_exported_name(words(i)))
            return Head{Form::name_above, {0, m_lines[i + 1].begin + said->end - m_lines[i].begin}, 0, std::string(words(i)), *said}; // words stand behind the time
        const bool time_first = whole_times(words(i)).has_value();
        const std::size_t name = time_first ? i + 1 : i, time = time_first ? i : i + 1;
        if (!whole_times(words(time)) || !is_exported_name(words(name))) return std::nullopt;
        return Head{time_first ? Form::time_above : Form::name_above, {0, m_lines[i + 1].end - m_lines[i].begin}, 0, std::string(words(name)), *time_stamp_at(words(time), 0)};
    }

    void add(Head head, std::size_t first, std::size_t last) {
        head.head = {m_lines[first].begin + head.head.begin, m_lines[first].begin + head.head.end};
        head.line_end = m_lines[last].end;
        head.first_line = first;
        head.last_line = last;
        m_heads.push_back(std::move(head));
    }

    [[nodiscard]] static bool are_initials(std::string_view line, std::string_view name) {
        std::string initials;
        for (std::uint32_t at = 0; at < name.size();) {
            const bool begins = at == 0 || name[at - 1] == ' ';
            const char32_t c = next_code_point(name, at);
            if (begins) append_utf8(initials, c);
        }
        return line == initials;
    }

    /// Lines right above a head that say its name, initials or time once more, and heads that say all of it once more, are part of it.
    void join_repeats() {
        std::vector<Head> joined;
        for (Head& head : m_heads) {
            const auto same = [&](const Head& other) { return other.name == head.name && other.time.milliseconds / 1000 == head.time.milliseconds / 1000; };
            if (!joined.empty() && joined.back().last_line + 1 == head.first_line && same(joined.back()) && joined.back().head.end == joined.back().line_end) {
                head.first_line = joined.back().first_line;
                head.head.begin = joined.back().head.begin;
                joined.pop_back();
            }
            const std::size_t stop = joined.empty() ? 0 : joined.back().last_line + 1;
            while (head.first_line > stop) {
                const std::string_view above = words(head.first_line - 1);
                const auto time = whole_times(above);
                const bool repeats = time ? *time / 1000 == head.time.milliseconds / 1000 : above == head.name || are_initials(above, head.name);
                if (!repeats) break;
                head.head.begin = m_lines[--head.first_line].begin;
            }
            joined.push_back(std::move(head));
        }
        m_heads = std::move(joined);
    }

    std::string_view m_text;
    std::vector<TextRange> m_lines;
    std::vector<Head> m_heads;
};

/// Whether what was found is a program's doing.
bool are_exported(const std::vector<Head>& heads, const std::vector<ExportedTurn>& turns, Form form, std::size_t lines_with_ink, std::size_t with_words_beside) {
    constexpr std::int64_t early = std::int64_t{2} * 60 * 1000;
    const bool in_words = std::all_of(heads.begin(), heads.end(), [](const Head& head) { return head.time.in_words; });
    const std::size_t fewest = in_words ? 2 : 3;
    if (turns.size() < fewest) return false;
    // A diary has its hours before what was done: recordings begin at nought, or their hours have seconds.
    const bool bare = form == Form::time_and_name || form == Form::name_above || form == Form::time_above;
    if (bare && !heads.front().time.hours && heads.front().time.milliseconds >= early) return false;
    std::set<std::string> names;
    std::size_t silent = 0;
    std::size_t backward = 0;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        names.insert(turns[i].name);
        if (turns[i].words.empty()) ++silent;
        if (i > 0 && turns[i].milliseconds < turns[i - 1].milliseconds) ++backward;
    }
    if (names.size() * 2 > turns.size() + 2 || silent * 5 > turns.size() || backward * 10 > turns.size()) return false;
    return with_words_beside * 2 <= turns.size() || turns.size() * 10 >= lines_with_ink * 8;
}

/// Heads of another form than most count where their time lies between those of their neighbours.
void drop_strays(std::vector<Head>& heads, Form form) {
    std::vector<std::int64_t> next(heads.size() + 1, std::numeric_limits<std::int64_t>::max()); // time of the next of that form
    for (std::size_t i = heads.size(); i-- > 0;) next[i] = heads[i].form == form ? heads[i].time.milliseconds : next[i + 1];
    std::vector<Head> kept;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const std::int64_t time = heads[i].time.milliseconds;
        const bool fits = (kept.empty() || kept.back().time.milliseconds <= time) && time <= next[i + 1];
        if (heads[i].form == form || (fits && heads[i].head.end == heads[i].line_end)) kept.push_back(heads[i]);
    }
    heads = std::move(kept);
}

} // namespace

bool is_exported_name(std::string_view text) {
    constexpr std::size_t longest = 60; // code points
    std::size_t length = 0;
    std::size_t words = 1;
    bool letter = false;
    for (std::uint32_t at = 0; at < text.size(); ++length) {
        const char32_t c = next_code_point(text, at);
        if (length == 0 && !is_word_character(c)) return false;
        if (c == ':' || c == '?' || c == '!' || c == ';' || c == '[' || c == ']' || c == '\t') return false;
        if (is_white_space(c)) ++words;
        letter = letter || (is_word_character(c) && !(c >= '0' && c <= '9'));
    }
    return letter && length <= longest && words <= 6 && !text.ends_with('.') && !text.ends_with(',');
}

std::vector<ExportedTurn> find_exported_turns(std::string_view text) {
    HeadSearch search(text);
    std::vector<Head> heads = search.run();
    if (heads.empty()) return {};
    std::array<std::size_t, form_count> counts{};
    for (const Head& head : heads) ++counts[static_cast<std::size_t>(head.form)];
    const auto form = static_cast<Form>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    drop_strays(heads, form);
    const std::vector<TextRange>& lines = search.lines();
    constexpr std::size_t near_end = 8; // lines in which credits stand
    std::vector<ExportedTurn> turns;
    std::size_t beside = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const auto end = i + 1 < heads.size() ? heads[i + 1].head.begin : static_cast<std::uint32_t>(text.size());
        std::uint32_t stop = end;
        for (std::size_t line = heads[i].last_line + 1; line < lines.size() && lines[line].begin < end && stop == end; ++line)
            if (is_recording_mark(slice(text, lines[line])) || (line + near_end >= lines.size() && is_credit(slice(text, lines[line])))) stop = lines[line].begin;
        const TextRange words = trimmed(text, {heads[i].head.end, stop});
        if (!words.empty() && words.begin < heads[i].line_end) ++beside;
        turns.push_back({heads[i].head, words, trimmed(text, {stop, end}), speaker_name_of(heads[i].name), heads[i].time.milliseconds});
    }
    std::size_t lines_with_ink = lines.size() - heads.front().first_line;
    for (const Head& head : heads) lines_with_ink -= head.last_line - head.first_line;
    if (!are_exported(heads, turns, form, lines_with_ink, beside)) return {};
    return turns;
}

DocumentContent exported_transcript(std::string_view text, const std::vector<ExportedTurn>& turns) {
    TurnText made;
    const auto lines_of = [](std::string_view words) {
        std::string lines;
        for (const TextRange& paragraph : paragraphs(words)) {
            const TextRange line = trimmed(words, paragraph);
            if (line.empty()) continue;
            if (!lines.empty()) lines += '\n';
            lines += slice(words, line);
        }
        return lines;
    };
    if (!turns.empty()) made.paragraph(lines_of(text.substr(0, turns.front().head.begin)), std::nullopt);
    for (const ExportedTurn& turn : turns) {
        made.say(turn.name, lines_of(slice(text, turn.words)), turn.milliseconds);
        made.paragraph(lines_of(slice(text, turn.outside)), std::nullopt);
    }
    return made.take();
}

void add_exported_turns(DocumentContent& content) {
    for (const ExportedTurn& turn : find_exported_turns(content.text)) {
        if (turn.words.empty()) continue;
        const auto known = std::find_if(content.speakers.begin(), content.speakers.end(), [&](const NewSpeaker& one) { return one.name == turn.name; });
        const auto place = static_cast<std::uint32_t>(known - content.speakers.begin());
        if (known == content.speakers.end()) content.speakers.push_back({turn.name, std::nullopt, false});
        content.turns.push_back({{turn.head.begin, turn.words.end}, turn.words.begin, place});
        content.times.push_back({turn.words.begin, turn.milliseconds});
    }
}

} // namespace emic
