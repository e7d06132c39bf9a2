#pragma once

#include <string_view>

namespace emic {

// What stands in transcripts and is said by nobody. Names and lines in any case; names without colon.

/// "Date", "Place", "Transcribed by": what heads a transcript, with a value behind its colon.
bool is_heading_field(std::string_view name);

/// "Interviewer", "Participant", "Narrator": speaks, or stands at the head of a transcript with a name behind its colon.
bool is_role(std::string_view name);

/// "Note", "Question", "Example", "First": begins a sentence with a colon, and is nobody's name.
bool is_opening_word(std::string_view name);

/// Whether these two are the two sides of a transcript that is headed by question and answer.
bool are_question_and_answer(std::string_view one, std::string_view other);

/// "Transcribed by …", "This transcript was generated …": at the ends of what programs and bureaus write.
bool is_credit(std::string_view line);

/// "[END OF TAPE 1, SIDE 1]", "*** End of interview ***", "Ana Silva started transcription".
bool is_recording_mark(std::string_view line);

} // namespace emic
