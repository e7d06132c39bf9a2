#pragma once

#include "engine/formats/charsets.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// How the letters of a text that is not UTF-8 may be stored.
struct CharsetGuess {
    const Charset* charset = nullptr; ///< the likeliest; never null
    bool sure = true;                 ///< no other one makes nearly as likely words of it
    std::vector<const Charset*> others; ///< the next ones that make another text of it, the likeliest first; at most 8
};

/// Judges by the words that hold bytes beyond ASCII: in which charset they are words of a language.
CharsetGuess guess_charset(std::string_view bytes);

/// Words of the text in a charset, those with letters beyond ASCII first of all: "… kávéja …".
std::string charset_sample(std::string_view bytes, const Charset& charset);

/// UTF-8 with bytes of another charset in it, as files have it that were pasted together.
struct MixedText {
    std::string text;             ///< valid
    const Charset* charset = nullptr; ///< of the stray bytes
    std::size_t read = 0;         ///< stray bytes that make sense so
    std::size_t replaced = 0;     ///< the others, now U+FFFD
    std::string sample;           ///< the first words with stray bytes
};
MixedText decode_mixed(std::string_view bytes);

/// Whether UTF-8 with some stray bytes is likelier than a charset of its own.
bool is_mixed_utf8(std::string_view bytes);

} // namespace emic
