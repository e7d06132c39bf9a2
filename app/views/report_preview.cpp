#include "views/report_preview.h"

#include "actions.h"
#include "caches.h"
#include "engine/queries/context.h"
#include "engine/text_direction.h"
#include "views/parts.h"
#include "views/report_rows.h"
#include "widgets/code_chip.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr std::size_t shown_rows = 12;
constexpr std::size_t most_codings_shown = 50000;  ///< above, making the table only to look at it takes too long
constexpr std::size_t shown_blocks = 160;   ///< of a report
constexpr std::uint32_t shown_bytes = 1500; ///< of a paragraph or cell

/// A sheet of paper that is filled from its top.
class Paper {
public:
    Paper(Ui& ui, float x, float y, float width) : m_ui(ui), m_x(x), m_y(y), m_width(width) {}

    void text(std::string_view words, const TextLook& look, int limit = 0, float indent = 0) {
        const float height = m_ui.paragraph_height(m_width - indent, words, look, limit);
        if (m_ui.visible({m_x, m_y, m_width, height})) {
            m_ui.paragraph(m_x + indent, m_y, m_width - indent, words, look, limit);
            m_ui.say("paper" + std::to_string(m_line), {m_x, m_y, m_width, height}, Role::paragraph, words);
        }
        ++m_line;
        m_y += height;
    }
    void space(float height) { m_y += height; }
    void line() { m_ui.hairline(m_x, m_y, m_x + m_width, m_y); }
    void bar(float height) { m_ui.fill({m_x + 2, m_y, 2, height}, m_ui.style.line); }
    void dot(Colour colour, float indent, float size) { code_dot(m_ui, {m_x + indent, m_y, size, m_ui.style.text * 1.5f}, colour, size); }
    [[nodiscard]] float y() const { return m_y; }
    [[nodiscard]] float width() const { return m_width; }

private:
    Ui& m_ui;
    float m_x, m_y, m_width;
    int m_line = 0;
};

/// The first `bytes` of a text, or fewer where they would end inside a character.
std::string_view beginning(std::string_view text, std::uint32_t bytes) {
    if (text.size() <= bytes) return text;
    return text.substr(0, grapheme_floor(text, bytes));
}

/// How a block of a report looks on the screen.
TextLook look_of(const Ui& ui, const ReportBlock& block) {
    TextLook look = ui.look();
    switch (block.kind) {
    case BlockKind::title:
        look = ui.title();
        look.size = std::round(ui.style.title * 0.82f);
        break;
    case BlockKind::heading:
        look = block.level <= 2 ? ui.heading() : ui.look();
        look.bold = true;
        break;
    case BlockKind::kicker:
    case BlockKind::facts:
    case BlockKind::source: return ui.quiet();
    case BlockKind::memo: return ui.small();
    case BlockKind::quotation:
    case BlockKind::speech: look.face = platform::FontFace::reading; break;
    case BlockKind::paragraph:
    case BlockKind::lead:
    case BlockKind::table:
    case BlockKind::rules: break;
    }
    return look;
}

void write_cells(Ui& ui, Paper& paper, const ReportBlock& block, float indent) {
    for (const auto& row : block.cells) {
        std::string words;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string cell = plain_text(row[c]);
            if (cell.empty()) continue;
            words += words.empty() ? "" : block.kind == BlockKind::rules ? ": " : " · ";
            if (c > 0 && c < block.columns.size()) words += block.columns[c] + " ";
            words += isolated(cell);
        }
        std::replace(words.begin(), words.end(), '\n', ' ');
        paper.text(beginning(words, shown_bytes), ui.small(), 4, indent);
        paper.space(4);
    }
    paper.space(ui.style.gap);
}

