#include "engine/formats/text_file.h"
#include "engine/formats/transcript_export.h"

namespace emic {

namespace {

bool recognises(const FileInput& file) {
    return detect_text(file.bytes).verdict == TextVerdict::text;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    ImportedDocument document{document_name(file.name), std::move(text.value().text), std::move(text.value().notes)};
    if (const std::vector<ExportedTurn> turns = find_exported_turns(document.content.text); !turns.empty()) {
        document.content = exported_transcript(std::string(document.content.text), turns);
        const auto count = static_cast<std::uint32_t>(turns.size());
        document.notes.push_back({"This is the transcript of a meeting or transcription program: " + std::to_string(count) + " times were taken out of the text and stand beside it.",
                                  count});
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
