// Pasting where a person expects it, and letters on a chosen cell.
#include "engine/queries_study.h"
#include "engine/queries/case_table.h"
#include "one_interview.h"

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::Role;

namespace {

/// Three cases with a site (text), an age (whole number) and whether they smoke.
struct Study : DrawnStudy {
    Study() {
        attribute("Site", AttributeType::text, 0);
        attribute("Age", AttributeType::integer, 1);
        attribute("Smokes", AttributeType::boolean, 2);
        attribute("Born", AttributeType::date, 3);
        for (std::uint32_t i = 0; i < 3; ++i) {
            const Id<Case> one = one_case("P0" + std::to_string(i + 1), i);
            document("Interview " + std::to_string(i + 1), "I felt [lonely|x] at night.", one);
        }
    }
    void attribute(const std::string& name, AttributeType type, std::uint32_t position) { insert(Attribute{{new_id()}, name, position, type, "", ""}); }
};

struct Window {
    Fresh fresh;
    Interface page;

    Window() {
        page.session().begin({77, 77}, Study().project(), DrawnStudy::coder(), "");
        page.state().mode = Mode::cases;
        page.settle();
    }
    [[nodiscard]] std::string value(std::size_t row, std::size_t column) {
        return holder_table(page.project(), AttributeHolder::case_).rows.at(row).values.at(column);
    }
    void paste(const char* plain) {
        page.push(platform::Pasted{plain});
        page.settle();
    }
    [[nodiscard]] std::string told() { return page.state().toasts.empty() ? "" : page.state().toasts.back().text; }
};

} // namespace

TEST_CASE("a block of cells from a spreadsheet fills the table from the chosen cell on, and is one change") {
    Window window;
    const std::uint64_t before = window.page.project().revision();
    window.paste("Ward\t34\tyes\nHome\t29\tno\n\"Ward, \"\"B\"\"\"\t\tYes\n");
    CHECK(window.page.project().revision() == before + 1);
    CHECK(window.value(0, 0) == "Ward");
    CHECK(window.value(0, 1) == "34");
    CHECK(window.value(0, 2) == "true");
    CHECK(window.value(1, 2) == "false");
    CHECK(window.value(2, 0) == "Ward, \"B\"");
    CHECK(window.value(2, 1).empty());
    CHECK(window.told() == "9 values pasted. Ctrl+Z brings back what stood there.");
    window.page.letter('z', {true, false, false});
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column) CHECK(window.value(row, column).empty());
}

TEST_CASE("what does not fit is left out and told: other types, beyond the last row and column") {
    Window window;
    window.page.key(Key::down);
    window.page.key(Key::right);
    window.paste("thirty\tyes\textra\n29\tperhaps\n31\tno");
    CHECK(window.value(1, 1).empty());
    CHECK(window.value(1, 2) == "true");
    CHECK(window.value(2, 1) == "29");
    CHECK(window.value(2, 2).empty());
    CHECK(window.told() == "2 values pasted. Left out: ‘thirty’ is no whole number (P02, Age); ‘extra’ is no date (P02, Born); ‘perhaps’ is no yes or no (P03, Smokes). 2 values lay beyond the "
                           "table’s last row or column and were left out: make the cases and attributes first. Ctrl+Z brings back what stood there.");
    CHECK(window.page.state().toasts.back().problem);
}

TEST_CASE("one column of numbers with decimal commas is one column, and blanks clear") {
    Window window;
    window.paste("a, b\n\nc, d");
    CHECK(window.value(0, 0) == "a, b");
    CHECK(window.value(1, 0).empty());
    CHECK(window.value(2, 0) == "c, d");
    window.paste("\nx");
    CHECK(window.value(0, 0).empty());
    CHECK(window.value(1, 0) == "x");
}

TEST_CASE("letters typed on a chosen cell edit it, capital ones too, and Enter and Tab go on") {
    Window window;
    window.page.key(Key::character, {false, true, false}, "w");
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->value == "W");
    CHECK_FALSE(fake::world().field->select_all);
    window.page.type("Ward");
    window.page.list_key(Key::tab);
    CHECK(window.value(0, 0) == "Ward");
    for (const char* key : {"3", "4"}) window.page.push(platform::KeyPressed{Key::character, key, {}, true, false});
    window.page.push(platform::KeyPressed{Key::enter, {}, {}, true, false});
    for (const char* key : {"2", "9"}) window.page.push(platform::KeyPressed{Key::character, key, {}, true, false});
    window.page.push(platform::KeyPressed{Key::enter, {}, {}, true, false});
    window.page.settle();
    CHECK(window.value(0, 1) == "34");
    CHECK(window.value(1, 1) == "29");
    // A value of two is chosen from a list that the letter has narrowed.
    window.page.key(Key::right);
    window.page.letter('n');
    CHECK(window.page.state().overlay == Overlay::choose_item);
    window.page.list_key(Key::enter);
    CHECK(window.value(2, 2) == "false");
    // Escape leaves the cell as it was.
    window.page.key(Key::left);
    window.page.letter('7');
    window.page.list_key(Key::escape);
    CHECK(window.value(2, 1).empty());
    CHECK_FALSE(fake::world().field);
}

