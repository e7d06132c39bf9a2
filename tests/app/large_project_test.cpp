// A project that takes seconds to read and to write: a stretch in each frame, with the page alive and progress shown.
#include "engine/formats/project_file.h"
#include "engine/commands/sources.h"
#include "one_interview.h"

using namespace emic;
using namespace emic::test;
using platform::Role;

namespace {

/// Interviews of a tenth of a megabyte each.
Project large_project(std::uint64_t interviews = 60) {
    Workspace workspace;
    Change change;
    change.insert(ProjectInfo{{{1, 1}}, "Large study", 0, ""});
    change.insert(Coder{{{1, 2}}, "Mia", 0x336699, ""});
    for (std::uint64_t i = 0; i < interviews; ++i) {
        Source source;
        source.id = {{2, i + 1}};
        source.name = "P0" + std::to_string(i + 1);
        source.position = static_cast<std::uint32_t>(i);
        std::string text;
        while (text.size() < 100'000) text += "P01: They kept checking on me.\n";
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

/// The large study, opened and saved on this device.
Guid open_large(Interface& page, std::uint64_t interviews = 60) {
    page.push(platform::FilesGiven{{{"large.emic", write_project_file(large_project(interviews))}}, false});
    frames_until(page, [&] { return page.session().is_open() && page.session().settled(); }, [] {});
    return page.session().id();
}

Id<Source> first_source(Interface& page) { return std::min_element(page.project().sources().begin(), page.project().sources().end(), [](const Source& a, const Source& b) { return a.id < b.id; })->id; }
const std::string& first_name(Interface& page) { return page.project().find(first_source(page))->name; }

void rename(Interface& page, const std::string& name) {
    page.session().ask([id = first_source(page), name](const CommandContext& context) { return rename_source(context, {id, name}); });
}

/// Begins to write a snapshot that takes many frames.
void begin_snapshot(Interface& page) {
    rename(page, "1000");
    page.settle();
    begin_slow_machine();
    page.session().ask_snapshot();
    page.frame();
    REQUIRE(page.session().snapshot_progress());
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
    begin_slow_machine();
    again.click(Role::link, "Large study");
    CHECK(frames_until(again, [&] { return again.session().is_open(); }, [] {}) > 10);
    CHECK(again.project().sources().size() == 60);
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

TEST_CASE("whenever the browser is killed while a snapshot is being written, nothing is lost that was saved") {
    for (const int frames : {1, 6, 20, 45}) {
        CAPTURE(frames);
        Fresh fresh;
        std::string saved;
        int during = 0;
        {
            Interface page;
            open_large(page);
            begin_snapshot(page);
            for (int i = 1; i <= frames; ++i) {
                rename(page, std::to_string(1000 + i));
                page.frame();
                during += page.session().snapshot_progress() ? 1 : 0;
                if (page.session().save_state() == SaveState::saved) saved = first_name(page);
            }
            CHECK(during >= std::min(frames, 10));
            CHECK(page.session().snapshot_progress().has_value() == (frames < 20));
        }
        fake::world().look_cost_ms = 0;
        fake::world().events.clear();
        Interface again;
        frames_until(again, [&] { return again.session().is_open(); }, [] {});
        CHECK(first_name(again) >= saved); // numbers of four digits
        CHECK(find_problems(again.project()).empty());
        CHECK_FALSE(again.session().read_only());
    }
}

TEST_CASE("when the browser loses everything while a snapshot is being written, all of the project is written anew") {
    Fresh fresh;
    Interface page;
    const Guid id = open_large(page);
    begin_snapshot(page);
    rename(page, "stored behind the snapshot");
    page.settle(3);
    REQUIRE(page.session().snapshot_progress());
    REQUIRE(page.session().save_state() == SaveState::saved);
    fake::world().storage.clear();
    rename(page, "noticed");
    page.settle(3);
    CHECK(page.session().save_state() == SaveState::not_saved);
    fake::world().clock_ms += 60000;
    frames_until(page, [&] { return page.session().settled(); }, [] {});
    const fake::StoredJournal& stored = fake::world().storage[id];
    const Result<ProjectFile> file = read_project_file(*stored.snapshot);
    REQUIRE(file.ok());
    CHECK(file->project == page.project());
    CHECK(stored.lines.upper_bound(stored.up_to) == stored.lines.end());
}

TEST_CASE("a page that goes away first hands over the snapshot that it was writing") {
    Fresh fresh;
    Interface page;
    const Guid id = open_large(page);
    begin_snapshot(page);
    const int before = fake::world().storage[id].snapshots;
    page.push(platform::PageHidden{});
    page.frame();
    CHECK(fake::world().storage[id].snapshots == before + 1);
}

TEST_CASE("of a large project a sixteenth is journalled before all of it is written again") {
    Fresh fresh;
    Interface page;
    const Guid id = open_large(page, 240);
    const auto add = [&](std::uint64_t number, std::size_t bytes) {
        page.session().ask([number, bytes](const CommandContext& context) -> Result<Change> {
            Change change{"Document added", context.stamp, ChangeKind::done, {}};
            Source source;
            source.id = {{9, number}};
            source.name = "Added " + std::to_string(number);
            source.text = SharedText(std::string(bytes, 'a'));
            change.insert(source);
            return change;
        });
        frames_until(page, [&] { return page.session().settled(); }, [] {});
    };
    const int before = fake::world().storage[id].snapshots;
    add(1, 1'200'000);
    CHECK(fake::world().storage[id].snapshots == before);
    add(2, 600'000);
    page.settle();
    CHECK(fake::world().storage[id].snapshots == before + 1);
}

TEST_CASE("the other window lets go of a large project while it is being read: it can be changed here") {
    Fresh fresh;
    Guid id;
    {
        Interface page;
        id = open_large(page);
    }
    fake::world().events.clear();
    fake::world().elsewhere.insert(id);
    begin_slow_machine();
    Interface again;
    REQUIRE_FALSE(again.session().is_open());
    fake::world().elsewhere.clear();
    again.push(platform::StorageYielded{id});
    frames_until(again, [&] { return again.session().is_open() && !again.session().read_only(); }, [] {});
    CHECK(again.session().id() == id);
    CHECK(std::ranges::find(fake::world().let_go, id) == fake::world().let_go.end());
}

TEST_CASE("transcripts that are given with a large project file wait until it is read, and do not come into it") {
    Fresh fresh;
    Interface page;
    begin_slow_machine();
    page.push(platform::FilesGiven{{{"large.emic", write_project_file(large_project())}, {"P99.txt", interview}}, true});
    frames_until(page, [&] { return page.session().is_open() && page.project().info().name == "My study"; }, [] {});
    fake::world().look_cost_ms = 0;
    page.settle(20);
    page.confirm_import();
    page.settle(20);
    CHECK(page.project().sources().size() == 1);
    CHECK(fake::world().storage.size() == 2);
}
