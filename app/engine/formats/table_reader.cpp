#include "engine/formats/survey_table.h"
#include "engine/formats/table_cells.h"
#include "engine/formats/text_encoding.h"
#include "engine/formats/transcript_table.h"

namespace emic {

namespace {

bool recognises_workbook(const FileInput& file) { return is_workbook(file.bytes); }

/// Any text could be a table: only the name tells.
bool recognises_delimited(const FileInput& file) {
    const std::string extension = file_extension(file.name);
    return (extension == ".csv" || extension == ".tsv" || extension == ".tab") && detect_text(file.bytes).verdict == TextVerdict::text;
}

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    if (std::optional<ImportedDocument> transcript = read_transcript_table(file)) return std::vector{std::move(*transcript)};
    const Result<SurveyTable> table = read_survey_table(file);
    if (!table) return table.problem();
    std::vector<ImportedDocument> documents = documents_of(*table, guess_choices(*table));
    if (documents.empty())
        return Problem{ProblemKind::unreadable,
                       quoted_name(file) + " holds a table without answers in people’s own words. See that the rows above the answers hold the headings and each row "
                                           "below one person’s answers. An import makes cases of a table of attributes alone.",
                       std::string(file.name)};
    return documents;
}

} // namespace

bool is_survey_table(const FileInput& file) { return (recognises_workbook(file) || recognises_delimited(file)) && !is_transcript_table(file); }

Reader workbook_reader() { return {"xlsx", "Excel table", {".xlsx", ".xlsm"}, recognises_workbook, read}; }
Reader delimited_reader() { return {"table", "CSV table", {".csv", ".tsv", ".tab"}, recognises_delimited, read}; }

} // namespace emic
