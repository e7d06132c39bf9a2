#include "command_table.h"
#include "engine/commands/coders.h"
#include "one_interview.h"

#include <algorithm>
#include <set>

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::Role;

namespace {

std::string coded_text(const Project& project, const Coding& coding) {
    return std::string(slice(project.find(coding.source)->text.view(), coding.range));
}

} // namespace

TEST_CASE("the home page offers every way to begin and says that nothing leaves the browser") {
    Fresh fresh;
    Interface page;
    CHECK(fake::find_node(Role::button, "Open transcripts"));
    CHECK(fake::find_node(Role::button, "Start from the sample study"));
    CHECK(fake::find_node(Role::button, "Open a project file"));
    CHECK(fake::find_node(Role::text, "Everything stays in this browser: no account, no network, no server."));
}

TEST_CASE("the sample study opens with codes, codings and themes") {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    REQUIRE(page.session().is_open());
    CHECK(page.project().sources().size() == 4);
    CHECK(page.project().codings().size() > 50);
    CHECK(page.project().themes().size() == 2);
    CHECK(find_problems(page.project()).empty());
    CHECK(page.session().save_state() == SaveState::saved);
}

TEST_CASE("select, Enter, type, Enter: one change, one coding, letter by letter") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "kept checking on me");
    const std::uint64_t before = page.project().revision();
    page.key(Key::enter);
    REQUIRE(page.state().overlay == Overlay::code_picker);
    REQUIRE(fake::world().field);
    page.type("being watched");
    CHECK(page.project().revision() == before);
    page.list_key(Key::enter);
    CHECK(page.state().overlay == Overlay::none);
    CHECK_FALSE(fake::world().field);
    CHECK(page.project().revision() == before + 1);
    REQUIRE(page.project().codings().size() == 1);
    CHECK(coded_text(page.project(), *page.project().codings().begin()) == "kept checking on me");
    CHECK(page.project().codes().begin()->name == "being watched");
}

TEST_CASE("find selects what is typed, to the last letter, and goes round") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.letter('f', {true, false, false});
    REQUIRE(fake::world().field);
    const auto selected = [&] { return std::string(slice(page.project().sources().begin()->text.view(), page.state().selection)); };
    page.type("P0");
    page.type("P07");
    CHECK(selected() == "P07");
    const TextRange first = page.state().selection;
    page.list_key(Key::enter);
    CHECK(page.state().selection.begin > first.begin);
    page.list_key(Key::enter);
    CHECK(page.state().selection == first);
    page.list_key(Key::escape);
    CHECK_FALSE(page.state().find_open);
}

TEST_CASE("letters typed into a field never run a command") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "on the ward");
    page.key(Key::enter);
    const std::uint64_t before = page.project().revision();
    for (char letter : std::string("vmcnrt123[]")) page.letter(letter);
    CHECK(page.project().revision() == before);
    CHECK(page.state().overlay == Overlay::code_picker);
}

TEST_CASE("in vivo coding names the code by the words, in every script") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "一个普通的晚上");
    page.letter('v');
    REQUIRE(page.project().codes().size() == 1);
    CHECK(page.project().codes().begin()->name == "一个普通的晚上");
    CHECK(coded_text(page.project(), *page.project().codings().begin()) == "一个普通的晚上");
}

TEST_CASE("undo takes back everything and redo repeats it") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "run off");
    page.letter('v');
    select(page, "checking");
    page.letter('1');
    CHECK(page.project().codings().size() == 2);
    page.letter('z', {true, false, false});
    page.letter('z', {true, false, false});
    CHECK(page.project().codings().empty());
    CHECK(page.project().codes().empty());
    page.letter('z', {true, true, false});
    page.letter('y', {true, false, false});
    CHECK(page.project().codings().size() == 2);
}

TEST_CASE("a word taken out and typed anew, with a pause between, stays coded") {
    Fresh fresh;
    Interface page;
    page.drop({{"P07.txt", "I felt lonly at night."}});
    select(page, "lonly");
    page.letter('v');
    page.letter('e');
    page.settle();
    REQUIRE(fake::world().field);
    page.type("I felt  at night.");
    fake::world().clock_ms += 5000;
    page.settle();
    page.type("I felt lonely at night.");
    page.end_field(platform::FieldEnd::blur);
    REQUIRE(page.project().codings().size() == 1);
    CHECK(coded_text(page.project(), *page.project().codings().begin()) == "lonely");
}

TEST_CASE("Escape never takes a paragraph away") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.letter('m');
    page.type("half a thought");
    page.end_field(platform::FieldEnd::escape);
    REQUIRE(page.project().memos().size() == 1);
    CHECK(page.project().memos().begin()->text == "half a thought");
}

TEST_CASE("the last letter and Enter in one breath mean the code for that letter") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    for (const char* words : {"checking", "ward"}) {
        select(page, words);
        page.letter('v');
    }
    select(page, "run off");
    page.key(Key::enter);
    REQUIRE(fake::world().field);
    fake::type_into_field("ward");
    page.push(platform::FieldKey{fake::world().field->field.id, Key::enter, {}});
    page.settle();
    std::string code;
    for (const Coding& coding : page.project().codings())
        if (coded_text(page.project(), coding) == "run off") code = page.project().find(coding.code)->name;
    CHECK(code == "ward");
}

