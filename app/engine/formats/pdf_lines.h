#pragma once

#include "engine/formats/pdf_pages.h"

#include <vector>

namespace emic {

/// A line of text on a page, in reading order with its fellows.
struct PdfLine {
    std::string text; ///< words parted by one space, by a TAB where the page leaves a wide gap
    double left = 0, right = 0, base = 0; ///< points
    double size = 0;           ///< of the font that most of it is set in
    std::uint32_t column = 0;  ///< lines of one column of one page have the same number
    std::uint32_t page = 0;
    bool sideways = false;     ///< stands turned on the page
    double first_word = 0;     ///< width of the first word, about
    bool answer = false;       ///< holds what was typed into a form

    bool operator==(const PdfLine&) const = default;
};

/// The lines of a page, column by column where it has columns. Columns are told by a river of white space that parts
/// running text; the cells of a table and a label in the margin stay on their line.
std::vector<PdfLine> pdf_lines(const PdfPage& page, std::uint32_t page_number);

} // namespace emic
