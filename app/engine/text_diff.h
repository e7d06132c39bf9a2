#pragma once

#include "engine/text.h"

#include <vector>

namespace emic {

/// One place where a new text differs: bytes of the old text, and the bytes of the new text in their stead.
struct Replacement {
    TextRange removed;  ///< in the old text
    TextRange inserted; ///< in the new text

    bool operator==(const Replacement&) const = default;
};

/// What turns one text into another, word by word: a changed word is replaced as a whole, scripts without spaces
/// character by character. First to last, never touching. Found by paragraphs, then words (Myers 1986); where texts
/// have too little in common, by the words they have once (patience diff). Both texts must be valid UTF-8.
///
///     I felt {lonly|lonely} at night{| too}
std::vector<Replacement> diff_words(std::string_view old_text, std::string_view new_text);

/// Where a range of the old text lies in the new one: map_range through every replacement. When the range begins or
/// ends inside a replaced word, the letters that the word keeps at its start and end count as unchanged. Empty when
/// the passage was deleted.
TextRange follow(TextRange range, const std::vector<Replacement>& replacements, std::string_view old_text,
                 std::string_view new_text);

} // namespace emic
