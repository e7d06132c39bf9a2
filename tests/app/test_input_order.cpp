// However fast they come: keys, letters, presses and movements count in the order in which the hand made them.
#include "command_table.h"
#include "engine/queries/text_units.h"
#include "field_caret.h"
#include "one_interview.h"
#include "text/breaks.h"

#include <functional>
#include <random>
#include <variant>

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::KeyPressed;
using platform::Modifiers;
using platform::Role;

namespace {

constexpr Modifiers plain{}, ctrl{true, false, false}, shift{false, true, false}, alt{false, false, true}, ctrl_shift{true, true, false};

KeyPressed down(Key key, Modifiers with = {}) { return {key, {}, with, true, false}; }
KeyPressed letter(char c, Modifiers with = {}) { return {Key::character, std::string(1, c), with, true, false}; }

std::string words_of(const Project& project, const Coding& coding) { return std::string(slice(project.find(coding.source)->text.view(), coding.range)); }

/// What a hand does, one thing after the other: keys go down and up, the pointer moves and presses.
using Inputs = std::vector<platform::Event>;

class RandomHand {
public:
    explicit RandomHand(std::uint32_t seed) : m_random(seed) {}

    Inputs inputs(std::size_t count) {
        Inputs made;
        while (made.size() < count) add(made);
        return made;
    }

private:
    std::uint32_t below(std::uint32_t count) { return std::uniform_int_distribution<std::uint32_t>(0, count - 1)(m_random); }
    template <class T> const T& one_of(const std::vector<T>& all) { return all[below(static_cast<std::uint32_t>(all.size()))]; }

    void key(Inputs& made, KeyPressed press) {
        made.emplace_back(press);
        press.down = false;
        made.emplace_back(press);
    }
    void add(Inputs& made) {
        static const std::vector<Modifiers> caret_modifiers = {plain, shift, shift, ctrl, ctrl_shift, ctrl_shift};
        static const std::vector<Key> caret_keys = {Key::left, Key::right, Key::right, Key::down, Key::up, Key::home, Key::end, Key::page_down};
        switch (below(17)) {
        case 0:
        case 1:
        case 2:
        case 3: return key(made, down(one_of(caret_keys), one_of(caret_modifiers)));
        case 4:
        case 5:
        case 6: return key(made, letter(one_of(std::vector<char>{'v', 'c', 'm', 'n', '1', '2', 'r', 'k', ']', '[', 't', 'a', 'e', 's'})));
        case 7: return key(made, down(Key::enter, below(4) == 0 ? shift : plain));
        case 8: return key(made, down(Key::escape));
        case 9: return key(made, letter(one_of(std::vector<char>{'k', 'f', 'z', 'g'}), ctrl));
        case 10: return key(made, letter(one_of(std::vector<char>{'1', '1', '2', '3', '4', '5', '6'}), alt));
        case 11: return key(made, down(one_of(std::vector<Key>{Key::up, Key::down}), alt));
        case 12: return key(made, down(one_of(std::vector<Key>{Key::backspace, Key::delete_, Key::space, Key::f2, Key::f3, Key::tab})));
        case 13: made.emplace_back(platform::Wheel{0, static_cast<float>(below(200)) - 100, {}}); return;
        case 14: made.emplace_back(platform::Pasted{one_of(std::vector<std::string>{"on the ward", "34\t35\n36\t37"})}); return;
        default: {
            const float x = static_cast<float>(below(1280)), y = static_cast<float>(below(800));
            const int button = below(5) == 0 ? 1 : 0;
            made.emplace_back(platform::PointerMoved{x, y, false});
            made.emplace_back(platform::PointerButton{button, true, x, y, false, 1});
            const float to = below(2) == 0 ? x : static_cast<float>(below(1280));
            if (to != x) made.emplace_back(platform::PointerMoved{to, y, false});
            made.emplace_back(platform::PointerButton{button, false, to, y, false, 1});
        }
        }
    }

