#pragma once

#include "engine/formats/spoken_lines.h"

#include <optional>

namespace emic {

/// A table of which each row is something said, as one transcript.
struct TranscriptTable {
    std::vector<SpokenLine> lines;
    std::vector<ImportNote> notes;
};

/// Rows of cells, the first perhaps of headings. Nothing where this is no transcript: it has a column of words with one of times,
/// or with one that says by its heading that it names speakers, who come again.
std::optional<TranscriptTable> transcript_of_rows(const std::vector<std::vector<std::string>>& rows);

/// The same of a text in which TABs separate the cells of nearly every line: as spreadsheets copy them, and as the tables of word
/// processors become text. Lines without cells stay, and are nobody's words.
std::optional<TranscriptTable> transcript_of_tabs(std::string_view text);

/// Whether a table file is such a transcript, and no survey.
bool is_transcript_table(const FileInput& file);
std::optional<ImportedDocument> read_transcript_table(const FileInput& file);

} // namespace emic
