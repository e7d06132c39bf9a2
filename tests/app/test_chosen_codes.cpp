#include "codes_window.h"

using namespace emic;
using namespace emic::test;

TEST_CASE("Ctrl and Shift choose several codes with the mouse, and the mirror says so") {
    CodesWindow window({"a", "b", "c", "d", "e"});
    window.click("b");
    CHECK(window.chosen() == "b");
    window.click("d", ctrl);
    CHECK(window.chosen() == "b d");
    window.click("b", ctrl);
    CHECK(window.chosen() == "d");
    window.click("d", ctrl);
    CHECK(window.chosen() == "");
    CHECK_FALSE(window.page.state().code);
    window.click("b");
    window.click("d", shift);
    CHECK(window.chosen() == "b c d");
    window.click("a", shift); // from where it began
    CHECK(window.chosen() == "a b");
    window.click("d", ctrl);
    window.click("e", ctrl_shift);
    CHECK(window.chosen() == "a b d e");
    CHECK(fake::find_node(Role::list, "Chosen codes"));
    window.click("c");
    CHECK(window.chosen() == "c");
    // What is chosen elsewhere ends it.
    window.click("d", ctrl);
    const Rect kept = fake::find_node(Role::mark, "coded: kept — “kept”")->rect;
    window.page.click_at(kept.x + 4, kept.y + kept.height / 2);
    CHECK(window.chosen() == "kept");
    // A folded code takes what it hides with it only once.
    window.click("a");
    window.page.state().mode = Mode::compare;
    window.page.settle();
    window.page.state().mode = Mode::code;
    window.page.settle();
    CHECK(window.chosen() == "a");
}

TEST_CASE("the keyboard chooses several codes: Shift and arrows, Ctrl and Space, Ctrl+A") {
    CodesWindow window({"a", "b", "c", "d"});
    for (int i = 0; i < 60; ++i) {
        const auto focused = std::find_if(fake::world().mirror.begin(), fake::world().mirror.end(), [](const platform::MirrorNode& node) { return node.focused && node.role == Role::treeitem; });
        if (focused != fake::world().mirror.end() && focused->name == "a") break;
        window.page.key(Key::tab);
    }
    window.page.key(Key::space);
    CHECK(window.chosen() == "a");
    window.hold(shift);
    window.page.key(Key::down, shift);
    window.page.key(Key::down, shift);
    window.hold(none);
    CHECK(window.chosen() == "a b c");
    window.page.key(Key::down);
    CHECK(window.chosen() == "a b c");
    window.hold(ctrl);
    window.page.key(Key::space, ctrl);
    CHECK(window.chosen() == "a b c d");
    window.page.key(Key::space, ctrl);
    CHECK(window.chosen() == "a b c");
    window.page.letter('a', ctrl);
    CHECK(window.chosen() == "a b c d kept");
    window.hold(none);
    window.page.key(Key::space);
    CHECK(window.chosen() == "d");
}

TEST_CASE("several codes are moved, coloured, merged and deleted, each as one change that names them and one undo") {
    CodesWindow window({"a", "b", "c", "d"});
    const auto choose = [&] {
        window.click("a");
        window.click("kept", ctrl);
        REQUIRE(window.chosen() == "a kept");
    };
    const std::string before = window.tree();
    SUBCASE("moved by dragging one of them") {
        choose();
        window.drag("a", "c");
        CHECK(window.tree() == "b c(a kept) d");
        CHECK(window.told("Codes ‘a’ and ‘kept’ moved"));
        window.undo();
        CHECK(window.tree() == before);
        // Another is dragged alone.
        window.drag("d", "c");
        CHECK(window.tree() == "a b c(d) kept");
    }
    SUBCASE("moved by command") {
        choose();
        window.choose_from_palette("Move code under", "c");
        CHECK(window.tree() == "b c(a kept) d");
        choose();
        window.choose_from_palette("Move code to the top level");
        CHECK(window.tree() == "b c d a kept");
        window.undo();
        window.undo();
        CHECK(window.tree() == before);
    }
    SUBCASE("coloured") {
        choose();
        const Colour was = window.page.project().find(window.code("a"))->colour;
        window.choose_from_palette("Colour of the code", "Colour 5");
        CHECK(window.page.project().find(window.code("a"))->colour != was);
        CHECK(window.page.project().find(window.code("a"))->colour == window.page.project().find(window.code("kept"))->colour);
        CHECK(window.told("Colour of codes ‘a’ and ‘kept’ changed"));
        window.undo();
        CHECK(window.page.project().find(window.code("a"))->colour == was);
    }
    SUBCASE("merged into one of them") {
        choose();
        window.choose_from_palette("Merge code into", "kept");
        CHECK(window.tree() == "b c d kept");
        CHECK(window.told("‘a’ merged into ‘kept’"));
        window.undo();
        CHECK(window.tree() == before);
    }
    SUBCASE("merged by dragging with Shift") {
        choose();
        window.drag("kept", "d", shift);
        CHECK(window.page.state().question.words.find("‘a’ and ‘kept’ go into ‘d’") == 0);
        window.page.click(Role::button, "Merge");
        window.page.settle();
        CHECK(window.tree() == "b c d");
        CHECK(window.coded_with("d") == "kept");
        window.undo();
        CHECK(window.tree() == before);
    }
    SUBCASE("deleted after a question") {
        choose();
        window.page.key(Key::delete_, shift);
        REQUIRE(window.page.state().overlay == Overlay::question);
        CHECK(window.tree() == before);
        CHECK(window.page.state().question.words.find("‘a’ and ‘kept’ go with their 1 coding") == 0);
        window.page.click(Role::button, "Delete");
        window.page.settle();
        CHECK(window.tree() == "b c d");
        CHECK(window.page.project().codings().empty());
        window.undo();
        CHECK(window.tree() == before);
        CHECK(window.page.project().codings().size() == 1);
    }
    SUBCASE("one code goes at once, as ever") {
        window.click("b");
        window.page.key(Key::delete_, shift);
        CHECK(window.page.state().overlay == Overlay::none);
        CHECK(window.tree() == "a c d kept");
        CHECK(window.told("Code ‘b’ deleted"));
    }
}
