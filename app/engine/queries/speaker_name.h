#pragma once

#include <cstdint>
#include <string_view>

namespace emic {

inline constexpr std::uint32_t most_name_characters = 40; ///< of a name before a colon

/// Whether words can be the name of a speaker: capitals, titles, initials and numbers, or one word in small letters; no
/// beginning of a sentence.
bool is_speaker_name(std::string_view name);

/// A word with a number, as programs name voices: "id1", "speaker 0", "SPEAKER_00".
bool is_numbered_voice(std::string_view name);

/// What transcribers put in brackets or before a full stop that is no name.
bool is_annotation(std::string_view inside);

/// Counts over a possible name.
struct NameLook {
    std::uint32_t characters = 0;
    std::uint32_t letters = 0;
    std::uint32_t letters_or_digits = 0;
    std::uint32_t han = 0;
    std::uint32_t words = 0;
    std::uint32_t small_words = 0; ///< beginning in lower case, particles left out
    bool any_lower_case = false;
    bool only_allowed = true;
    char32_t last = 0;
};
NameLook look_at(std::string_view name);

} // namespace emic
