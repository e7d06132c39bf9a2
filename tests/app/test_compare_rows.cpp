#include "engine/queries_study.h"
#include "views/compare_rows.h"

using namespace emic;
using test::DrawnStudy;

namespace {

/// "P01/interview 1 (2) | quotation | quotation", a line for each document.
std::string drawn(const DrawnStudy& study, const CompareRows& rows) {
    std::string text;
    for (const CompareItem& item : rows.items) {
        if (item.is_heading())
            text += (text.empty() ? "" : "\n") + item.case_name + "/" + item.document + " (" + std::to_string(item.passages) + ")";
        else text += " | " + study.quoted(item.entry);
    }
    return text;
}

} // namespace

TEST_CASE("a code's passages stand under their documents, those under their cases, in document order") {
    DrawnStudy study;
    const Id<Case> second = study.one_case("P02", 1), first = study.one_case("P01", 0);
    study.document("later", "They [kept checking|watched] on me.", second);
    study.document("alone", "No one [came|watched].");
    study.document("interview 1", "[Always|watched] there, [always|watched] asking, [never listening|unheard].", first);

    const CompareRows rows = compare_rows(study.project(), study.indexes(), study.code("watched"), Subcodes::leave_out);
    CHECK(drawn(study, rows) == "P01/interview 1 (2) | Always | always\nP02/later (1) | kept checking\n/alone (1) | came");
    CHECK(rows.passages == 4);
    CHECK(rows.documents == 3);
    CHECK(rows.cases == 2);
}

TEST_CASE("a passage says whose words it is where that is not its document's case") {
    DrawnStudy study;
    const Id<Case> group = study.one_case("Group", 0), ana = study.one_case("Ana", 1);
    const Id<Source> id = study.document("discussion", "Ana: [Lonely.|x]\nBea: [Calm.|x]", group);
    Source source = *study.project().find(id);
    source.speakers = {{"Ana", ana, false}, {"Bea", {}, false}};
    source.turns = {{{0, 12}, 5, 0}, {{13, 23}, 18, 1}};
    study.update(source);
    const CompareRows rows = compare_rows(study.project(), study.indexes(), study.code("x"), Subcodes::leave_out);
    REQUIRE(rows.items.size() == 3);
    CHECK(rows.items[0].case_name == "Group");
    CHECK(rows.items[1].case_name == "Ana");
    CHECK(rows.items[2].case_name.empty());
    CHECK(rows.cases == 2);
}

TEST_CASE("sub-codes are compared only when they are asked for") {
    DrawnStudy study;
    study.document("d", "[one|Ward] and [two|Ward > night]");
    CHECK(drawn(study, compare_rows(study.project(), study.indexes(), study.code("Ward"), Subcodes::leave_out)) == "/d (1) | one");
    CHECK(drawn(study, compare_rows(study.project(), study.indexes(), study.code("Ward"), Subcodes::include)) == "/d (2) | one | two");
    const CompareRows none = compare_rows(study.project(), study.indexes(), study.code("unused"), Subcodes::include);
    CHECK(none.items.empty());
    CHECK(none.documents == 0);
}

TEST_CASE("the other codes on a passage are those that share a byte with it, by name, each once") {
    DrawnStudy study;
    const Id<Source> source = study.document("d", "[I felt [lonely|sad, alone*] at night|nights] [then|alone]");
    study.code("alone");
    const auto& entries = study.indexes().codings_of_source(source);
    const CodingEntry whole = entries.front();
    REQUIRE(study.quoted(whole) == "I felt lonely at night");
    std::string names;
    for (const OtherCode& other : other_codes(study.project(), study.indexes(), whole)) names += other.name + ";";
    CHECK(names == "alone;sad;");
}

TEST_CASE("passages with different codes have no common one") {
    DrawnStudy study;
    const Id<Source> source = study.document("d", "[a|one] [b|one] [c|two]");
    const auto& entries = study.indexes().codings_of_source(source);
    CHECK(common_code(study.project(), {}) == Id<Code>{});
    CHECK(common_code(study.project(), {entries[0].id, entries[1].id}) == study.code("one"));
    CHECK(common_code(study.project(), {entries[0].id, entries[2].id}) == Id<Code>{});
    CHECK(common_code(study.project(), {entries[2].id, Id<Coding>{{9, 9}}}) == study.code("two"));
}
