#include "views/report_preview.h"

#include "actions.h"
#include "caches.h"
#include "views/parts.h"
#include "views/report_rows.h"
#include "views/theme_page.h"
#include "widgets/code_chip.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr std::size_t shown_rows = 12;
constexpr std::uint32_t kept_bytes = 64 * 1024;      ///< of a table's beginning
constexpr std::size_t most_codings_shown = 50000;  ///< above, writing the table only to look at it takes too long
constexpr std::size_t shown_codes = 40, shown_quotations = 2;

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

TextLook bold_text(const Ui& ui) {
    TextLook look = ui.look();
    look.bold = true;
    return look;
}

void write_theme(Ui& ui, Paper& paper, const ThemeRow& theme) {
    paper.text(theme.name, ui.heading());
    paper.space(4);
    if (!theme.description.empty()) paper.text(theme.description, ui.look(), 4);
    if (!theme.codes.empty()) {
        std::string codes = "Codes: ";
        for (const ThemeCodeRow& code : theme.codes) {
            if (&code != &theme.codes.front()) codes += ", ";
            codes += code.name + " (" + std::to_string(code.codings) + ")";
        }
        paper.space(4);
        paper.text(codes, ui.quiet(), 3);
    }
    TextLook quotation = ui.look();
    quotation.face = platform::FontFace::reading;
    const float indent = 18 * unit(ui);
    for (std::size_t i = 0; i < std::min(theme.quotations.size(), shown_quotations); ++i) {
        const ThemeQuotationRow& row = theme.quotations[i];
        paper.space(ui.style.gap);
        paper.bar(ui.paragraph_height(paper.width() - indent, row.text, quotation, 4));
        paper.text(row.text, quotation, 4, indent);
        paper.text(place_name(row.case_name, row.document) + ", paragraph " + std::to_string(row.paragraph),
                   ui.quiet(), 1, indent);
    }
    if (theme.quotations.size() > shown_quotations) {
        paper.space(4);
        paper.text("and " + count_of(theme.quotations.size() - shown_quotations, "more key quotation", "more key quotations"), ui.quiet(), 1, indent);
    }
    for (const ThemeRelationRow& relation : theme.relations) {
        paper.space(4);
        paper.text(theme.name + " " + relation.name + " " + relation.to_name, ui.quiet(), 2);
    }
    paper.space(ui.style.margin * 1.4f);
}

void write_codebook(const Frame& frame, Paper& paper) {
    Ui& ui = frame.ui;
    const std::vector<CodeRow>& rows = frame.caches.codebook_rows_of(frame);
    for (std::size_t i = 0; i < std::min(rows.size(), shown_codes); ++i) {
        const CodeRow& row = rows[i];
        const float indent = static_cast<float>(std::min<std::uint32_t>(row.depth, 6)) * 20 * unit(ui);
        const float dot = 9 * unit(ui);
        paper.dot(row.colour, indent, dot);
        paper.text(row.name + "  (" + std::to_string(row.codings) + ")", bold_text(ui), 1, indent + dot + ui.style.gap);
        const Code* code = frame.project().find(row.id);
        if (code && !code->definition.empty()) paper.text(code->definition, ui.small(), 3, indent + dot + ui.style.gap);
        paper.space(ui.style.gap);
    }
    if (rows.size() > shown_codes) paper.text("and " + count_of(rows.size() - shown_codes, "more code", "more codes"), ui.quiet());
    if (rows.empty()) paper.text("The codebook has no codes yet.", ui.quiet());
}

/// A report as its first page will look.
void write_report(const Frame& frame, const ExportFormat& format, Paper& paper) {
    Ui& ui = frame.ui;
    TextLook title = ui.title();
    title.size = std::round(ui.style.title * 0.82f);
    paper.text(frame.project().info().name, title);
    const bool themes_report = std::string_view(format.id).find("themes") != std::string_view::npos;
    paper.text(themes_report ? "Themes report" : "Codebook", ui.quiet());
    paper.space(ui.style.margin);
    paper.line();
    paper.space(ui.style.margin);
    if (themes_report) {
        const std::vector<ThemeRow>& themes = theme_rows_of(frame);
        for (const ThemeRow& theme : themes) write_theme(ui, paper, theme);
        if (themes.empty()) {
            paper.text("There are no themes yet. The report then holds only the codebook.", ui.look());
            paper.space(ui.style.margin);
        }
        paper.text("Appendix: codebook", ui.heading());
        paper.space(ui.style.gap);
    }
    write_codebook(frame, paper);
}

