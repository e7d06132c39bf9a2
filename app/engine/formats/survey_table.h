#pragma once

#include "engine/formats/reader.h"
#include "engine/new_case.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// Above this a table is refused: it is data of another kind than a survey's answers.
inline constexpr std::size_t max_table_columns = 1024;
inline constexpr std::size_t max_table_cells = std::size_t{4} << 20;
inline constexpr std::size_t max_table_bytes = std::size_t{256} << 20;

struct SurveyColumn {
    std::string heading;              ///< "Age"; "Column C" where the first row has none; never twice the same
    std::vector<std::string> samples; ///< the first values that are not blank, at most 5
};

/// One answered row; `cells` has a value, perhaps empty, for each column: valid UTF-8 with LF line ends.
struct SurveyRow {
    std::uint32_t number = 0; ///< as the spreadsheet counts, 1 the first line of the file
    std::vector<std::string> cells;
    std::uint32_t empty_before = 0; ///< rows in which nothing stands, just above
};

struct SurveySheet {
    std::string name; ///< of a workbook's sheet; of the file for CSV
    std::vector<SurveyColumn> columns;
    std::vector<SurveyRow> head;  ///< above the answers: names of the columns, questions, a title
    std::vector<SurveyRow> rows;  ///< the answers, without rows in which nothing stands
    std::uint32_t empty_rows = 0; ///< passed over between rows that hold something
};

/// In which row a person would say that the answers begin. Survey programs put one, two or three rows above them: Qualtrics names,
/// questions and {"ImportId":…}, SurveyMonkey questions and options; people put a title there.
std::uint32_t guess_first_answer(const SurveySheet& sheet);

/// Makes the rows above this one the sheet's head, and names the columns by it.
void set_first_answer(SurveySheet& sheet, std::uint32_t row_number);

/// What a CSV, TSV or XLSX file holds.
struct SurveyTable {
    std::string name;                ///< the file's, without extension
    std::vector<SurveySheet> sheets; ///< at least one; those without columns are left out
    std::vector<ImportNote> notes;   ///< about the file as a whole
};

/// Any bytes may be given; CSV and TSV are told by their lines, XLSX by its parts.
Result<SurveyTable> read_survey_table(const FileInput& file);

/// Whether a file is taken for such a table: a workbook by its parts, other tables by their name.
bool is_survey_table(const FileInput& file);

enum class ColumnRole { text, attribute, leave_out };

struct ColumnChoice {
    ColumnRole role = ColumnRole::leave_out;
    AttributeType type = AttributeType::text; ///< of an attribute; values that do not fit are left out and counted
};

/// What becomes of one sheet's columns. The name's and the case's column may have a role as well.
struct SurveyChoices {
    std::size_t sheet = 0;
    std::optional<std::size_t> name_column; ///< names the documents, behind their case where that is another column; else "Row 12"
    std::optional<std::size_t> case_column; ///< names the cases; else a row is its own case, named as its document
    std::vector<ColumnChoice> columns;      ///< as many as the sheet has
};

/// Columns of long answers and of sentences are text; columns with an identifier name documents and cases; the rest are attributes
/// of the narrowest type that fits. Times, addresses and choices from a list are never text. The sheet is the one with most text.
SurveyChoices guess_choices(const SurveyTable& table);
/// The same for a sheet that the researcher chose.
SurveyChoices guess_choices(const SurveyTable& table, std::size_t sheet);

/// What a table becomes: a document for each row that has any text, with its answers, each under its question as a heading where
/// there are several text columns, and a case for each other row of which something is known. Attributes are the case's;
/// where a case has several rows in which they differ, those of the document.
struct SurveyImport {
    std::vector<ImportedDocument> documents;
    std::vector<NewCase> cases;
    std::vector<ImportNote> notes;
};
/// Choices that do not fit the table give nothing.
SurveyImport survey_import(const SurveyTable& table, const SurveyChoices& choices);

/// Its documents alone; the notes are the first one's.
std::vector<ImportedDocument> documents_of(const SurveyTable& table, const SurveyChoices& choices);

} // namespace emic
