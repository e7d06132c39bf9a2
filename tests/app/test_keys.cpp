// Which command a key runs, where, how often, and how the researcher changes that.
#include "command_table.h"
#include "one_interview.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::KeyPressed;
using platform::Modifiers;
using platform::Role;

namespace {

constexpr Modifiers ctrl{true, false, false}, shift{false, true, false};

/// A key that is held: pressed once, then again and again by the keyboard.
void hold(Interface& page, Key key, const std::string& character, Modifiers with = {}, int repeats = 5) {
    page.push(KeyPressed{key, character, with, true, false});
    page.frame();
    for (; repeats > 0; --repeats) {
        page.push(KeyPressed{key, character, with, true, true});
        page.frame();
    }
    page.push(KeyPressed{key, character, with, false, false});
    page.settle();
}

const platform::MirrorNode& node(Role role, const std::string& name) {
    const platform::MirrorNode* found = fake::find_node(role, name);
    INFO("looking for ", name);
    REQUIRE(found);
    return *found;
}

/// The first key of a command as it is shown.
std::string key_of(Interface& page, CommandId id, bool as_shown = false) {
    const OwnKeys& own = page.state().keys;
    for (const KeyChord& chord : keys_of(own, command(id)))
        if (!as_shown || own.single_characters || !is_single_character(chord)) return chord_name(chord);
    return {};
}

/// Chooses a command in the key sheet, however far down it stands.
void choose(Interface& page, const char* command_name) {
    const Rect list = node(Role::dialog, "Keys").rect;
    page.move(list.x + 60, list.y + list.height / 2);
    for (int down = 0; down < 200 && !fake::find_node(Role::button, command_name); ++down) {
        page.push(platform::Wheel{0, 40, {}});
        page.settle(2);
    }
    page.click(Role::button, command_name);
    REQUIRE(page.state().key_sheet.waits);
}

void change_key(Interface& page, const char* command_name, KeyPressed press) {
    page.key(Key::f1);
    page.click(Role::button, "Change keys");
    choose(page, command_name);
    page.key(press.key, press.modifiers, press.character);
}

} // namespace

TEST_CASE("a key that is held runs its command once") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    hold(page, Key::character, "v");
    CHECK(page.project().codings().size() == 1);
    select(page, "ward");
    const std::uint64_t before = page.project().revision();
    hold(page, Key::character, "1");
    CHECK(page.project().revision() == before + 1);
    // Held Enter opens the picker and does not choose in it.
    select(page, "run off");
    hold(page, Key::enter, "");
    CHECK(page.state().overlay == Overlay::code_picker);
    CHECK(page.project().revision() == before + 1);
    page.key(Key::escape);
    hold(page, Key::delete_, "", shift);
    CHECK(page.project().codes().empty());
    page.letter('z', ctrl);
    CHECK(page.project().codes().size() == 1);
}

TEST_CASE("what goes on step by step goes on while its key is held, and so does the caret") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    for (const char* words : {"checking", "ward", "run off"}) {
        select(page, words);
        page.letter('v');
    }
    hold(page, Key::character, "z", ctrl, 2);
    CHECK(page.project().codings().empty());
    select(page, "They");
    page.state().selection = {page.state().selection.begin, page.state().selection.begin};
    page.settle();
    const std::uint32_t from = page.state().selection.begin;
    hold(page, Key::right, "", {}, 6);
    CHECK(page.state().selection.begin == from + 7);
}

