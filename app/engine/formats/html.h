#pragma once

#include "engine/records.h"
#include "engine/text_direction.h"

#include <string>
#include <string_view>

namespace emic {

/// Appends text for the content of an element or for an attribute in double quotes: & < > " ' are escaped; control
/// characters that HTML forbids become U+FFFD.
void append_html_text(std::string& out, std::string_view text);

/// Appends an element with one stretch of the researcher's text: direction by its first strong letter (dir="auto"), and
/// the language where the script tells it (Chinese, Japanese, Korean), which decides the shapes of shared characters.
/// Line feeds inside become <br>. `attributes` is ours, such as ` class="path"`.
void append_html_element(std::string& out, std::string_view name, std::string_view attributes, std::string_view text);

/// The same for a stretch inside a paragraph that goes on before and behind it: without a direction of its own, which would set it
/// apart from the words around it.
void append_html_inline(std::string& out, std::string_view name, std::string_view attributes, std::string_view text);

/// Appends an element with a passage, which runs as the paragraph does that it is from.
void append_html_passage(std::string& out, std::string_view name, std::string_view text, TextDirection direction);

/// Appends a <p> for each paragraph of `text`; blank lines are left out.
void append_html_paragraphs(std::string& out, std::string_view text, std::string_view attributes = {});

/// Appends a dot in a code's colour: a character, so that word processors and printers show it.
void append_colour_dot(std::string& out, Colour colour);

/// For an element on a coloured ground.
std::string shade_attribute(Colour colour);

/// A whole page: the policy that forbids it to load anything, our style sheet with the colours that `body` uses (see
/// append_colour_dot, shade_attribute), and `body`. Opens in a browser and in a word processor, and prints.
std::string html_page(std::string_view title, std::string_view body);

} // namespace emic
