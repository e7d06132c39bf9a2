#include "engine/formats/marked_document.h"

namespace emic {

std::vector<ImportedDocument> marked_document(const FileInput& file, std::string_view text, ContentMarks& marks, const TextLosses& losses,
                                              std::vector<ImportNote> notes) {
    std::vector<ImportedDocument> documents(1);
    ImportedDocument& document = documents.front();
    document.name = document_name(file.name);
    document.notes = std::move(notes);
    add_notes(losses, document.notes);
    marks.settle(text, document);
    return documents;
}

} // namespace emic
