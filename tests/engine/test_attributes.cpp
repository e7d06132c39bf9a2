#include "engine/attribute_value.h"
#include "engine/commands/attributes.h"
#include "engine/commands/cases.h"
#include "engine/commands/pseudonyms.h"
#include "engine/formats/base64.h"
#include "engine/queries/case_table.h"
#include "study.h"

using namespace emic;
using namespace emic::test;

namespace {

/// A study with the cases Ana and Bea and an attribute.
struct CasesStudy : Study {
    Id<Case> ana = created<Case>(run(create_case, {"Ana"}));
    Id<Case> bea = created<Case>(run(create_case, {"Bea"}));
    Id<Attribute> age = created<Attribute>(run(create_attribute, {"Age", AttributeType::text}));

    void say(Id<Case> whose, const std::string& value) { run(set_value, {age, AttributeHolder::case_, whose.guid, value}); }
    [[nodiscard]] std::string said(Id<Case> whose) const {
        for (const AttributeValue& value : project().values())
            if (value.holder_id == whose.guid && value.attribute == age) return value.value;
        return "-";
    }
};

} // namespace

TEST_CASE("attribute values: what people write becomes what is kept") {
    using Type = AttributeType;
    struct Row {
        Type type;
        const char* raw;
        const char* kept; ///< null: does not fit
    };
    for (const Row& row : {Row{Type::text, "  Ōtautahi ", "Ōtautahi"}, Row{Type::boolean, "Yes", "true"}, Row{Type::boolean, "0", "false"},
                           Row{Type::boolean, "maybe", nullptr}, Row{Type::integer, "+007", "7"}, Row{Type::integer, "-0", "0"},
                           Row{Type::integer, "1.5", nullptr}, Row{Type::number, "1,50", "1.5"}, Row{Type::number, ".5", "0.5"},
                           Row{Type::number, "-0.0", "0"}, Row{Type::number, "-0.25", "-0.25"}, Row{Type::number, "1,000,000", nullptr},
                           Row{Type::number, ".", nullptr}, Row{Type::date, "31.5.2024", "2024-05-31"}, Row{Type::date, "5/31/2024", "2024-05-31"},
                           Row{Type::date, "31/5/2024", "2024-05-31"}, Row{Type::date, "5/6/2024", nullptr}, Row{Type::date, "2023-02-29", nullptr},
                           Row{Type::date, "2024-02-29", "2024-02-29"}, Row{Type::date_time, "2024-05-31 14:00", "2024-05-31T14:00:00"},
                           Row{Type::date_time, "2024-05-31T14:00:00.25+02:00", "2024-05-31T14:00:00.25+02:00"},
                           Row{Type::date_time, "2024-05-31T24:00:00Z", nullptr}, Row{Type::integer, "  ", ""}, Row{Type::text, "a\xFF", nullptr}}) {
        CAPTURE(row.raw);
        const auto kept = normal_value(row.type, row.raw);
        CHECK(kept.has_value() == (row.kept != nullptr));
        if (kept && row.kept) CHECK(*kept == row.kept);
    }
}

TEST_CASE("attribute values: the narrowest type that takes all") {
    CHECK(type_of_values({"yes", "No", ""}) == AttributeType::boolean);
    CHECK(type_of_values({"0", "1"}) == AttributeType::integer);
    CHECK(type_of_values({"3", "4,5"}) == AttributeType::number);
    CHECK(type_of_values({"2024-05-31", "1.6.2024"}) == AttributeType::date);
    CHECK(type_of_values({"007", "12"}) == AttributeType::text);
    CHECK(type_of_values({"", " "}) == AttributeType::text);
}

TEST_CASE("base64: every length goes there and back") {
    std::string bytes;
    for (int i = 0; i < 70; ++i) {
        std::string text;
        append_base64(text, bytes);
        CHECK(read_base64(text) == bytes);
        bytes += static_cast<char>(i * 37);
    }
    std::string text;
    append_base64(text, "Emic");
    CHECK(text == "RW1pYw==");
    CHECK_FALSE(read_base64("RW1p!w==").has_value());
}

TEST_CASE("attributes: made, renamed, described, moved, deleted with their values") {
    CasesStudy study;
    CHECK(study.refusal(create_attribute, {" age ", AttributeType::text}).find("already") != std::string::npos);
    CHECK(study.refusal(create_attribute, {"  ", AttributeType::text}).find("needs a name") != std::string::npos);
    study.run(rename_attribute, {study.age, "Age at birth"});
    study.run(describe_attribute, {study.age, "In years"});
    const Attribute* attribute = study.project().find(study.age);
    CHECK(attribute->name == "Age at birth");
    CHECK(attribute->description == "In years");
    const Id<Attribute> site = created<Attribute>(study.run(create_attribute, {"Site", AttributeType::text}));
    study.run(move_attribute, {site, 0});
    CHECK(holder_table(study.project(), AttributeHolder::case_).columns.front().name == "Site");
    study.say(study.ana, "34");
    study.run(delete_attribute, {study.age});
    CHECK(study.project().values().empty());
    CHECK(study.refusal(move_attribute, {study.age, 0}).find("no longer") != std::string::npos);
}

