#pragma once

#include "engine/records.h"
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
    bool answer = false; ///< typed into a form

    bool operator==(const PdfItem&) const = default;
};

/// A comment that somebody put on a page.
struct PdfNote {
    double x = 0, y = 0; ///< of what it is about
    std::string author;  ///< may be empty
    WallTime written = 0;
    std::string text; ///< valid UTF-8, LF line ends

    bool operator==(const PdfNote&) const = default;
};

struct PdfPage {
    double width = 0, height = 0;
    bool lost = false; ///< could not be read; what stands in `items` is not all
    std::vector<PdfItem> items;
    std::vector<PdfNote> notes = {};

    bool operator==(const PdfPage&) const = default;
};

/// What a PDF file says of its text.
struct PdfPages {
    std::vector<PdfPage> pages;
    std::uint32_t pages_left = 0;    ///< behind these, too many to be read
    std::uint32_t answers = 0;  ///< of a form, among the items
    std::uint32_t marks = 0;    ///< highlights and drawings without words
    std::uint32_t files = 0;    ///< attached to pages
    std::uint32_t unread = 0;   ///< pages whose comments and answers could not be read
    bool foreign_form = false;  ///< the form is of a kind that keeps its answers elsewhere (XFA)
    std::uint32_t tables_lacking = 0; ///< tables of characters that the file takes for granted and Emic does not have

    bool operator==(const PdfPages&) const = default;
};

/// Reads the lines that the page's PDF reader (web/pdf/read_pdf.js) writes, fields parted by TAB:
///     page  <width> <height>
///     <x> <y> <width> <size> <angle> <l|r|t|a> <font> <text>      (a: an answer that was typed into a form)
///     note  <x> <y> <author> <ISO time> <text, U+2028 for a line's end>
///     lost  <page, from 1>        left  <pages>        table  <name>
///     answers | marks | files | unread | xfa  <count>
/// Lines of another form are passed over; a number out of bounds is 0.
PdfPages parse_pdf_pages(std::string_view lines);

} // namespace emic
