#include "engine/commands/names.h"
#include "engine/formats/codebook_readers.h"
#include "engine/formats/codebook_tree.h"
#include "engine/formats/text_file.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

/// A line of an indented list: "    - 1.2 lonely: alone and sorry for it"
struct Line {
    std::uint32_t indent = 0; ///< columns of white space, a TAB counts as four
    std::uint32_t marks = 0;  ///< "--", "##": two and more of a sign tell the level
    std::uint32_t numbers = 0; ///< "1.2" has two
    std::string name; ///< a path where the list writes its codes so
    std::string definition;
};

/// What parts the names of a path in lists that write one: QualCoder's "Feelings>>lonely", ATLAS.ti's "Feelings::lonely".
constexpr std::string_view path_signs[] = {">>", "»", "→", "::", " > ", "\\", "|", ">"};

std::vector<std::string> path_of(const std::string& name, std::string_view sign) {
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= name.size();) {
        const std::size_t at = sign.empty() ? name.size() : std::min(name.find(sign, from), name.size());
        names.push_back(name.substr(from, at - from));
        from = at + std::max<std::size_t>(sign.size(), 1);
    }
    std::erase_if(names, [](const std::string& one) { return is_blank(one); });
    return names;
}

/// Where the name of a line ends and its definition begins behind a sign of so many bytes; npos where there is none.
struct NameEnd {
    std::size_t at = std::string_view::npos;
    std::size_t width = 0;
};
NameEnd name_end(std::string_view line) {
    NameEnd end;
    for (const std::string_view sign : {" - ", " – ", " — ", ": ", "\t"}) {
        std::size_t at = line.find(sign);
        while (at != std::string_view::npos && sign == ": " && at > 0 && line[at - 1] == ':') at = line.find(sign, at + 1); // "a :: b" is a path
        if (at == std::string_view::npos || at == 0 || at >= end.at) continue;
        end = {at, sign.size()};
    }
    return end;
}

