// Where things stand: tooltips beside what they are of, colours inside their menu, the inspector at its top.
#include "desk.h"
#include "widgets/tooltip_place.h"

#include <tuple>

using namespace emic;
using test::Desk;
using platform::MirrorNode;
using platform::Rect;
using platform::Role;

namespace {

bool overlaps(const Rect& a, const Rect& b) { return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height; }

} // namespace

TEST_CASE("a tooltip in a list covers neither its row nor those beside it") {
    // The list; the window; a row in it; the tooltip's size.
    constexpr float row_height = 30;
    for (const Rect& list : {Rect{1000, 100, 270, 400}, Rect{68, 100, 216, 400}, Rect{68, 100, 1190, 600}, Rect{68, 100, 940, 480}})
        for (const float width : {60.0f, 320.0f})
            for (float y = list.y; y + row_height <= list.y + list.height; y += row_height) {
                const Rect item{list.x, y, list.width, row_height};
                const Rect box = tooltip_place(item, width, 60, {0, 0, 1280, 800}, list, row_height);
                CAPTURE(y);
                CAPTURE(width);
                CHECK_FALSE(overlaps(box, item));
                CHECK_FALSE(overlaps(box, {item.x, item.y + row_height, item.width, row_height}));
                CHECK_FALSE(overlaps(box, {item.x, item.y - row_height, item.width, row_height}));
                CHECK(box.x >= 0);
                CHECK(box.y >= 0);
                CHECK(box.x + box.width <= 1280);
                CHECK(box.y + box.height <= 800);
            }
}

TEST_CASE("the colours of a coder and of a code lie inside their menus, however large the window and the letters are") {
    for (const auto& [width, height, zoom] : {std::tuple{1280.0f, 800.0f, 1.0f}, {1024.0f, 640.0f, 1.0f}, {1280.0f, 800.0f, 1.6f}, {1024.0f, 640.0f, 2.0f}, {640.0f, 480.0f, 1.0f}}) {
        fake::reset();
        Interface page{width, height};
        page.click(Role::button, "Start from the sample study");
        page.settle();
        page.state().zoom = zoom;
        page.settle(4);
        const auto badge = std::find_if(fake::world().mirror.begin(), fake::world().mirror.end(), [](const MirrorNode& node) { return node.name.starts_with("Coder: "); });
        REQUIRE(badge != fake::world().mirror.end());
        page.click(Role::button, badge->name);
        page.settle(4);
        const MirrorNode* menu = fake::find_node(Role::menu, "Coders");
        REQUIRE(menu);
        std::size_t colours = 0;
        for (const MirrorNode& node : fake::world().mirror) {
            if (node.role != Role::menuitem || !node.name.starts_with("Colour ")) continue;
            ++colours;
            CAPTURE(node.name);
            CAPTURE(zoom);
            CHECK(node.rect.x >= menu->rect.x);
            CHECK(node.rect.x + node.rect.width <= menu->rect.x + menu->rect.width);
            CHECK(node.rect.x + node.rect.width <= width);
            CHECK(node.rect.width > 12);
        }
        CHECK(colours >= 8);
    }
}

TEST_CASE("the inspector begins at its top with another thing and stays where it is with the same") {
    Desk desk;
    Interface& page = desk.page;
    page.state().selection = {};
    page.state().inspecting = Inspecting::code;
    page.state().code = desk.study.help;
    page.settle(4);
    const auto top = [&](std::string_view name) {
        const MirrorNode* node = fake::find_node(Role::heading, std::string(name));
        return node ? node->rect.y : -1e6f;
    };
    const float at_top = top("help");
    REQUIRE(at_top > 0);
    const auto scroll = [&] {
        page.move(1150, at_top + 60);
        page.frame();
        page.push(platform::Wheel{0, 120, {}});
        page.settle(5);
    };
    scroll();
    const float scrolled = top("help");
    CHECK(scrolled < at_top);
    page.settle(4);
    CHECK(top("help") == scrolled);
    page.state().code = desk.study.cold;
    page.settle(4);
    CHECK(top("cold") == at_top);
}