TEST_CASE("Delete takes nothing away that cannot be seen") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.letter('v');
    page.state().mode = Mode::themes;
    page.settle();
    page.key(Key::delete_);
    page.key(Key::delete_, {false, true, false});
    CHECK(page.project().codings().size() == 1);
    CHECK(page.project().codes().size() == 1);
    page.state().mode = Mode::code;
    page.settle();
    page.key(Key::delete_);
    CHECK(page.project().codings().empty());
    CHECK(page.state().toasts.back().text.find("Ctrl+Z") != std::string::npos);
}

TEST_CASE("undoing a new coder leaves a coder at work") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.state().overlay = Overlay::none;
    page.session().ask([](const CommandContext& context) { return add_coder(context, {"Ben"}); });
    page.settle();
    for (const Coder& coder : page.project().coders())
        if (coder.name == "Ben") page.session().set_coder(coder.id);
    page.letter('z', {true, false, false});
    CHECK(page.project().find(page.session().coder()));
    select(page, "checking");
    page.letter('v');
    CHECK(page.project().codings().size() == 1);
}

TEST_CASE("every command has a name, a sentence and a key that is its own") {
    std::set<std::string> names;
    std::set<std::string> chords;
    for (const CommandRow& row : command_table()) {
        for (const KeyChord& chord : row.keys) {
            std::string text = std::to_string(static_cast<int>(chord.key)) + " " + std::to_string(chord.character);
            text += chord.modifiers.ctrl ? "c" : "";
            text += chord.modifiers.alt ? "a" : "";
            text += chord.modifiers.shift ? "s" : "";
            CHECK_MESSAGE(chords.insert(text).second, row.name);
        }
        CHECK_MESSAGE(names.insert(row.name).second, row.name);
        CHECK(std::string_view(row.help).size() > 5);
        CHECK(&command(row.id) == &row);
    }
}

TEST_CASE("every command runs on the sample study and leaves a sound project that undo restores") {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    const Project start = page.project();
    for (const CommandRow& row : command_table()) {
        if (row.id == CommandId::go_home) continue;
        INFO(row.name);
        ViewState& state = page.state();
        state.overlay = Overlay::none;
        state.mode = Mode::code;
        if (page.project().sources().empty()) break;
        state.document = page.project().sources().begin()->id;
        state.selection = {0, 12};
        state.code = page.project().codes().begin()->id;
        state.coding = page.project().codings().begin()->id;
        page.settle(2);
        platform::KeyPressed press{};
        if (row.keys.empty()) continue;
        press.key = row.keys.front().key;
        press.modifiers = row.keys.front().modifiers;
        if (row.keys.front().character) press.character = std::string(1, row.keys.front().character);
        page.key(press.key, press.modifiers, press.character);
        CHECK(find_problems(page.project()).empty());
        if (fake::world().field) page.end_field(platform::FieldEnd::escape);
        page.key(Key::escape);
    }
    while (page.session().history().can_undo()) page.letter('z', {true, false, false});
    CHECK(page.project() == start);
}

TEST_CASE("leaving a project brings its entry on the home page up to date") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.letter('v');
    page.click(Role::button, "All projects");
    page.settle(12);
    const platform::MirrorNode* entry = fake::find_node(Role::link, "My study");
    REQUIRE(entry);
    CHECK(entry->value == "1 document, 1 coding");
    page.click(Role::link, "My study");
    page.settle(8);
    CHECK(page.session().is_open());
    CHECK(page.project().codings().size() == 1);
}

TEST_CASE("the interface draws at every size, light, dark and in high contrast") {
    for (const auto& [width, height] : {std::pair{1280.0f, 800.0f}, std::pair{1024.0f, 640.0f}, std::pair{600.0f, 500.0f}}) {
        Fresh fresh;
        Interface page(width, height);
        page.click(Role::button, "Start from the sample study");
        page.settle();
        for (Mode mode : {Mode::code, Mode::compare, Mode::search, Mode::themes, Mode::report})
            for (Appearance appearance : {Appearance::light, Appearance::dark, Appearance::high_contrast}) {
                page.state().mode = mode;
                page.state().appearance = appearance;
                page.state().follow_system_appearance = false;
                page.settle(3);
                CHECK(fake::world().mirror.size() > 10);
                for (const platform::MirrorNode& node : fake::world().mirror) CHECK(node.id != 0);
            }
    }
}

TEST_CASE("while the transcript scrolls the mirror is told now and then, with something open in every frame") {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    const Rect view = fake::find_node(Role::document, "P01")->rect;
    const auto tellings_of_a_second = [&] {
        const int before = fake::world().mirror_tellings;
        for (int frame = 0; frame < 62; ++frame) {
            page.push(platform::Wheel{0, frame % 2 ? 3.0f : -2.0f, {}});
            page.frame();
        }
        return fake::world().mirror_tellings - before;
    };
    page.move(view.x + view.width / 2, view.y + view.height / 2);
    page.frame();
    const int scrolling = tellings_of_a_second();
    CHECK(scrolling >= 3); // at most a quarter of a second behind
    CHECK(scrolling <= 8);
    fake::world().frames.clear();
    page.frame();
    // One is ordered for when the page rests.
    CHECK(std::ranges::any_of(fake::world().frames, [](double delay_ms) { return delay_ms > 0 && delay_ms <= 80; }));
    page.state().overlay = Overlay::palette;
    page.settle();
    CHECK(tellings_of_a_second() == 62);
}
