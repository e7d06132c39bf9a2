#include "engine/formats/survey_table.h"

#include "engine/formats/table_cells.h"
#include "engine/formats/table_markup.h"
#include "engine/formats/text_file.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

bool is_blank(const std::string& cell) { return without_blanks(cell).empty(); }

bool is_empty(const RawSheet::Row& row) { return std::all_of(row.cells.begin(), row.cells.end(), is_blank); }

std::size_t width_of(const RawSheet& raw) {
    std::size_t width = 0;
    for (const RawSheet::Row& row : raw.rows)
        for (std::size_t i = row.cells.size(); i > width; --i)
            if (!is_blank(row.cells[i - 1])) width = i;
    return width;
}

/// All rows, which guess_first_answer() parts.
SurveySheet sheet_of(RawSheet raw, std::size_t width) {
    SurveySheet sheet;
    sheet.name = std::move(raw.name);
    sheet.columns.resize(width);
    std::uint32_t empty = 0; // those at the end are no rows
    for (RawSheet::Row& row : raw.rows) {
        if (is_empty(row)) {
            ++empty;
            continue;
        }
        row.cells.resize(width);
        sheet.rows.push_back({row.number, std::move(row.cells), std::exchange(empty, 0)});
    }
    set_first_answer(sheet, guess_first_answer(sheet));
    return sheet;
}

std::string rows_of(const std::vector<std::uint32_t>& numbers) {
    constexpr std::size_t named = 6;
    std::string list = numbers.size() == 1 ? "Row " : "Rows ";
    for (std::size_t i = 0; i < numbers.size() && i < named; ++i) list += (i == 0 ? "" : i + 1 == numbers.size() ? " and " : ", ") + std::to_string(numbers[i]);
    if (numbers.size() > named) list += " and " + std::to_string(numbers.size() - named) + " more";
    return list;
}

void note_faults(const RawSheet& sheet, std::vector<ImportNote>& notes) {
    if (!sheet.uneven.empty())
        notes.push_back({rows_of(sheet.uneven) + (sheet.uneven.size() == 1 ? " does not have as many cells" : " do not have as many cells") + " as the others (" +
                             std::to_string(sheet.usual_cells) + "): answers may stand under the wrong question there. Look at " + (sheet.uneven.size() == 1 ? "it." : "them."),
                         static_cast<std::uint32_t>(sheet.uneven.size())});
    if (sheet.loose_quotes > 0) {
        const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(sheet.loose_quotes, 1'000'000));
        notes.push_back({counted(count, "quotation mark stands", "quotation marks stand") + " in a cell otherwise than tables write them. Look whether these answers are whole.", count});
    }
}

/// Markup of the program that asked the questions becomes text.
void read_markup(std::vector<RawSheet>& sheets, std::vector<ImportNote>& notes) {
    std::uint32_t count = 0;
    for (RawSheet& sheet : sheets)
        for (RawSheet::Row& row : sheet.rows)
            for (std::string& cell : row.cells) count += markup_to_text(cell);
    if (count > 0) notes.push_back({"Marks of HTML (such as <p> and &amp;) in " + counted(count, "cell were", "cells were") + " read as what they show.", count});
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
        note_faults(*sheet, table.notes);
        sheet->name = table.name;
        sheets.push_back(std::move(*sheet));
    }
    read_markup(sheets, table.notes);
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
