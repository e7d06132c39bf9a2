// Correcting a transcript: it begins where the researcher is and ends there.
#include "field_caret.h"
#include "one_interview.h"

using namespace emic;
using namespace emic::test;

namespace {

std::string many_lines() {
    std::string text;
    for (int i = 1; i <= 200; ++i) text += "P07: Line " + std::to_string(i) + " of what was said that night.\n";
    return text;
}

std::uint32_t place_of(Interface& page, std::string_view words) {
    const std::size_t at = page.project().sources().begin()->text.view().find(words);
    REQUIRE(at != std::string_view::npos);
    return static_cast<std::uint32_t>(at);
}

void open_long(Interface& page) {
    page.drop({{"P07.txt", many_lines()}});
    REQUIRE(page.project().sources().size() == 1);
    page.settle();
}

std::uint32_t reading_place(Interface& page) { return page.state().reading_places[page.state().document]; }

/// Scrolls until the reading place is behind these words.
void read_on(Interface& page, std::string_view words) {
    const std::uint32_t wanted = place_of(page, words);
    page.move(600, 400);
    for (int turns = 0; turns < 200 && reading_place(page) < wanted; ++turns) {
        page.push(platform::Wheel{0, 120, {}});
        page.settle(2);
    }
    REQUIRE(reading_place(page) >= wanted);
}

} // namespace

TEST_CASE("correcting begins at the caret when it is in view, and what is typed before the field is there lands there") {
    Fresh fresh;
    Interface page;
    open_long(page);
    const std::uint32_t at = place_of(page, "Line 5 ");
    page.state().selection = {at, at + 4};
    page.settle(2);
    page.letter('e');
    REQUIRE(page.state().editing_text);
    REQUIRE(fake::world().field);
    CHECK(platform::field_caret() == at);
    page.letter('x');
    page.letter('y');
    page.key(platform::Key::backspace);
    CHECK(fake::world().field->value.substr(at, 6) == "xLine ");
    CHECK(platform::field_caret() == at + 1);
    page.key(platform::Key::delete_);
    CHECK(fake::world().field->value.substr(at, 6) == "xine 5");
}

TEST_CASE("correcting begins at the first line in view when the caret is elsewhere, and the page stays there after it") {
    Fresh fresh;
    Interface page;
    open_long(page);
    page.state().selection = {3, 3};
    read_on(page, "Line 60 ");
    const std::uint32_t before = reading_place(page);
    page.letter('e');
    REQUIRE(page.state().editing_text);
    CHECK(platform::field_caret() == before);
    page.letter('x');
    page.click(platform::Role::button, "Done");
    page.settle();
    CHECK_FALSE(page.state().editing_text);
    CHECK(page.project().sources().begin()->text.view()[before] == 'x');
    CHECK(reading_place(page) <= before);
    CHECK(reading_place(page) + 2000 > before);
    CHECK(page.state().selection == TextRange{before + 1, before + 1});
}

TEST_CASE("undo of a correction keeps the reading place") {
    Fresh fresh;
    Interface page;
    open_long(page);
    read_on(page, "Line 60 ");
    page.letter('e');
    page.letter('x');
    page.click(platform::Role::button, "Done");
    page.settle();
    const std::uint32_t place = reading_place(page);
    REQUIRE(place > 1000);
    page.session().ask_undo();
    page.settle();
    CHECK(reading_place(page) + 2 > place);
    CHECK(reading_place(page) < place + 2);
}