TEST_CASE("text pasted on the home page becomes a document through the preview") {
    Fresh fresh;
    Interface page;
    page.push(platform::Pasted{"P07: They kept checking on me.\nInterviewer: How was that?\n"});
    page.settle(12);
    REQUIRE(page.state().overlay == Overlay::import_preview);
    page.confirm_import();
    REQUIRE(page.project().sources().size() == 1);
    CHECK(page.project().sources().begin()->name == "Pasted text");
    // In the coding mode as well, however plain it is; and nothing happens before it is confirmed.
    page.push(platform::Pasted{"One sentence."});
    page.settle(12);
    REQUIRE(page.state().overlay == Overlay::import_preview);
    CHECK(page.project().sources().size() == 1);
    page.key(Key::escape);
    CHECK(page.project().sources().size() == 1);
}

TEST_CASE("paste that means nothing is told, and never thrown away silently") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.state().mode = Mode::report;
    page.settle();
    const std::uint64_t before = page.project().revision();
    page.push(platform::Pasted{"words"});
    page.settle();
    CHECK(page.project().revision() == before);
    REQUIRE_FALSE(page.state().toasts.empty());
    CHECK(page.state().toasts.back().text.starts_with("Nothing was pasted"));
    // Pasted in the same frame as the key that opens a field: into the field.
    page.state().mode = Mode::code;
    select(page, "checking");
    page.push(platform::KeyPressed{Key::enter, {}, {}, true, false});
    page.push(platform::Pasted{"being watched"});
    page.settle();
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->value == "being watched");
}

TEST_CASE("a date that can be two is told as two, pasted or typed") {
    Window window;
    window.page.state().casing.column = 3;
    window.paste("03/04/2023");
    CHECK(window.value(0, 3).empty());
    CHECK(window.told() == "Nothing was pasted. Left out: ‘03/04/2023’ can be 3 April 2023 or 4 March 2023 (write 2023-04-03 or 2023-03-04) (P01, Born).");
    window.paste("13/04/2023");
    CHECK(window.value(0, 3) == "2023-04-13");
    window.paste("31/31/2023");
    CHECK(window.told().find("‘31/31/2023’ is no date") != std::string::npos);
}

TEST_CASE("an offer of undo goes when another change has followed, and what it says of trouble stays") {
    Window window;
    const auto offered = [&] {
        for (const Toast& toast : window.page.state().toasts)
            if (toast.text.find("Ctrl+Z") != std::string::npos) return true;
        return false;
    };
    window.page.state().casing.column = 1;
    window.paste("34\nmany");
    CHECK(offered());
    window.page.settle(3);
    CHECK(offered());
    window.page.letter('z', {true, false, false});
    window.page.settle(3);
    CHECK_FALSE(offered());
    CHECK(window.told() == "1 value pasted. Left out: ‘many’ is no whole number (P02, Age).");
    window.page.state().toasts.clear();
    window.paste("34");
    CHECK(offered());
    window.paste("35");
    CHECK(window.page.state().toasts.size() == 1); // that of the later change
    CHECK(offered());
}

TEST_CASE("a first row of attributes' names is taken as headings, in any order, and said so; one undo") {
    Window window;
    const std::uint64_t before = window.page.project().revision();
    window.paste("Age\tsmokes \tSITE\r\n34\tyes\tWard\r\n29\tno\tHome\r\n");
    CHECK(window.page.project().revision() == before + 1);
    CHECK(window.value(0, 0) == "Ward");
    CHECK(window.value(0, 1) == "34");
    CHECK(window.value(0, 2) == "true");
    CHECK(window.value(1, 1) == "29");
    CHECK(window.value(2, 1).empty());
    CHECK(window.told() == "6 values pasted. The first row was taken as headings: ‘Age’, ‘smokes’, ‘SITE’. Ctrl+Z brings back what stood there.");
    window.page.letter('z', {true, false, false});
    CHECK(window.value(0, 0).empty());
    // One name alone over its values, from another column.
    window.paste("Age\n34\n29");
    CHECK(window.value(0, 1) == "34");
    CHECK(window.value(1, 1) == "29");
    CHECK(window.value(0, 0).empty());
}

TEST_CASE("into an empty table words over a column of numbers are headings; into one with values, and without numbers, they are data") {
    {
        Window window;
        window.paste("Where\tHow old\nWard\t34\nHome\t29");
        CHECK(window.value(0, 0) == "Ward");
        CHECK(window.value(1, 1) == "29");
        CHECK(window.told().find("taken as headings: ‘Where’, ‘How old’") != std::string::npos);
        window.paste("Where\tHow old\nWard\t34\nHome\t29");
        CHECK(window.value(0, 0) == "Where");
        CHECK(window.value(1, 1) == "34");
    }
    {
        Window other;
        other.paste("Ward\nHome");
        CHECK(other.value(0, 0) == "Ward");
        CHECK(other.value(1, 0) == "Home");
        CHECK(other.told() == "2 values pasted. Ctrl+Z brings back what stood there.");
    }
    // A name among values, and names without anything under them, are values.
    Window third;
    third.paste("Site\tdiary");
    CHECK(third.value(0, 0) == "Site");
}