TEST_CASE("single letters mean commands in the transcript only, and in the list they belong to") {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    const auto letters_do_nothing = [&page](const char* where) {
        INFO(where);
        const std::uint64_t before = page.project().revision();
        for (char letter : std::string("nvmkrcet123[]")) page.letter(letter);
        CHECK(page.state().overlay == Overlay::none);
        CHECK_FALSE(page.state().editing_text);
        CHECK(page.project().revision() == before);
        CHECK_FALSE(fake::world().field);
    };
    page.state().selection = {40, 60};
    for (Mode mode : {Mode::compare, Mode::search, Mode::report}) {
        page.state().mode = mode;
        page.settle();
        letters_do_nothing("a mode without a transcript");
    }
    // Tab walks through the controls: the transcript does not have the keyboard.
    page.state().mode = Mode::code;
    page.settle();
    page.key(Key::tab);
    REQUIRE_FALSE(page.state().keyboard_to_page);
    letters_do_nothing("walking through the controls");
    // In the tree of codes N makes one.
    const auto on_code = [&page] {
        const Code& code = *page.project().codes().begin();
        return std::ranges::any_of(fake::world().mirror, [&](const platform::MirrorNode& one) { return one.focused && one.role == Role::treeitem && one.name == code.name; });
    };
    for (int step = 0; step < 80 && !on_code(); ++step) page.key(Key::tab);
    REQUIRE(on_code());
    page.letter('v');
    CHECK(page.state().overlay == Overlay::none);
    page.letter('n');
    CHECK(page.state().overlay == Overlay::name_dialog);
    page.key(Key::escape);
    // Back in the transcript everything is as before.
    page.key(Key::escape);
    REQUIRE(page.state().keyboard_to_page);
    page.letter('n');
    CHECK(page.state().overlay == Overlay::name_dialog);
}

TEST_CASE("single letters can be switched off; menus and the key sheet no longer show them, and it is kept") {
    Fresh fresh;
    {
        Interface page;
        import_interview(page);
        page.key(Key::f1);
        CHECK(fake::find_node(Role::listitem, "Code in vivo: V"));
        page.click(Role::checkbox, "Single letters, digits and signs run commands");
        CHECK(fake::find_node(Role::listitem, "Code in vivo: switched off"));
        page.key(Key::escape);
        select(page, "checking");
        for (char letter : std::string("vnmk1e")) page.letter(letter);
        CHECK(page.project().codings().empty());
        CHECK(page.state().overlay == Overlay::none);
        CHECK_FALSE(page.state().editing_text);
        CHECK(page.state().keys.single_characters == false);
        CHECK(key_of(page, CommandId::code_in_vivo, true).empty());
        page.key(Key::enter); // no character: it still opens the picker
        CHECK(page.state().overlay == Overlay::code_picker);
        page.key(Key::escape);
        page.settle(10);
    }
    Interface again;
    CHECK_FALSE(again.state().keys.single_characters);
}

TEST_CASE("a command gets another key, which is shown everywhere and kept; the old one no longer runs it") {
    Fresh fresh;
    {
        Interface page;
        import_interview(page);
        change_key(page, "Code in vivo", {Key::character, "j", {}, true, false});
        CHECK(node(Role::status, "‘Code in vivo’ has the key J now.").rect.width > 0);
        page.key(Key::escape);
        CHECK(page.state().overlay == Overlay::none);
        select(page, "checking");
        page.letter('v');
        CHECK(page.project().codings().empty());
        page.letter('j');
        CHECK(page.project().codings().size() == 1);
        CHECK(key_of(page, CommandId::code_in_vivo) == "J");
        page.key(Key::f1);
        CHECK(fake::find_node(Role::listitem, "Code in vivo: J"));
        page.settle(10);
    }
    Interface again;
    CHECK(key_of(again, CommandId::code_in_vivo) == "J");
}

TEST_CASE("a key that another command has is told, and changes hands only when it is pressed again") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    change_key(page, "Memo on the passage", {Key::character, "v", {}, true, false});
    CHECK(fake::find_node(Role::status, "V is the key of ‘Code in vivo’. Press it again to take it from there, or press another."));
    CHECK(key_of(page, CommandId::memo_on_passage) == "M");
    page.letter('v');
    CHECK(key_of(page, CommandId::memo_on_passage) == "V");
    CHECK(key_of(page, CommandId::code_in_vivo).empty());
    CHECK(fake::find_node(Role::status, "‘Memo on the passage’ has the key V now. ‘Code in vivo’ has lost it."));
    // None, one that writes, one that leaves.
    choose(page, "Memo on the passage");
    page.key(Key::down);
    page.letter('c', ctrl);
    REQUIRE(page.state().key_sheet.waits);
    page.key(Key::delete_);
    CHECK(key_of(page, CommandId::memo_on_passage).empty());
    choose(page, "Memo on the passage");
    page.key(Key::escape);
    CHECK(page.state().overlay == Overlay::key_sheet);
    CHECK_FALSE(page.state().key_sheet.waits);
    page.click(Role::button, "All as usual");
    CHECK(key_of(page, CommandId::memo_on_passage) == "M");
    CHECK(key_of(page, CommandId::code_in_vivo) == "V");
}

