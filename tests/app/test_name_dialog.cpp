// The dialog that asks for a name keeps what was typed until it can be taken.
#include "engine/commands/codebook.h"
#include "one_interview.h"

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::Role;

namespace {

bool told(std::string_view words) {
    for (const platform::MirrorNode& node : fake::world().mirror)
        if (node.role == Role::status && node.name.find(words) != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("a name that cannot be taken stays in its dialog, which says why") {
    Fresh fresh;
    Interface page;
    import_interview_with_code(page, "lonely");
    REQUIRE(page.project().codes().size() == 1);
    const std::string overlong(2000, 'x');
    for (const std::string& name : {std::string("Lonely"), overlong}) {
        page.letter('n');
        REQUIRE(page.state().overlay == Overlay::name_dialog);
        page.type(name);
        page.list_key(Key::enter);
        page.settle();
        CHECK(page.state().overlay == Overlay::name_dialog);
        CHECK(page.state().overlay_text == name);
        CHECK(told(name == overlong ? "longer than" : "onely"));
        REQUIRE(fake::world().field);
        CHECK(fake::world().field->value == name);
        CHECK(page.state().toasts.empty());
        page.click(Role::button, "OK");
        CHECK(page.state().overlay == Overlay::name_dialog);
        REQUIRE(fake::world().field);
        page.type("alone" + std::to_string(name.size()));
        page.list_key(Key::enter);
        page.settle();
        CHECK(page.state().overlay == Overlay::none);
    }
    CHECK(page.project().codes().size() == 3);
}

TEST_CASE("renaming onto itself is taken, onto another not") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    for (const char* name : {"lonely", "cold"}) page.session().ask([name](const CommandContext& context) { return create_code(context, {name, {}, {}}); });
    page.settle();
    const Id<Code> first = page.project().codes().begin()->id;
    page.state().code = first;
    const std::string own = page.project().find(first)->name, other = own == "cold" ? "lonely" : "cold";
    for (const std::string& name : {other, own}) {
        page.state().naming = Naming::rename_code;
        page.now().open_overlay(Overlay::name_dialog, own);
        page.state().overlay_target = first.guid;
        page.state().overlay_title = "Rename code";
        page.settle();
        page.type(name);
        page.list_key(Key::enter);
        page.settle();
        CHECK((page.state().overlay == Overlay::name_dialog) == (name == other));
        if (name == other) page.list_key(Key::escape);
    }
    CHECK(page.project().find(first)->name == own);
}

TEST_CASE("a new code in the picker whose name is taken stays in the field, and why is told") {
    Fresh fresh;
    Interface page;
    import_interview_with_code(page, "lonely");
    select(page, "checking");
    page.key(Key::enter);
    REQUIRE(page.state().overlay == Overlay::code_picker);
    page.type("Lonely");
    page.list_key(Key::enter, {false, true, false});
    page.settle();
    CHECK(page.state().overlay == Overlay::code_picker);
    REQUIRE(fake::world().field);
    CHECK(fake::world().field->value == "Lonely");
    REQUIRE(page.state().toasts.size() == 1);
    CHECK(page.state().toasts[0].problem);
    page.type("Lonely at night");
    page.list_key(Key::enter, {false, true, false});
    page.settle();
    CHECK(page.state().overlay == Overlay::none);
    CHECK(page.project().codings().size() == 1);
}
