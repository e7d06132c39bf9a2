#pragma once

#include "engine/formats/pdf_lines.h"

#include <string>
#include <vector>

namespace emic {

/// Lines that belong together, joined.
struct PdfParagraph {
    std::string text;
    double size = 0; ///< of the font of its first line

    bool operator==(const PdfParagraph&) const = default;
};

/// Joins lines to paragraphs: by the leading, indents, the room that is left at a line's end, fonts' sizes and the
/// labels of speakers; over the ends of columns and pages where a sentence runs on.
std::vector<PdfParagraph> pdf_paragraphs(const std::vector<PdfLine>& lines);

} // namespace emic
