// Menus, settings and the rail when words are long and everything is enlarged.
#include "command_table.h"
#include "desk.h"
#include "one_interview.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;
using platform::MirrorNode;
using platform::Rect;
using platform::Role;

namespace {

std::vector<MirrorNode> nodes_of(Role role) {
    std::vector<MirrorNode> found;
    for (const MirrorNode& node : fake::world().mirror)
        if (node.role == role) found.push_back(node);
    return found;
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 1 < b.y + b.height && b.y + 1 < a.y + a.height;
}

Rect rect_of(Role role, const char* name) {
    const MirrorNode* node = fake::find_node(role, name);
    INFO(name);
    REQUIRE(node);
    return node->rect;
}

} // namespace

TEST_CASE("every word of a menu has room, and the project's menu opens beneath its title") {
    Desk desk;
    Interface& page = desk.page;
    const std::string title = "Project: " + page.project().info().name;
    page.click(Role::button, title);
    page.settle();
    const Rect button = rect_of(Role::button, title.c_str()), menu = rect_of(Role::menu, "Project");
    CHECK(std::abs(menu.x - button.x) < 8);
    CHECK(menu.y >= button.y + button.height);
    CHECK(menu.y < button.y + button.height + 12);
    CHECK(button.width < 300); // the words and the sign beside them, not the empty bar
    page.key(platform::Key::escape);
    page.settle();
    page.state().open_code_menu = true;
    page.settle();
    REQUIRE(fake::find_node(Role::menu, "Code"));
    const Frame frame = page.now();
    for (const MirrorNode& row : nodes_of(Role::menuitem)) {
        if (row.name.starts_with("Colour ")) continue; // a swatch
        std::string keys;
        for (const CommandRow& each : command_table())
            if (row.name == each.name) keys = key_name(frame, each);
        CAPTURE(row.name);
        CHECK(row.rect.width >= frame.ui.width(row.name, frame.ui.look()) + frame.ui.width(keys, frame.ui.quiet()) + 28);
    }
}

TEST_CASE("settings and the rail stay whole when everything is enlarged on a low window") {
    for (const float zoom : {1.0f, 1.61f, 2.5f}) {
        CAPTURE(zoom);
        Fresh fresh;
        Interface page(1024, 640);
        import_interview(page);
        page.state().zoom = zoom;
        page.settle();
        std::vector<MirrorNode> tabs = nodes_of(Role::tab);
        CHECK(tabs.size() >= 8);
        for (const char* name : {"Code", "Compare", "Search", "Cases", "Themes", "Report", "Keys", "Settings"}) {
            const Rect rect = rect_of(Role::tab, name);
            CHECK(rect.height >= 24);
            CHECK(rect.y + rect.height <= 640);
            for (const MirrorNode& other : tabs)
                if (other.name != name) CHECK_FALSE(overlap(rect, other.rect));
        }
        page.state().toasts.clear(); // they would lie over it
        page.settle();
        page.click(Role::tab, "Settings");
        page.settle();
        REQUIRE(page.state().overlay == Overlay::settings);
        const Rect done = rect_of(Role::button, "Done");
        CHECK(done.y + done.height <= 640);
        page.move(512, 320);
        for (int turns = 0; turns < 20; ++turns) page.push(platform::Wheel{0, 200, {}}), page.settle(2);
        const Rect letters = rect_of(Role::checkbox, "Single letters, digits and signs run commands"), keys = rect_of(Role::button, "Show and change keys…");
        CHECK_FALSE(overlap(letters, keys));
        CHECK(letters.height > 20);
        CHECK(keys.height > 20);
        CHECK(keys.y + keys.height <= done.y);
        page.click(Role::button, "Show and change keys…");
        page.settle();
        CHECK(page.state().overlay == Overlay::key_sheet);
    }
}