TEST_CASE("every usual key can be named and read back, and so can own ones") {
    OwnKeys own;
    for (const CommandRow& row : command_table())
        for (const KeyChord& chord : row.keys) {
            INFO(row.name);
            const auto read = parse_chord(chord_name(chord));
            REQUIRE(read);
            CHECK(chord_name(*read) == chord_name(chord));
        }
    set_key(own, CommandId::code_in_vivo, parse_chord("Ctrl+Alt+Shift+F7"));
    set_key(own, CommandId::undo, {});
    own.single_characters = false;
    CHECK(read_own_keys(write_own_keys(own)) == own);
    CHECK(read_own_keys("[]") == OwnKeys{});
    CHECK(read_own_keys(R"({"changed":{"Undo":["Hyper+Z"],"Gone":["A"]},"single_characters":3})") == OwnKeys{});
    CHECK_FALSE(parse_chord(""));
    CHECK_FALSE(parse_chord("Ctrl+"));
    CHECK_FALSE(parse_chord("F13"));
}

TEST_CASE("digits on keyboards where they need Shift") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.letter('v');
    select(page, "ward");
    page.letter('1', shift);
    CHECK(page.project().codings().size() == 2);
}

TEST_CASE("the project memo takes the keyboard like the other memos") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.letter('k', ctrl);
    page.type("project memo");
    page.list_key(Key::enter);
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->field.multiline);
    page.type("why we ask");
    page.end_field(platform::FieldEnd::blur);
    REQUIRE(page.project().memos().size() == 1);
    CHECK(page.project().memos().begin()->target == MemoTarget::project);
}

TEST_CASE("Enter in the palette runs what stood on the screen, whatever changed behind it") {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    page.state().selection = {40, 60};
    page.settle();
    page.letter('k', ctrl);
    page.type("code");
    std::vector<std::string> rows;
    for (const platform::MirrorNode& one : fake::world().mirror)
        if (one.role == Role::option) rows.push_back(one.name);
    REQUIRE(rows.size() > 3);
    page.list_key(Key::down);
    const auto lit = std::ranges::find_if(fake::world().mirror, [](const platform::MirrorNode& one) { return one.role == Role::option && one.selected == platform::Tri::yes; });
    REQUIRE(lit != fake::world().mirror.end());
    const std::string wanted = lit->name;
    // What can run comes first in the list; so the list would be another one now.
    page.state().selection = {40, 40};
    page.state().coding = {};
    page.state().code = {};
    page.settle(3);
    const auto still = std::ranges::find_if(fake::world().mirror, [](const platform::MirrorNode& one) { return one.role == Role::option && one.selected == platform::Tri::yes; });
    REQUIRE(still != fake::world().mirror.end());
    CHECK(still->name == wanted);
}

TEST_CASE("a double click is one by when the hand made it, however slowly frames come") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    const auto* text = fake::find_node(Role::document, "P07");
    REQUIRE(text);
    const auto line = std::ranges::find_if(fake::world().mirror, [text](const platform::MirrorNode& one) { return one.role == Role::paragraph && one.parent == text->id; });
    REQUIRE(line != fake::world().mirror.end());
    const float x = line->rect.x + 100, y = line->rect.y + 12;
    page.move(x, y);
    for (int click = 1; click <= 2; ++click) {
        page.push(platform::PointerButton{0, true, x, y, false, click});
        page.push(platform::PointerButton{0, false, x, y, false, click});
        page.settle(60); // a second of frames
    }
    CHECK_FALSE(page.state().selection.empty());
    page.key(Key::escape);
    // Two clicks far apart in time that come in one frame are two clicks.
    for (int click = 0; click < 2; ++click) {
        page.push(platform::PointerButton{0, true, x, y, false, 1});
        page.push(platform::PointerButton{0, false, x, y, false, 1});
    }
    page.settle();
    CHECK(page.state().selection.empty());
}