/// A report's beginning, block by block.
void write_report(Ui& ui, Paper& paper, const Report& report) {
    const float step = 18 * unit(ui);
    std::size_t shown = 0;
    for (; shown < std::min(report.blocks.size(), shown_blocks); ++shown) {
        const ReportBlock& block = report.blocks[shown];
        const bool quoted = block.kind == BlockKind::quotation || block.kind == BlockKind::source;
        const float indent = static_cast<float>(std::min(block.depth, 6U)) * step + (quoted ? step : 0);
        if (block.new_page && shown > 0) {
            paper.space(ui.style.margin);
            paper.line();
            paper.space(ui.style.margin);
        }
        if (block.kind == BlockKind::heading) paper.space(ui.style.gap);
        if (block.kind == BlockKind::table || block.kind == BlockKind::rules) {
            write_cells(ui, paper, block, indent);
            continue;
        }
        const std::string all = in_direction(plain_text(block.line), direction_of(block));
        const std::string_view words = beginning(all, shown_bytes);
        const TextLook look = look_of(ui, block);
        if (block.kind == BlockKind::quotation) paper.bar(ui.paragraph_height(paper.width() - indent, words, look));
        float dot_width = 0;
        if (!block.line.empty() && block.line.front().dot) {
            const float dot = 9 * unit(ui);
            paper.dot(*block.line.front().dot, indent, dot);
            dot_width = dot + ui.style.gap;
        }
        paper.text(words, look, 0, indent + dot_width);
        paper.space(quoted && block.kind == BlockKind::quotation ? 2 : ui.style.gap * 0.7f);
        for (const ReportRun& run : block.line)
            for (std::uint32_t comment : run.closes) {
                const ReportComment& note = report.comments[comment];
                std::string line = (note.author.empty() ? "" : isolated(note.author) + ": ") + note.text;
                std::replace(line.begin(), line.end(), '\n', ';');
                paper.text(beginning(line, shown_bytes), ui.quiet(), 3, indent + step);
                paper.space(2);
            }
    }
    if (shown < report.blocks.size()) {
        paper.space(ui.style.margin);
        paper.text("and " + count_of(report.blocks.size() - shown, "more paragraph", "more paragraphs"), ui.quiet());
    }
}

float draw_table(Ui& ui, const DataTable& table, std::string_view further, float x, float y, float width) {
    const std::size_t count = std::min(table.rows.size(), shown_rows);
    const float u = unit(ui), row_height = std::round(32 * u), pad = 10 * u;
    TextLook head = ui.small();
    head.bold = true;

    std::vector<float> widths;
    float right = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        float wide = ui.width(beginning(table.columns[c].title, 200), head);
        for (std::size_t r = 0; r < count; ++r) wide = std::max(wide, ui.width(beginning(table.rows[r][c], 200), ui.small()));
        wide = std::min(wide, 190 * u) + 2 * pad;
        if (right + 60 * u > width) break;
        wide = std::min(wide, width - right);
        widths.push_back(wide);
        right += wide;
    }
    const float height = row_height * static_cast<float>(count + 1);
    const Rect grid{x, y, right, height};
    ui.fill(grid, ui.style.page, 6);
    ui.fill({x, y, right, row_height}, ui.style.panel, 6);
    ui.begin_group("table", grid, Role::grid, "First rows of the table");
    const auto draw_row = [&](const std::vector<std::string>& cells, float top, const TextLook& look, int number) {
        float left = x;
        std::string said;
        for (std::size_t c = 0; c < widths.size() && c < cells.size(); ++c) {
            // Long passages are cut for the screen; the file has them whole.
            ui.label({left + pad, top, widths[c] - 2 * pad, row_height}, beginning(cells[c], 400), look);
            said += (c == 0 ? "" : ", ") + std::string(beginning(cells[c], shown_bytes));
            left += widths[c];
        }
        ui.say("row" + std::to_string(number), {x, top, right, row_height}, Role::row, said);
        ui.hairline(x, top + row_height - 1, x + right, top + row_height - 1);
    };
    std::vector<std::string> titles;
    for (const DataColumn& column : table.columns) titles.push_back(column.title);
    draw_row(titles, y, head, 0);
    for (std::size_t r = 0; r < count; ++r)
        draw_row(table.rows[r], y + row_height * static_cast<float>(r + 1), ui.small(), static_cast<int>(r) + 1);
    ui.end_group();
    ui.outline(grid, ui.style.line, 6);

    std::string note;
    if (widths.size() < table.columns.size()) {
        note = "Further columns: ";
        const std::size_t named = std::min(table.columns.size(), widths.size() + 12);
        for (std::size_t c = widths.size(); c < named; ++c) note += (c == widths.size() ? "" : ", ") + isolated(table.columns[c].title);
        if (named < table.columns.size()) note += " and " + count_of(table.columns.size() - named, "more", "more");
        note += ". ";
    }
    if (table.rows.size() > count) note += count_of(table.rows.size() - count, "further row follows. ", "further rows follow. ");
    note += further;
    if (table.rows.empty()) note += " There are no rows yet.";
    if (note.empty()) return height;
    const float note_height = ui.paragraph(x, y + height + ui.style.gap, width, note, ui.quiet());
    ui.say("table_note", {x, y + height + ui.style.gap, width, note_height}, Role::paragraph, note);
    return height + ui.style.gap + note_height;
}

} // namespace

