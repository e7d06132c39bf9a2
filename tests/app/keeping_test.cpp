// What the window keeps from one thing to the next: projects of several files, what another window holds, sentences that
// wait to be read, ticks on a text that changes.
#include "command_table.h"
#include "engine/commands/sources.h"
#include "engine/formats/project_file.h"
#include "interface.h"
#include "settings.h"

#include <algorithm>

using namespace emic;
using platform::Role;

namespace {

struct Fresh {
    Fresh() { fake::reset(); }
};

std::string project_file(const std::string& name, std::uint64_t number) {
    Project project;
    Change change;
    ProjectInfo info;
    info.id.guid = {7, number};
    info.name = name;
    change.insert(info);
    Coder coder;
    coder.id.guid = {8, number};
    coder.name = "Ada";
    change.insert(coder);
    REQUIRE_FALSE(project.apply(change));
    return write_project_file(project);
}

bool told(const Interface& page, std::string_view words) {
    (void)page;
    return std::ranges::any_of(fake::world().announced, [&](const std::string& said) { return said.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("several project files dropped at once are all kept on this device, and a document beside them is imported") {
    Fresh fresh;
    Interface page;
    page.drop({{"a.emic", project_file("First", 1)}, {"b.emic", project_file("Second", 2)}, {"c.emic", project_file("Third", 3)}});
    page.settle(30);
    CHECK(page.project().info().name == "Third");
    CHECK(fake::world().storage.size() == 3);
    CHECK(told(page, "3 projects are now on this device"));
    for (const auto& [id, stored] : fake::world().storage) CHECK(stored.snapshot.has_value());
}

TEST_CASE("a project file dropped together with transcripts is not lost") {
    Fresh fresh;
    Interface page;
    page.drop({{"a.emic", project_file("First", 1)}, {"P01.txt", "I felt watched."}});
    page.settle(30);
    CHECK(fake::world().storage.size() == 2);
    CHECK(page.project().sources().size() == 1);
}

TEST_CASE("a project that another window holds can be read and exported, but not changed") {
    Fresh fresh;
    Guid id;
    {
        Interface page;
        page.drop({{"P01.txt", "I felt watched."}});
        id = page.session().id();
        page.settle();
    }
    const auto stored = fake::world().storage[id];
    fake::world().elsewhere.insert(id);
    Interface second;
    second.settle(12);
    REQUIRE(second.session().id() == id);
    CHECK(second.session().read_only());
    CHECK(fake::find_node(Role::status, "Read only: open in another window"));
    CHECK(told(second, "open in another window or tab of Emic"));
    second.state().selection = {2, 6};
    second.settle(2);
    const auto revision = second.project().revision();
    second.letter('v');
    second.settle();
    CHECK(second.project().revision() == revision);
    CHECK(second.project().codings().empty());
    CHECK(fake::world().storage[id].lines == stored.lines);
    CHECK(fake::world().storage[id].snapshot == stored.snapshot);
    // Leaving it for the home page lets go of it; when the other window has done so too, work goes on here.
    second.click(Role::button, "All projects");
    second.settle();
    CHECK_FALSE(second.session().is_open());
    CHECK(std::ranges::count(fake::world().let_go, id) == 1);
    fake::world().elsewhere.clear();
    second.click(Role::link, "My study");
    second.settle(12);
    REQUIRE(second.session().is_open());
    CHECK_FALSE(second.session().read_only());
}

TEST_CASE("more sentences than fit on the screen wait until they can be read") {
    Fresh fresh;
    Interface page;
    std::vector<std::string> problems;
    for (int i = 1; i <= 9; ++i) problems.push_back("‘" + std::to_string(i) + ".docx’ was not read.");
    page.push(platform::FilesGiven{{}, true, problems});
    page.settle();
    CHECK(fake::find_node(Role::alert, "‘1.docx’ was not read."));
    CHECK(fake::find_node(Role::alert, "‘6.docx’ was not read."));
    CHECK_FALSE(fake::find_node(Role::alert, "‘7.docx’ was not read."));
    fake::world().clock_ms += 15'000;
    page.settle();
    CHECK_FALSE(fake::find_node(Role::alert, "‘1.docx’ was not read."));
    CHECK(fake::find_node(Role::alert, "‘9.docx’ was not read."));
    fake::world().clock_ms += 15'000;
    page.settle();
    CHECK(page.state().toasts.empty());
}

TEST_CASE("ticked search results stay on their words when the transcript is corrected") {
    Fresh fresh;
    Interface page;
    page.drop({{"P01.txt", "I felt wached at night. At night I was alone."}});
    const Source source = *page.project().sources().begin();
    const auto place_of = [&](std::string_view words, std::size_t from = 0) {
        const auto at = static_cast<std::uint32_t>(page.project().find(source.id)->text.view().find(words, from));
        return Passage{source.id, {at, at + static_cast<std::uint32_t>(words.size())}};
    };
    page.state().search_chosen = {place_of("At night"), place_of("alone")};
    page.session().ask([&](const CommandContext& context) {
        return edit_source_text(context, {source.id, "I felt watched, always, at night. At night I was."});
    });
    page.settle();
    CHECK(page.state().search_chosen == std::set<Passage>{place_of("At night")});
}

TEST_CASE("whether interviewers are counted is kept for each project") {
    Fresh fresh;
    {
        Interface page;
        page.drop({{"P07.txt", "Interviewer: How was it?\nP07: Lonely.\nInterviewer: And then?\nP07: Better.\n"}});
        page.settle(8);
        if (page.state().overlay != Overlay::none) page.key(platform::Key::enter);
        page.settle(8);
        REQUIRE(page.session().is_open());
        page.click(Role::checkbox, "Without interviewers");
        page.settle();
        REQUIRE(page.state().without_interviewers);
    }
    fake::world().events.clear();
    Interface again;
    again.settle(12);
    REQUIRE(again.session().is_open());
    CHECK(again.state().without_interviewers);
}

TEST_CASE("what is kept comes back as it was, every field of it") {
    // All of them are named, so that a new field that this test does not know is a compiler's warning; and none is as in new settings.
    const OwnKeys keys{false, {{CommandId::code_in_vivo, {{platform::Key::character, 'j', {}}}}, {CommandId::undo, {}}}};
    const KeptView view{Appearance::dark, false, 1.25f, 1.5f, 301, 402, 0.375f, false, keys};
    QuickCodes quick;
    quick.put({{9, 9}}, 3);
    const KeptOfProject of{{1, 2}, {3, 4}, 567, true, quick, true};
    const Settings kept{view, {5, 6}, {{{5, 6}, of}, {{7, 8}, {}}}};
    CHECK(read_settings(write_settings(kept)) == kept);
    each_kept(view, [&, fresh = write_settings(Settings{}), stored = write_settings(kept)](const char* name, const auto&) {
        INFO(name);
        CHECK(stored.at(name) != fresh.at(name));
    });
    // And through the interface: changed on the screen, kept, and there in the next window.
    Fresh fresh;
    {
        Interface page;
        static_cast<KeptView&>(page.state()) = view;
        page.settle();
    }
    Interface again;
    again.settle();
    CHECK(static_cast<const KeptView&>(again.state()) == view);
    // Opening a project leaves the screen as it is.
    again.drop({{"a.emic", project_file("First", 1)}});
    again.settle(30);
    REQUIRE(again.session().is_open());
    CHECK(static_cast<const KeptView&>(again.state()).codes_share == view.codes_share);
    KeptView shown = again.state();
    shown.preview_imports = view.preview_imports;
    CHECK(shown == view);
}

TEST_CASE("settings that cannot be read, and those out of their bounds, are as in a new window") {
    const Settings read = read_settings({{"zoom", "12"}, {"codes_share", "\"wide\""}, {"documents_width", "{"}, {"appearance", "7"}, {"project//coder", "1"}, {"project/", ""}, {"unknown", "[]"}});
    CHECK(read.view.zoom == 2.5f);
    CHECK(read.view.codes_share == KeptView{}.codes_share);
    CHECK(read.view.documents_width == KeptView{}.documents_width);
    CHECK(read.view.appearance == Appearance::light);
    CHECK(read.projects.empty());
}

TEST_CASE("a window stores only what it has changed itself, and keeps its own coder") {
    Fresh fresh;
    Interface page;
    page.drop({{"a.emic", project_file("First", 1)}});
    page.settle(30);
    const Guid id = page.session().id();
    const std::string coder = settings_prefix(id) + "coder";
    REQUIRE(fake::world().settings.contains(coder));
    // Another window has chosen another coder and another size.
    fake::world().settings[coder] = "\"of the other window\"";
    fake::world().settings["zoom"] = "2";
    const Guid own = page.session().coder().guid;
    page.state().reading_zoom = 1.5f;
    page.settle();
    CHECK(fake::world().settings["reading_zoom"] == "1.5");
    CHECK(fake::world().settings[coder] == "\"of the other window\"");
    CHECK(fake::world().settings["zoom"] == "2");
    page.click(Role::button, "All projects");
    page.settle();
    page.click(Role::link, "First");
    page.settle(12);
    REQUIRE(page.session().is_open());
    CHECK(page.session().coder().guid == own);
    CHECK(page.state().zoom == 1);
}

TEST_CASE("a window that may only read a project stores nothing about it") {
    Fresh fresh;
    Guid id;
    {
        Interface page;
        page.drop({{"a.emic", project_file("First", 1)}});
        page.settle(30);
        id = page.session().id();
    }
    const auto settings = fake::world().settings;
    fake::world().elsewhere.insert(id);
    Interface reader;
    reader.settle(12);
    REQUIRE(reader.session().read_only());
    reader.state().without_interviewers = true;
    reader.session().set_coder({});
    reader.settle();
    CHECK(fake::world().settings == settings);
}

TEST_CASE("what another window chose for a project that was not open here is taken when it is opened") {
    Fresh fresh;
    Interface page;
    page.drop({{"a.emic", project_file("First", 1)}});
    page.settle(30);
    const Guid id = page.session().id();
    page.click(Role::button, "All projects");
    page.settle();
    const Guid fresh_project{9, 9};
    fake::world().storage[fresh_project] = fake::world().storage[id];
    fake::world().settings[settings_prefix(fresh_project) + "without_interviewers"] = "true";
    page.push(platform::StorageListed{{{fresh_project, R"({"name":"Other"})", 1}}, fake::world().settings, "", false});
    page.settle();
    page.click(Role::link, "Other");
    page.settle(12);
    REQUIRE(page.session().id() == fresh_project);
    CHECK(page.state().without_interviewers);
}