    std::mt19937 m_random;
};

/// What is there in the end.
struct Ending {
    Project project;
    TextRange selection;
    Id<Coding> coding;
    Mode mode;
    Overlay overlay;
    std::string overlay_text;
    int overlay_row;
    std::string field;
};

/// How the browser gives keys out: to the field when there is one.
void give_to_field(const platform::Event& event) {
    const auto* press = std::get_if<KeyPressed>(&event);
    auto& open = fake::world().field;
    const auto pass_on = [&] { fake::world().events.push_back(event); };
    if (!press || !open) return pass_on();
    const auto type = [&](const std::string& text, std::size_t caret) {
        fake::type_into_field(text);
        platform::put_field_caret(open->field.id, static_cast<std::uint32_t>(caret));
    };
    const bool all = std::exchange(open->select_all, false);
    const std::string before = all ? std::string{} : open->value;
    const std::uint32_t at = std::min(platform::field_caret(), static_cast<std::uint32_t>(before.size()));
    const auto put = [&](const std::string& words) { type(before.substr(0, at) + words + before.substr(at), at + words.size()); };
    const bool list = open->field.list_keys, many = open->field.multiline;
    if (!press->down) return;
    const Key key = press->key;
    if (!typed_text(*press).empty()) return put(typed_text(*press));
    if (key == Key::backspace || key == Key::delete_) {
        const std::uint32_t from = key == Key::backspace ? previous_grapheme(before, at) : at, to = key == Key::backspace ? at : next_grapheme(before, at);
        const std::string after = before.substr(0, from) + before.substr(to);
        return after == open->value ? void() : type(after, from); // where nothing goes, a field says nothing
    }
    const bool of_list = key == Key::enter || key == Key::escape || key == Key::tab || key == Key::up || key == Key::down || key == Key::page_down;
    if (of_list && list) return fake::world().events.push_back(platform::FieldKey{open->field.id, key, press->modifiers});
    if (key == Key::escape) return fake::end_field(platform::FieldEnd::escape);
    if (key == Key::tab) return fake::end_field(platform::FieldEnd::tab);
    if (key == Key::enter && many) return put("\n");
    if (key == Key::enter) return fake::end_field(platform::FieldEnd::enter);
    const bool writes = key == Key::character && press->modifiers.ctrl && press->character == "z";
    const bool leaves = (key == Key::character && press->modifiers.ctrl && !writes) || key == Key::f2 || key == Key::f3;
    if (leaves) {
        fake::end_field(platform::FieldEnd::blur);
        return pass_on();
    }
}

enum class Pace { all_at_once, one_a_frame, one_in_a_while, as_the_browser_gives_them };

Ending ending_of(const Inputs& inputs, Pace pace) {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    const Source& source = *page.project().sources().begin();
    page.state().document = source.id;
    page.state().selection = {40, 40};
    page.settle(2);
    // Time stands still, so that no pause in writing comes in between.
    const auto frame = [&page] {
        const double now = fake::world().clock_ms;
        page.frame();
        fake::world().clock_ms = now;
    };
    for (const platform::Event& event : inputs) {
        if (pace == Pace::as_the_browser_gives_them) give_to_field(event);
        else page.push(event);
        if (pace != Pace::all_at_once) frame();
        for (int more = 0; pace == Pace::one_in_a_while && more < 3; ++more) frame();
    }
    for (int more = 0; more < 8; ++more) frame();
    const ViewState& state = page.state();
    CHECK(find_problems(page.project()).empty());
    return {page.project(), state.selection, state.coding, state.mode, state.overlay, state.overlay_text, state.overlay_row,
            fake::world().field ? fake::world().field->field.label + ": " + fake::world().field->value : ""};
}

void check_same(const std::string& pace, const Ending& one, const Ending& other) {
    CAPTURE(pace);
    CHECK(one.project == other.project);
    CHECK(one.selection == other.selection);
    CHECK(one.coding == other.coding);
    CHECK(one.mode == other.mode);
    CHECK(one.overlay == other.overlay);
    CHECK(one.overlay_text == other.overlay_text);
    CHECK(one.overlay_row == other.overlay_row);
    CHECK(one.field == other.field);
}

} // namespace

TEST_CASE("words selected and coded within one frame: the code stands on all of them") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "They");
    page.push(down(Key::right, ctrl_shift));
    page.push(KeyPressed{Key::right, {}, ctrl_shift, false, false});
    page.push(down(Key::right, ctrl_shift));
    page.push(letter('v'));
    page.settle();
    REQUIRE(page.project().codings().size() == 1);
    CHECK(words_of(page.project(), *page.project().codings().begin()).starts_with("They kept"));
}

TEST_CASE("letters that come in the same frame as the Enter that opens the picker stand in its field") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.push(down(Key::enter));
    for (char c : std::string("Watched")) page.push(letter(static_cast<char>(c | 0x20), c < 'a' ? shift : plain));
    page.push(down(Key::backspace));
    page.push(letter('d'));
    page.frame();
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->value == "Watched");
    page.push(down(Key::enter));
    page.push(letter('v'));
    page.settle();
    REQUIRE(page.project().codings().size() == 1);
    CHECK(page.project().codes().size() == 1);
    CHECK(page.project().codes().begin()->name == "Watched");
}

TEST_CASE("Escape and Ctrl+K within one frame both count, in their order") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.key(Key::enter);
    REQUIRE(page.state().overlay == Overlay::code_picker);
    page.push(down(Key::escape));
    page.push(letter('k', ctrl));
    page.settle();
    CHECK(page.state().overlay == Overlay::palette);
    page.push(down(Key::escape));
    page.push(letter('k', ctrl));
    page.push(down(Key::escape));
    page.settle();
    CHECK(page.state().overlay == Overlay::none);
    CHECK_FALSE(fake::world().field);
}

TEST_CASE("a press that was aimed before the page moved meets what stood there") {
    Fresh fresh;
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    const Rect tab = fake::find_node(Role::tab, "Themes")->rect;
    // The tab and a letter of that mode, at once.
    page.move(tab.x + 5, tab.y + 5);
    page.push(platform::PointerButton{0, true, tab.x + 5, tab.y + 5, false, 1});
    page.push(platform::PointerButton{0, false, tab.x + 5, tab.y + 5, false, 1});
    page.push(letter('t'));
    page.push(letter('a'));
    page.frame();
    CHECK(page.state().mode == Mode::themes);
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->value == "a");
}

TEST_CASE("the time between two frames counts once, however many steps of input and settling lie between them") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "ward");
    const double before = ImGui::GetTime();
    for (int i = 0; i < 20; ++i) {
        page.push(down(Key::right, ctrl_shift));
        page.push(letter('v'));
    }
    page.frame();
    const double passed = ImGui::GetTime() - before; // a frame of Interface lasts a sixtieth of a second
    CHECK(passed > 0.9 / 60);
    CHECK(passed < 1.1 / 60);
}

TEST_CASE("any inputs in one frame come to the same as one a frame") {
    for (std::uint32_t seed = 1; seed <= 24; ++seed) {
        CAPTURE(seed);
        const Inputs inputs = RandomHand(seed).inputs(60);
        const Ending apart = ending_of(inputs, Pace::one_a_frame);
        check_same("all at once", ending_of(inputs, Pace::all_at_once), apart);
        check_same("one in a while", ending_of(inputs, Pace::one_in_a_while), apart);
        check_same("as the browser gives them", ending_of(inputs, Pace::as_the_browser_gives_them), apart);
    }
}
