#pragma once

#include "engine/records.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// How a transcript may say who speaks.
struct TurnPatterns {
    bool colon = true;     ///< "Ana: Yes.", also behind a time stamp or a number: "00:01:02 Ana: Yes.", "12. Ana: Yes."
    bool stop = true;      ///< "ANA. Yes."
    bool brackets = true;  ///< "[Ana] Yes.", "{Ana} Yes.", "(speaker 0) Yes."
    bool own_line = true;  ///< "Ana 00:01:02" or "00:01:02 Ana" on a line of its own, what is said beneath

    bool operator==(const TurnPatterns&) const = default;
};

/// How much one speaker of a document says.
struct SpeakerRow {
    std::string name;
    std::uint32_t turns = 0;
    std::uint64_t words = 0;
    double share = 0; ///< 0 to 1, of the words of all turns
    bool interviewer = false;
    Id<Case> case_id; ///< may be null

    bool operator==(const SpeakerRow&) const = default;
};

/// Who speaks where in a text, fit for Source::speakers, turns and times.
struct FoundTurns {
    std::vector<SpeakerRow> speakers; ///< in order of their first turn; the interviewer is a guess
    std::vector<Turn> turns;
    std::vector<TimeAnchor> times; ///< of the time stamps at labels
    std::vector<std::string> not_taken; ///< labels behind which nobody's words stand, between or behind turns; none twice

    bool operator==(const FoundTurns&) const = default;
};

/// Recognises labels as find_speaker_label() does. Where names come again, all labels of their form count, those that stand
/// once too, except "Note:", "Question 1:" and their like. What stands behind a label that is not taken is nobody's, and so are
/// the front matter ("Date: …", "Interviewer: Ben Holt"), "[END OF TAPE 1]" and "Transcribed by …". Empty where nobody is
/// recognised. `known` are times that stand beside the text, sorted: a label with one is more surely a speaker's.
FoundTurns find_turns(std::string_view text, const TurnPatterns& patterns = {}, std::span<const TimeAnchor> known = {});

/// The speakers of a document as its turns say.
std::vector<SpeakerRow> speaker_rows(const Source& source);

/// The turn that holds `offset` (bytes); null where there is none.
const Turn* turn_of(const Source& source, std::uint32_t offset);

/// What the interviewers of a document say: sorted, not touching one another.
std::vector<TextRange> interviewer_ranges(const Source& source);
/// True when the passage lies in interviewers' turns alone.
bool is_interviewers(const Source& source, TextRange range);

} // namespace emic