const ScopedStudy& scoped_study_of(const Frame& frame) {
    const ExportScope& scope = frame.state.reporting.scope;
    return frame.caches.modes.scoped.get({frame.revision(), scope}, [&] {
        ScopedStudy study{scoped_project(frame.project(), scope), {}};
        study.indexes.rebuild(study.project);
        return study;
    });
}

float draw_report_blocks(Ui& ui, const Report& report, float x, float y, float width) {
    Paper paper(ui, x, y, width);
    write_report(ui, paper, report);
    return paper.y() - y;
}

float draw_report_preview(const Frame& frame, const ExportFormat& format, float x, float y, float width) {
    Ui& ui = frame.ui;
    const auto say_only = [&](const std::string& words) {
        const float height = ui.paragraph(x, y, width, words, ui.look());
        ui.say("contents", {x, y, width, height}, Role::paragraph, words);
        return height;
    };
    if (frame.project().codings().size() > most_codings_shown)
        return say_only("This study is large (" + count_of(frame.project().codings().size(), "coded passage", "coded passages") + "); the file is written when you save it.");
    const ScopedStudy& study = scoped_study_of(frame);
    if (!format.report && !format.table) return say_only("Everything chosen: " + contents_of(study.project) + ".");
    const ReportState& chosen = frame.state.reporting;
    const ReportShown& shown = frame.caches.modes.report.get({frame.revision(), format.id, chosen.scope, chosen.presentation}, [&] {
        const ExportInput input{study.project, study.indexes, chosen.presentation};
        ReportShown made;
        if (format.report) made.report = format.report(input);
        else made.table = format.table(input);
        return made;
    });
    if (shown.table) {
        const std::string_view extension = format.extension;
        const std::string_view further = extension == "xlsx" ? "Further sheets: codebook, codes by document (counts, 0 and 1), co-occurrence, cases and documents." :
                                         extension == "zip" ? "Further tables: codebook, codes by document (counts, 0 and 1), co-occurrence, cases and documents." : "";
        return draw_table(ui, *shown.table, further, x, y, width);
    }
    // The sheet is drawn under its text, so its height is that of the last frame's text: the same unless it changed.
    float& last = frame.caches.modes.paper_height;
    const Rect sheet{x, y, width, last};
    ui.fill(sheet, ui.style.page, 4);
    ui.outline(sheet, ui.style.line, 4);
    const float margin = std::min(48 * unit(ui), width * 0.08f);
    Paper paper(ui, x + margin, y + margin, width - 2 * margin);
    write_report(ui, paper, *shown.report);
    const float height = paper.y() + margin - y;
    if (height != last) platform::request_frame(0);
    last = height;
    return height;
}

} // namespace emic
