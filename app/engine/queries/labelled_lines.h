#pragma once

#include "engine/queries/speaker_label.h"
#include "engine/queries/speaker_turns.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Whose words a line of a transcript begins.
enum class Said : std::uint8_t {
    goes_on,   ///< of whoever speaks
    by_name,   ///< of the one in its label
    by_nobody, ///< front matter, credits, marks of the recording, and what stands behind a label that is no speaker's
};

/// A paragraph that is not blank.
struct LabelledLine {
    TextRange range; ///< without white space around it
    std::optional<SpeakerLabel> label; ///< in bytes of the line
    std::string name; ///< of the label
    std::string key;  ///< the same for the same name
    Said said = Said::goes_on;
    bool block = false; ///< a blank line stands before it
    bool timed = false; ///< its label has a time, in it or beside it
};

/// Every line of a text with what its label is worth. All are `goes_on` where nobody is recognised.
std::vector<LabelledLine> labelled_lines(std::string_view text, const TurnPatterns& patterns, std::span<const TimeAnchor> known);

/// "Interviewer", "Int", "IV 2", "访谈者"; `key` in small letters.
bool says_interviewer(const std::string& key);

} // namespace emic
