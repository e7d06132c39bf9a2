// Names give way in every form and in every export; what is near to them and stays is told.
#include "engine/formats/export_scope.h"
#include "engine/formats/near_names.h"
#include "engine/formats/stand_ins.h"
#include "corpora.h"
#include "formats/pseudonym_support.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

using namespace emic;
using namespace emic::test;

namespace {

StandIns stand_ins_of(const std::vector<std::pair<std::string, std::string>>& names) {
    Table<Pseudonym> table;
    std::uint64_t id = 1;
    for (const auto& [real, standin] : names) table.put({Id<Pseudonym>{fixture_guid(id)}, real, standin, static_cast<std::uint32_t>(id++), {}});
    return StandIns(table);
}

std::string replaced(const std::vector<std::pair<std::string, std::string>>& names, std::string_view text) { return stand_ins_of(names).replace(text).text; }

/// A project with one document, and pseudonyms.
Project project_with(const std::string& text, const std::vector<std::pair<std::string, std::string>>& names) {
    Change change;
    change.insert(Source{Id<Source>{fixture_guid(50)}, {}, "P1", 0, SharedText(text), {}, 0, {}, {}, {}, {}, {}});
    change.insert(Coder{Id<Coder>{fixture_guid(51)}, "Me", 0, {}});
    std::uint64_t id = 1;
    for (const auto& [real, standin] : names) change.insert(Pseudonym{Id<Pseudonym>{fixture_guid(id)}, real, standin, static_cast<std::uint32_t>(id++), {}});
    Project project;
    REQUIRE_FALSE(project.apply(change));
    return project;
}

/// Each near form with its kind, of all names: "Zebulan 1".
std::map<std::string, NearKind> near_forms(const std::string& text, const std::vector<std::pair<std::string, std::string>>& names) {
    const Project project = project_with(text, names);
    ExportScope scope;
    scope.pseudonyms = true;
    std::map<std::string, NearKind> forms;
    for (const NearName& name : near_names(project, scoped_project(project, scope)))
        for (const NearForm& form : name.forms) forms.emplace(form.form, form.kind);
    return forms;
}

void check_forms(const std::map<std::string, NearKind>& forms, const std::map<std::string, NearKind>& expected) {
    for (const auto& [form, kind] : expected) {
        CAPTURE(form);
        REQUIRE(forms.count(form) == 1);
        CHECK(forms.at(form) == kind);
    }
    for (const auto& [form, kind] : forms) CHECK_MESSAGE(expected.count(form) == 1, form);
}

} // namespace

TEST_CASE("pseudonyms: a name gives way however it is written, and what belongs to it stays on the stand-in") {
    Table<Pseudonym> table;
    Project project;
    REQUIRE_FALSE(project.apply(pseudonyms_for_names()));
    const StandIns stand_ins(project.pseudonyms());
    for (const NameForms& name : names_in_every_form())
        for (const auto& [form, becomes] : name.forms) {
            CAPTURE(form);
            if (!becomes.empty()) CHECK(stand_ins.replace("so " + form + ", no").text == "so " + becomes + ", no");
        }
}

TEST_CASE("pseudonyms: a stand-in that is near to the real name is not told as one that stays; where somebody is called so, it is") {
    check_forms(near_forms("Tom came, and Tom’s sister.", {{"Tom", "Tim"}}), {});
    check_forms(near_forms("Zebulon came.", {{"Zebulon", "Zebulan Novik"}}), {});
    check_forms(near_forms("Zebulon came, and Zebulan.", {{"Zebulon", "Zebulan"}}), {{"Zebulan", NearKind::spelling}});
}