/// The sign that the lines of a list use; empty where their names are no paths.
std::string_view path_sign(std::string_view text) {
    for (const std::string_view sign : path_signs)
        for (const TextRange& range : paragraphs(text)) {
            const std::string_view line = slice(text, range);
            const std::string_view head = line.substr(0, name_end(line).at);
            // Quoted text begins with one: there must be a name on either side.
            if (const std::size_t at = head.find(sign); at != std::string_view::npos && !is_blank(head.substr(0, at)) && !is_blank(head.substr(at + sign.size()))) return sign;
        }
    return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void skip_blanks(std::string_view& rest) {
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
}

/// Takes "- ", "•", "-- " or "## " away and counts the signs.
void take_bullet(std::string_view& rest, Line& line) {
    for (const std::string_view sign : {"•", "◦", "▪", "‣", "·", "–", "—", "●", "○", "■", "□", "►", "➢", "✓"})
        if (rest.starts_with(sign) && rest.size() > sign.size()) {
            rest.remove_prefix(sign.size());
            return skip_blanks(rest);
        }
    const char sign = rest.empty() ? '\0' : rest.front();
    if (sign == '\0' || std::string_view("-*+#>o").find(sign) == std::string_view::npos) return;
    std::size_t count = 0;
    while (count < rest.size() && rest[count] == sign) ++count;
    const bool blank_behind = count < rest.size() && (rest[count] == ' ' || rest[count] == '\t');
    if (!blank_behind && (count == 1 || sign == 'o')) return;
    if (sign == 'o' && count != 1) return;
    line.marks = count > 1 || sign == '#' ? static_cast<std::uint32_t>(sign == '-' ? (count + 1) / 2 : count) : 0;
    rest.remove_prefix(count);
    skip_blanks(rest);
}

/// Takes "1.", "1.2", "1.2.", "3)" or "a)" away.
void take_number(std::string_view& rest, Line& line) {
    std::size_t at = 0;
    std::uint32_t numbers = 0;
    while (at < rest.size() && is_digit(rest[at])) {
        const std::size_t from = at;
        while (at < rest.size() && is_digit(rest[at])) ++at;
        if (at - from > 3) return; // a year
        ++numbers;
        if (at < rest.size() && rest[at] == '.') ++at;
        else break;
    }
    if (numbers == 0 && at + 1 < rest.size() && rest[at + 1] == ')' && ((rest[at] | 0x20) >= 'a') && ((rest[at] | 0x20) <= 'z')) ++at;
    if (at > 0 && at < rest.size() && rest[at] == ')') ++at;
    const bool set_off = at > 0 && at < rest.size() && (rest[at] == ' ' || rest[at] == '\t');
    const bool plain = at > 0 && numbers == 1 && is_digit(rest[at - 1]); // "3 wishes" is a name
    if (!set_off || plain) return;
    line.numbers = numbers;
    rest.remove_prefix(at);
    skip_blanks(rest);
}

Line line_of(std::string_view text) {
    Line line;
    std::string_view rest = text;
    while (!rest.empty()) {
        if (rest.front() == ' ') ++line.indent;
        else if (rest.front() == '\t') line.indent += 4;
        else if (rest.starts_with("\xC2\xA0")) {
            ++line.indent;
            rest.remove_prefix(1);
        } else break;
        rest.remove_prefix(1);
    }
    take_bullet(rest, line);
    take_number(rest, line);
    const NameEnd end = name_end(rest);
    line.name = std::string(rest.substr(0, end.at));
    if (end.at != std::string_view::npos) line.definition = std::string(rest.substr(end.at + end.width));
    if (line.name.ends_with(':')) line.name.pop_back();
    return line;
}

bool recognises(const FileInput& file) {
    const DetectedText detected = detect_text(file.bytes);
    const bool markup = file.bytes.substr(std::min(detected.mark_size, file.bytes.size())).starts_with("<");
    return !file.bytes.empty() && detected.verdict == TextVerdict::text && !markup;
}

Result<ImportedCodebook> read(const FileInput& file) {
    const Result<TextFile> stored = read_text_file(file);
    const std::string text = stored ? stored->text : std::string();
    const std::string_view sign = path_sign(text);
    std::vector<Line> lines;
    for (const TextRange range : paragraphs(text)) {
        if (lines.size() > CodebookTree::max_codes + 1) break;
        const std::string_view paragraph = slice(text, range);
        if (!is_blank(paragraph)) lines.push_back(line_of(paragraph));
    }
    const auto count = [&](std::uint32_t Line::* field) {
        return std::count_if(lines.begin(), lines.end(), [&](const Line& line) { return line.*field > 0; });
    };
    const bool indented = std::any_of(lines.begin(), lines.end(), [&](const Line& line) { return line.indent != lines.front().indent; });
    // Indentation tells the level; where there is none, repeated signs do, then numbers such as 1.2.
    const bool by_marks = !indented && count(&Line::marks) > 0;
    const bool by_numbers = !indented && !by_marks && count(&Line::numbers) * 2 > static_cast<std::ptrdiff_t>(lines.size());
    CodebookTree tree;
    std::vector<std::pair<std::uint32_t, std::size_t>> above; // level and node
    for (const Line& line : lines) {
        const std::uint32_t level = by_marks ? line.marks : by_numbers ? line.numbers : line.indent;
        while (!above.empty() && above.back().first >= level) above.pop_back();
        std::size_t parent = above.empty() ? CodebookTree::top : above.back().second;
        std::vector<std::string> path = path_of(line.name, sign);
        ImportedCode code;
        if (!path.empty()) code.name = std::move(path.back());
        code.definition = line.definition;
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
            ImportedCode between;
            between.name = path[i];
            parent = tree.add(parent, std::move(between));
        }
        const std::size_t node = tree.add(parent, std::move(code));
        if (node != parent) above.emplace_back(level, node);
    }
    if (tree.empty())
        return Problem{ProblemKind::unreadable,
                       quoted_name(file) + " holds no codes. Nothing was changed. Write one code per line, sub-codes indented beneath "
                                           "their code, and try again.",
                       std::string(file.name)};
    return std::move(tree).finish();
}

} // namespace

CodebookReader codebook_list_reader() { return {"list", "List of codes", {".txt", ".md"}, recognises, read}; }

} // namespace emic
