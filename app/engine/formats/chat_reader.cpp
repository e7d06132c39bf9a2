#include "engine/formats/spoken_lines.h"
#include "engine/formats/text_file.h"

#include <algorithm>
#include <charconv>

namespace emic {

namespace {

/// The sign that CHAT puts around the times of an utterance; text files lose it with other control characters.
constexpr char bullet = '\x15';
constexpr std::string_view shown_bullet = "\u2022";

std::string_view without_blanks(std::string_view text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); }

std::string replaced(std::string_view words, std::string_view from, std::string_view to) {
    std::string made;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t found = std::min(words.find(from, at), words.size());
        made.append(words.substr(at, found - at));
        if (found < words.size()) made += to;
        at = found + from.size();
    }
    return made;
}

/// "•1234_5678•" taken out of an utterance.
void take_times(std::string& words, SpokenLine& said) {
    for (std::size_t at = words.find(shown_bullet); at != std::string::npos; at = words.find(shown_bullet, at)) {
        const std::size_t inside = at + shown_bullet.size(), close = words.find(shown_bullet, inside);
        if (close == std::string::npos) return;
        const std::string_view times = std::string_view(words).substr(inside, close - inside);
        const std::size_t line = times.find('_');
        const auto number = [](std::string_view digits) -> std::optional<std::int64_t> {
            std::int64_t value = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            const bool whole = error == std::errc() && end == digits.data() + digits.size() && value >= 0;
            return whole ? std::optional(value) : std::nullopt;
        };
        const auto begin = line == std::string_view::npos ? std::nullopt : number(times.substr(0, line));
        if (!begin) {
            at = close;
            continue;
        }
        if (!said.begin) said.begin = begin;
        said.end = number(times.substr(line + 1));
        words.erase(at, close + shown_bullet.size() - at);
    }
}

bool recognises(const FileInput& file) {
    const std::string_view start = file.bytes.substr(0, 4096);
    const std::size_t first = start.find('@');
    if (first == std::string_view::npos || start.substr(0, first).find_first_not_of("\xEF\xBB\xBF \t\r\n") != std::string_view::npos) return false;
    return start.substr(first).starts_with("@UTF8") || start.substr(first).starts_with("@Begin") || start.find("\n@Begin") != std::string_view::npos;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    std::string mark = "|:|"; // for the bullet while the letters are read; the same bytes in every charset of single bytes
    while (file.bytes.find(mark) != std::string_view::npos) mark.insert(1, 1, ':');
    const bool wide = file.bytes.find('\0') != std::string_view::npos;
    Result<TextFile> text = read_text_file({file.name, wide ? std::string(file.bytes) : replaced(file.bytes, std::string_view(&bullet, 1), mark), file.charset, file.depth});
    if (!text) return text.problem();
    const std::string content = replaced(text->text, mark, shown_bullet);
    std::vector<SpokenLine> all;
    std::string words; // of the utterance that is still being read
    enum class Tier { none, spoken, other } tier = Tier::none;
    std::uint32_t headers = 0, others = 0;
    const auto finish = [&] {
        if (tier == Tier::spoken) {
            take_times(words, all.back());
            all.back().lines = spoken_lines_of(words);
        }
        words.clear();
        tier = Tier::none;
    };
    for (const TextRange& paragraph : paragraphs(content)) {
        const std::string_view line = slice(content, paragraph);
        if (without_blanks(line).empty()) continue;
        if (line.front() == '\t' || line.front() == ' ') { // goes on
            if (tier == Tier::spoken) words += ' ' + std::string(without_blanks(line));
            continue;
        }
        finish();
        const std::size_t colon = line.find(':');
        if (line.front() == '*' && colon != std::string_view::npos) {
            tier = Tier::spoken;
            words = without_blanks(line.substr(colon + 1));
            all.push_back({std::string(without_blanks(line.substr(1, colon - 1))), {}, {}, {}});
        } else if (line.front() == '@' || line.front() == '%') {
            tier = Tier::other;
            const bool frame = line.starts_with("@Begin") || line.starts_with("@End") || line.starts_with("@UTF8");
            if (!frame) ++(line.front() == '@' ? headers : others);
        } else { // of no tier: kept, and nobody's
            tier = Tier::spoken;
            words = line;
            all.push_back({});
        }
    }
    finish();
    std::erase_if(all, [](const SpokenLine& said) { return said.lines.empty(); });
    std::vector<ImportNote> notes = std::move(text->notes);
    if (headers > 0) notes.push_back({counted(headers, "line about the recording or its participants (@…) was", "lines about the recording and its participants (@…) were") + " left out.", headers});
    if (others > 0) notes.push_back({counted(others, "line of comments or analysis (%…) was", "lines of comments and analysis (%…) were") + " left out.", others});
    return std::vector{spoken_document(file, std::move(all), std::move(notes))};
}

} // namespace

Reader chat_reader() { return {"chat", "CHAT transcript", {".cha"}, recognises, read}; }

} // namespace emic
