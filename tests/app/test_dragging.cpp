#include "codes_window.h"

using namespace emic;
using namespace emic::test;

TEST_CASE("a code dropped on another moves beneath it, with Shift it is merged into it after a question that names both") {
    CodesWindow window({"a", "b", "c"});
    window.drag("a", "b");
    CHECK(window.tree() == "b(a) c kept");
    CHECK(window.page.state().overlay == Overlay::none);
    CHECK(window.told("Code ‘a’ moved"));
    window.undo();
    CHECK(window.tree() == "a b c kept");

    const std::uint64_t before = window.page.project().revision();
    window.drag("kept", "c", shift);
    REQUIRE(window.page.state().overlay == Overlay::question);
    CHECK(window.page.project().revision() == before);
    CHECK(fake::find_node(Role::dialog, "Merge into ‘c’?"));
    CHECK(window.page.state().question.words.find("‘kept’ goes into ‘c’: 1 coding") == 0);
    window.page.key(Key::escape);
    CHECK(window.page.state().overlay == Overlay::none);
    CHECK(window.page.project().revision() == before);
    window.drag("kept", "c", shift);
    window.page.click(Role::button, "Cancel");
    CHECK(window.page.project().revision() == before);
    window.drag("kept", "c", shift);
    window.page.click(Role::button, "Merge");
    window.page.settle();
    CHECK(window.tree() == "a b c");
    CHECK(window.coded_with("c") == "kept");
    CHECK(window.page.project().revision() == before + 1);
    window.undo();
    CHECK(window.tree() == "a b c kept");
    window.drag("kept", "c", shift);
    window.page.key(Key::enter);
    CHECK(window.tree() == "a b c");
}

TEST_CASE("Shift counts when the code is let go, not when it is taken") {
    CodesWindow window({"a", "b"});
    window.hold(shift);
    window.carry(window.middle("a"), window.middle("b"));
    window.hold(none);
    window.drop(window.middle("b"));
    CHECK(window.page.state().overlay == Overlay::none);
    CHECK(window.tree() == "b(a) kept");
    window.undo();
    window.carry(window.middle("a"), window.middle("b"));
    window.hold(shift);
    window.drop(window.middle("b"));
    window.hold(none);
    CHECK(window.page.state().overlay == Overlay::question);
    CHECK(window.tree() == "a b kept");
}

TEST_CASE("a code is not dropped on itself, beneath itself, or on nothing, and Escape cancels") {
    CodesWindow window({"a", "a > x", "b"});
    const std::uint64_t before = window.page.project().revision();
    window.drag("a", "x");
    window.drag("a", "a");
    window.carry(window.middle("a"), {600, 700});
    window.drop({600, 700});
    CHECK(window.page.project().revision() == before);
    window.carry(window.middle("a"), window.middle("b"));
    CHECK(window.page.state().carried.what == Carried::What::codes);
    window.page.key(Key::escape);
    CHECK(window.page.state().carried.what == Carried::What::nothing);
    window.drop(window.middle("b"));
    CHECK(window.page.project().revision() == before);
    // The window that loses the focus keeps nothing in the hand.
    window.carry(window.middle("a"), window.middle("b"));
    window.page.push(platform::FocusChanged{false});
    window.page.settle(3);
    window.page.push(platform::FocusChanged{true});
    window.drop(window.middle("b"));
    CHECK(window.page.project().revision() == before);
    CHECK(window.tree() == "a(x) b kept");
}

TEST_CASE("a code dropped on the selected words codes them; beside them nothing happens") {
    CodesWindow window({"judged", "watched"}, "They [kept|kept] checking on me.");
    window.select("checking");
    REQUIRE(fake::find_node(Role::mark, "coded: kept — “kept”"));
    const Rect kept = fake::find_node(Role::mark, "coded: kept — “kept”")->rect;
    const ImVec2 checking{kept.x + kept.width + 30, kept.y + kept.height / 2};
    const std::uint64_t before = window.page.project().revision();
    window.carry(window.middle("judged"), {checking.x, checking.y + 90});
    CHECK(window.page.state().carried.what == Carried::What::codes);
    window.drop({checking.x, checking.y + 90});
    CHECK(window.page.project().revision() == before);
    window.carry(window.middle("judged"), {checking.x - 40, checking.y}); // on words that are coded but not selected
    window.drop({checking.x - 40, checking.y});
    CHECK(window.page.project().revision() == before);
    window.carry(window.middle("judged"), checking);
    window.drop(checking);
    CHECK(window.coded_with("judged") == "checking");
    CHECK(window.page.project().revision() == before + 1);
    // Several, or a category, code nothing.
    window.select("checking");
    window.click("judged");
    window.click("watched", ctrl);
    window.carry(window.middle("judged"), checking);
    window.drop(checking);
    CHECK(window.page.project().revision() == before + 1);
}

