#pragma once

#include "engine/formats/survey_table.h"

namespace emic {

/// The cells of one sheet as they stand in a file, before anything is known of headings.
struct RawSheet {
    struct Row {
        std::uint32_t number = 0;       ///< 1 the first
        std::vector<std::string> cells; ///< ragged
    };
    std::string name;
    std::vector<Row> rows; ///< by number
    std::vector<std::uint32_t> uneven; ///< numbers of rows with other than the usual number of cells
    std::size_t usual_cells = 0;
    std::size_t loose_quotes = 0; ///< quotation marks otherwise than tables write them
};

/// Cells separated by whichever of comma, semicolon, TAB and bar splits the lines most evenly; quotation marks by RFC
/// 4180, or with a backslash before those inside, whichever splits them more evenly. Nothing when the table passes the limits of
/// survey_table.h.
std::optional<RawSheet> parse_delimited(std::string_view text);

/// The sheets of an Excel workbook (Office Open XML): what a reader of the spreadsheet sees in each cell; dates as
/// 2024-05-31. What is left out goes to `notes`.
Result<std::vector<RawSheet>> read_workbook(const FileInput& file, std::vector<ImportNote>& notes);

/// By its parts.
bool is_workbook(std::string_view bytes);

Problem table_too_large(const FileInput& file);

} // namespace emic