TEST_CASE("only what has a use here is taken from the browser: keys of commands, as they are set, and what walks and writes") {
    Fresh fresh;
    Interface page;
    const auto all = [&page](std::initializer_list<const char*> chords, bool taken) {
        for (const std::string chord : chords) {
            CAPTURE(chord);
            CHECK(page.takes(chord) == taken);
        }
    };
    const auto browsers = {"Ctrl+D", "Ctrl+J", "Ctrl+H", "Ctrl+U", "Ctrl+E", "Ctrl+B", "Ctrl+Shift+B", "Ctrl+;", "F4", "F7", "F10", "Shift+F10", "Insert", "Ctrl+Insert", "Shift+Insert",
                           "Alt+F", "Alt+7", "Alt+Space", "Alt+Enter", "Ctrl+Alt+K"};
    all(browsers, false);
    all({"Ctrl+S", "Ctrl+K", "Ctrl+O", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+P", "Ctrl+A", "Ctrl+C", "F1", "Alt+1", "Alt+D", "V", "Shift+N", "/", "Enter", "↓", "Ctrl+→", "Ctrl+Home", "Shift+Page down", "Delete"}, true);
    // Finding is the browser's where there is nothing that Emic would find in.
    all({"Ctrl+F", "Ctrl+G", "Ctrl+Shift+G", "F3", "Shift+F3"}, false);
    import_interview(page);
    all({"Ctrl+F", "Alt+↑"}, true);
    all({"Ctrl+G", "F3"}, false);
    page.letter('f', ctrl);
    page.type("checking");
    page.settle();
    all({"Ctrl+F", "Ctrl+G", "Ctrl+Shift+G", "F3", "Shift+F3"}, true);
    page.end_field(platform::FieldEnd::escape);
    page.state().mode = Mode::compare;
    page.settle();
    all({"Ctrl+F", "Ctrl+G"}, false);
    all(browsers, false);
    page.state().mode = Mode::code;
    // Another key for a command: the new one is taken, the old one is free; while it is waited for, every key is.
    page.key(Key::f1);
    page.click(Role::button, "Change keys");
    choose(page, "Undo");
    all(browsers, true);
    page.letter('d', ctrl);
    page.key(Key::escape);
    all({"Ctrl+D"}, true);
    all({"Ctrl+Z", "Ctrl+J", "F7"}, false);
    page.state().keys.changed.clear();
    all({"Ctrl+D"}, false);
}

TEST_CASE("any function key that a command has runs it from a field that is about to open") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    set_key(page.state().keys, CommandId::command_palette, parse_chord("F7"));
    page.letter('n');
    REQUIRE(page.state().overlay == Overlay::name_dialog);
    page.key(Key::f7);
    CHECK(page.state().overlay == Overlay::palette);
}

TEST_CASE("a key of another script runs its command in the transcript and writes its letter in a table and a field") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    const auto press = [&page] {
        page.push(KeyPressed{Key::character, "v", {}, true, false, "м"});
        page.settle(3);
    };
    select(page, "checking");
    press();
    CHECK(page.project().codings().size() == 1);
    page.letter('n');
    REQUIRE(page.state().overlay == Overlay::name_dialog);
    press();
    CHECK(fake::world().field->value == "м");
    page.key(Key::escape);
    page.state().mode = Mode::cases;
    page.settle();
    press();
    CHECK(page.state().casing.typed == "м");
    CHECK(page.project().codings().size() == 1);
}
