#pragma once

#include "engine/text.h"

#include <optional>
#include <string_view>

namespace emic {

/// The word at `offset` (bytes) by UAX #29; the white space or punctuation there when it is on none. Where words are
/// written without spaces (Han, kana, Thai, Lao, Khmer, Burmese), the run of characters of the same script. Never
/// crosses a paragraph; at the end of a paragraph the last word. Empty only in an empty paragraph.
TextRange word_at(std::string_view text, std::uint32_t offset);

/// The sentence at `offset` (bytes), without the white space around it. A sentence ends behind . ! ? … with their
/// closing quotes and brackets when white space follows and the next word does not begin in lower case; behind 。！？
/// at once; and with the paragraph. A full stop after a single letter, a common short title (Dr., Mrs., e.g.) or before
/// a digit ends none.
TextRange sentence_at(std::string_view text, std::uint32_t offset);

/// The paragraph at `offset` (bytes), without its line feed.
TextRange paragraph_range(std::string_view text, std::uint32_t offset);

/// What one speaker says: from the paragraph with a speaker label at or before `offset` up to the next label, without
/// white space around it. The paragraph where no paragraph of the text has a label.
TextRange turn_at(std::string_view text, std::uint32_t offset);

/// The label at the start of a paragraph that names who speaks, without the colon or brackets' surroundings: in bytes
/// of `paragraph`. None when there is no label.
///
///     Interviewer: Yes.   ->  [Interviewer:]     [P01] Yes.  ->  [[P01]]
///     访谈者：您好        ->  [访谈者：]         MARY. Yes.  ->  [MARY.]
///
/// Conservative: at most 30 code points and 4 words before the colon, no other punctuation but . - ' ( ) # & / _, no
/// full stop inside capitals but after initials.
std::optional<TextRange> speaker_label(std::string_view paragraph);

/// The next larger unit around a selection (bytes): word, sentence, paragraph, turn, all of the text. Always holds
/// `range` and is larger, unless `range` is all of the text already. A caret (empty range) grows to its word.
TextRange grow(std::string_view text, TextRange range);

} // namespace emic
