#include "engine/formats/spoken_lines.h"
#include "engine/formats/text_file.h"
#include "engine/time_stamp.h"

#include <algorithm>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); }

/// What stands behind "Dialogue:" and its like; nothing where the line is another.
std::optional<std::string_view> behind(std::string_view line, std::string_view key) {
    if (line.size() <= key.size() || fold_case(line.substr(0, key.size())) != key) return std::nullopt;
    return without_blanks(line.substr(key.size()));
}

/// At most `most` fields; the last holds the rest with its commas.
std::vector<std::string_view> fields_of(std::string_view line, std::size_t most) {
    std::vector<std::string_view> fields;
    while (fields.size() + 1 < most) {
        const std::size_t comma = line.find(',');
        if (comma == std::string_view::npos) break;
        fields.push_back(without_blanks(line.substr(0, comma)));
        line.remove_prefix(comma + 1);
    }
    fields.push_back(without_blanks(line));
    return fields;
}

/// The words of an event without {\\an8} and the like; what is drawn in {\\p1} is no words.
std::string event_words(std::string_view text) {
    std::string words;
    bool drawing = false, closes = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t close = text[at] == '{' && closes ? text.find('}', at) : std::string_view::npos;
        if (text[at] == '{' && close == std::string_view::npos) closes = false;
        if (close != std::string_view::npos) {
            const std::string_view tags = text.substr(at, close - at);
            for (std::size_t tag = tags.find("\\p"); tag != std::string_view::npos; tag = tags.find("\\p", tag + 1))
                if (tag + 2 < tags.size() && tags[tag + 2] >= '0' && tags[tag + 2] <= '9') drawing = tags[tag + 2] != '0';
            at = close + 1;
            continue;
        }
        const std::string_view pair = text.substr(at, 2);
        if (pair == "\\N" || pair == "\\n" || pair == "\\h") {
            words += pair == "\\h" ? ' ' : '\n';
            at += 2;
            continue;
        }
        if (!drawing) words += text[at];
        ++at;
    }
    return words;
}

struct Columns {
    std::size_t count = 10, start = 1, end = 2, name = 4, text = 9; ///< as the format has them since its fourth version

    void read(std::string_view format) {
        const std::vector<std::string_view> names = fields_of(format, 64);
        const auto place = [&](std::string_view wanted) {
            return static_cast<std::size_t>(std::find_if(names.begin(), names.end(), [&](std::string_view one) { return fold_case(one) == wanted; }) - names.begin());
        };
        count = names.size();
        start = place("start"), end = place("end"), text = place("text");
        name = std::min(place("name"), place("actor"));
    }
};

bool recognises(const FileInput& file) {
    constexpr std::size_t enough = 65536;
    const DetectedText detected = detect_text(file.bytes.substr(0, std::min(enough, file.bytes.size() & ~std::size_t{3})));
    if (detected.verdict == TextVerdict::binary) return false;
    std::size_t malformed = 0;
    const std::string start = fold_case(decode_text(file.bytes.substr(detected.mark_size, enough), detected.encoding, malformed));
    return start.starts_with("[script info]") || (start.find("[events]") != std::string::npos && start.find("\ndialogue:") != std::string::npos);
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    std::vector<SpokenLine> all;
    Columns columns;
    std::uint32_t comments = 0, drawings = 0, twice = 0;
    for (const TextRange& paragraph : paragraphs(text->text)) {
        const std::string_view line = without_blanks(slice(text->text, paragraph));
        if (behind(line, "comment:")) ++comments;
        const auto format = behind(line, "format:");
        if (format && fold_case(*format).find("text") != std::string::npos) columns.read(*format);
        const auto dialogue = behind(line, "dialogue:");
        if (!dialogue) continue;
        const std::vector<std::string_view> fields = fields_of(*dialogue, columns.count);
        const auto field = [&](std::size_t place) { return place < fields.size() ? fields[place] : std::string_view(); };
        SpokenLine said{std::string(field(columns.name)), spoken_lines_of(event_words(field(columns.text))), whole_time(field(columns.start)), whole_time(field(columns.end))};
        if (said.lines.empty()) {
            if (!field(columns.text).empty()) ++drawings;
            continue;
        }
        // A line drawn over itself, in several layers, is said once.
        const bool again = std::any_of(all.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(all.size(), 8)), all.end(),
                                       [&](const SpokenLine& one) { return one.begin == said.begin && one.end == said.end && one.lines == said.lines && one.speaker == said.speaker; });
        if (again) ++twice;
        else all.push_back(std::move(said));
    }
    std::stable_sort(all.begin(), all.end(), [](const SpokenLine& a, const SpokenLine& b) { return a.begin.value_or(-1) < b.begin.value_or(-1); });
    std::vector<ImportNote> notes = std::move(text->notes);
    if (comments > 0) notes.push_back({counted(comments, "comment line was", "comment lines were") + " left out.", comments});
    if (drawings > 0) notes.push_back({counted(drawings, "drawing", "drawings") + " without words left out.", drawings});
    if (twice > 0) notes.push_back({counted(twice, "line that is shown twice at the same time was", "lines that are shown twice at the same time were") + " taken once.", twice});
    if (const std::uint32_t repeats = leave_out_repeats(all); repeats > 0)
        notes.push_back({counted(repeats, "line that repeats the caption before it was", "lines that repeat the caption before them were") + " left out.", repeats});
    return std::vector{spoken_document(file, std::move(all), std::move(notes))};
}

} // namespace

Reader ass_reader() { return {"ass", "SubStation captions", {".ass", ".ssa"}, recognises, read}; }

} // namespace emic
