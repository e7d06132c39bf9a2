#pragma once

#include "engine/text.h"

#include <optional>
#include <string_view>

namespace emic {

struct Source;

/// True for scripts that are written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
bool is_unspaced_script(char32_t code_point);

/// The word at `offset` (bytes) by UAX #29; the white space or punctuation there when it is on none. Where words are
/// written without spaces (Han, kana, Thai, Lao, Khmer, Burmese), the run of characters of the same script. Never
/// crosses a paragraph; at the end of a paragraph the last word. Empty only in an empty paragraph.
TextRange word_at(std::string_view text, std::uint32_t offset);

/// What a drag of the mouse takes in at once at the character at `offset` (bytes): its word by UAX #29, which where words
/// are written without spaces is about a character. Empty on white space and between words, where single characters count.
TextRange snapping_word_at(std::string_view text, std::uint32_t offset);

/// The sentence at `offset` (bytes), without the white space around it.
///
/// A sentence ends behind . ! ? … with their closing quotes and brackets when white space follows and the next word
/// does not begin in lower case; behind 。！？ and their kin in other scripts at once; and with the paragraph. A single
/// full stop after an initial (J.), a title (Dr., Mrs.), "e.g." and the like, or before a digit ends none. A speaker
/// label belongs to no sentence: on it, the label is returned.
TextRange sentence_at(std::string_view text, std::uint32_t offset);

/// The paragraph at `offset` (bytes), without its line feed.
TextRange paragraph_range(std::string_view text, std::uint32_t offset);

/// What one speaker says: from the paragraph with a speaker label at or before `offset` up to the next label, without
/// white space around it. The paragraph where no paragraph of the text has a label.
TextRange turn_at(std::string_view text, std::uint32_t offset);

/// The same as the document's turns say, where it has some; before the first of them, the paragraph.
TextRange turn_at(const Source& source, std::uint32_t offset);

/// The label at the start of a paragraph that names who speaks, with its colon, brackets or full stop: in bytes of
/// `paragraph`. A time stamp, a paragraph's number, a bullet or an @ before it is passed over.
///
///     [Interviewer:] Yes.    12. [P01:] Yes.    [访谈者：]您好    [[Name]] Yes.    [{Name}] Yes.    [MARY.] Yes.    00:01:05 [Ana:] Yes.
///
/// Conservative: at most 40 code points and 5 words that all begin with a capital, digit or caseless letter, or one
/// word in lower case with or without a number; Han labels of at most 6 characters that do not end in a verb of speech;
/// no [laughs] and the like, no web address, clock time or verse.
std::optional<TextRange> speaker_label(std::string_view paragraph);

/// The name alone, in bytes of `paragraph`: without colon, brackets and full stop.
std::optional<TextRange> speaker_name(std::string_view paragraph);

/// The next larger unit around a selection (bytes): word, sentence, paragraph, turn, all of the text. Always holds
/// `range` and is larger, unless `range` is all of the text already. A caret (empty range) grows to its word.
TextRange grow(std::string_view text, TextRange range);
/// Likewise, with the turns that the document has.
TextRange grow(const Source& source, TextRange range);

} // namespace emic
