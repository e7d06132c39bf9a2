// A project that takes seconds to read and to write: a stretch in each frame, with the page alive and progress shown.
#include "engine/formats/project_file.h"
#include "one_interview.h"

using namespace emic;
using namespace emic::test;
using platform::Role;

namespace {

/// Six interviews of a megabyte each.
Project large_project() {
    Workspace workspace;
    Change change;
    change.insert(ProjectInfo{{{1, 1}}, "Large study", 0, ""});
    change.insert(Coder{{{1, 2}}, "Mia", 0x336699, ""});
    for (std::uint64_t i = 0; i < 6; ++i) {
        Source source;
        source.id = {{2, i + 1}};
        source.name = "P0" + std::to_string(i + 1);
        source.position = static_cast<std::uint32_t>(i);
        std::string text;
        while (text.size() < (1u << 20)) text += "P01: They kept checking on me.\n";
        source.text = SharedText(text);
        change.insert(source);
    }
    REQUIRE_FALSE(workspace.project.apply(change));
    return workspace.project;
}

/// From here on each look at the clock takes its time, so that every frame does one stretch.
void begin_slow_machine() { fake::world().look_cost_ms = 30; }

bool shows(Role role, std::string_view begin) {
    for (const platform::MirrorNode& node : fake::world().mirror)
        if (node.role == role && std::string_view(node.name).starts_with(begin)) return true;
    return false;
}

/// Frames until `done`, and how many of them there were; each shows what `meanwhile` looks for.
template <class Done, class Meanwhile> int frames_until(Interface& page, Done done, Meanwhile meanwhile) {
    int frames = 0;
    for (; frames < 2000 && !done(); ++frames) {
        page.frame();
        if (!done()) meanwhile();
    }
    REQUIRE(done());
    return frames;
}

} // namespace

TEST_CASE("a large project is opened, saved on the device, copied, left and opened again a stretch in each frame") {
    Fresh fresh;
    const Project large = large_project();
    Guid id;
    {
        Interface page;
        begin_slow_machine();
        page.push(platform::FilesGiven{{{"large.emic", write_project_file(large)}}, false});
        page.frame();
        CHECK(frames_until(page, [&] { return page.session().is_open(); }, [&] { CHECK(shows(Role::dialog, "Opening")); }) > 10);
        CHECK(page.project() == large);
        id = page.session().id();
        int writing = 0;
        frames_until(page, [&] { return page.session().save_state() == SaveState::saved; }, [&] { writing += page.session().snapshot_progress() ? 1 : 0; });
        CHECK(writing > 10);
        CHECK(fake::world().storage[id].snapshots == 1);

        // The copy: whole, and with a card that says how far it is.
        page.letter('s', {true, false, false});
        frames_until(page, [&] { return !fake::world().saved.empty(); }, [&] { CHECK(shows(Role::dialog, "Saving a copy")); });
        CHECK(read_project_file(fake::world().saved.back().bytes).value().project == large);
        CHECK(page.session().changes_since_copy() == 0);

        // Changed and left: one more snapshot, and the home page says what goes on.
        page.settle();
        page.session().ask([](const CommandContext& context) { return rename_source(context, {context.project.sources().begin()->id, "Renamed"}); });
        page.settle();
        page.state().mode = Mode::home;
        bool told = false;
        frames_until(page, [&] { return !page.session().is_open(); }, [&] { told = told || shows(Role::status, "Bringing ‘Large study’ up to date"); });
        CHECK(told);
        CHECK(fake::world().storage[id].snapshots == 2);
        CHECK(page.state().mode == Mode::home);
    }
    fake::world().events.clear();
    Interface again;
    again.settle();
    fake::world().look_cost_ms = 0;
    again.settle();
    again.click(Role::link, "Large study");
    begin_slow_machine();
    CHECK(frames_until(again, [&] { return again.session().is_open(); }, [] {}) > 10);
    CHECK(again.project().sources().size() == 6);
    CHECK(again.session().id() == id);
}

TEST_CASE("reading a large project is called off, and nothing has changed") {
    Fresh fresh;
    Interface page;
    begin_slow_machine();
    page.push(platform::FilesGiven{{{"large.emic", write_project_file(large_project())}}, false});
    page.settle(3);
    page.click(Role::button, "Cancel");
    page.settle(20);
    CHECK_FALSE(page.session().is_open());
    CHECK(fake::world().storage.empty());
    REQUIRE_FALSE(page.state().toasts.empty());
    CHECK(page.state().toasts.back().text.find("large.emic") != std::string::npos);
}
