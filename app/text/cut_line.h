#pragma once

#include "text/measure.h"
#include "text/wrapped_text.h"

namespace emic {

/// One line of a text round its marked words, as much of it as fits; where it is cut stands an ellipsis. Controls show as spaces.
///
///     … kept [checking] on me …
struct CutLine {
    std::string text;
    TextRange marked; ///< bytes of it
};

struct LineRoom {
    float before = 0; ///< for what stands before the marked words
    float width = 0;  ///< for the whole line
};

CutLine cut_line(const platform::Font& font, std::string_view text, TextRange marked, LineRoom room, TextMeasure& measure, ShortenedTexts& shortened);

} // namespace emic
