#include "engine/formats/markdown_text.h"
#include "engine/formats/recording_times.h"
#include "engine/formats/text_file.h"

namespace emic {

namespace {

/// Only its name tells Markdown from any other text.
bool recognises(const FileInput& file) {
    const std::string extension = file_extension(file.name);
    return (extension == ".md" || extension == ".markdown") && detect_text(file.bytes).verdict == TextVerdict::text;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    Result<TextFile> source = read_text_file(file);
    if (!source) return source.problem();
    ImportedDocument document;
    document.name = document_name(file.name);
    document.notes = std::move(source->notes);
    MarkdownText reader;
    if (const std::optional<std::string> text = reader.read(source->text)) {
        add_notes(reader.losses(), document.notes);
        reader.marks().settle(*text, document);
    } else {
        document.notes.push_back({"The file is too entangled to be read as Markdown; its text was taken as it stands.", 1});
        document.content.text = std::move(source->text);
    }
    settle_transcript(document);
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

} // namespace

Reader markdown_reader() { return {"markdown", "Markdown", {".md", ".markdown"}, recognises, read}; }

} // namespace emic
