#include "engine/formats/survey_table.h"
#include "engine/formats/xlsx_writer.h"
#include "engine/formats/zip_archive.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

/// What the survey reader finds in a workbook of one column with these cells.
std::vector<std::string> back(const std::vector<std::string>& cells, ColumnKind kind = ColumnKind::text) {
    DataTable table{"Words", {{"cell", kind}}, {}};
    for (const std::string& cell : cells) table.rows.push_back({cell});
    const Result<SurveyTable> read = read_survey_table({"x.xlsx", xlsx_of({table}).value()});
    REQUIRE_MESSAGE(read.ok(), read.problem().message);
    REQUIRE(read->sheets.size() == 1);
    std::vector<std::string> found;
    for (const SurveyRow& row : read->sheets[0].rows) found.push_back(row.cells[0]);
    return found;
}

} // namespace

TEST_CASE("workbook: words that look like an escaped character stay what they are") {
    const std::vector<std::string> words = {"_x0041_", "_x005F_", "_x0041_x0042_", "__x0041__x", "_x00", "_xABCG_", "a_x000D_b"};
    CHECK(back(words) == words);
}

TEST_CASE("workbook: words stay as they are and are never calculated, numbers and dates are numbers and dates") {
    const std::vector<std::string> words = {"=1+1", "+44 20", "-3", "- Yes, I did.", "@home", "'quoted", "+cmd|' /C x'!A0", "2024-05-31", "007"};
    CHECK(back(words) == words);
    CHECK(back({"-3", "12.5", "0", "-0.25", "1234567890123456", "unknown"}, ColumnKind::number) == std::vector<std::string>{"-3", "12.5", "0", "-0.25", "1234567890123456", "unknown"});
    CHECK(back({"2024-05-31", "1900-03-01", "1900-02-28", "1850-01-01", "9999-12-31"}, ColumnKind::date) ==
          std::vector<std::string>{"2024-05-31", "1900-03-01", "1900-02-28", "1850-01-01", "9999-12-31"});
    CHECK(back({"2024-05-31T14:00:01", "1999-12-31T23:59:59"}, ColumnKind::date_time) == std::vector<std::string>{"2024-05-31T14:00:01", "1999-12-31T23:59:59"});
    // A spreadsheet's dates know no zone, so a time with one stays words.
    const std::vector<std::string> zoned = {"2024-05-31T14:00:01Z", "2024-05-31T14:00:01+02:00", "2024-05-31T14:00:01-0500"};
    CHECK(back(zoned, ColumnKind::date_time) == zoned);
    const DataTable table{"Cells", {{"number", ColumnKind::number}, {"date", ColumnKind::date}, {"words"}}, {{"-3", "2024-05-31", "=1+1"}, {"", "1850-01-01", "plain"}}};
    const std::string bytes = xlsx_of({table}).value();
    Result<ZipArchive> archive = ZipArchive::open({"x.xlsx", bytes});
    REQUIRE(archive.ok());
    const Result<std::string> read = archive.value().read("xl/worksheets/sheet1.xml");
    REQUIRE(read.ok());
    const std::string& sheet = *read;
    CHECK(sheet.find("<c r=\"A2\" s=\"2\"><v>-3</v></c>") != std::string::npos);
    CHECK(sheet.find("<c r=\"B2\" s=\"4\"><v>45443</v></c>") != std::string::npos);
    CHECK(sheet.find("<c r=\"C2\" s=\"3\" t=\"inlineStr\">") != std::string::npos);
    CHECK(sheet.find("<c r=\"B3\" s=\"0\" t=\"inlineStr\">") != std::string::npos);
    CHECK(sheet.find("<f") == std::string::npos);
}
