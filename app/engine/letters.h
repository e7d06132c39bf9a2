#pragma once

#include "engine/text.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// True for what takes no room and is passed over when words are looked for: soft hyphens, zero-width blanks and joiners,
/// direction marks, variation selectors, byte order marks, control characters that are no white space.
bool is_invisible(char32_t code_point);

/// One letter or sign of a text as names are compared.
struct Letter {
    char32_t unit = 0;
    TextRange place; ///< of the character it comes from, in bytes of the text

    [[nodiscard]] bool is_blank() const { return unit == U' ' || unit == U'\n'; }
};

/// What stands for white space in letters_of(): a run of it, with a line feed in it or without.
inline constexpr char32_t blank_unit = U' ', line_unit = U'\n';

/// A text as names are compared in it: case folded (ß is ss, ı and İ are i), full-width and other forms of a letter the
/// letter itself, accents as units of their own in one order, every apostrophe ', every hyphen -, every middle dot ·, a
/// run of white space one unit. What is invisible, accents of Greek and vowel points of Arabic and Hebrew are left out.
///
///     "Zoë’s  Ｃａｆé"   z o e ¨ ' s ␣ c a f e ´
std::vector<Letter> letters_of(std::string_view text, TextRange part);
std::vector<Letter> letters_of(std::string_view text);

/// The same without places, blanks around left out: equal for two names that differ in nothing that is compared.
std::u32string folded_letters(std::string_view name);

/// Calls `visit(letters, own)` for a text piece by piece, so that a long text costs little memory: the pieces overlap, and
/// what begins in `own` is the visit's to deal with, so that nothing is found twice.
void visit_letters(std::string_view text, const std::function<void(const std::vector<Letter>&, TextRange own)>& visit);

/// Letters, marks and digits that make up a word; a footnote’s number is none.
bool is_word_unit(char32_t unit);

/// True when a word may end between two units: at least one is no word's, or of a script written without spaces.
bool parts_words(char32_t left, char32_t right);

} // namespace emic
