#include "engine/queries_study.h"
#include "views/report_rows.h"

using namespace emic;
using test::DrawnStudy;

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