TEST_CASE("attributes: values are set, changed, cleared and fit the type") {
    CasesStudy study;
    study.say(study.ana, " 34 ");
    study.say(study.bea, "not said");
    CHECK(study.said(study.ana) == "34");
    CHECK(study.changes_nothing(set_value, {study.age, AttributeHolder::case_, study.ana.guid, "34"}));
    const std::string refusal = study.refusal(retype_attribute, {study.age, AttributeType::integer, UnfitValues::refuse});
    CHECK(refusal.find("‘not said’") != std::string::npos);
    CHECK(refusal.find("34") == std::string::npos);
    CHECK(unfit_values(study.project(), study.age, AttributeType::integer) == std::vector<std::string>{"not said"});
    study.run(retype_attribute, {study.age, AttributeType::integer, UnfitValues::leave_out});
    CHECK(study.said(study.bea) == "-");
    CHECK(study.refusal(set_value, {study.age, AttributeHolder::case_, study.bea.guid, "thirty"}).find("whole number") != std::string::npos);
    study.say(study.bea, "029");
    CHECK(study.said(study.bea) == "29");
    study.say(study.bea, "");
    CHECK(study.said(study.bea) == "-");
    CHECK(study.refusal(set_value, {study.age, AttributeHolder::source, study.bea.guid, "1"}).find("document") != std::string::npos);
}

TEST_CASE("attributes: several values are set by one change, or none of them") {
    CasesStudy study;
    study.say(study.ana, "34");
    study.run(retype_attribute, {study.age, AttributeType::integer, UnfitValues::refuse});
    const Guid ana = study.ana.guid, bea = study.bea.guid;
    const auto age_of = [&study](Guid whose, const char* value) { return SetValue{study.age, AttributeHolder::case_, whose, value}; };
    const std::string refusal = study.refusal(set_values, {{age_of(ana, "35"), age_of(bea, "thirty")}});
    CHECK(refusal.find("‘thirty’ is no whole number") != std::string::npos);
    CHECK(study.said(study.ana) == "34");
    study.run(set_values, {{age_of(ana, ""), age_of(bea, "29"), age_of(bea, "30")}});
    CHECK(study.said(study.ana) == "-");
    CHECK(study.said(study.bea) == "30");
    CHECK(study.project().values().size() == 1);
    CHECK(study.changes_nothing(set_values, {{age_of(ana, ""), age_of(bea, "30")}}));
}

TEST_CASE("case table: a row for each case, a column for each attribute") {
    CasesStudy study;
    const Id<Attribute> site = created<Attribute>(study.run(create_attribute, {"Site", AttributeType::text}));
    const Id<Source> document = study.document("I felt lonely.");
    study.say(study.bea, "29");
    study.run(set_value, {site, AttributeHolder::source, document.guid, "Ward"});
    const HolderTable cases = holder_table(study.project(), AttributeHolder::case_);
    REQUIRE(cases.rows.size() == 2);
    CHECK(cases.rows[0].values == std::vector<std::string>{"", ""});
    CHECK(cases.rows[1].values == std::vector<std::string>{"29", ""});
    CHECK(cases.columns[0].values == 1);
    const HolderTable documents = holder_table(study.project(), AttributeHolder::source);
    REQUIRE(documents.rows.size() == 1);
    CHECK(documents.rows[0].values == std::vector<std::string>{"", "Ward"});
}

TEST_CASE("pseudonyms: each real word has one stand-in and stays out of the list of changes") {
    Study study;
    const Change added = study.run(add_pseudonym, {" Birmingham ", "a city"});
    const Id<Pseudonym> city = created<Pseudonym>(added);
    CHECK(added.label.find("Birmingham") == std::string::npos);
    CHECK(study.project().find(city)->real == "Birmingham");
    CHECK(study.refusal(add_pseudonym, {"Birmingham", "a town"}).find("already") != std::string::npos);
    CHECK(study.refusal(add_pseudonym, {"Ana", " "}).find("pseudonym") != std::string::npos);
    const Id<Pseudonym> ana = created<Pseudonym>(study.run(add_pseudonym, {"Ana", "P01"}));
    study.run(move_pseudonym, {ana, 0});
    CHECK(study.project().find(ana)->position < study.project().find(city)->position);
    study.run(change_pseudonym, {ana, "Anna", "P02"});
    CHECK(study.project().find(ana)->standin == "P02");
    study.run(delete_pseudonym, {city});
    CHECK(study.project().pseudonyms().size() == 1);
}

TEST_CASE("categories: not put on passages, and only what is on none can be one") {
    Study study;
    const Id<Source> document = study.document("I felt [lonely|isolation] at night");
    const Id<Code> isolation = study.code("isolation");
    CHECK(study.refusal(set_category, {isolation, true}).find("1 passage") != std::string::npos);
    const Id<Code> feelings = study.code("feelings");
    study.run(set_category, {feelings, true});
    CHECK(study.project().find(feelings)->category);
    CHECK(study.refusal(apply_code, {document, study.words(document, "night"), feelings}).find("category") != std::string::npos);
    CHECK(study.refusal(change_coding_code, {study.coding_of(isolation), feelings}).find("category") != std::string::npos);
    CHECK(study.refusal(change_codings_code, {{study.coding_of(isolation)}, feelings}).find("category") != std::string::npos);
    CHECK(study.refusal(merge_codes, {{isolation}, feelings}).find("category") != std::string::npos);
    study.run(move_codes, {{isolation}, feelings, 0});
    CHECK(study.refusal(delete_codes, {{isolation}, CodingsOfDeleted::move_to_parent}).find("category") != std::string::npos);
    study.run(set_category, {feelings, false});
    study.run(apply_code, {document, study.words(document, "night"), feelings});
}
