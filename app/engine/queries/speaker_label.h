#pragma once

#include "engine/text.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace emic {

enum class LabelForm : std::uint8_t {
    colon,    ///< "Ana: Yes.", "@Ana: Yes."
    stop,     ///< "ANA. Yes."
    brackets, ///< "[Ana] Yes.", "{Ana} Yes.", "(speaker 0) Yes."
    round,    ///< "(Ana) Yes.", "<Ana> Yes.", "@Ana Yes.": labels only where nearly every paragraph has one
    own_line, ///< "Ana 00:01:02" or "00:01:02 Ana", what is said beneath
};

/// The words at the start of a paragraph that say who speaks, in bytes of the paragraph.
struct SpeakerLabel {
    TextRange range; ///< with colon, brackets or full stop, and with a time in marks behind them
    TextRange name;
    LabelForm form = LabelForm::colon;
    std::optional<std::int64_t> milliseconds; ///< of a time stamp before, in or behind the label
};

/// A paragraph's label as speaker_label() of text_units.h finds it, and one of the form `round` besides.
std::optional<SpeakerLabel> find_speaker_label(std::string_view paragraph);

/// "Ana 00:01:02" and "00:01:02 Ana", perhaps with a dash or a colon, where nothing else stands in the line.
std::optional<SpeakerLabel> find_line_label(std::string_view paragraph);

} // namespace emic
