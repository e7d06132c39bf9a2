#pragma once

#include "engine/records.h"
#include "engine/result.h"
#include "engine/text_direction.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emic {

enum class RunLook { plain, bold, italic, quiet };

/// A stretch of a block's words in one look.
struct ReportRun {
    std::string text;
    RunLook look = RunLook::plain;
    std::optional<Colour> dot;        ///< a dot in a code's colour stands before it
    std::optional<Colour> shade;      ///< behind the words: the colour of the code on them
    std::vector<std::uint32_t> opens; ///< comments that begin before it: places in Report::comments
    std::vector<std::uint32_t> closes; ///< comments that end behind it

    bool operator==(const ReportRun&) const = default;
};

using ReportLine = std::vector<ReportRun>;

enum class BlockKind { kicker, title, facts, heading, paragraph, lead, quotation, source, memo, speech, table, rules };

/// One paragraph or table of a report.
struct ReportBlock {
    BlockKind kind = BlockKind::paragraph;
    std::uint32_t level = 1;   ///< of a heading: 2 to 4, as HTML counts them
    std::uint32_t depth = 0;   ///< steps to the right, for what stands under something
    bool new_page = false;
    ReportLine line;           ///< its words
    TextDirection direction = TextDirection::automatic; ///< of the paragraph that the words were cut out of
    std::vector<std::string> columns;           ///< of a table: its heads; of rules: none, the first cell is the row's head
    std::vector<std::vector<ReportLine>> cells; ///< of a table, by row; a cell's line feeds are kept

    bool operator==(const ReportBlock&) const = default;
};

/// A note in the margin on some of the words.
struct ReportComment {
    std::string author;
    WallTime written = 0; ///< 0 for no date
    std::string text;

    bool operator==(const ReportComment&) const = default;
};

/// A text to read and print, as every renderer (HTML, Word, Markdown, the preview) takes it.
struct Report {
    std::string title; ///< of the window or file; the page's own is a block
    std::vector<ReportBlock> blocks;
    std::vector<ReportComment> comments;

    /// Adds a block of one plain run.
    ReportBlock& add(BlockKind kind, std::string text);
    ReportBlock& heading(std::uint32_t level, std::string text);
    /// Adds a block for each line of `text` that is not blank.
    void add_lines(BlockKind kind, std::string_view text, std::uint32_t depth = 0);
    bool operator==(const Report&) const = default;
};

/// Which way a block's words run: as the paragraph that they are from, else by their first letter.
TextDirection direction_of(const ReportBlock& block);

/// The words of a line without their looks.
std::string plain_text(const ReportLine& line);

/// True for a table's column that holds nothing but numbers (and blanks): it is set to the right.
bool is_number_column(const ReportBlock& table, std::size_t column);

/// A page for the browser: see html.h. Comments stand as notes behind the paragraph they end in.
std::string html_of(const Report& report);

/// A document for word processors, with named styles, real tables and margin comments.
Result<std::string> docx_of(const Report& report);

/// CommonMark with pipe tables; comments stand as block quotes behind their paragraph.
std::string markdown_of(const Report& report);

} // namespace emic
