#include "engine/formats/text_block.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

void move_lines(std::vector<std::string>& from, std::vector<std::string>& to) {
    for (std::string& line : from)
        to.push_back(std::move(line));
}

} // namespace

void TextBlock::end_lines() {
    if (!carried.empty()) lines.push_back(std::exchange(carried, {}));
}

std::string TextBlock::text() const {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) text += '\n';
        text += lines[i];
    }
    return text;
}

void TableRow::add_cell(TextBlock cell) {
    cell.end_lines();
    if (m_lines.empty()) m_lines.emplace_back();
    if (std::exchange(m_has_cells, true)) m_lines.back() += '\t';
    if (cell.lines.empty()) return;
    m_lines.back() += cell.lines.front();
    cell.lines.erase(cell.lines.begin());
    move_lines(cell.lines, m_lines);
}

void TableRow::move_to(TextBlock& block) {
    move_lines(m_lines, block.lines);
    m_lines.clear();
    m_has_cells = false;
}

void part_notes(std::vector<std::string>& lines) {
    if (!lines.empty() && !lines.back().empty()) lines.emplace_back();
}

void add_note(std::vector<std::string>& lines, std::string_view mark, TextBlock note) {
    note.end_lines();
    if (note.lines.empty()) note.lines.emplace_back();
    std::string& first = note.lines.front();
    first.erase(0, std::min(first.find_first_not_of(" \t"), first.size()));
    if (!mark.empty()) first.insert(0, std::string(mark) + " ");
    move_lines(note.lines, lines);
}

} // namespace emic
