// Paragraphs, cells and rows of an RTF file. A table is not nested in RTF: each paragraph says how deep it stands.
#include "engine/formats/rtf_text.h"

#include <algorithm>

namespace emic {

namespace {

/// Tables in tables deeper than this count as this deep.
constexpr std::size_t max_levels = 30;

} // namespace

std::size_t RtfText::depth() const {
    const Group& now = m_groups.back();
    if (!now.in_table) return 0;
    const std::size_t wanted = now.nesting < 1 ? 1 : static_cast<std::size_t>(now.nesting);
    return std::min({wanted, m_stories.back().levels.size() + 1, max_levels});
}

std::uint32_t RtfText::heading_level() const {
    const Group& now = m_groups.back();
    int level = -1;
    if (now.outline)
        level = *now.outline;
    else if (const auto of_style = m_outline_of_style.find(now.style); of_style != m_outline_of_style.end())
        level = of_style->second;
    return level >= 0 && level < 9 ? static_cast<std::uint32_t>(level + 1) : 0;
}

/// The current paragraph as a line; the next one begins.
std::string RtfText::take_line() {
    Story& now = story();
    std::string line = std::exchange(now.label, {});
    const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
    line.erase(0, begin);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
        line.pop_back();
    if (!line.empty()) line += ' ';
    line += std::exchange(now.text, {});
    now.break_due = false;
    m_last_hidden = m_last_deleted = m_last_inserted = m_last_struck = false;
    return line;
}

void RtfText::end_paragraph() {
    if (group().hidden || group().deleted || group().drop_cap) return; // runs on into the next one
    const std::size_t at = depth();
    fold_levels(at);
    Rows& rows = open_levels(at);
    std::string line = take_line();
    if (const std::uint32_t level = heading_level(); level > 0 && at == 0 && story().kind == StoryKind::body)
        line = m_marks.heading(std::move(line), level);
    rows.block.lines.push_back(std::move(line));
    rows.after_row = false;
    for (std::string& box : std::exchange(story().boxes, {}))
        rows.block.lines.push_back(std::move(box));
}

/// The lines at a depth; 0 is outside of tables.
RtfText::Rows& RtfText::open_levels(std::size_t depth) {
    std::vector<Level>& levels = story().levels;
    while (levels.size() < depth) {
        Rows& around = levels.empty() ? story().body : levels.back().cell;
        if (!std::exchange(around.after_row, true)) ++m_losses.tables;
        levels.emplace_back();
    }
    return depth == 0 ? story().body : levels[depth - 1].cell;
}

/// Ends the rows that are deeper than `depth`, finished or not.
void RtfText::fold_levels(std::size_t depth) {
    std::vector<Level>& levels = story().levels;
    while (levels.size() > depth) {
        Level level = std::move(levels.back());
        levels.pop_back();
        if (!level.cell.block.lines.empty()) level.row.add_cell(std::move(level.cell.block));
        Rows& around = levels.empty() ? story().body : levels.back().cell;
        level.row.move_to(around.block);
        around.after_row = true;
    }
}

void RtfText::end_cell(std::size_t depth) {
    fold_levels(depth);
    Rows& cell = open_levels(depth);
    std::string line = take_line();
    // A mark of a paragraph just before that of the cell makes no empty line.
    if (!line.empty() || cell.block.lines.empty()) cell.block.lines.push_back(std::move(line));
    for (std::string& box : std::exchange(story().boxes, {}))
        cell.block.lines.push_back(std::move(box));
    story().levels[depth - 1].row.add_cell(std::exchange(cell, {}).block);
}

void RtfText::end_row(std::size_t depth) {
    if (depth == 0) return;
    if (!ContentMarks::is_empty(story().text)) end_cell(depth);
    fold_levels(depth - 1);
}

void RtfText::take_table_word(std::string_view word, std::optional<int> parameter) {
    if (word == "cell")
        end_cell(1);
    else if (word == "row")
        end_row(1);
    else if (word == "nestcell")
        end_cell(std::max<std::size_t>(depth(), 2));
    else if (word == "nestrow")
        end_row(story().levels.size() < 2 ? 0 : story().levels.size());
    else if (word == "intbl")
        group().in_table = parameter.value_or(1) != 0;
    else if (word == "itap")
        group().nesting = parameter.value_or(1);
}

} // namespace emic
