#include "engine/formats/caption_cues.h"
#include "engine/formats/text_file.h"
#include "engine/formats/transcript_export.h"
#include "engine/formats/turn_text.h"
#include "engine/queries/text_units.h"

#include <algorithm>
#include <map>
#include <set>

namespace emic {

namespace {

enum class Format { webvtt, subrip };

/// A cue as it will be said: a piece per voice, and where no voice is named perhaps with its label.
struct Said {
    std::string speaker;
    std::vector<std::string> lines;
    std::optional<std::int64_t> begin;
    std::uint32_t label_end = 0; ///< of a label in the first line
    std::string label;
};

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

std::vector<std::string> lines_of(std::string_view words) {
    std::vector<std::string> lines;
    for (const TextRange& range : paragraphs(words)) {
        const std::string_view line = without_blanks(slice(words, range));
        if (!line.empty()) lines.emplace_back(line);
    }
    return lines;
}

/// Lines of a cue are one sentence broken for the screen, except where each begins with a dash: then two people speak.
std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        const bool dash = line.starts_with("- ") || line.starts_with("– ") || line.starts_with("— ");
        if (!text.empty()) text += dash ? '\n' : ' ';
        text += line;
    }
    return text;
}

/// "Ana:" or ">> ANA:" at the start; only what ends in a colon, since brackets and full stops are too common in captions.
void find_label(Said& said) {
    if (said.lines.empty()) return;
    std::string& line = said.lines.front();
    if (line.starts_with(">>")) line = std::string(without_blanks(std::string_view(line).substr(line.starts_with(">>>") ? 3 : 2)));
    const auto label = speaker_label(line);
    const auto name = speaker_name(line);
    if (!label || !name || label->begin != 0) return;
    const std::string_view whole = slice(line, *label);
    if (!whole.ends_with(':') && !whole.ends_with("：")) return;
    said.label = std::string(slice(line, *name));
    said.label_end = label->end;
}

/// A word with a colon is a speaker when many cues have one, or when it comes again; else it may be any sentence.
void keep_trusted_labels(std::vector<Said>& all) {
    std::map<std::string, std::size_t> counts;
    std::size_t labelled = 0;
    for (const Said& said : all) {
        if (said.label.empty()) continue;
        ++counts[said.label];
        ++labelled;
    }
    const bool many = labelled * 10 >= all.size() * 3;
    for (Said& said : all) {
        if (said.label.empty() || (!many && counts[said.label] < 2)) continue;
        said.speaker = said.label;
        said.lines.front().erase(0, said.label_end);
    }
}

/// Older transcripts of Teams have a speaker's name as the first line of every cue: there are always lines below it, and
/// few names. True when that was so.
bool take_names_above(std::vector<Said>& all) {
    constexpr std::size_t fewest = 3;
    if (all.size() < fewest) return false;
    std::set<std::string_view> names;
    for (const Said& said : all) {
        if (said.lines.size() < 2 || !is_exported_name(said.lines.front())) return false;
        names.insert(said.lines.front());
    }
    if (names.size() * 3 > all.size()) return false;
    for (Said& said : all) {
        said.speaker = said.lines.front();
        said.lines.erase(said.lines.begin());
    }
    return true;
}

DocumentContent content_of(const std::vector<CaptionCue>& cues, Format format, std::uint32_t& repeated) {
    std::vector<Said> all;
    bool rolling_kind = false;
    for (const CaptionCue& cue : cues) {
        rolling_kind = rolling_kind || has_inner_times(cue.text);
        if (format == Format::subrip) {
            all.push_back({{}, lines_of(srt_words(cue.text)), cue.begin, 0, {}});
            continue;
        }
        for (CaptionWords& piece : vtt_words(cue.text))
            all.push_back({std::move(piece.speaker), lines_of(piece.words), cue.begin, 0, {}});
    }
    std::erase_if(all, [](const Said& said) { return said.lines.empty(); });
    const bool voices = std::any_of(all.begin(), all.end(), [](const Said& said) { return !said.speaker.empty(); });
    if (rolling_kind && !voices) {
        std::vector<std::vector<std::string>> lines;
        for (const Said& said : all) lines.push_back(said.lines);
        if (unroll(lines))
            for (std::size_t i = 0; i < all.size(); ++i) {
                repeated += static_cast<std::uint32_t>(all[i].lines.size() - lines[i].size());
                all[i].lines = std::move(lines[i]);
            }
    }
    if (!voices && !take_names_above(all)) {
        for (Said& said : all) find_label(said);
        keep_trusted_labels(all);
    }
    TurnText text;
    for (const Said& said : all) {
        if (said.speaker.empty()) text.go_on(joined(said.lines), said.begin);
        else text.say(said.speaker, joined(said.lines), said.begin);
    }
    return text.take();
}

std::vector<ImportedDocument> documents_of(const FileInput& file, TextFile text, const std::vector<CaptionCue>& cues, Format format) {
    ImportedDocument document;
    document.name = document_name(file.name);
    document.notes = std::move(text.notes);
    std::uint32_t repeated = 0;
    document.content = content_of(cues, format, repeated);
    const auto untimed = static_cast<std::uint32_t>(std::count_if(cues.begin(), cues.end(), [](const CaptionCue& cue) { return !cue.begin; }));
    if (untimed > 0)
        document.notes.push_back({counted(untimed, "caption has", "captions have") + " no time that can be read; the words were kept without it.", untimed});
    if (repeated > 0)
        document.notes.push_back({counted(repeated, "line that repeats the caption before it was", "lines that repeat the caption before them were") + " left out.", repeated});
    note_blank(document);
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

/// The first lines of a file that may be large.
std::string start_of(const FileInput& file) {
    constexpr std::size_t enough = 2048;
    const DetectedText detected = detect_text(file.bytes.substr(0, std::min(enough, file.bytes.size() & ~std::size_t{3})));
    if (detected.verdict == TextVerdict::binary) return {};
    std::size_t malformed = 0;
    std::size_t controls = 0;
    return clean_text(decode_text(file.bytes.substr(detected.mark_size, enough), detected.encoding, malformed), controls);
}

bool recognises_vtt(const FileInput& file) {
    const std::string start = start_of(file);
    return start.starts_with("WEBVTT") && (start.size() == 6 || start[6] == ' ' || start[6] == '\t' || start[6] == '\n');
}

bool recognises_srt(const FileInput& file) {
    const std::string start = start_of(file);
    const std::vector<std::string> lines = lines_of(start);
    return (!lines.empty() && is_caption_time(lines[0])) || (lines.size() > 1 && is_caption_time(lines[1]));
}

Result<std::vector<ImportedDocument>> read_srt(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    const std::vector<CaptionCue> cues = parse_srt_cues(text->text);
    return documents_of(file, std::move(text).value(), cues, Format::subrip);
}

Result<std::vector<ImportedDocument>> read_vtt(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    // Without its first line it is no WebVTT, but its words are still there.
    const bool headed = recognises_vtt(file);
    const std::vector<CaptionCue> cues = headed ? parse_vtt_cues(text->text) : parse_srt_cues(text->text);
    return documents_of(file, std::move(text).value(), cues, Format::webvtt);
}

} // namespace

Reader vtt_reader() { return {"vtt", "WebVTT captions", {".vtt"}, recognises_vtt, read_vtt}; }
Reader srt_reader() { return {"srt", "SubRip captions", {".srt"}, recognises_srt, read_srt}; }

} // namespace emic
