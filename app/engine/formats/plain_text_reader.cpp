#include "engine/formats/text_file.h"

namespace emic {

namespace {

bool recognises(const FileInput& file) {
    return detect_text(file.bytes).verdict == TextVerdict::text;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    Result<TextFile> text = read_text_file(file);
    if (!text) return text.problem();
    ImportedDocument document{document_name(file.name), std::move(text.value().text), std::move(text.value().notes)};
    note_blank(document);
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

} // namespace

Reader plain_text_reader() {
    return {"text", "Plain text", {".txt", ".text", ".md"}, recognises, read};
}

} // namespace emic