TEST_CASE("pseudonyms: other words, parts of names and what only looks like an ending stay") {
    CHECK(replaced({{"Al", "P1"}}, "Als Al kam, also Al’s") == "Als P1 kam, also P1’s");
    CHECK(replaced({{"A", "P1"}}, "A said a word, as A does") == "P1 said a word, as P1 does");
    CHECK(replaced({{"Anna", "P1"}}, "Annabel, Hanna, Annas, annast") == "Annabel, Hanna, P1s, annast");
    CHECK(replaced({{"“Will”", "P1"}}, "Will said he will, WILL; Will’s") == "P1 said he will, WILL; P1’s");
    CHECK(replaced({{"Will", "P1"}}, "Will said he will") == "P1 said he P1");
    CHECK(replaced({{"Jones", "P1"}}, "the Joneses and Jones’") == "the P1es and P1’");
    CHECK(replaced({{"Zoë", "P1"}}, "Zoe, ZOE, zoë, ZOË") == "Zoe, P1, P1, P1");
    CHECK(replaced({{"김민", "P1"}}, "김민수") == "김민수");
    CHECK(replaced({{"Anna Maria", "P1"}}, "Anna – Maria; Anna, Maria; AnnaMaria") == "Anna – Maria; Anna, Maria; AnnaMaria");
    CHECK(replaced({{"กา", "P1"}}, "ก้า กาง กา") == "ก้า P1ง P1");
    CHECK(replaced({{"राम", "P1"}}, "रामा राम") == "रामा P1");
    CHECK(replaced({{"👩", "P1"}}, "👩‍🍼 👩") == "👩‍🍼 P1");
}

TEST_CASE("pseudonyms: a long text is looked through whole, and nothing is found twice where its pieces meet") {
    const StandIns stand_ins = stand_ins_of({{"Anna Maria", "P1"}, {"Ben", "P2"}});
    for (const std::size_t before : {65530U, 65531U, 65532U, 65533U, 65534U, 65535U, 65536U, 65537U, 65540U, 65545U, 131070U}) {
        CAPTURE(before);
        const std::string start = std::string(before - 1, 'x') + " ", rest = " " + std::string(200000, 'y');
        CHECK(stand_ins.replace(start + "Anna Maria, Ben" + rest).text == start + "P1, P2" + rest);
        CHECK(stand_ins.replace(start + "Benny xAnna Mariay" + rest).text == start + "Benny xAnna Mariay" + rest);
    }
}

TEST_CASE("pseudonyms: a name is not made of the end of one turn and the beginning of the next") {
    Project project = project_with("Ben: I met Anna\nMaria: So did I.", {{"Anna Maria", "P1"}});
    Source source = *project.sources().begin(), spoken = source;
    spoken.speakers = {{"Ben", {}, false}, {"Maria", {}, false}};
    spoken.turns = {{{0, 15}, 5, 0}, {{16, 32}, 23, 1}};
    Change change;
    change.update(source, spoken);
    REQUIRE_FALSE(project.apply(change));
    ExportScope scope;
    scope.pseudonyms = true;
    const Project scoped = scoped_project(project, scope);
    CHECK(scoped.sources().begin()->text.view() == "Ben: I met Anna\nMaria: So did I.");
    CHECK(find_problems(scoped).empty());
}

TEST_CASE("pseudonyms: in every export of random studies no form of a name is left, and passages keep their words") {
    std::size_t kept = 0; // passages whose words were compared
    for (const std::uint64_t seed : {31, 32, 33}) {
        CAPTURE(seed);
        const Project named = study_full_of_names(seed);
        REQUIRE(find_problems(named).empty());
        const StandIns stand_ins(named.pseudonyms());
        for (int mask = 0; mask < 4; ++mask) {
            ExportScope scope;
            scope.pseudonyms = true;
            if (mask == 1)
                for (const Case& one : named.cases()) if (one.id.guid.low % 2 == 0) scope.cases.push_back(one.id);
            if (mask == 2)
                for (const Code& one : named.codes()) if (one.id.guid.low % 2 == 0) scope.codes.push_back(one.id);
            if (mask == 3)
                for (const Coder& one : named.coders()) scope.coders.push_back(one.id);
            const Project scoped = scoped_project(named, scope);
            REQUIRE(find_problems(scoped).empty());
            Indexes indexes;
            indexes.rebuild(scoped);
            for (const ExportFormat& format : export_formats()) {
                CAPTURE(format.id);
                for (const bool all : {false, true}) {
                    ExportPresentation presentation;
                    if (all) presentation = {3, true, true, true, true};
                    else presentation.memos = false;
                    const std::vector<std::string> left = names_left(format.write({scoped, indexes, presentation, 7}).value());
                    CHECK_MESSAGE(left.empty(), (left.empty() ? std::string() : left.front()));
                    if (format.report) CHECK(names_left(html_of(format.report({scoped, indexes, presentation}))).empty());
                }
            }
            if (mask != 0) continue;
            CHECK(near_names(named, scoped).empty());
            for (const Coding& coding : named.codings()) {
                const Coding* there = scoped.find(coding.id);
                REQUIRE(there);
                const std::string_view text = named.find(coding.source)->text.view(), after = scoped.find(coding.source)->text.view();
                // What stands before and behind a passage says where it begins and ends, wherever no name is cut through.
                const std::string before = stand_ins.replace(text.substr(0, coding.range.begin)).text, behind = stand_ins.replace(text.substr(coding.range.end)).text;
                const std::string words = stand_ins.replace(slice(text, coding.range)).text;
                if (before + words + behind != after) continue;
                CHECK(slice(after, there->range) == words);
                ++kept;
            }
        }
        // Without pseudonyms they are there: what looks for them can find them.
        Indexes indexes;
        indexes.rebuild(named);
        for (const char* format : {"project", "qdpx", "transcripts-docx", "json", "workbook", "qdc", "data-package"}) CHECK_MESSAGE(!names_left(find_export_format(format)->write({named, indexes, {}}).value()).empty(), format);
    }
    CHECK(kept > 20);
}

