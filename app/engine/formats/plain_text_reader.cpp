#include "engine/formats/recording_times.h"
#include "engine/formats/text_file.h"
#include "engine/formats/transcript_export.h"
#include "engine/formats/transcript_table.h"
#include "engine/formats/xml.h"

#include <algorithm>

namespace emic {

namespace {

bool recognises(const FileInput& file) {
    return detect_text(file.bytes).verdict == TextVerdict::text;
}

/// XML that no reader knows: its markup would pass for words.
std::optional<Problem> data_of_a_program(const FileInput& file, std::string_view text) {
    const std::size_t ink = text.find_first_not_of(" \t\n");
    if (ink == std::string_view::npos || text[ink] != '<') return std::nullopt;
    bool xml = text.substr(ink).starts_with("<?xml");
    if (!xml && text.find("</") != std::string_view::npos) {
        // A piece of a web page that somebody keeps as text stays what it is.
        const xml::Parsed parsed = xml::parse(std::string(text.substr(ink)));
        const std::string root = parsed.document ? fold_case(parsed.document->tree.document_element().name()) : std::string();
        static constexpr std::string_view pieces[] = {"p", "div", "span", "b", "i", "em", "strong", "a", "ul", "ol", "li", "table", "h1", "h2", "h3", "blockquote", "q", "section", "article", "body"};
        xml = !root.empty() && std::find(std::begin(pieces), std::end(pieces), root) == std::end(pieces);
    }
    if (!xml) return std::nullopt;
    return Problem{ProblemKind::unsupported,
                   quoted_name(file) + " holds data of a program (XML) of a kind that Emic does not know, so its marks would pass for words. Nothing was imported from it. In the program it comes from, "
                                       "save the transcript as a Word document (.docx), as captions (.vtt, .srt) or as plain text, and drop that file here.",
                   std::string(file.name)};
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    if (const std::optional<Problem> data = data_of_a_program(file, text->text)) return *data;
    if (std::optional<TranscriptTable> table = transcript_of_tabs(text->text)) {
        table->notes.insert(table->notes.begin(), text->notes.begin(), text->notes.end());
        return std::vector{spoken_document(file, std::move(table->lines), std::move(table->notes))};
    }
    ImportedDocument document{document_name(file.name), std::move(text.value().text), std::move(text.value().notes)};
    if (const std::vector<ExportedTurn> turns = find_exported_turns(document.content.text); !turns.empty()) {
        document.content = exported_transcript(std::string(document.content.text), turns);
        const auto count = static_cast<std::uint32_t>(turns.size());
        document.notes.push_back({"This is the transcript of a meeting or transcription program: " + std::to_string(count) + " times were taken out of the text and stand beside it.",
                                  count});
        take_times_out(document.content);
    } else {
        settle_transcript(document);
    }
    note_blank(document);
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

} // namespace

Reader plain_text_reader() {
    return {"text", "Plain text", {".txt", ".text"}, recognises, read};
}

} // namespace emic
