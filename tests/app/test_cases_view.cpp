#include "engine/commands/attributes.h"
#include "engine/commands/speakers.h"
#include "engine/queries_study.h"
#include "engine/queries/case_table.h"
#include "engine/queries/speaker_turns.h"
#include "interface.h"
#include "views/case_rows.h"

using namespace emic;
using platform::Key;
using platform::Role;
using test::DrawnStudy;

namespace {

struct Fresh {
    Fresh() { fake::reset(); }
};

struct Window {
    Fresh fresh;
    Interface page{1280, 800};

    explicit Window(const Project& project, Mode mode = Mode::cases) {
        page.session().begin({77, 77}, project, DrawnStudy::coder(), "");
        page.state().mode = mode;
        page.settle();
    }
    void click(Role role, const std::string& name) {
        page.click(role, name);
        page.settle();
    }
    /// By the palette, as from anywhere.
    void run(const std::string& name) {
        page.letter('k', {true, false, false});
        page.type(name);
        page.list_key(Key::enter);
        page.settle();
    }
    void choose(const std::string& typed) {
        page.type(typed);
        page.list_key(Key::enter);
        page.settle();
    }
    [[nodiscard]] bool shows(Role role, std::string_view name) const { return fake::find_node(role, name) != nullptr; }
    [[nodiscard]] std::string value(std::size_t row, std::size_t column, AttributeHolder holder = AttributeHolder::case_) {
        return holder_table(page.project(), holder).rows.at(row).values.at(column);
    }
};

/// Three cases with an age and whether they smoke.
struct Study : DrawnStudy {
    Id<Attribute> age, smokes;
    Study() {
        const char* ages[] = {"34", "9", ""};
        age = attribute("Age", AttributeType::integer, 0);
        smokes = attribute("Smokes", AttributeType::boolean, 1);
        for (std::uint32_t i = 0; i < 3; ++i) {
            const Id<Case> one = one_case("P0" + std::to_string(i + 1), i);
            document("Interview " + std::to_string(i + 1), "I felt [lonely|x] at night.", one);
            if (ages[i][0] != 0) insert(AttributeValue{{new_id()}, age, AttributeHolder::case_, one.guid, ages[i], ""});
        }
    }
    Id<Attribute> attribute(const std::string& name, AttributeType type, std::uint32_t position) {
        Attribute made{{new_id()}, name, position, type, "", ""};
        insert(made);
        return made.id;
    }
};

/// Two interviews with the same questions, their speakers recognised.
struct Interviews : DrawnStudy {
    Id<Source> first;
    Interviews() {
        first = add("P01", "I: How did you feel on the first night?\nAna: Lonely, mostly, and cold.\nI: Who came to help you then?\nAna: Nobody.");
        add("P02", "I: How did you feel on the first night?\nBea: Calm.\nI: Who came to help you then?\nBea: Tom from Leeds.");
    }
    Id<Source> add(const std::string& name, const std::string& text) {
        Source source = *project().find(document(name, text));
        const FoundTurns found = find_turns(text);
        for (const SpeakerRow& row : found.speakers) source.speakers.push_back({row.name, {}, row.interviewer});
        source.turns = found.turns;
        update(source);
        return source.id;
    }
};

} // namespace

TEST_CASE("case rows sort numbers as numbers, with those that say nothing last") {
    Study study;
    const auto names = [&](std::optional<std::size_t> column, bool descending) {
        CaseRows rows = case_rows(holder_table(study.project(), AttributeHolder::case_), study.project(), document_rows(study.project(), study.indexes()), AttributeHolder::case_);
        sort_rows(rows, column, descending);
        std::string all;
        for (const CaseRow& row : rows.rows) all += row.holder.name + " ";
        return all;
    };
    CHECK(names(0, false) == "P02 P01 P03 ");
    CHECK(names(0, true) == "P01 P02 P03 ");
    CHECK(names({}, true) == "P03 P02 P01 ");
    const CaseRows rows = case_rows(holder_table(study.project(), AttributeHolder::source), study.project(), document_rows(study.project(), study.indexes()), AttributeHolder::source);
    REQUIRE(rows.rows.size() == 3);
    CHECK(rows.rows[1].case_name == "P02");
    CHECK(rows.rows[1].codings == 1);
}