TEST_CASE("pseudonyms: coders have some, in their names and wherever they write") {
    Project project = project_with("Mia Vogel spoke.", {{"Mia Vogel", "Coder A"}});
    Change change;
    const Coder mia{Id<Coder>{fixture_guid(60)}, "Mia Vogel", 0x336699, {}};
    change.insert(mia);
    const Code code{Id<Code>{fixture_guid(61)}, {}, 0, "Fear", 0, {}, {}, {}, {}, false, {}};
    change.insert(code);
    const Id<Source> source = project.sources().begin()->id;
    change.insert(Coding{Id<Coding>{fixture_guid(62)}, source, {0, 9}, code.id, mia.id, 0, 0, {}, {}});
    change.insert(Memo{Id<Memo>{fixture_guid(63)}, MemoTarget::passage, source.guid, {0, 9}, "of Mia Vogel", "MIA VOGEL thinks so.", mia.id, 1, 1, {}});
    REQUIRE_FALSE(project.apply(change));
    ExportScope scope;
    scope.pseudonyms = true;
    const Project scoped = scoped_project(project, scope);
    Indexes indexes;
    indexes.rebuild(scoped);
    for (const ExportFormat& format : export_formats()) {
        CAPTURE(format.id);
        for (const auto& [part, text] : readable_parts(format.write({scoped, indexes, {}}).value())) CHECK_MESSAGE(letters_alone(text).find(U"miavogel") == std::u32string::npos, part);
    }
    std::string comments;
    for (const auto& [part, text] : readable_parts(find_export_format("quotations-docx")->write({scoped, indexes, {}}).value()))
        if (part == "word/comments.xml") comments = text;
    CHECK(comments.find("w:author=\"Coder A\"") != std::string::npos);
}

TEST_CASE("pseudonyms: what is near to a name and stays is told, each with its kind") {
    const std::vector<std::pair<std::string, std::string>> names = {{"Zebulon", "P1"}, {"Anna Quartermain", "P2"}, {"Müller", "P3"}};
    const auto forms = near_forms("Zebulon and Zebulan, Zebulonic, preZebulon, Zebulon7. Zeb said: Z. was there, Z-e-b-u-l-o-n.\n"
                                  "Zebu lon wrote to quartermain@mail.org, interview_zebulons2.docx.\n"
                                  "Quartermain came; A. Q. too, AQ, Qartermain. Mueller, Muller, Müllerin and Müller; AnnaQuartermain.\n"
                                  "A house with a Zeppelin.",
                                  names);
    const std::map<std::string, NearKind> expected = {
        {"Zebulan", NearKind::spelling}, {"Zebulonic", NearKind::inflected}, {"preZebulon", NearKind::inside}, {"Zebulon7", NearKind::inflected}, {"Zeb", NearKind::part}, {"Zebu", NearKind::part},
        {"Z.", NearKind::initials}, {"Z-e-b-u-l-o-n", NearKind::spelling}, {"Zebu lon", NearKind::spelling}, {"quartermain@mail.org,", NearKind::address},
        {"interview_zebulons2.docx.", NearKind::address}, {"Quartermain", NearKind::part}, {"A. Q", NearKind::initials}, {"AQ", NearKind::initials}, {"Qartermain", NearKind::spelling},
        {"Mueller", NearKind::spelling}, {"Muller", NearKind::spelling}, {"Müllerin", NearKind::inflected}, {"AnnaQuartermain", NearKind::inside}};
    check_forms(forms, expected);
    CHECK(near_forms("The ward, a house.", names).empty());
    CHECK(near_forms("欧阳娜来了，阳娜娜也来了。欧阳娜娜。", {{"欧阳娜娜", "甲"}}) == std::map<std::string, NearKind>{{"阳娜娜", NearKind::part}, {"欧阳娜来", NearKind::spelling}});
}

