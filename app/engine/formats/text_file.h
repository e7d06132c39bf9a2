#pragma once

#include "engine/formats/charsets.h"
#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"

namespace emic {

/// A file of plain text as UTF-8, with what is to be said about how it was stored.
struct TextFile {
    std::string text; ///< cleaned as a document's text
    std::vector<ImportNote> notes;
};

/// Decodes and cleans a text file; refuses what holds no text, in the researcher's words. What FileInput::charset says counts, then
/// a byte order mark, then `said`, which the file itself says where its format can say it; else the charset is guessed.
Result<TextFile> read_text_file(const FileInput& file, const Charset* said = nullptr);

/// "The file holds no text." where that is so.
void note_blank(ImportedDocument& document);

} // namespace emic
