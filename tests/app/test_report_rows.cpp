#include "engine/queries_study.h"
#include "views/report_rows.h"

using namespace emic;
using test::DrawnStudy;

TEST_CASE("the start of a table is read with quotes, commas and line ends inside fields") {
    const CsvStart start = read_csv_start("\"code\",\"quotation\"\r\n\"a\",\"one, \"\"two\"\"\r\nthree\"\r\n\"b\",\"\"\r\n", 10);
    CHECK(start.columns == std::vector<std::string>{"code", "quotation"});
    REQUIRE(start.rows.size() == 2);
    CHECK(start.rows[0] == std::vector<std::string>{"a", "one, \"two\"\r\nthree"});
    CHECK(start.rows[1] == std::vector<std::string>{"b", ""});
    CHECK_FALSE(start.more);
}

TEST_CASE("no more rows are read than are shown") {
    const std::string csv = "h\r\n1\r\n2\r\n3\r\n";
    CHECK(read_csv_start(csv, 2).rows.size() == 2);
    CHECK(read_csv_start(csv, 2).more);
    CHECK_FALSE(read_csv_start(csv, 3).more);
    CHECK(read_csv_start("h\r\n1", 3).rows == std::vector<std::vector<std::string>>{{"1"}});
    CHECK(read_csv_start("", 3) == CsvStart{});
}

TEST_CASE("what is missing before an export is said in whole sentences") {
    DrawnStudy study;
    CHECK(gaps_before_export(study.project(), study.indexes()).empty());
    study.document("d", "[words|used]");
    Code defined = *study.project().find(study.code("used"));
    defined.definition = "Said often.";
    study.update(defined);
    CHECK(gaps_before_export(study.project(), study.indexes()).empty());
    study.code("unused"), study.code("parent > child");
    Theme theme;
    theme.id = {study.new_id()};
    study.insert(theme);
    CHECK(gaps_before_export(study.project(), study.indexes()) ==
          std::vector<std::string>{"1 theme has no description yet.", "1 theme has no key quotation yet.",
                                   "3 codes have no definition yet.", "2 codes are on no passage."});
    CHECK(contents_of(study.project()) == "1 document, 4 codes, 1 coded passage, 0 memos and 1 theme");
}
