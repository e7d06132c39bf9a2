// An open menu owns the keyboard, however it was opened, and a press beside it only closes it.
#include "one_interview.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::Role;

namespace {

struct Menus {
    Fresh fresh;
    Interface page;

    Menus() {
        page.click(Role::button, "Start from the sample study");
        page.settle();
        page.state().selection = {40, 60};
        page.settle();
    }
    [[nodiscard]] bool open(const char* name) const { return fake::find_node(Role::menu, name) != nullptr; }
    [[nodiscard]] std::string lit() const {
        for (const platform::MirrorNode& node : fake::world().mirror)
            if (node.role == Role::menuitem && node.focused) return node.name;
        return {};
    }
    [[nodiscard]] platform::Rect middle_of_transcript() const {
        const auto page_node = std::ranges::find_if(fake::world().mirror, [](const platform::MirrorNode& one) { return one.role == Role::document; });
        REQUIRE(page_node != fake::world().mirror.end());
        const auto line = std::ranges::find_if(fake::world().mirror, [&](const platform::MirrorNode& one) { return one.role == Role::paragraph && one.parent == page_node->id; });
        REQUIRE(line != fake::world().mirror.end());
        return line->rect;
    }
    void right_click(float x, float y) {
        page.move(x, y);
        page.frame();
        page.push(platform::PointerButton{1, true, x, y, false, 1});
        page.frame();
        page.push(platform::PointerButton{1, false, x, y, false, 1});
        page.settle();
    }
    void open_project_menu() {
        for (const platform::MirrorNode& node : fake::world().mirror)
            if (node.name.starts_with("Project: ")) return page.click(Role::button, node.name), page.settle();
        FAIL("no project menu");
    }
};

} // namespace

TEST_CASE("Escape closes a menu and nothing else") {
    Menus menus;
    const platform::Rect line = menus.middle_of_transcript();
    menus.right_click(line.x + 60, line.y + 10);
    menus.page.state().selection = {40, 60};
    menus.page.settle();
    REQUIRE(menus.open("Passage"));
    const TextRange before = menus.page.state().selection;
    menus.page.key(Key::escape);
    CHECK_FALSE(menus.open("Passage"));
    CHECK(menus.page.state().selection == before);
    CHECK_FALSE(before.empty());
    // The next one is the transcript's again.
    menus.page.key(Key::escape);
    CHECK(menus.page.state().selection.empty());
}

TEST_CASE("arrows and letters choose in a menu that the mouse opened, and nothing below hears them") {
    Menus menus;
    menus.open_project_menu();
    REQUIRE(menus.open("Project"));
    const std::uint64_t revision = menus.page.project().revision();
    const TextRange selection = menus.page.state().selection;
    CHECK(menus.lit().empty());
    menus.page.key(Key::down);
    const std::string first = menus.lit();
    CHECK_FALSE(first.empty());
    menus.page.key(Key::down);
    CHECK(menus.lit() != first);
    menus.page.key(Key::up);
    CHECK(menus.lit() == first);
    menus.page.key(Key::up);
    const std::string last = menus.lit();
    menus.page.key(Key::home);
    CHECK(menus.lit() == first);
    menus.page.key(Key::end);
    CHECK(menus.lit() == last);
    for (char letter : std::string("vn1e")) menus.page.letter(letter);
    menus.page.letter('k', {true, false, false});
    CHECK(menus.page.state().overlay == Overlay::none);
    CHECK(menus.page.project().revision() == revision);
    CHECK(menus.page.state().selection == selection);
    CHECK_FALSE(menus.page.state().editing_text);
    menus.page.letter('r'); // Rename project…
    CHECK(menus.lit() == "Rename project…");
    menus.page.key(Key::home);
    menus.page.push(platform::KeyPressed{Key::character, "r", {}, true, false, "к"}); // the same key where it types к
    menus.page.settle();
    CHECK(menus.lit() == "Rename project…");
    menus.page.key(Key::enter);
    CHECK_FALSE(menus.open("Project"));
    CHECK(menus.page.state().overlay == Overlay::name_dialog);
}

TEST_CASE("the same in a menu of the right button, and in one that the keyboard opened") {
    Menus menus;
    const platform::Rect line = menus.middle_of_transcript();
    menus.right_click(line.x + 60, line.y + 10);
    REQUIRE(menus.open("Passage"));
    menus.page.state().selection = {40, 60};
    menus.page.settle();
    menus.page.key(Key::down);
    CHECK(menus.lit() == "Code the selection…");
    menus.page.key(Key::escape);
    for (int step = 0; step < 40; ++step) {
        menus.page.key(Key::tab);
        const auto on = std::ranges::find_if(fake::world().mirror, [](const platform::MirrorNode& one) { return one.focused; });
        if (on != fake::world().mirror.end() && on->name.starts_with("Project: ")) break;
    }
    menus.page.key(Key::enter);
    menus.page.settle();
    REQUIRE(menus.open("Project"));
    menus.page.key(Key::down);
    CHECK_FALSE(menus.lit().empty());
    menus.page.key(Key::escape);
    CHECK_FALSE(menus.open("Project"));
}

TEST_CASE("a press beside a menu closes it and does not act on what lies there") {
    Menus menus;
    for (int button : {0, 1}) {
        CAPTURE(button);
        menus.open_project_menu();
        REQUIRE(menus.open("Project"));
        const platform::Rect tab = fake::find_node(Role::tab, "Report")->rect;
        const float x = tab.x + tab.width / 2, y = tab.y + tab.height / 2;
        menus.page.move(x, y);
        menus.page.push(platform::PointerButton{button, true, x, y, false, 1});
        menus.page.push(platform::PointerButton{button, false, x, y, false, 1});
        menus.page.settle();
        CHECK_FALSE(menus.open("Project"));
        CHECK(menus.page.state().mode == Mode::code);
    }
    // Nor on the transcript: the selection stays.
    const platform::Rect line = menus.middle_of_transcript();
    menus.open_project_menu();
    const TextRange before = menus.page.state().selection;
    menus.page.click_at(line.x + 200, line.y + 10);
    CHECK_FALSE(menus.open("Project"));
    CHECK(menus.page.state().selection == before);
    menus.page.click_at(line.x + 200, line.y + 10);
    CHECK_FALSE(menus.page.state().selection == before);
}

TEST_CASE("the press that opens a menu and the keys for it may come in one frame") {
    Menus menus;
    const auto button = std::ranges::find_if(fake::world().mirror, [](const platform::MirrorNode& one) { return one.name.starts_with("Project: "); });
    REQUIRE(button != fake::world().mirror.end());
    const float x = button->rect.x + 20, y = button->rect.y + button->rect.height / 2;
    menus.page.move(x, y);
    menus.page.push(platform::PointerButton{0, true, x, y, false, 1});
    menus.page.push(platform::PointerButton{0, false, x, y, false, 1});
    menus.page.push(platform::KeyPressed{Key::character, "r", {}, true, false});
    menus.page.push(platform::KeyPressed{Key::enter, {}, {}, true, false});
    menus.page.push(platform::KeyPressed{Key::character, "a", {}, true, false});
    menus.page.frame();
    CHECK(menus.page.state().overlay == Overlay::name_dialog);
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->value == "a");
}