TEST_CASE("selected words dropped on a code are coded with it, with the real mouse from press to release") {
    CodesWindow window({"judged", "watched"}, "They [kept|kept] checking on me.");
    window.page.state().selection = {};
    window.page.settle(2);
    const Rect kept = fake::find_node(Role::mark, "coded: kept — “kept”")->rect;
    const float y = kept.y + kept.height / 2;
    window.carry({kept.x + kept.width + 20, y}, {kept.x + kept.width + 95, y}); // selects
    window.drop({kept.x + kept.width + 95, y});
    CHECK(window.page.state().selection.size() == std::string("checking on").size());
    window.carry({kept.x + kept.width + 30, y}, window.middle("watched"));
    CHECK(window.page.state().carried.what == Carried::What::words);
    const std::uint64_t before = window.page.project().revision();
    window.page.key(Key::escape);
    window.drop(window.middle("watched"));
    CHECK(window.page.project().revision() == before);
    CHECK_FALSE(window.page.state().selection.empty());
    window.carry({kept.x + kept.width + 30, y}, window.middle("watched"));
    window.drop(window.middle("watched"));
    CHECK(window.coded_with("watched") == "checking on");
    CHECK(window.page.project().revision() == before + 1);
    CHECK(window.page.state().carried.what == Carried::What::nothing);
}

TEST_CASE("the list of codes scrolls while something is dragged near its edges") {
    std::vector<std::string> names;
    std::vector<const char*> codes;
    for (int i = 0; i < 60; ++i) names.push_back("code " + std::string(1, static_cast<char>('a' + i / 26)) + static_cast<char>('a' + i % 26));
    for (const std::string& name : names) codes.push_back(name.c_str());
    CodesWindow window(codes);
    CHECK_FALSE(fake::find_node(Role::treeitem, "code ch"));
    const platform::MirrorNode* tree = nullptr;
    for (const platform::MirrorNode& node : fake::world().mirror)
        if (node.role == Role::tree && node.name == "Codes") tree = &node;
    REQUIRE(tree);
    CHECK(tree->several);
    const float x = window.middle("code aa").x;
    float bottom = 0;
    for (const platform::MirrorNode& node : fake::world().mirror)
        if (node.role == Role::treeitem && node.name != "P07") bottom = std::max(bottom, node.rect.y + node.rect.height / 2);
    window.carry(window.middle("code aa"), {x, bottom});
    window.page.settle(600);
    REQUIRE(fake::find_node(Role::treeitem, "code ch"));
    const ImVec2 last = window.middle("code cg");
    window.drop(last);
    CHECK(window.page.project().find(window.code("code aa"))->parent == window.code("code cg"));
    window.carry(window.middle("code ce"), {x, window.row("code ce").y - 2000});
    window.page.key(Key::escape);
    window.page.release(x, 10);
}

TEST_CASE("the label of what is dragged stays inside the window") {
    for (const auto& [width, height] : {std::pair{1280.0f, 800.0f}, {1024.0f, 640.0f}}) {
        CodesWindow window({"a code with quite a long name that says much of what it is about, and more", "b"}, "They [kept|kept] checking.", width, height);
        const std::string name = window.study.project().codes().begin()->name;
        const ImVec2 from = window.middle("b");
        for (const ImVec2 corner : {ImVec2{width - 1, height - 1}, ImVec2{width - 1, 1}, ImVec2{1, height - 1}, ImVec2{1, 1}, ImVec2{width + 300, height + 300}}) {
            window.carry(window.middle(window.page.project().find(window.code("b")) ? "b" : name), corner);
            CHECK(window.page.state().carried.what == Carried::What::codes);
            const ImDrawList* label = ImGui::GetForegroundDrawList();
            REQUIRE(label->VtxBuffer.Size > 0);
            for (const ImDrawVert& vertex : label->VtxBuffer) {
                CHECK(vertex.pos.x >= 0);
                CHECK(vertex.pos.y >= 0);
                CHECK(vertex.pos.x <= width);
                CHECK(vertex.pos.y <= height);
            }
            window.page.key(Key::escape);
            window.drop(corner);
        }
        CHECK(from.x > 0);
    }
}

TEST_CASE("Escape puts a panel's border back") {
    CodesWindow window({"a"});
    const float before = window.page.state().codes_width;
    const platform::MirrorNode* border = nullptr;
    for (const platform::MirrorNode& node : fake::world().mirror)
        if (node.name == "Panel border" && node.rect.height > 300 && node.rect.x > 600) border = &node;
    REQUIRE(border);
    const ImVec2 at{border->rect.x + 3, 500};
    window.carry(at, {at.x - 80, at.y});
    CHECK(window.page.state().codes_width > before + 60);
    window.page.key(Key::escape);
    CHECK(window.page.state().codes_width == before);
    window.page.move(at.x - 120, at.y);
    window.page.settle(2);
    CHECK(window.page.state().codes_width == before);
    window.drop(at);
    window.carry(at, {at.x - 80, at.y});
    window.drop({at.x - 80, at.y});
    CHECK(window.page.state().codes_width > before + 60);
}
