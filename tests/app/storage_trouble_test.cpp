// What the researcher is told and offered when storage lost something, cannot read something, or has little room; when snapshots are taken, and how
// patiently is tried again.
#include "fake_keeping.h"
#include "one_interview.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;
using platform::Role;

namespace {

/// A project with an interview and a coding for each of the words, closed again; gives its id.
Guid stored_project(std::initializer_list<const char*> coded) {
    Interface page;
    import_interview(page);
    for (const char* words : coded) {
        select(page, words);
        page.letter('v');
    }
    page.settle();
    return page.session().id();
}

std::vector<std::string> codes_of(const Project& project) {
    std::vector<std::string> names;
    for (const Code& code : project.codes()) names.push_back(code.name);
    std::sort(names.begin(), names.end());
    return names;
}

bool told(Role role, std::string_view words) {
    const auto& mirror = fake::world().mirror;
    return std::any_of(mirror.begin(), mirror.end(), [&](const platform::MirrorNode& node) { return node.role == role && node.name.find(words) != std::string::npos; });
}

/// Time goes by, in frames as far apart as the page asks for them at most.
void wait(Interface& page, double milliseconds) {
    for (const double end = fake::world().clock_ms + milliseconds; fake::world().clock_ms < end; fake::world().clock_ms += 84) page.frame();
}

} // namespace

TEST_CASE("a damaged journal line: the project opens once under its own name with all that still fits, and what is stored is offered as a file") {
    Fresh fresh;
    const Guid id = stored_project({"checking", "ward", "run off"});
    auto& lines = fake::world().storage[id].lines;
    REQUIRE(lines.size() >= 4);
    std::next(lines.begin(), 2)->second[40] ^= 1;
    const auto stored = lines;
    {
        Interface again;
        again.settle(12);
        REQUIRE(again.session().is_open());
        CHECK(again.session().id() == id);
        CHECK(again.project().info().name == "My study");
        CHECK(codes_of(again.project()) == std::vector<std::string>{"checking", "run off"});
        CHECK(again.project().codings().size() == 2);
        CHECK(told(Role::alert, "1 change of this project, stored on this device, cannot be read any more and was left out. Everything else is here"));
        CHECK(fake::world().storage[id].lines == stored);
        CHECK(again.session().save_state() == SaveState::saved);
        again.click(Role::button, "Save what is stored");
        REQUIRE(fake::world().stored_saved.size() == 1);
        CHECK(fake::world().stored_saved[0] == std::pair(id, std::string("My study - as stored.json")));
        again.click(Role::button, "Go on");
        select(again, "普通");
        again.letter('v');
        again.settle();
        CHECK(again.session().save_state() == SaveState::saved);
    }
    fake::world().events.clear();
    Interface third;
    third.settle(12);
    CHECK(third.session().id() == id);
    CHECK(third.state().overlay == Overlay::none);
    CHECK(third.state().toasts.empty());
    CHECK(third.project().codings().size() == 3);
    CHECK(fake::world().storage.size() == 1);
    CHECK(third.project().info().name == "My study");
}

TEST_CASE("lines that are missing, at whatever place, cost what they held and what hung on it, and no number is used twice") {
    Fresh fresh;
    for (const std::size_t missing : {1u, 2u, 3u}) {
        fake::reset();
        const Guid id = stored_project({"checking", "ward", "run off"});
        auto& lines = fake::world().storage[id].lines;
        const std::uint64_t last = lines.rbegin()->first;
        lines.erase(std::next(lines.begin(), static_cast<std::ptrdiff_t>(missing)));
        const bool at_end = lines.rbegin()->first != last;
        Interface again;
        again.settle(12);
        REQUIRE(again.session().is_open());
        CHECK(again.session().id() == id);
        CHECK(again.project().codings().size() == 2);
        CHECK(told(Role::alert, "cannot be read any more") == !at_end); // nothing says that there was one more
        CHECK(fake::world().storage[id].up_to == (at_end ? 0 : last));
    }
}

TEST_CASE("only the second place has a project: it is listed, opens, and is stored anew as a whole before anything else") {
    Fresh fresh;
    const Guid id = stored_project({"checking", "ward"});
    fake::world().second_place = std::exchange(fake::world().storage, {});
    fake::world().events.clear();
    Interface page;
    page.settle(12);
    CHECK(page.session().id() == id);
    CHECK(page.project().codings().size() == 2);
    REQUIRE(fake::world().storage[id].snapshot);
    CHECK(fake::world().storage[id].lines.empty());
    CHECK(fake::world().storage[id].up_to == page.session().changes_since_copy());
    select(page, "run off");
    page.letter('v');
    page.settle();
    CHECK(page.session().save_state() == SaveState::saved);
    CHECK(fake::world().storage[id].lines.size() == 1);
}

TEST_CASE("the browser lost everything while a project is open: a copy is asked for and offered, and the whole project is stored anew") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    const Guid id = page.session().id();
    fake::world().storage.clear();
    fake::world().storage_failures[platform::StorageTask::snapshot] = "No.";
    select(page, "checking");
    page.letter('v');
    page.settle();
    CHECK(page.session().save_state() == SaveState::not_saved);
    CHECK(told(Role::alert, "The browser has lost what it kept of this project."));
    page.click(Role::button, "Save a copy now");
    REQUIRE(fake::world().saved.size() == 1);
    CHECK(fake::world().saved[0].bytes.find("checking") != std::string::npos);
    page.click(Role::button, "Go on");
    fake::world().storage_failures.clear();
    wait(page, 20000);
    CHECK(page.session().save_state() == SaveState::saved);
    REQUIRE(fake::world().storage[id].snapshot);
    CHECK(fake::world().storage[id].snapshot->find("checking") != std::string::npos);
    CHECK(fake::world().storage[id].lines.empty());
}