TEST_CASE("Cases is a table that the keyboard fills in") {
    Study study;
    Window window(study.project());
    CHECK(window.shows(Role::grid, "Cases"));
    CHECK(window.shows(Role::status, "3 cases · 2 attributes"));
    CHECK(window.shows(Role::cell, "P01, Age"));
    window.page.key(Key::down);
    window.page.key(Key::down);
    window.page.key(Key::enter);
    window.page.type("51");
    window.page.list_key(Key::enter);
    window.page.settle();
    CHECK(window.value(2, 0) == "51");
    // What is no whole number is refused, and said.
    window.page.key(Key::enter);
    window.page.type("old");
    window.page.list_key(Key::enter);
    window.page.settle();
    CHECK(window.value(2, 0) == "51");
    REQUIRE_FALSE(window.page.state().toasts.empty());
    CHECK(window.page.state().toasts.back().problem);
    // Escape leaves the value; Delete takes it back.
    window.page.key(Key::enter);
    window.page.type("52");
    window.page.list_key(Key::escape);
    window.page.settle();
    CHECK(window.value(2, 0) == "51");
    window.page.key(Key::delete_);
    window.page.settle();
    CHECK(window.value(2, 0).empty());
    // Yes or no is chosen from a list.
    window.page.key(Key::up);
    window.page.key(Key::right);
    window.page.key(Key::enter);
    CHECK(window.page.state().overlay == Overlay::choose_item);
    window.choose("ye");
    CHECK(window.value(1, 1) == "true");
    CHECK(window.page.state().overlay == Overlay::none);
}

TEST_CASE("Cases sorts by the column that is chosen, and shows documents as well") {
    Study study;
    Window window(study.project());
    const auto top = [&] {
        const platform::MirrorNode* first = fake::find_node(Role::link, "P01");
        const platform::MirrorNode* second = fake::find_node(Role::link, "P02");
        REQUIRE(first);
        REQUIRE(second);
        return first->rect.y < second->rect.y ? "P01" : "P02";
    };
    CHECK(top() == std::string("P01"));
    window.click(Role::button, "Age");
    CHECK(top() == std::string("P02"));
    window.click(Role::button, "Age");
    CHECK(top() == std::string("P01"));
    window.click(Role::tab, "Documents");
    CHECK(window.shows(Role::link, "Interview 2"));
    // The first click chooses a cell, the next edits it.
    window.click(Role::cell, "Interview 2, Age");
    CHECK_FALSE(fake::world().field);
    window.click(Role::cell, "Interview 2, Age");
    window.page.type("7");
    window.page.list_key(Key::tab);
    window.page.settle();
    CHECK(window.value(1, 0, AttributeHolder::source) == "7");
    CHECK(window.page.state().casing.column == 1);
}

TEST_CASE("an attribute is made, retyped with what does not fit shown first, moved and deleted") {
    Study study;
    Window window(study.project());
    window.click(Role::button, "New attribute");
    window.choose("Town");
    window.choose("text");
    REQUIRE(window.page.project().attributes().size() == 3);
    CHECK(window.page.state().casing.column == 2);
    window.page.key(Key::enter);
    window.page.type("Leeds");
    window.page.list_key(Key::enter);
    window.page.settle();
    CHECK(window.value(0, 2) == "Leeds");
    window.run("Type of attribute");
    window.choose("whole");
    CHECK(window.page.state().overlay == Overlay::retype_attribute);
    CHECK(window.shows(Role::listitem, "Leeds"));
    window.click(Role::button, "Keep the type");
    CHECK(window.value(0, 2) == "Leeds");
    window.run("Type of attribute");
    window.choose("whole");
    window.click(Role::button, "Leave them out");
    CHECK(window.value(0, 2).empty());
    window.run("Move attribute left");
    CHECK(holder_table(window.page.project(), AttributeHolder::case_).columns[1].name == "Town");
    CHECK(window.page.state().casing.column == 1);
    window.run("Delete attribute");
    CHECK(window.page.project().attributes().size() == 2);
}

TEST_CASE("the case's page shows its attributes, and a value is chosen there") {
    Study study;
    Window window(study.project());
    window.click(Role::link, "P02");
    CHECK(window.page.state().mode == Mode::code);
    CHECK(window.shows(Role::textbox, "P02, Age"));
    window.click(Role::button, "Smokes");
    window.choose("no");
    CHECK(window.value(1, 1) == "false");
}

TEST_CASE("speakers stand on the document's page: marked, renamed, merged, dropped") {
    Interviews study;
    Window window(study.project(), Mode::code);
    window.page.state().document = study.first;
    window.page.state().inspecting = Inspecting::document;
    window.page.settle();
    CHECK(window.shows(Role::checkbox, "I is the interviewer"));
    window.click(Role::checkbox, "I is the interviewer");
    // The name stands in both documents, so it is asked where.
    window.choose("all 2");
    for (const Source& source : window.page.project().sources()) CHECK_FALSE(source.speakers[0].interviewer);
    window.run("Rename speaker");
    window.choose("Ana");
    window.choose("Anna");
    CHECK(window.page.project().find(study.first)->speakers[1].name == "Anna");
    window.run("Case of a speaker");
    window.choose("Anna");
    window.page.type("P01");
    window.page.list_key(Key::enter, {false, true, false});
    window.page.settle();
    REQUIRE(window.page.project().find(study.first)->speakers[1].case_id);
    window.run("Not a speaker");
    window.choose("Anna");
    const Source& source = *window.page.project().find(study.first);
    CHECK(source.speakers.size() == 1);
    CHECK(source.turns.size() == 2);
    window.run("Forget the speakers");
    CHECK(window.page.project().find(study.first)->turns.empty());
}