float draw_table(const Frame& frame, const ExportFormat& format, float x, float y, float width) {
    Ui& ui = frame.ui;
    if (frame.project().codings().size() > most_codings_shown)
        return ui.paragraph(x, y, width, "This table is long (" + std::to_string(frame.project().codings().size()) + " coded passages); it is written when you save it.", ui.look());
    const std::string& text = frame.caches.export_preview.get({frame.revision(), format.id}, [&] {
        return std::string(beginning(format.write({frame.project(), frame.indexes(), {}}), kept_bytes));
    });
    const CsvStart table = read_csv_start(text, shown_rows);
    const float u = unit(ui), row_height = std::round(32 * u), pad = 10 * u;
    TextLook head = ui.small();
    head.bold = true;

    std::vector<float> widths;
    float right = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        float wide = ui.width(table.columns[c], head);
        for (const auto& row : table.rows)
            if (c < row.size()) wide = std::max(wide, ui.width(beginning(row[c], 200), ui.small()));
        wide = std::min(wide, 190 * u) + 2 * pad;
        if (right + 60 * u > width) break;
        wide = std::min(wide, width - right);
        widths.push_back(wide);
        right += wide;
    }
    const float height = row_height * static_cast<float>(table.rows.size() + 1);
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
            said += (c == 0 ? "" : ", ") + cells[c];
            left += widths[c];
        }
        ui.say("row" + std::to_string(number), {x, top, right, row_height}, Role::row, said);
        ui.hairline(x, top + row_height - 1, x + right, top + row_height - 1);
    };
    draw_row(table.columns, y, head, 0);
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        draw_row(table.rows[r], y + row_height * static_cast<float>(r + 1), ui.small(), static_cast<int>(r) + 1);
    ui.end_group();
    ui.outline(grid, ui.style.line, 6);

    std::string note;
    if (widths.size() < table.columns.size()) {
        note = "Further columns: ";
        for (std::size_t c = widths.size(); c < table.columns.size(); ++c) note += (c == widths.size() ? "" : ", ") + table.columns[c];
        note += ". ";
    }
    if (table.more) note += "Further rows follow.";
    if (table.rows.empty()) note += "There are no rows yet.";
    if (note.empty()) return height;
    const float note_height = ui.paragraph(x, y + height + ui.style.gap, width, note, ui.quiet());
    ui.say("table_note", {x, y + height + ui.style.gap, width, note_height}, Role::paragraph, note);
    return height + ui.style.gap + note_height;
}

} // namespace

float draw_report_preview(const Frame& frame, const ExportFormat& format, float x, float y, float width) {
    Ui& ui = frame.ui;
    const std::string_view extension = format.extension;
    if (extension == "csv") return draw_table(frame, format, x, y, width);
    if (extension != "html") {
        const std::string words = "Everything in this project: " + contents_of(frame.project()) + ".";
        const float height = ui.paragraph(x, y, width, words, ui.look());
        ui.say("contents", {x, y, width, height}, Role::paragraph, words);
        return height;
    }
    // The sheet is drawn under its text, so its height is that of the last frame's text: the same unless it changed.
    float& last = frame.caches.modes.paper_height;
    const Rect sheet{x, y, width, last};
    ui.fill(sheet, ui.style.page, 4);
    ui.outline(sheet, ui.style.line, 4);
    const float margin = std::min(48 * unit(ui), width * 0.08f);
    Paper paper(ui, x + margin, y + margin, width - 2 * margin);
    write_report(frame, format, paper);
    const float height = paper.y() + margin - y;
    if (height != last) platform::request_frame(0);
    last = height;
    return height;
}

} // namespace emic
