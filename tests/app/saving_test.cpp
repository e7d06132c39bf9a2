// What stays when something goes wrong: storage that is slow or refuses, a kill, a damaged journal, a view or a page that goes
// away while something is typed, a file that cannot be read.
#include "one_interview.h"

using namespace emic;
using namespace emic::test;
using platform::Key;
using platform::Role;

TEST_CASE("what is on the disk is all that 'Saved' promises; after a kill everything of it is back") {
    Fresh fresh;
    Guid id;
    {
        Interface page;
        import_interview(page);
        select(page, "checking");
        page.letter('v');
        page.settle();
        CHECK(page.session().save_state() == SaveState::saved);
        CHECK(fake::find_node(Role::status, "Saved on this device"));
        id = page.session().id();
        fake::world().hold_storage = true;
        select(page, "ward");
        page.letter('v');
        page.settle();
        CHECK(page.session().save_state() == SaveState::saving);
        CHECK(fake::find_node(Role::status, "Saving…"));
        fake::lose_storage();
    }
    fake::world().hold_storage = false;
    fake::world().events.clear();
    Interface again;
    again.settle();
    REQUIRE(again.session().is_open());
    CHECK(again.session().id() == id);
    CHECK(again.project().codings().size() == 1);
    CHECK(again.project().sources().size() == 1);
    // Undo reaches back over the reload.
    again.letter('z', {true, false, false});
    CHECK(again.project().codings().empty());
}

TEST_CASE("when storage refuses, the researcher sees it and nothing is lost") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    fake::world().storage_failures[platform::StorageTask::append] = "The disk is full.";
    select(page, "checking");
    page.letter('v');
    page.settle();
    CHECK(page.session().save_state() == SaveState::not_saved);
    CHECK(fake::find_node(Role::status, "NOT SAVED"));
    CHECK(fake::world().unload_guarded);
    select(page, "ward");
    page.letter('v');
    fake::world().storage_failures.clear();
    fake::world().clock_ms += 60000;
    page.settle();
    CHECK(page.session().save_state() == SaveState::saved);
    CHECK_FALSE(fake::world().unload_guarded);
    CHECK(fake::world().storage[page.session().id()].lines.size() >= 3);
}

TEST_CASE("a memo keeps its last keystroke when the view goes away") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.letter('m');
    REQUIRE(fake::world().field);
    page.type("Überwacht: 她们一直看着");
    page.state().mode = Mode::themes;
    page.settle();
    REQUIRE(page.project().memos().size() == 1);
    CHECK(page.project().memos().begin()->text == "Überwacht: 她们一直看着");
    CHECK_FALSE(fake::world().field);
}

TEST_CASE("a file that cannot be read is reported in plain words and the others are taken") {
    Fresh fresh;
    Interface page;
    page.drop({{"broken.docx", "PK\x03\x04 this is not a Word file"}, {"P07.txt", interview}});
    CHECK(page.project().sources().size() == 1);
    CHECK(page.state().overlay == Overlay::import_report);
    REQUIRE(page.state().imported.size() == 2);
    CHECK_FALSE(page.state().imported[0].taken);
    CHECK(page.state().imported[0].notes.front().find("broken.docx") != std::string::npos);
}

TEST_CASE("what is being typed is kept when the page goes away") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    select(page, "checking");
    page.letter('m');
    page.type("she says it twice");
    CHECK(fake::world().unload_guarded);
    page.push(platform::PageHidden{});
    page.settle();
    REQUIRE(page.project().memos().size() == 1);
    CHECK(page.session().save_state() == SaveState::saved);
}

TEST_CASE("what is made while something is still being written is handed over at once: the page may go before that is answered") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    REQUIRE(page.session().save_state() == SaveState::saved);
    const std::size_t before = fake::world().appends.size();
    fake::world().hold_storage = true;
    select(page, "checking");
    page.letter('v');
    page.letter('m');
    page.type("she says it twice");
    page.push(platform::PageHidden{});
    page.frame();
    REQUIRE(page.project().memos().size() == 1);
    CHECK(page.session().save_state() == SaveState::saving);
    CHECK(fake::world().appends.size() == before + 2);
    fake::release_storage();
    page.settle();
    CHECK(page.session().save_state() == SaveState::saved);
    CHECK(fake::world().storage.begin()->second.lines.size() >= 2);
}

TEST_CASE("files dropped while others are still being read are all imported") {
    Fresh fresh;
    Interface page;
    page.push(platform::FilesGiven{{{"P01.txt", "One."}, {"P02.txt", "Two."}}, true});
    page.push(platform::FilesGiven{{{"P03.txt", "Three."}}, true, {"‘P04.docx’ is larger than Emic can read."}});
    page.settle(20);
    page.confirm_import();
    CHECK(page.project().sources().size() == 3);
    REQUIRE_FALSE(page.state().toasts.empty());
    CHECK(page.state().toasts.front().text.find("P04.docx") != std::string::npos);
}

TEST_CASE("leaving a project has one snapshot taken, not two") {
    Fresh fresh;
    Interface page;
    import_coded_interview(page);
    fake::world().hold_storage = true;
    page.state().mode = Mode::home;
    page.settle(); // every frame asks for what is not yet in a snapshot
    fake::release_storage();
    fake::world().hold_storage = true; // a second one would be waited for
    page.settle();
    CHECK_FALSE(page.session().is_open());
}
