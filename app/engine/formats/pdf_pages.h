#pragma once

#include "engine/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Why a PDF could not be read at all.
enum class PdfTrouble : std::uint8_t { password, damaged, too_large, too_slow, stopped, no_reader };

enum class PdfDirection : std::uint8_t { left_to_right, right_to_left, downwards };

/// A piece of text at a place of a page, as the page shows it. Lengths are PDF points, the origin is at the bottom left.
struct PdfItem {
    double x = 0, y = 0; ///< where the base line begins
    double width = 0;    ///< along the base line
    double size = 0;     ///< of the font
    double angle = 0;    ///< degrees that the base line is turned to the left
    PdfDirection direction = PdfDirection::left_to_right;
    std::uint32_t font = 0;
    std::string text; ///< valid UTF-8 in reading order, without control characters; may be one space

    bool operator==(const PdfItem&) const = default;
};

struct PdfPage {
    double width = 0, height = 0;
    bool lost = false; ///< could not be read; what stands in `items` is not all
    std::vector<PdfItem> items;

    bool operator==(const PdfPage&) const = default;
};

/// What a PDF file says of its text.
struct PdfPages {
    std::vector<PdfPage> pages;
    std::uint32_t pages_left = 0;    ///< behind these, too many to be read
    std::uint32_t tables_lacking = 0; ///< tables of characters that the file takes for granted and Emic does not have

    bool operator==(const PdfPages&) const = default;
};

/// Reads the lines that the page's PDF reader (web/pdf/read_pdf.js) writes, fields parted by TAB:
///     page  <width> <height>
///     <x> <y> <width> <size> <angle> <l|r|t> <font> <text>
///     lost  <page, from 1>        left  <pages>        table  <name>
/// Lines of another form are passed over; a number out of bounds is 0.
PdfPages parse_pdf_pages(std::string_view lines);

} // namespace emic
