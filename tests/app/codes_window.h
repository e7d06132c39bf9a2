#pragma once
// The coding window with some codes and one document, in front of a researcher with mouse and keys.

#include "engine/queries_study.h"
#include "interface.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace emic::test {

using platform::Key;
using platform::Modifiers;
using platform::Rect;
using platform::Role;
using platform::Tri;

inline constexpr Modifiers none{}, ctrl{true, false, false}, shift{false, true, false}, ctrl_shift{true, true, false};

struct CodesWindow {
    struct Fresh {
        Fresh() { fake::reset(); }
    } fresh;
    DrawnStudy study;
    Interface page;
    Id<Source> document;

    explicit CodesWindow(const std::vector<const char*>& codes, const char* drawing = "They [kept|kept] checking on me, like I was going to run off with her.", float width = 1280,
                    float height = 800)
        : page(width, height) {
        ImGui::GetIO().MouseDoubleClickTime = 0.001f; // presses come faster here than a hand makes them
        for (const char* path : codes) study.code(path);
        document = study.document("P07", drawing);
        page.session().begin({77, 77}, study.project(), DrawnStudy::coder(), "");
        page.state().mode = Mode::code;
        page.state().document = document;
        page.settle(12);
    }
    void hold(Modifiers modifiers) {
        page.push(platform::KeyPressed{Key::none, "", modifiers, true, false});
        page.frame();
    }
    Rect row(const std::string& name) {
        const platform::MirrorNode* node = fake::find_node(Role::treeitem, name);
        INFO("looking for ", name);
        REQUIRE(node);
        return node->rect;
    }
    ImVec2 middle(const std::string& name) {
        const Rect r = row(name);
        return {r.x + r.width / 2, r.y + r.height / 2};
    }
    void click(const std::string& name, Modifiers modifiers = {}) {
        hold(modifiers);
        const ImVec2 at = middle(name);
        page.click_at(at.x, at.y);
        hold(none);
    }
    void carry(ImVec2 from, ImVec2 to) {
        page.press(from.x, from.y);
        for (const float share : {0.2f, 0.6f, 1.0f}) {
            page.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            page.frame();
        }
        page.settle(2);
    }
    void drop(ImVec2 at) {
        page.release(at.x, at.y);
        page.settle(3);
    }
    void drag(const std::string& from, const std::string& to, Modifiers modifiers = {}) {
        const ImVec2 target = middle(to);
        hold(modifiers);
        carry(middle(from), target);
        drop(target);
        hold(none);
    }
    Id<Code> code(const std::string& name) {
        for (const Code& each : page.project().codes())
            if (each.name == name) return each.id;
        return {};
    }
    std::string tree(Id<Code> parent = {}) {
        std::string drawn;
        for (Id<Code> id : page.session().indexes().children_of(parent)) {
            drawn += (drawn.empty() ? "" : " ") + page.project().find(id)->name;
            if (const std::string below = tree(id); !below.empty()) drawn += "(" + below + ")";
        }
        return drawn;
    }
    /// What the mirror says is selected in the list.
    std::string chosen() {
        std::string names;
        for (const platform::MirrorNode& node : fake::world().mirror)
            if (node.role == Role::treeitem && node.selected == Tri::yes && node.name != "P07") names += (names.empty() ? "" : " ") + node.name;
        return names;
    }
    void select(std::string_view words) {
        const std::size_t at = page.project().sources().begin()->text.view().find(words);
        REQUIRE(at != std::string_view::npos);
        page.state().selection = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
        page.state().coding = {};
        page.settle(4);
    }
    std::string coded_with(const std::string& name) {
        std::string words;
        for (const Coding& coding : page.project().codings())
            if (coding.code == code(name)) words += (words.empty() ? "" : " / ") + std::string(slice(page.project().find(coding.source)->text.view(), coding.range));
        return words;
    }
    bool told(std::string_view part) {
        return std::any_of(page.state().toasts.begin(), page.state().toasts.end(), [&](const Toast& toast) { return toast.text.find(part) != std::string::npos; });
    }
    void choose_from_palette(const std::string& command, const std::string& choice = {}) {
        page.letter('k', ctrl);
        page.type(command);
        page.list_key(Key::enter);
        page.settle();
        if (choice.empty()) return;
        page.type(choice);
        page.list_key(Key::enter);
        page.settle();
    }
    void undo() {
        page.letter('z', ctrl);
        page.settle();
    }
};

} // namespace emic::test
