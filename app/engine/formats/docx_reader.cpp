#include "engine/formats/docx_text.h"
#include "engine/formats/marked_document.h"
#include "engine/formats/reader.h"
#include "engine/formats/recording_times.h"

namespace emic {

namespace {

/// The names of an archive's entries stand unpacked in it. Cheap, so that a damaged file is still told as a Word file.
bool recognises(const FileInput& file) {
    return file.bytes.substr(0, 2) == "PK" && file.bytes.find("word/") != std::string_view::npos;
}

bool has_text(const pugi::xml_node& node) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        if (xml::local_name(one) == "t" &&
            std::string_view(one.child_value()).find_first_not_of(" \t\r\n") != std::string_view::npos)
            return true;
        if (has_text(one)) return true;
    }
    return false;
}

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
        if (has_text(part->tree.document_element())) ++losses.headers;
    std::vector<ImportedDocument> documents = marked_document(file, text, reader.marks(), losses, std::move(notes));
    settle_transcript(documents.front());
    return documents;
}

} // namespace

Reader docx_reader() {
    return {"docx", "Word document", {".docx", ".docm", ".dotx", ".dotm"}, recognises, read};
}

} // namespace emic
