#include "desk.h"

#include <algorithm>
#include <set>

using namespace emic;
using test::Desk;
using platform::Key;
using platform::MirrorNode;
using platform::Rect;
using platform::Role;

// Each command, by each way there is to it: palette, keys, menus and buttons, when it can run and when it cannot.

namespace {

const CommandRow* named(std::string_view name) {
    for (const CommandRow& row : command_table())
        if (row.name == name) return &row;
    return nullptr;
}

/// Brings about what a command needs that is not so from the beginning.
void prepare(Desk& desk, const CommandRow& row) {
    ViewState& state = desk.page.state();
    if (row.id == CommandId::find_next || row.id == CommandId::find_previous) state.find_open = true, state.find = "night";
    if (row.id == CommandId::title_memo || row.id == CommandId::delete_memo) state.selection = {};
    if (row.id == CommandId::print_report) state.mode = Mode::report;
    if (row.id == CommandId::next_document || row.id == CommandId::previous_document || row.id == CommandId::document_up) state.document = desk.study.second;
    if (row.id == CommandId::shrink_selection) state.grown_from = {desk.study.find(desk.study.first, "to")};
    if (row.id == CommandId::toggle_category) state.code = desk.study.calm;
    if (row.id == CommandId::appearance_light) state.appearance = Appearance::dark, state.follow_system_appearance = false;
    if (row.id == CommandId::appearance_system) state.follow_system_appearance = false;
    if (row.id == CommandId::zoom_reset) state.zoom = 1.25f;
    if (row.id >= CommandId::apply_recent_6 && row.id <= CommandId::apply_recent_9)
        state.quick_codes.put(desk.study.alone, static_cast<std::size_t>(row.id) - static_cast<std::size_t>(CommandId::apply_recent_1));
    if (row.id == CommandId::mode_code) state.mode = Mode::compare;
    desk.page.settle(4);
}

struct Menu {
    const char* name;
    void (*open)(Desk&);
    void (*chooses)(Desk&) = [](Desk&) {}; ///< what opening it chooses
};

void open_by_button(Desk& desk, const char* name) { desk.page.click(Role::button, name); }

const Menu menus[] = {
    {"Code", [](Desk& desk) { open_by_button(desk, "More about the code"); }},
    {"Code", [](Desk& desk) {
         const MirrorNode* row = fake::find_node(Role::treeitem, "help");
         REQUIRE(row);
         const Rect r = row->rect;
         desk.page.move(r.x + 60, r.y + r.height / 2);
         desk.page.frame();
         for (const bool down : {true, false}) {
             desk.page.push(platform::PointerButton{1, down, r.x + 60, r.y + r.height / 2, false, 1});
             desk.page.settle(2);
         }
     },
     [](Desk&) {}},
    {"Document", [](Desk& desk) { open_by_button(desk, "More about the document"); }},
    {"Passage", [](Desk& desk) {
         const MirrorNode* mark = fake::find_node(Role::mark, "coded: cold — “so very cold”");
         REQUIRE(mark);
         const Rect r = mark->rect;
         desk.page.move(r.x + 5, r.y + r.height / 2);
         desk.page.frame();
         for (const bool down : {true, false}) {
             desk.page.push(platform::PointerButton{1, down, r.x + 5, r.y + r.height / 2, false, 1});
             desk.page.settle(2);
         }
     },
     [](Desk& desk) { desk.page.state().code = desk.study.cold; }},
    {"Project", [](Desk& desk) { open_by_button(desk, "Project: Drawn study"); }},
};

std::vector<MirrorNode> items_of_menu() {
    std::vector<MirrorNode> items;
    for (const MirrorNode& node : fake::world().mirror)
        if (node.role == Role::menuitem) items.push_back(node);
    return items;
}

bool said(Desk& desk, const char* words) {
    return std::any_of(desk.page.state().toasts.begin(), desk.page.state().toasts.end(), [&](const Toast& toast) { return toast.text == words; });
}

/// The traces without what saying why leaves behind.
std::string traces_but_words(Desk& desk) {
    desk.page.state().toasts.clear();
    desk.page.settle(2);
    return desk.traces();
}

} // namespace

TEST_CASE("commands stand once in the table, with words of their own and keys that mean one thing") {
    std::set<CommandId> ids;
    std::set<std::string> names;
    for (const CommandRow& row : command_table()) {
        CAPTURE(row.name);
        CHECK(ids.insert(row.id).second);
        CHECK(names.insert(row.name).second);
        CHECK(std::string(row.help).size() > 8);
    }
    CHECK(names.size() > 130);
    // Every mode has a key of its own.
    std::set<std::string> keys;
    for (CommandId id : {CommandId::mode_code, CommandId::mode_compare, CommandId::mode_search, CommandId::mode_cases, CommandId::mode_themes, CommandId::mode_report})
        keys.insert(chord_name(command(id).keys.at(0)));
    CHECK(keys.size() == 6);
}

