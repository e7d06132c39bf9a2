#pragma once

#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"

namespace emic {

/// A file of plain text as UTF-8, with what is to be said about how it was stored.
struct TextFile {
    std::string text; ///< cleaned as a document's text
    std::vector<ImportNote> notes;
};

/// Decodes and cleans a text file; refuses what holds no text or cannot be told, in the researcher's words. `encoding`
/// is what the file itself says, where its format can say it and its bytes do not contradict.
Result<TextFile> read_text_file(const FileInput& file, std::optional<TextEncoding> encoding = {});

/// "The file holds no text." where that is so.
void note_blank(ImportedDocument& document);

} // namespace emic
