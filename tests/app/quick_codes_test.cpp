// The number keys: what a key does stays as it is until it is given to another code.
#include "desk.h"
#include "settings.h"

using namespace emic;
using test::Desk;
using platform::Role;

namespace {

Id<Code> code_applied(Interface& page) { return page.project().find(page.state().coding)->code; }

void press_digit(Desk& desk, char digit, std::string_view words) {
    desk.page.state().selection = desk.study.find(desk.study.first, words);
    desk.page.settle(2);
    desk.page.letter(digit);
    desk.page.settle(3);
}

} // namespace

TEST_CASE("number keys keep their codes while others are used") {
    Desk desk;
    desk.page.state().quick_codes = {};
    QuickCodes& keys = desk.page.state().quick_codes;
    const auto use = [&](Id<Code> code) { keys.note_used(desk.page.project(), code); };
    for (Id<Code> code : {desk.study.cold, desk.study.help, desk.study.alone}) use(code);
    CHECK(keys.at(0) == desk.study.cold);
    CHECK(keys.at(1) == desk.study.help);
    press_digit(desk, '2', "Who came");
    CHECK(code_applied(desk.page) == desk.study.help);
    press_digit(desk, '1', "first night");
    CHECK(code_applied(desk.page) == desk.study.cold);
    press_digit(desk, '3', "help you");
    CHECK(code_applied(desk.page) == desk.study.alone);
    // The same keys, the same codes, although the order of use is another now.
    press_digit(desk, '2', "you feel");
    CHECK(code_applied(desk.page) == desk.study.help);
    press_digit(desk, '1', "you then");
    CHECK(code_applied(desk.page) == desk.study.cold);
}

TEST_CASE("with all nine given a tenth code has no key, until one is given to it or its code is gone") {
    Desk desk;
    QuickCodes keys;
    std::vector<Id<Code>> codes;
    for (std::uint64_t i = 1; i <= 10; ++i) codes.push_back({{4, i}});
    Project project;
    Change change;
    for (Id<Code> id : codes) {
        Code code;
        code.id = id;
        code.name = to_string(id.guid);
        change.insert(code);
    }
    REQUIRE_FALSE(project.apply(change));
    for (Id<Code> id : codes) keys.note_used(project, id);
    CHECK(keys.at(0) == codes[0]);
    CHECK(keys.at(8) == codes[8]);
    CHECK_FALSE(keys.place_of(codes[9]));
    keys.put(codes[9], 4);
    CHECK(keys.at(4) == codes[9]);
    CHECK_FALSE(keys.place_of(codes[4]));
    keys.put(codes[9], 6);
    CHECK(keys.at(4) == Id<Code>{});
    CHECK(keys.at(6) == codes[9]);
    keys.note_used(project, codes[4]);
    CHECK(keys.at(4) == codes[4]);
    // Nothing is taken from a code that is there; a deleted one gives way.
    Change gone;
    gone.erase(*project.find(codes[1]));
    REQUIRE_FALSE(project.apply(gone));
    keys.note_used(project, codes[6]);
    CHECK(keys.at(1) == codes[6]);
}

TEST_CASE("a code's number key is chosen by a command, shown at the code, and kept with the project") {
    Desk desk;
    desk.page.state().quick_codes = {};
    desk.page.state().quick_codes.put(desk.study.cold, 2);
    desk.page.state().code = desk.study.help;
    desk.type_command(command(CommandId::quick_key).name);
    REQUIRE(desk.page.state().overlay == Overlay::choose_item);
    desk.page.list_key(platform::Key::down);
    desk.page.list_key(platform::Key::down);
    desk.page.list_key(platform::Key::enter);
    desk.page.settle(3);
    CHECK(desk.page.state().quick_codes.at(2) == desk.study.help);
    REQUIRE_FALSE(desk.page.state().toasts.empty());
    CHECK(desk.page.state().toasts.back().text == "Key 3 now applies ‘help’; ‘cold’ has no number key any more.");
    const platform::MirrorNode* row = fake::find_node(Role::treeitem, "help");
    REQUIRE(row);
    CHECK(row->value.find("key 3") != std::string::npos);
    Settings kept;
    kept.projects[{5, 6}].quick_codes = desk.page.state().quick_codes;
    CHECK(read_settings(write_settings(kept)) == kept);
}
