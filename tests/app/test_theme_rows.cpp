#include "engine/queries_study.h"
#include "views/theme_rows.h"

using namespace emic;
using test::DrawnStudy;

TEST_CASE("a theme's passages are those of its codes and of all beneath them, each passage once, in document order") {
    DrawnStudy study;
    const Id<Case> first = study.one_case("P01", 0);
    const Id<Source> late = study.document("late", "[both|Ward, night*] [sub|Ward > rounds] [not|other]");
    const Id<Source> early = study.document("early", "[first|night]", first);
    Theme theme;
    theme.id = {study.new_id()};
    theme.name = "On the ward";
    theme.codes = {study.code("Ward"), study.code("night")};
    study.insert(theme);
    std::string drawn;
    for (const CodingEntry& entry : passages_of_theme(study.project(), study.indexes(), theme))
        drawn += (entry.source == early ? "early:" : entry.source == late ? "late:" : "?:") + study.quoted(entry) + " ";
    CHECK(drawn == "early:first late:both late:sub ");
    CHECK(passages_of_theme(study.project(), study.indexes(), Theme()).empty());
}

TEST_CASE("relations of others to a theme are its incoming ones") {
    ThemeRow a, b, c;
    a.id = {{1, 1}}, a.name = "A";
    b.id = {{1, 2}}, b.name = "B";
    c.id = {{1, 3}}, c.name = "C";
    a.relations = {{b.id, "leads to", "B"}, {c.id, "contradicts", "C"}};
    c.relations = {{b.id, "is part of", "B"}};
    const std::vector<ThemeRow> themes{a, b, c};
    CHECK(incoming_relations(themes, b.id) == std::vector<IncomingRelation>{{a.id, "A", "leads to"}, {c.id, "C", "is part of"}});
    CHECK(incoming_relations(themes, a.id).empty());
}

TEST_CASE("what a theme rests on is said in words") {
    ThemeRow theme;
    CHECK(reach_of(theme) == "No codes yet");
    theme.codes.resize(1);
    CHECK(reach_of(theme) == "1 code, not on any passage yet");
    theme.passages = 41, theme.documents = 7, theme.cases = 5;
    CHECK(reach_of(theme) == "41 passages in 7 documents of 5 cases");
    theme.with_subcodes = true;
    CHECK(reach_of(theme) == "41 passages in 7 documents of 5 cases, with those of sub-codes");
    theme.with_subcodes = false;
    theme.passages = theme.documents = 1, theme.cases = 0;
    CHECK(reach_of(theme) == "1 passage in 1 document");
}
