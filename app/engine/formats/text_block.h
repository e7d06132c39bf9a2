#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Lines of a story, a table's cell, a note or a text box, as they are read.
struct TextBlock {
    std::vector<std::string> lines;
    std::string carried; ///< text of a paragraph without a mark, for the next one

    /// Makes a line of what is still carried.
    void end_lines();
    /// Lines joined by LF.
    [[nodiscard]] std::string text() const;
};

/// A row of a table as lines of text.
///
///     | a | b |         "a TAB b"
///     |   | c |         "c"
///
class TableRow {
public:
    void add_cell(TextBlock cell);
    /// Puts the row's lines behind those of `block`; nothing where there are no cells.
    void move_to(TextBlock& block);
    [[nodiscard]] bool has_cells() const { return m_has_cells; }

private:
    std::vector<std::string> m_lines;
    bool m_has_cells = false;
};

/// The empty line that parts footnotes or endnotes from what stands before.
void part_notes(std::vector<std::string>& lines);

/// A note behind the text: its mark, a blank, its lines.
void add_note(std::vector<std::string>& lines, std::string_view mark, TextBlock note);

} // namespace emic
