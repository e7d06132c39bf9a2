#include "engine/formats/docx_elements.h"
#include "engine/formats/docx_text.h"
#include "engine/formats/marked_document.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/reader.h"
#include "engine/formats/recording_times.h"

namespace emic {

namespace {

bool recognises(const FileInput& file) { return package_kind(file.bytes) == PackageKind::word; }

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const Result<DocxPackage> package = open_docx(file);
    if (!package) return package.problem();
    std::vector<ImportNote> notes;
    for (const std::string& what : package->unreadable)
        notes.push_back(
            {"A part of the file is damaged and was left out: " + what + ". Compare the text with the original.", 1});
    DocxText reader(*package);
    const std::string text = reader.read();
    TextLosses losses = reader.losses();
    for (const std::unique_ptr<xml::Document>& part : package->headers_and_footers)
        if (docx_has_words(part->tree.document_element())) ++losses.headers;
    for (ImportNote& note : reader.notes()) notes.push_back(std::move(note));
    std::vector<ImportedDocument> documents = marked_document(file, text, reader.marks(), losses, std::move(notes));
    settle_transcript(documents.front());
    return documents;
}

} // namespace

Reader docx_reader() {
    return {"docx", "Word document", {".docx", ".docm", ".dotx", ".dotm"}, recognises, read};
}

} // namespace emic