TEST_CASE("what cannot be listed is told with the words NOW while a project is open, and what the second place has is offered") {
    Fresh fresh;
    const Guid id = stored_project({"checking"});
    fake::world().second_place[id] = fake::world().storage[id];
    fake::world().storage.clear();
    fake::world().settings.clear();
    fake::world().list_problem = "The browser could not read what it keeps on this device.";
    fake::world().events.clear();
    Interface page;
    page.settle();
    CHECK(told(Role::alert, "The browser could not read what it keeps on this device."));
    page.click(Role::button, "Open “My study”");
    page.settle(12);
    CHECK(page.session().is_open());
    CHECK(page.session().id() == id);
}

TEST_CASE("a refusal that stays is told in a card that offers a copy; one that passes is told by the top bar alone") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    fake::world().storage_failures[platform::StorageTask::append] = "The disk is full.";
    select(page, "checking");
    page.letter('v');
    page.settle();
    CHECK(page.state().overlay == Overlay::none);
    wait(page, 1000);
    CHECK(page.state().overlay == Overlay::storage_trouble);
    CHECK(told(Role::alert, "The disk is full."));
    page.click(Role::button, "Go on");
    wait(page, 30000);
    CHECK(page.state().overlay == Overlay::none); // said once
    fake::world().storage_failures.clear();
    const std::size_t snapshots = fake::world().snapshots.size();
    wait(page, 30000);
    CHECK(page.session().save_state() == SaveState::saved);
    CHECK(fake::world().snapshots.size() == snapshots + 1); // the whole state, as nobody knows what else was hit
}

TEST_CASE("after a refusal it is tried again, each time after twice as long, up to fifteen seconds") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    fake::world().storage_failures[platform::StorageTask::append] = "No.";
    fake::world().appends.clear();
    select(page, "checking");
    page.letter('v');
    wait(page, 60000);
    const std::vector<double>& tries = fake::world().appends;
    REQUIRE(tries.size() >= 6);
    CHECK(tries.size() <= 9);
    double expected = 500;
    for (std::size_t i = 1; i < tries.size(); ++i, expected = std::min(2 * expected, 15000.0)) {
        CAPTURE(i);
        CHECK(tries[i] - tries[i - 1] >= expected);
        CHECK(tries[i] - tries[i - 1] <= expected + 250);
    }
}

TEST_CASE("a snapshot follows two thousand changes, or a megabyte of them, and no fewer") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    const auto rename = [&](const std::string& name) {
        page.session().ask([name](const CommandContext& context) {
            Change change{"Renamed", context.stamp, ChangeKind::done, {}};
            ProjectInfo info = context.project.info();
            info.name = name;
            change.update(context.project.info(), info);
            return Result<Change>(change);
        });
    };
    fake::StoredJournal& stored = fake::world().storage[page.session().id()];
    const std::uint64_t before = stored.lines.rbegin()->first - stored.up_to;
    fake::world().snapshots.clear();
    for (std::uint64_t i = before; i < 1999; ++i) rename("name " + std::to_string(i));
    page.settle();
    CHECK(fake::world().snapshots.empty());
    rename("the last one");
    page.settle();
    REQUIRE(fake::world().snapshots.size() == 1);
    CHECK(stored.up_to == stored.lines.rbegin()->first);
    rename(std::string(500000, 'a'));
    page.settle();
    CHECK(fake::world().snapshots.size() == 1);
    rename(std::string(500000, 'b'));
    page.settle();
    CHECK(fake::world().snapshots.size() == 2);
}

TEST_CASE("a disk that is getting full is told before anything is refused, until there is room again") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    CHECK(fake::find_node(Role::status, "Saved on this device"));
    page.push(platform::StorageRoom{"The disk is almost full: there is room for about 20 MB more."});
    page.settle();
    CHECK(told(Role::alert, "there is room for about 20 MB more"));
    const platform::MirrorNode* status = fake::find_node(Role::status, "Saved – disk almost full");
    REQUIRE(status);
    CHECK(status->value == "The disk is almost full: there is room for about 20 MB more.");
    page.push(platform::StorageRoom{""});
    page.settle();
    CHECK(fake::find_node(Role::status, "Saved on this device"));
}

TEST_CASE("in a private window the top bar goes on saying that all goes with it") {
    Fresh fresh;
    Interface page;
    fake::passing_words() = "This is a private window: everything that Emic stores is gone when you close it.";
    import_interview(page);
    page.settle();
    CHECK(!fake::find_node(Role::status, "Saved on this device"));
    const platform::MirrorNode* status = fake::find_node(Role::status, "Saved in this private window only");
    REQUIRE(status);
    CHECK(status->value == "This is a private window: everything that Emic stores is gone when you close it.");
    page.push(platform::StorageRoom{"The disk is almost full."});
    page.settle();
    CHECK(fake::find_node(Role::status, "Saved – disk almost full"));
    fake::passing_words().clear();
}