TEST_CASE("pseudonyms: of a short name only what a person would take for it is told") {
    const std::vector<std::pair<std::string, std::string>> names = {{"Ana", "P1"}, {"Sam", "P2"}, {"Lisa", "P3"}, {"Tim", "P4"}, {"Zoë", "P5"}};
    const auto forms = near_forms("And she listened and said any man can do the same, in time. Same here, Listen, Time is short.\n"
                                  "Canada, banana and management; analysis.docx; I am. The list of Elisabeth; sample, Sample.\n"
                                  "ANA, anas, An\u00ADa's. Aná; Anna came, Anae too; AnaQuartermain, Ana2, preAna; ana.smith@mail.org, interview-ana.docx. A-n-a. An-a.\n"
                                  "Lis\u00ADa. Lissa met Lisette. Zoe.",
                                  names);
    const std::map<std::string, NearKind> expected = {
        {"Aná", NearKind::spelling}, {"Anna", NearKind::spelling}, {"Anae", NearKind::inflected}, {"AnaQuartermain", NearKind::inside}, {"Ana2", NearKind::inflected},
        {"preAna", NearKind::inside}, {"A-n-a", NearKind::spelling}, {"An-a", NearKind::spelling}, {"Lissa", NearKind::spelling}, {"Zoe", NearKind::spelling}};
    check_forms(forms, expected);
    CHECK(near_forms("I had an a and a b.", names).empty());
}

TEST_CASE("pseudonyms: twenty short names are near to few words of real interviews" * doctest::skip(corpora().empty())) {
    std::string text;
    for (const char* file : {"Ana", "David", "Jessica", "Kelly", "Lisa"}) {
        std::ifstream stream(std::filesystem::path(corpora()) / "interviews" / "sheffield" / (std::string(file) + ".txt"), std::ios::binary);
        text.append(std::istreambuf_iterator<char>(stream), {});
    }
    REQUIRE(text.size() > 100000);
    std::vector<std::pair<std::string, std::string>> names;
    for (const char* name : {"Ana", "Ian", "Tom", "Tim", "Sam", "Ben", "Dan", "Max", "Lee", "Amy", "Eva", "Kim", "Joe", "Jan", "Mia", "Lisa", "Anna", "Mark", "Jane", "Will"}) names.emplace_back(name, "P" + std::to_string(names.size()));
    const auto forms = near_forms(text, names);
    CHECK_MESSAGE(forms.size() < 10, forms.size()); // 1; every word one letter from a name: 121
}

TEST_CASE("pseudonyms: before a file is saved near forms, coders without one and what is left out are said") {
    Project project = project_with("Zebulon met Zebulonic.", {{"Zebulon", "P1"}});
    Change change;
    change.insert(Coder{Id<Coder>{fixture_guid(60)}, "Mia Vogel", 0, {}});
    change.insert(Kept{Id<Kept>{fixture_guid(61)}, "refi/Links", {}, 0, "x", "<Link/>", {}, {}});
    REQUIRE_FALSE(project.apply(change));
    ExportScope scope;
    scope.pseudonyms = true;
    const std::vector<std::string> told = before_pseudonyms(project, scoped_project(project, scope));
    REQUIRE(told.size() == 4);
    CHECK(told[1] == "Like ‘Zebulon’: ‘Zebulonic’ (with another ending, once, in the document ‘P1’).");
    CHECK(told[2].find("‘Mia Vogel’") != std::string::npos);
    CHECK(told[3].find("left out") != std::string::npos);
    CHECK(before_pseudonyms(project_with("x", {}), project_with("x", {})).front().find("no pseudonyms") != std::string::npos);
}
