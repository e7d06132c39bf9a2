#pragma once

#include "engine/formats/content_marks.h"
#include "engine/formats/text_losses.h"

namespace emic {

/// The one document of a word processor's file, from its marked text: named after the file, `notes` first, then what was left out.
std::vector<ImportedDocument> marked_document(const FileInput& file, std::string_view text, ContentMarks& marks, const TextLosses& losses,
                                              std::vector<ImportNote> notes);

} // namespace emic
