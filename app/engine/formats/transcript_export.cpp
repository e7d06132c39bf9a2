#include "engine/formats/transcript_export.h"

#include "engine/formats/turn_text.h"
#include "engine/queries/text_units.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace emic {

namespace {

enum class Form { bracketed_name, name_and_time, time_in_brackets, time_first };
constexpr std::size_t form_count = 4;

struct Head {
    Form form = Form::bracketed_name;
    TextRange head; ///< in bytes of the text
    std::uint32_t line_end = 0;
    std::string name;
    std::int64_t milliseconds = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A time such as 0:03, 00:01:02 or 01:02:03.450 that begins `text`; moves past it.
std::optional<std::int64_t> take_time(std::string_view& text) {
    std::string_view rest = text;
    std::int64_t seconds = 0;
    int parts = 0;
    while (parts < 3) {
        std::size_t digits = 0;
        std::int64_t part = 0;
        while (digits < 3 && digits < rest.size() && is_digit(rest[digits])) part = part * 10 + (rest[digits++] - '0');
        if (digits == 0 || digits == 3 || (parts > 0 && (digits != 2 || part > 59))) return std::nullopt;
        seconds = seconds * 60 + part;
        rest.remove_prefix(digits);
        ++parts;
        if (parts == 3 || rest.size() < 2 || rest[0] != ':' || !is_digit(rest[1])) break;
        rest.remove_prefix(1);
    }
    if (parts < 2) return std::nullopt;
    std::int64_t milliseconds = seconds * 1000;
    if (rest.size() >= 2 && (rest[0] == '.' || rest[0] == ',') && is_digit(rest[1])) {
        std::int64_t unit = 100;
        rest.remove_prefix(1);
        for (; !rest.empty() && is_digit(rest[0]); rest.remove_prefix(1), unit /= 10) milliseconds += unit * (rest[0] - '0');
    }
    if (!rest.empty() && (is_digit(rest[0]) || rest[0] == ':')) return std::nullopt;
    text = rest;
    return milliseconds;
}

/// White space at the end taken off; how many bytes that were.
std::size_t trim_end(std::string_view& text) {
    const TextRange inner = trimmed(text, {0, static_cast<std::uint32_t>(text.size())});
    const std::size_t taken = text.size() - inner.end;
    text = text.substr(0, inner.end);
    return taken;
}

std::string_view without_start(std::string_view text) { return text.substr(std::min(text.find_first_not_of(" \t"), text.size())); }

/// "[Ana Silva] 00:01:02", alone on its line.
std::optional<Head> bracketed_name(std::string_view line) {
    const std::size_t end = line.find(']');
    if (!line.starts_with('[') || end == std::string_view::npos) return std::nullopt;
    const std::string_view name = line.substr(1, end - 1);
    std::string_view rest = without_start(line.substr(end + 1));
    const std::optional<std::int64_t> time = take_time(rest);
    if (!time || !rest.empty() || !is_exported_name(name)) return std::nullopt;
    return Head{Form::bracketed_name, {0, static_cast<std::uint32_t>(line.size())}, 0, std::string(name), *time};
}

/// "Ana Silva   0:03", alone on its line; one blank is too little.
std::optional<Head> name_and_time(std::string_view line) {
    std::size_t begin = line.size();
    while (begin > 0 && (is_digit(line[begin - 1]) || line[begin - 1] == ':')) --begin;
    std::string_view rest = line.substr(begin);
    const std::optional<std::int64_t> time = take_time(rest);
    std::string_view name = line.substr(0, begin);
    const bool tab = name.ends_with('\t');
    if (!time || !rest.empty() || (trim_end(name) < 2 && !tab) || !is_exported_name(name)) return std::nullopt;
    return Head{Form::name_and_time, {0, static_cast<std::uint32_t>(line.size())}, 0, std::string(name), *time};
}

/// "Ana Silva (00:03):" with or without words behind it; without, the colon may be missing.
std::optional<Head> time_in_brackets(std::string_view line) {
    for (std::size_t open = line.find_first_of("(["); open != std::string_view::npos; open = line.find_first_of("([", open + 1)) {
        std::string_view rest = line.substr(open + 1);
        const std::optional<std::int64_t> time = take_time(rest);
        if (!time || !rest.starts_with(line[open] == '(' ? ')' : ']')) continue;
        rest.remove_prefix(1);
        std::string_view name = line.substr(0, open);
        trim_end(name);
        const bool colon = rest.starts_with(':');
        if ((!colon && !rest.empty()) || !is_exported_name(name)) return std::nullopt;
        const std::size_t end = line.size() - rest.size() + (colon ? 1 : 0);
        return Head{Form::time_in_brackets, {0, static_cast<std::uint32_t>(end)}, 0, std::string(name), *time};
    }
    return std::nullopt;
}

/// "00:01:02 Ana Silva: I felt lonely." and "[00:01:02] Ana Silva:".
std::optional<Head> time_first(std::string_view line) {
    std::string_view rest = line;
    const char bracket = rest.starts_with('[') ? ']' : rest.starts_with('(') ? ')' : '\0';
    if (bracket != '\0') rest.remove_prefix(1);
    const std::optional<std::int64_t> time = take_time(rest);
    if (!time) return std::nullopt;
    if (bracket != '\0') {
        if (!rest.starts_with(bracket)) return std::nullopt;
        rest.remove_prefix(1);
    }
    const std::string_view said = without_start(rest);
    if (said.size() == rest.size()) return std::nullopt;
    const std::optional<TextRange> label = speaker_label(said);
    const std::optional<TextRange> name = speaker_name(said);
    if (!label || !name || label->begin != 0) return std::nullopt;
    const std::string_view whole = slice(said, *label);
    if (!whole.ends_with(':') && !whole.ends_with("：")) return std::nullopt;
    const auto before = static_cast<std::uint32_t>(line.size() - said.size());
    return Head{Form::time_first, {0, before + label->end}, 0, std::string(slice(said, *name)), *time};
}

std::optional<Head> head_of(std::string_view line) {
    for (const auto form : {bracketed_name, name_and_time, time_in_brackets, time_first})
        if (std::optional<Head> head = form(line)) return head;
    return std::nullopt;
}

/// Whether what was found is a program's doing.
bool are_exported(const std::vector<ExportedTurn>& turns, std::size_t lines_with_ink, std::size_t with_words_beside) {
    constexpr std::size_t fewest = 3;
    if (turns.size() < fewest) return false;
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
    constexpr std::uint32_t longest = 4096; // bytes of a line that are looked at
    std::vector<Head> heads;
    std::array<std::size_t, form_count> counts{};
    std::vector<TextRange> inked;
    for (const TextRange& paragraph : paragraphs(text)) {
        const TextRange line = trimmed(text, paragraph);
        if (line.empty()) continue;
        inked.push_back(line);
        if (line.size() > longest && !is_digit(text[line.begin]) && text[line.begin] != '[' && text[line.begin] != '(') continue;
        std::optional<Head> head = head_of(slice(text, line));
        if (!head) continue;
        head->head = {line.begin + head->head.begin, line.begin + head->head.end};
        head->line_end = line.end;
        ++counts[static_cast<std::size_t>(head->form)];
        heads.push_back(std::move(*head));
    }
    const auto form = static_cast<Form>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    std::erase_if(heads, [&](const Head& head) { return head.form != form; });
    if (heads.empty()) return {};
    std::vector<ExportedTurn> turns;
    std::size_t beside = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const auto end = i + 1 < heads.size() ? heads[i + 1].head.begin : static_cast<std::uint32_t>(text.size());
        const TextRange words = trimmed(text, {heads[i].head.end, end});
        if (!words.empty() && words.begin < heads[i].line_end) ++beside;
        turns.push_back({heads[i].head, words, speaker_name_of(heads[i].name), heads[i].milliseconds});
    }
    const auto lines = static_cast<std::size_t>(
        std::count_if(inked.begin(), inked.end(), [&](const TextRange& line) { return line.begin >= heads.front().head.begin; }));
    if (!are_exported(turns, lines, beside)) return {};
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
    for (const ExportedTurn& turn : turns) made.say(turn.name, lines_of(slice(text, turn.words)), turn.milliseconds);
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
