#pragma once

#include "engine/formats/pdf_lines.h"

#include <string>
#include <vector>

namespace emic {

/// What was found to stand at the same place of page after page.
struct PdfMargins {
    std::uint32_t page_numbers = 0; ///< lines that were nothing else
    std::vector<std::string> heads; ///< the words of running heads and feet, each once
};

/// Takes numbers of lines or paragraphs beside the text out of a document's pages; tells how many.
std::uint32_t take_margin_numbers(std::vector<PdfPage>& pages);

/// Takes running heads, running feet and page numbers out of the lines of a document's pages.
PdfMargins take_margins(std::vector<std::vector<PdfLine>>& pages, const std::vector<PdfPage>& sizes);

} // namespace emic
