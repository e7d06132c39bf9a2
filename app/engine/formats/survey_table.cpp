#include "engine/formats/survey_table.h"

#include "engine/formats/table_cells.h"
#include "engine/formats/text_file.h"

#include <algorithm>
#include <set>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

bool is_blank(const std::string& cell) { return without_blanks(cell).empty(); }

bool is_empty(const RawSheet::Row& row) { return std::all_of(row.cells.begin(), row.cells.end(), is_blank); }

/// "A" to "Z", "AA" and on.
std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

std::string one_line(std::string_view text) {
    std::string line(without_blanks(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::replace(line.begin(), line.end(), '\t', ' ');
    return line;
}

std::size_t width_of(const RawSheet& raw) {
    std::size_t width = 0;
    for (const RawSheet::Row& row : raw.rows)
        for (std::size_t i = row.cells.size(); i > width; --i)
            if (!is_blank(row.cells[i - 1])) width = i;
    return width;
}

SurveySheet sheet_of(RawSheet raw, std::size_t width) {
    constexpr std::size_t most_samples = 5;
    const auto first = std::find_if(raw.rows.begin(), raw.rows.end(), [](const RawSheet::Row& row) { return !is_empty(row); });
    SurveySheet sheet;
    sheet.name = std::move(raw.name);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < width; ++i) {
        std::string heading = i < first->cells.size() ? one_line(first->cells[i]) : std::string();
        if (heading.empty()) heading = "Column " + column_letters(i);
        std::string name = heading;
        for (int number = 2; !taken.insert(name).second; ++number) name = heading + " (" + std::to_string(number) + ")";
        sheet.columns.push_back({std::move(name), {}});
    }
    std::uint32_t empty = 0; // those at the end are no rows
    for (auto row = std::next(first); row != raw.rows.end(); ++row) {
        if (is_empty(*row)) {
            ++empty;
            continue;
        }
        sheet.empty_rows += std::exchange(empty, 0);
        row->cells.resize(width);
        for (std::size_t i = 0; i < width; ++i)
            if (sheet.columns[i].samples.size() < most_samples && !is_blank(row->cells[i])) sheet.columns[i].samples.push_back(row->cells[i]);
        sheet.rows.push_back({row->number, std::move(row->cells)});
    }
    return sheet;
}

} // namespace

Problem table_too_large(const FileInput& file) {
    return {ProblemKind::unsupported,
            quoted_name(file) + " holds more than " + std::to_string(max_table_columns) + " columns or " +
                std::to_string(max_table_cells) +
                " cells, far more than a survey's answers. Nothing was imported from it. Save the columns that you need "
                "as a table of their own, and drop it here.",
            std::string(file.name)};
}

Result<SurveyTable> read_survey_table(const FileInput& file) {
    SurveyTable table;
    table.name = document_name(file.name);
    std::vector<RawSheet> sheets;
    if (is_workbook(file.bytes)) {
        Result<std::vector<RawSheet>> read = read_workbook(file, table.notes);
        if (!read) return read.problem();
        sheets = std::move(read).value();
    } else {
        Result<TextFile> text = read_text_file(file);
        if (!text) return text.problem();
        std::optional<RawSheet> sheet = parse_delimited(text->text);
        if (!sheet) return table_too_large(file);
        table.notes = std::move(text.value().notes);
        sheet->name = table.name;
        sheets.push_back(std::move(*sheet));
    }
    std::size_t cells = 0;
    for (RawSheet& raw : sheets) {
        const std::size_t width = width_of(raw);
        cells += width * raw.rows.size(); // every row becomes as wide as the widest
        if (cells > max_table_cells) return table_too_large(file);
        if (width > 0) table.sheets.push_back(sheet_of(std::move(raw), width));
    }
    if (table.sheets.empty())
        return Problem{ProblemKind::unreadable,
                       quoted_name(file) + " holds no table: every cell is empty. Nothing was imported from it.", std::string(file.name)};
    return table;
}

} // namespace emic
