#pragma once

#include "engine/formats/reader.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// How the letters of a file may be stored, where it does not say it: what they look like in each charset.
struct LetterChoices {
    struct Choice {
        std::string charset; ///< its name, as FileInput::charset takes it
        std::string shown;   ///< "Central European (Windows-1250)"
        std::string sample;  ///< words with such letters
    };
    std::vector<Choice> choices; ///< the likeliest first; at least one
    std::size_t chosen = 0;
    bool sure = true; ///< the first one is right as far as can be told
};

/// Nothing for a file that tells how its letters are stored, in one way or another.
std::optional<LetterChoices> letter_choices(const FileInput& file);

/// The choices as lines for people at a command line: "  windows-1250     Central European (Windows-1250): Řekla mi".
std::string listed_choices(const LetterChoices& choices);

} // namespace emic
