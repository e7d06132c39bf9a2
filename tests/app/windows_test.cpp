// Several windows on one device: a project that another window has open, lets go of, or erases.
#include "one_interview.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;
using platform::Role;

namespace {

bool told(std::string_view words) {
    return std::ranges::any_of(fake::world().announced, [&](const std::string& said) { return said.find(words) != std::string::npos; });
}

/// A project as a first window stores it, before and after its last change; then that window is gone.
struct Stored {
    Guid id;
    fake::StoredJournal before, after;

    explicit Stored(const std::function<void(Interface&)>& change) {
        Interface first;
        first.drop({{"P01.txt", "I felt watched. At night I was alone."}});
        first.settle(12);
        id = first.session().id();
        before = fake::world().storage[id];
        change(first);
        first.settle();
        after = fake::world().storage[id];
        fake::world().events.clear();
        fake::world().let_go.clear();
        fake::world().storage[id] = before;
        fake::world().elsewhere = {id};
    }
    /// The first window stores its change and lets go.
    void yield(Interface& reader) const {
        fake::world().storage[id] = after;
        fake::world().elsewhere.clear();
        reader.push(platform::StorageYielded{id});
        reader.settle(12);
    }
};

void code_words(Interface& page, TextRange range) {
    page.state().selection = range;
    page.settle(2);
    page.letter('v');
    page.settle();
}

} // namespace

TEST_CASE("a window that reads goes on by itself with what is stored, at the same place, when the other lets go") {
    Fresh fresh;
    const Stored stored([](Interface& first) { code_words(first, {2, 6}); });
    Interface reader;
    reader.settle(12);
    REQUIRE(reader.session().read_only());
    reader.state().selection = {7, 14};
    reader.state().find = "night";
    reader.settle(2);
    stored.yield(reader);
    CHECK_FALSE(reader.session().read_only());
    CHECK(reader.project().codings().size() == 1);
    CHECK(reader.state().selection == TextRange{7, 14});
    CHECK(reader.state().find == "night");
    CHECK(told("now it can be changed in this window"));
    CHECK(std::ranges::count(fake::world().let_go, stored.id) == 0);
    code_words(reader, {7, 14});
    CHECK(reader.project().codings().size() == 2);
    // The change goes behind those of the other window.
    for (const auto& [number, line] : stored.after.lines) CHECK(fake::world().storage[stored.id].lines.at(number) == line);
    CHECK(fake::world().storage[stored.id].lines.size() > stored.after.lines.size());
}

TEST_CASE("what is typed while the other window lets go stays where nothing has changed, and is not put over what has") {
    for (const bool changes : {false, true}) {
        CAPTURE(changes);
        Fresh fresh;
        const Stored stored([&](Interface& first) {
            if (changes) code_words(first, {2, 6});
        });
        Interface reader;
        reader.settle(12);
        REQUIRE(reader.session().read_only());
        reader.letter('k', {.ctrl = true});
        reader.settle();
        REQUIRE(fake::world().field);
        reader.type("nig");
        stored.yield(reader);
        REQUIRE(fake::world().field);
        CHECK(fake::world().field->value == "nig");
        CHECK(reader.session().read_only() == changes);
        reader.list_key(platform::Key::escape);
        reader.settle(12);
        CHECK_FALSE(reader.session().read_only());
        CHECK(reader.project().codings().size() == (changes ? 1u : 0u));
    }
}

TEST_CASE("a project that is no longer open here is let go of at once when its turn comes") {
    Fresh fresh;
    const Stored stored([](Interface&) {});
    Interface reader;
    reader.settle(12);
    reader.click(Role::button, "All projects");
    reader.settle();
    fake::world().let_go.clear();
    stored.yield(reader);
    CHECK_FALSE(reader.session().is_open());
    CHECK(fake::world().let_go == std::vector<Guid>{stored.id});
}

TEST_CASE("erasing asks again when another window has the project open") {
    Fresh fresh;
    const Stored stored([](Interface&) {});
    Interface page;
    page.settle(12);
    page.click(Role::button, "All projects");
    page.settle();
    const std::string erase = "Erase “My study” from this device…";
    page.click(Role::button, erase);
    page.click(Role::button, "Erase");
    page.settle();
    CHECK(fake::world().storage.contains(stored.id));
    REQUIRE(fake::find_node(Role::button, "Erase all the same"));
    page.click(Role::button, "Keep it");
    CHECK(fake::world().storage.contains(stored.id));
    page.click(Role::button, erase);
    CHECK_FALSE(fake::find_node(Role::button, "Erase all the same"));
    page.click(Role::button, "Erase");
    page.settle();
    page.click(Role::button, "Erase all the same");
    page.settle();
    CHECK_FALSE(fake::world().storage.contains(stored.id));
}

TEST_CASE("a project that another window has erased is told of, kept for a copy, and never stored again") {
    for (const bool reads : {false, true}) {
        CAPTURE(reads);
        Fresh fresh;
        const Stored stored([](Interface&) {});
        if (!reads) fake::world().elsewhere.clear();
        Interface page;
        page.settle(12);
        REQUIRE(page.session().is_open());
        CHECK(page.session().read_only() == reads);
        fake::world().storage.erase(stored.id);
        page.push(platform::StorageErased{stored.id});
        page.settle();
        CHECK(fake::find_node(Role::dialog, "“My study” was erased in another window"));
        CHECK(fake::find_node(Role::status, "NOT SAVED"));
        CHECK(fake::world().unload_guarded);
        page.click(Role::button, "Not now");
        // Work can go on for the copy, but nothing reaches storage, neither by changing nor by leaving.
        code_words(page, {2, 6});
        CHECK(page.project().codings().size() == 1);
        page.click(Role::button, "All projects");
        page.settle();
        REQUIRE(page.session().is_open());
        CHECK(fake::world().storage.empty());
        page.click(Role::button, "Save a copy");
        page.settle();
        REQUIRE(fake::world().saved.size() == 1);
        CHECK(fake::world().saved[0].bytes.find("I felt watched") != std::string::npos);
        CHECK_FALSE(fake::world().unload_guarded);
        page.click(Role::button, "All projects");
        page.settle();
        CHECK_FALSE(page.session().is_open());
        CHECK(page.state().mode == Mode::home);
        CHECK(fake::world().storage.empty());
    }
}

TEST_CASE("a project that another window has erased can be closed without a copy, and others can be opened then") {
    Fresh fresh;
    const Stored stored([](Interface&) {});
    fake::world().elsewhere.clear();
    Interface page;
    page.settle(12);
    fake::world().storage.erase(stored.id);
    page.push(platform::StorageErased{stored.id});
    page.settle();
    page.click(Role::button, "Close it here");
    page.settle();
    CHECK_FALSE(page.session().is_open());
    CHECK(page.state().mode == Mode::home);
    CHECK(fake::world().storage.empty());
    page.click(Role::button, "Start from the sample study");
    page.settle(30);
    CHECK(page.session().is_open());
    CHECK(fake::world().storage.size() == 1);
}
