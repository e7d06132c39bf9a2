#include "engine/formats/caption_cues.h"
#include "engine/formats/spoken_lines.h"
#include "engine/formats/text_file.h"

#include <algorithm>

namespace emic {

namespace {

enum class Format { webvtt, subrip };

/// Pieces without times behind a caption are its own words behind a blank line; one that stands alone between two times has the first.
void join_stray(std::vector<CaptionCue>& cues) {
    std::vector<CaptionCue> joined;
    for (CaptionCue& cue : cues) {
        const bool stray = !cue.begin && !cue.faulty_time && cue.id.empty() && !joined.empty() && joined.back().begin;
        if (!stray) {
            joined.push_back(std::move(cue));
            continue;
        }
        std::string& text = joined.back().text;
        if (!text.empty()) text += '\n';
        text += cue.text;
        joined.back().next_at_once = cue.next_at_once;
    }
    cues = std::move(joined);
}

struct CountedId {
    std::string_view stem;
    std::uint64_t number = 0;
};
std::optional<CountedId> counted_id(std::string_view id) {
    constexpr std::size_t most_digits = 9, longest = 60;
    if (id.size() > longest) return std::nullopt;
    std::size_t digits = 0;
    while (digits < id.size() && digits < most_digits && id[id.size() - 1 - digits] >= '0' && id[id.size() - 1 - digits] <= '9') ++digits;
    if (digits == 0) return std::nullopt;
    CountedId counted{id.substr(0, id.size() - digits), 0};
    for (const char c : id.substr(id.size() - digits)) counted.number = counted.number * 10 + static_cast<std::uint64_t>(c - '0');
    return counted;
}

/// Without a blank line between them, a caption ends with the name of the next: "2", "cue-2". It counts on from the one before.
void take_ids_at_ends(std::vector<CaptionCue>& cues) {
    for (std::size_t i = 0; i + 1 < cues.size(); ++i) {
        if (!cues[i].next_at_once || !cues[i + 1].id.empty()) continue;
        std::string& text = cues[i].text;
        const std::size_t feed = text.rfind('\n');
        const std::string last = feed == std::string::npos ? text : text.substr(feed + 1);
        const auto here = counted_id(cues[i].id), next = counted_id(last);
        if (!here || !next || here->stem != next->stem || next->number != here->number + 1) continue;
        cues[i + 1].id = last;
        text.erase(feed == std::string::npos ? 0 : feed);
    }
}

DocumentContent content_of(const std::vector<CaptionCue>& cues, Format format, std::uint32_t& repeated) {
    std::vector<SpokenLine> all;
    for (const CaptionCue& cue : cues) {
        const std::optional<std::int64_t> end = cue.begin ? std::optional(cue.end) : std::nullopt;
        if (format == Format::subrip) {
            all.push_back({{}, spoken_lines_of(srt_words(cue.text)), cue.begin, end});
            continue;
        }
        for (CaptionWords& piece : vtt_words(cue.text)) all.push_back({std::move(piece.speaker), spoken_lines_of(piece.words), cue.begin, end});
    }
    std::erase_if(all, [](const SpokenLine& line) { return line.lines.empty(); });
    repeated = leave_out_repeats(all);
    return spoken_content(std::move(all));
}

std::vector<ImportedDocument> documents_of(const FileInput& file, TextFile text, std::vector<CaptionCue> cues, Format format) {
    take_ids_at_ends(cues);
    join_stray(cues);
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
    const std::vector<std::string> lines = spoken_lines_of(start);
    return (!lines.empty() && is_caption_time(lines[0])) || (lines.size() > 1 && is_caption_time(lines[1]));
}

Result<std::vector<ImportedDocument>> read_srt(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    std::vector<CaptionCue> cues = parse_srt_cues(text->text);
    return documents_of(file, std::move(text).value(), std::move(cues), Format::subrip);
}

Result<std::vector<ImportedDocument>> read_vtt(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    // Without its first line it is no WebVTT, but its words are still there.
    const bool headed = recognises_vtt(file);
    std::vector<CaptionCue> cues = headed ? parse_vtt_cues(text->text) : parse_srt_cues(text->text);
    return documents_of(file, std::move(text).value(), std::move(cues), Format::webvtt);
}

bool recognises_sbv(const FileInput& file) {
    const std::vector<std::string> lines = spoken_lines_of(start_of(file));
    return !lines.empty() && is_sbv_time(lines[0]);
}

Result<std::vector<ImportedDocument>> read_sbv(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    std::vector<CaptionCue> cues = parse_sbv_cues(text->text);
    return documents_of(file, std::move(text).value(), std::move(cues), Format::subrip);
}

} // namespace

Reader vtt_reader() { return {"vtt", "WebVTT captions", {".vtt"}, recognises_vtt, read_vtt}; }
Reader srt_reader() { return {"srt", "SubRip captions", {".srt"}, recognises_srt, read_srt}; }
Reader sbv_reader() { return {"sbv", "SubViewer captions", {".sbv"}, recognises_sbv, read_sbv}; }

} // namespace emic
