#pragma once

#include "engine/formats/pdf_pages.h"

#include <span>
#include <vector>

namespace emic {

/// Pieces that touch on a line: nothing wider than a word gap parts them.
struct PdfStretch {
    std::string text;
    double left = 0, right = 0, base = 0, size = 0;
    std::uint32_t letters = 0; ///< code points; an ideograph counts as two
    bool answer = false;       ///< holds what was typed into a form
};

/// What stands at one height of a page, from left to right.
using PdfRow = std::vector<PdfStretch>;

/// Rows from top to bottom of pieces that stand upright.
std::vector<PdfRow> pdf_rows(std::span<const PdfItem> items);

/// Sorts stretches into rows anew, as when a column has been taken out of wider rows.
std::vector<PdfRow> rows_of_stretches(std::vector<PdfStretch> stretches);

/// Whether most letters of the text are written from right to left.
bool mostly_right_to_left(std::string_view text);

} // namespace emic
