#include "engine/formats/survey_table.h"
#include "engine/formats/xlsx_writer.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

/// What the survey reader finds in a workbook of one column with these cells.
std::vector<std::string> back(const std::vector<std::string>& cells, const ExportPresentation& presentation = {}) {
    DataTable table{"Words", {{"cell", ColumnKind::text}}, {}};
    for (const std::string& cell : cells) table.rows.push_back({cell});
    const Result<SurveyTable> read = read_survey_table({"x.xlsx", xlsx_of({table}, presentation).value()});
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

TEST_CASE("workbook: cells that a spreadsheet could take for a formula are defused unless they are to be exact") {
    ExportPresentation exact;
    exact.exact_cells = true;
    const std::vector<std::string> words = {"=1+1", "+44", "-not this", "@home", "plain"};
    CHECK(back(words, exact) == words);
    const std::vector<std::string> defused = back(words);
    CHECK(defused[0] == "'=1+1");
    CHECK(defused[3] == "'@home");
    CHECK(defused[4] == "plain");
}