TEST_CASE("every command can run where it has what it needs, and leaves something behind") {
    Desk desk;
    desk.lay();
    const std::string nothing = desk.traces();
    for (const CommandRow& row : command_table()) {
        CAPTURE(row.name);
        desk.lay();
        prepare(desk, row);
        if (std::string_view(row.group) == "Export" && !desk.can(row)) continue; // fewer formats than places for them
        CHECK(desk.can(row));
        const std::string before = desk.traces();
        desk.type_command(row.name);
        CHECK(desk.traces() != before);
        CHECK_FALSE(said(desk, row.enabled.missing));
    }
    desk.lay();
    CHECK(desk.traces() == nothing); // what one command did is not taken for another's
}

TEST_CASE("every key does what the palette does") {
    Desk desk;
    for (const CommandRow& row : command_table())
        for (const KeyChord& chord : row.keys) {
            CAPTURE(row.name);
            desk.lay();
            prepare(desk, row);
            if (!desk.can(row)) continue;
            desk.type_command(row.name);
            const std::string wanted = desk.traces();
            desk.lay();
            prepare(desk, row);
            desk.press(chord);
            CHECK(desk.traces() == wanted);
        }
}

TEST_CASE("every item of a menu does what the palette does, and one that cannot run says what it needs") {
    Desk desk;
    std::set<std::string> tried;
    for (const Menu& menu : menus) {
        desk.lay();
        menu.open(desk);
        desk.page.settle(4);
        const std::vector<MirrorNode> items = items_of_menu();
        const std::string menu_name = menu.name;
        CAPTURE(menu_name);
        REQUIRE(items.size() > 3);
        for (const MirrorNode& item : items) {
            const CommandRow* row = named(item.name);
            if (!row) continue; // colours
            CAPTURE(row->name);
            tried.insert(row->name);
            desk.lay();
            menu.open(desk);
            desk.page.settle(4);
            const MirrorNode* node = fake::find_node(Role::menuitem, item.name);
            REQUIRE(node);
            if (node->disabled) {
                CHECK(node->value == row->enabled.missing);
                CHECK_FALSE(desk.can(*row));
                continue;
            }
            const Rect r = node->rect;
            desk.page.click_at(r.x + 40, r.y + r.height / 2);
            desk.page.settle(4);
            const std::string got = desk.traces();
            desk.lay();
            menu.chooses(desk);
            desk.page.settle(2);
            desk.type_command(row->name);
            CHECK(got == desk.traces());
        }
    }
    CHECK(tried.size() > 25);
}

TEST_CASE("every button that names a key does what the key does") {
    Desk desk;
    std::set<std::string> tried;
    for (Mode mode : {Mode::code, Mode::compare, Mode::search, Mode::cases, Mode::themes, Mode::report}) {
        const auto go = [&](bool find) {
            desk.lay();
            desk.page.state().mode = mode;
            desk.page.state().find_open = find;
            if (find) desk.page.state().find = "night";
            desk.page.settle(4);
        };
        for (const bool find : {false, true}) {
            if (find && mode != Mode::code) continue;
            go(find);
            std::vector<std::string> names;
            for (const MirrorNode& node : fake::world().mirror)
                if (node.role == Role::button && !node.disabled && node.name.ends_with(")")) names.push_back(node.name);
            for (const std::string& name : names) {
                const std::string key = name.substr(name.rfind('(') + 1, name.size() - name.rfind('(') - 2);
                for (const CommandRow& row : command_table()) {
                    if (key_name(desk.frame(), row) != key || key.empty()) continue;
                    CAPTURE(name);
                    tried.insert(name);
                    go(find);
                    desk.page.click(Role::button, name);
                    desk.page.settle(4);
                    const std::string clicked = desk.traces();
                    go(find);
                    desk.press(row.keys.front());
                    CHECK(desk.traces() == clicked);
                }
            }
        }
    }
    CHECK(tried.size() > 8);
}

TEST_CASE("a command that cannot run says what it needs and changes nothing: by palette, by key, and asked by a view") {
    Desk desk;
    std::size_t refused = 0;
    for (const bool empty : {false, true}) {
        const auto lay = [&] { empty ? desk.lay_empty() : desk.clear(); };
        for (const CommandRow& row : command_table()) {
            if (empty && std::string_view(row.group) == "Export") continue;
            lay();
            if (desk.can(row)) continue;
            ++refused;
            CAPTURE(row.name);
            CAPTURE(empty);
            REQUIRE(std::string(row.enabled.missing).size() > 8);
            const std::string before = desk.traces();
            desk.type_command(row.name);
            CHECK(said(desk, row.enabled.missing));
            CHECK(desk.page.state().overlay == Overlay::palette); // it is not left without having done anything
            desk.page.list_key(Key::escape);
            CHECK(traces_but_words(desk) == before);
            run_command(desk.frame(), row);
            CHECK(said(desk, row.enabled.missing));
            CHECK(traces_but_words(desk) == before);
            for (const KeyChord& chord : row.keys) {
                platform::KeyPressed press{chord.key, chord.key == Key::character ? std::string(1, chord.character) : std::string(), chord.modifiers, true, false};
                if (command_for(desk.frame(), press)) continue; // the key has another meaning here
                desk.press(chord);
                const CommandRow* lacking = command_lacking(desk.frame(), press);
                if (lacking) CHECK(said(desk, lacking->enabled.missing));
                if (empty || chord.modifiers.ctrl || chord.modifiers.alt) REQUIRE(lacking);
                CHECK(traces_but_words(desk) == before);
            }
        }
    }
    CHECK(refused > 100);
}