TEST_CASE("counts without interviewers are said to be so") {
    Interviews study;
    Window window(study.project(), Mode::code);
    CHECK_FALSE(window.shows(Role::status, "Counts leave out what interviewers say"));
    window.click(Role::checkbox, "Without interviewers");
    CHECK(window.page.state().without_interviewers);
    CHECK(window.shows(Role::status, "Counts leave out what interviewers say"));
}

TEST_CASE("pseudonyms are listed with how often they apply, added and changed") {
    Interviews study;
    Window window(study.project(), Mode::code);
    window.run("New pseudonym");
    CHECK(window.page.state().overlay == Overlay::pseudonyms);
    window.page.type("Leeds");
    window.page.list_key(Key::enter);
    window.page.settle();
    window.page.type("a city");
    window.page.list_key(Key::enter);
    window.page.settle();
    REQUIRE(window.page.project().pseudonyms().size() == 1);
    CHECK(window.page.project().pseudonyms().begin()->standin == "a city");
    CHECK(window.shows(Role::status, "1 place"));
    window.click(Role::textbox, "Stand-in for Leeds");
    window.page.type("a town");
    window.page.end_field();
    window.page.settle();
    CHECK(window.page.project().pseudonyms().begin()->standin == "a town");
    window.click(Role::button, "Delete this pseudonym");
    CHECK(window.page.project().pseudonyms().empty());
}

TEST_CASE("the interview guide is coded with the ticked questions, and one undo takes it back") {
    Interviews study;
    Window window(study.project(), Mode::code);
    window.run("Interview guide");
    CHECK(window.shows(Role::checkbox, "How did you feel on the first night?"));
    window.click(Role::checkbox, "Who came to help you then?");
    window.click(Role::button, "Code 1 question");
    CHECK(window.page.project().codes().size() == 2);
    CHECK(window.page.project().codings().size() == 2);
    CHECK(window.page.state().overlay == Overlay::none);
    window.page.letter('z', {true, false, false});
    window.page.settle();
    CHECK(window.page.project().codings().empty());
    CHECK(window.page.project().codes().empty());
}

TEST_CASE("memos have titles, and every memo is found from anywhere") {
    Study study;
    study.memo(MemoTarget::case_, study.project().cases().begin()->id.guid, "Quiet on the phone.");
    Window window(study.project(), Mode::themes);
    window.run("Find a memo");
    window.choose("Quiet");
    CHECK(window.page.state().mode == Mode::code);
    CHECK(window.page.state().inspecting == Inspecting::case_);
    window.click(Role::textbox, "Title of the memo");
    window.page.type("Phone");
    window.page.end_field();
    window.page.settle();
    CHECK(window.page.project().memos().begin()->title == "Phone");
    window.run("Delete the memo");
    CHECK(window.page.project().memos().empty());
}

TEST_CASE("themes, codes, documents and coders are put in order by command") {
    Study study;
    const Id<Code> x = study.code("x"), y = study.code("y");
    Theme theme;
    theme.id = {study.new_id()};
    theme.name = "Nights";
    theme.codes = {x, y};
    study.insert(theme);
    Window window(study.project(), Mode::code);
    window.page.state().code = y;
    window.page.settle();
    window.run("Move code up");
    CHECK(window.page.session().indexes().children_of({}).front() == y);
    window.run("Move a code of the theme down");
    window.choose("x");
    CHECK(window.page.project().find(theme.id)->codes == std::vector<Id<Code>>{y, x});
    window.run("Colour of the code");
    const Colour before = window.page.project().find(y)->colour;
    window.choose("Colour 5");
    CHECK(window.page.project().find(y)->colour != before);
    window.run("Code as");
    window.choose("Ben");
    CHECK(window.page.session().coder() == DrawnStudy::other_coder());
    window.page.state().document = window.page.project().sources().begin()->id;
    window.page.settle();
    window.run("Put document under a case");
    window.choose("P03");
    CHECK(window.page.project().find(window.page.project().find(window.page.state().document)->case_id)->name == "P03");
}
