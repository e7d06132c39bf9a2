#pragma once

#include "engine/document_content.h"

namespace emic {

/// What one speaker says in the transcript that a meeting or transcription program wrote, in bytes of its text.
struct ExportedTurn {
    TextRange head;   ///< the line, or its beginning, that says who and when
    TextRange words;  ///< up to the next head, without blanks around
    TextRange outside; ///< behind the words, and nobody's: "Transcribed by …"
    std::string name;
    std::int64_t milliseconds = 0;

    bool operator==(const ExportedTurn&) const = default;
};

/// The turns of such a transcript, in order; nothing for any other text.
///
///     Zoom             [Ana Silva] 00:01:02         00:01:02 Ana Silva: I felt lonely.
///     Teams, Otter     Ana Silva   0:03             (then the words)
///     Rev, Trint       Ana Silva (00:03):           Ana Silva (00:03): I felt lonely.
///     Teams            Ana Silva   0 minutes 3 seconds
///     Word             00:00:03 Ana Silva
///     others           the name on a line and the time on the next, or the other way round
///
/// Lines that repeat the name or the time above a head belong to it. Conservative: one of these forms at least three times, times that go up, names that come again, and where words stand
/// on the same line, hardly a line without: an interview that somebody typed stays as it is.
std::vector<ExportedTurn> find_exported_turns(std::string_view text);

/// True for what can be a speaker's name: at most 6 words, and nothing that reads like a sentence.
bool is_exported_name(std::string_view text);

/// The transcript as Emic writes turns: a paragraph each, "Ana Silva: I felt lonely.", times beside the text.
DocumentContent exported_transcript(std::string_view text, const std::vector<ExportedTurn>& turns);

/// Adds speakers, turns and times to a text that stays as it is.
void add_exported_turns(DocumentContent& content);

} // namespace emic
