// A window that may only read, because another one has the project: every way that leads to a change says why there is none.
#include "actions.h"
#include "desk.h"
#include "engine/formats/project_file.h"

#include <algorithm>

using namespace emic;
using test::Desk;
using platform::Key;
using platform::MirrorNode;
using platform::Rect;
using platform::Role;

namespace {

struct ReadingWindow {
    Desk desk;
    Interface& page = desk.page;

    void lay() {
        desk.lay();
        const ViewState before = page.state();
        page.session().open({{77, 5000}, write_project_file(desk.study.project(), {}), 0, {}, {}, true, false});
        page.state() = before;
        page.settle(3);
        REQUIRE(page.session().read_only());
        revision = page.project().revision();
        page.state().toasts.clear();
        fake::world().picks.clear();
    }
    [[nodiscard]] bool told() const {
        const auto& toasts = desk_toasts();
        return std::any_of(toasts.begin(), toasts.end(), [](const Toast& toast) { return toast.text.find("open in another window") != std::string::npos; });
    }
    [[nodiscard]] const std::vector<Toast>& desk_toasts() const { return const_cast<ReadingWindow*>(this)->page.state().toasts; }
    /// Said why, once, and nothing stands open in which something could be done.
    void refused(const std::string& way) {
        CAPTURE(way);
        CHECK(told());
        CHECK(page.state().toasts.size() == 1);
        // The palette stays, so that another command can be chosen.
        const bool palette = way == "palette" && page.state().overlay == Overlay::palette;
        CHECK((palette || page.state().overlay == Overlay::none));
        CHECK((palette || !fake::world().field));
        CHECK(page.state().carried.what == Carried::What::nothing);
        CHECK(page.project().revision() == revision);
        page.state().toasts.clear();
    }
    std::uint64_t revision = 0;
};

} // namespace

TEST_CASE("reading only: commands that lead to a change say why they do not, by the palette and by their keys") {
    ReadingWindow reader;
    reader.lay();
    std::size_t changing = 0;
    for (const CommandRow& row : command_table()) {
        if (!leads_to_change(row.id)) continue;
        const std::string name = row.name;
        CAPTURE(name);
        ++changing;
        reader.lay();
        reader.desk.type_command(row.name);
        reader.refused("palette");
        CHECK(fake::world().picks.empty());
        for (const KeyChord& chord : row.keys) {
            reader.lay();
            reader.desk.press(chord);
            reader.refused("key");
        }
    }
    CHECK(changing > 70);
}

TEST_CASE("reading only: every command that says it only looks changes nothing and can be used") {
    ReadingWindow reader;
    for (const CommandRow& row : command_table()) {
        if (leads_to_change(row.id) || row.id == CommandId::go_home || row.id == CommandId::new_project) continue;
        const std::string name = row.name;
        CAPTURE(name);
        reader.lay();
        if (!reader.desk.can(row)) continue;
        reader.desk.type_command(row.name);
        CHECK_FALSE(reader.told());
        CHECK(reader.page.project().revision() == reader.revision);
        if (fake::world().field) fake::end_field(platform::FieldEnd::escape);
        reader.page.state().overlay = Overlay::none;
        reader.page.settle(2);
    }
}

TEST_CASE("reading only: fields of the project do not open, in every mode, and say why") {
    ReadingWindow reader;
    std::size_t tried = 0;
    for (const Mode mode : {Mode::code, Mode::compare, Mode::themes, Mode::cases}) {
        for (const Inspecting inspecting : {Inspecting::passage, Inspecting::code, Inspecting::document, Inspecting::case_, Inspecting::project}) {
            if (mode != Mode::code && inspecting != Inspecting::passage) continue;
            reader.lay();
            reader.page.state().mode = mode;
            reader.page.state().inspecting = inspecting;
            reader.page.settle(4);
            std::vector<MirrorNode> fields;
            for (const MirrorNode& node : fake::world().mirror)
                if (node.role == Role::textbox) fields.push_back(node);
            for (const MirrorNode& field : fields) {
                CAPTURE(field.name);
                const bool of_screen = field.name.find("ilter") != std::string::npos || field.name.find("earch") != std::string::npos;
                reader.page.state().toasts.clear();
                reader.page.push(platform::MirrorActivated{field.id});
                reader.page.settle(3);
                if (of_screen) {
                    CHECK_FALSE(reader.told());
                    if (fake::world().field) fake::end_field(platform::FieldEnd::escape);
                    reader.page.settle(2);
                } else {
                    ++tried;
                    reader.refused("field");
                }
            }
        }
    }
    CHECK(tried > 12);
}

TEST_CASE("reading only: coding from the list, drag, paste, a letter in a cell and dropped files say why") {
    ReadingWindow reader;
    const auto middle = [](Role role, std::string_view name) {
        const MirrorNode* node = fake::find_node(role, std::string(name));
        REQUIRE(node);
        return node->rect;
    };
    reader.lay();
    const Rect row = middle(Role::treeitem, "help");
    const float x = row.x + row.width / 2, y = row.y + row.height / 2;
    apply_code_to_selection(reader.page.now(), reader.desk.study.help); // what a double click on a code does
    reader.page.settle(3);
    reader.refused("from the list");

    reader.lay();
    reader.page.press(x, y);
    for (int step = 1; step <= 6; ++step) {
        reader.page.move(x, y + 12.0f * static_cast<float>(step));
        reader.page.frame();
    }
    reader.page.release(x, y + 72);
    reader.refused("drag");

    for (const Mode mode : {Mode::code, Mode::cases}) {
        reader.lay();
        reader.page.state().mode = mode;
        reader.page.settle(3);
        reader.page.push(platform::Pasted{"34\t35"});
        reader.page.settle(8);
        reader.refused("paste");
    }
    reader.page.letter('7');
    reader.page.settle(3);
    reader.refused("a letter in a cell");

    reader.lay();
    reader.page.push(platform::FilesGiven{{{"P09.txt", "I felt nothing."}}, true});
    reader.page.settle(12);
    reader.refused("files");

    for (const char* button : {"Code it… Enter", "In vivo V"}) {
        CAPTURE(button);
        reader.lay();
        if (!fake::find_node(Role::button, button)) continue;
        reader.page.click(Role::button, button);
        reader.page.settle(3);
        reader.refused("button");
    }
}
