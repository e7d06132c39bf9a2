// What leaves the program: what is said before, under which name, and what of it counts as a copy.
#include "engine/commands/pseudonyms.h"
#include "engine/formats/export_table.h"
#include "engine/formats/project_file.h"
#include "one_interview.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;
using platform::Role;

namespace {

/// The Report page with this format chosen.
void show_report(Interface& page, const char* format) {
    page.state().mode = Mode::report;
    page.state().export_shown = format;
    page.settle(8);
}

const fake::SavedFile& last_saved() {
    REQUIRE_FALSE(fake::world().saved.empty());
    return fake::world().saved.back();
}

bool shown(std::string_view words) {
    const auto& nodes = fake::world().mirror;
    return std::any_of(nodes.begin(), nodes.end(), [&](const platform::MirrorNode& node) { return node.name.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("only a whole copy with the real names counts as a copy") {
    Fresh fresh;
    Interface page;
    import_coded_interview(page);
    const std::uint64_t changes = page.session().changes_since_copy();
    REQUIRE(changes > 0);
    show_report(page, "project");
    const auto save_with = [&](const ExportScope& scope, const char* format) {
        page.state().export_shown = format;
        page.state().reporting.scope = scope;
        page.settle(8);
        page.click(Role::button, std::string("Save as .") + (std::string_view(format) == "project" ? "emic" : "qdpx"));
        page.settle();
        return page.session().changes_since_copy();
    };
    const std::size_t saved = fake::world().saved.size();
    CHECK(save_with({{}, {}, {}, true}, "project") == changes);
    CHECK(save_with({{page.project().codes().begin()->id}, {}, {}, false}, "project") == changes);
    CHECK(save_with({{}, {}, {page.session().coder()}, false}, "project") == changes);
    CHECK(save_with({}, "qdpx") == changes);
    CHECK(fake::world().saved.size() == saved + 4);
    CHECK(save_with({}, "project") == 0);
}

TEST_CASE("what is near to a name is listed before a file with pseudonyms is saved, whatever the format") {
    Fresh fresh;
    Interface page;
    page.drop({{"Zebulon 1.txt", "I: Who is Zebulon?\nZEBULON: I am. Zebulonic is my brother.\n"}});
    page.settle();
    page.session().ask([](const CommandContext& context) { return add_pseudonym(context, {"Zebulon", "P1"}); });
    page.settle();
    for (const ExportFormat& format : export_formats()) {
        CAPTURE(format.id);
        page.state().reporting.scope.pseudonyms = false;
        show_report(page, format.id);
        CHECK_FALSE(shown("Like ‘Zebulon’"));
        page.state().reporting.scope.pseudonyms = true;
        page.settle();
        CHECK(shown("Like ‘Zebulon’: ‘Zebulonic’ (with another ending, once"));
    }
}

TEST_CASE("the saved file's name has the stand-in, too") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.session().ask([](const CommandContext& context) { return add_pseudonym(context, {"study", "P1"}); });
    page.settle();
    show_report(page, "codebook-csv");
    page.click(Role::button, "Save as .csv");
    CHECK(last_saved().name.find("My study") != std::string::npos);
    page.state().reporting.scope.pseudonyms = true;
    page.settle();
    page.click(Role::button, "Save as .csv");
    CHECK(last_saved().name.find("My P1") != std::string::npos);
}

TEST_CASE("files with pseudonyms, of a part and of everything have names of their own, whatever the format") {
    Fresh fresh;
    Interface page;
    import_coded_interview(page);
    const Id<Code> code = page.project().codes().begin()->id;
    for (const char* format : {"project", "qdpx", "codebook-csv", "themes-docx"}) {
        const ExportFormat* row = find_export_format(format);
        REQUIRE(row);
        show_report(page, format);
        std::vector<std::string> names;
        for (const ExportScope& scope : {ExportScope{}, {{}, {}, {}, true}, {{code}, {}, {}, false}, {{code}, {}, {}, true}, {{}, {}, {page.session().coder()}, true}}) {
            page.state().reporting.scope = scope;
            page.settle(8);
            page.click(Role::button, std::string("Save as .") + row->extension);
            names.push_back(last_saved().name);
        }
        const std::string end = std::string(".") + row->extension, all = names[0].substr(0, names[0].size() - end.size());
        CHECK(names == std::vector<std::string>{all + end, all + " - pseudonyms" + end, all + " - code checking" + end, all + " - code checking - pseudonyms" + end, all + " - coder Me - pseudonyms" + end});
    }
}

TEST_CASE("coders get pseudonyms with one command, once") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    const Coder me = *page.project().coders().begin();
    page.session().ask([&](const CommandContext&) {
        Change renamed;
        Coder mia = me;
        mia.name = "Mia Vogel";
        renamed.update(me, mia);
        renamed.insert(Coder{{{8, 8}}, "Ana", 0, {}});
        renamed.insert(Coder{{{8, 9}}, "Me", 0, {}});
        renamed.label = "Coders";
        return Result<Change>(renamed);
    });
    page.settle();
    page.state().overlay = Overlay::pseudonyms;
    page.settle();
    page.click(Role::button, "Pseudonyms for coders");
    page.settle();
    std::vector<std::string> pairs;
    for (const Pseudonym& one : page.project().pseudonyms()) pairs.push_back(one.real + " " + one.standin);
    std::sort(pairs.begin(), pairs.end());
    CHECK(pairs == std::vector<std::string>{"Ana Coder 1", "Mia Vogel Coder 2"});
    page.click(Role::button, "Pseudonyms for coders");
    page.settle();
    CHECK(page.project().pseudonyms().size() == 2);
}

TEST_CASE("Lamport time goes on from the highest, wherever a project was before") {
    Fresh fresh;
    Interface page;
    import_interview(page);
    page.settle();
    const std::string file = write_project_file(page.project(), {{}, 500});
    page.drop({{"copy.emic", file}});
    page.settle();
    CHECK(page.session().lamport() == 500);
    select(page, "checking");
    page.letter('v');
    page.settle();
    CHECK(page.session().lamport() == 501);
    // A copy carries it, and so does one of a part.
    page.letter('s', {true, false, false});
    page.settle();
    CHECK(read_project_file(last_saved().bytes).value().journal.lamport == 501);
    show_report(page, "project");
    page.state().reporting.scope.pseudonyms = true;
    page.settle();
    page.click(Role::button, "Save as .emic");
    CHECK(read_project_file(last_saved().bytes).value().journal.lamport == 501);
    // From a snapshot with lines behind it, and from what could be recovered of them.
    const Guid id = page.session().id();
    page.settle();
    for (const bool damaged : {false, true}) {
        platform::StorageOpened stored{};
        stored.project = id;
        stored.snapshot = fake::world().storage[id].snapshot.value();
        for (const auto& [number, line] : fake::world().storage[id].lines) stored.lines.push_back({number, line});
        stored.up_to = stored.lines.empty() ? 0 : stored.lines.front().number - 1;
        if (damaged) stored.lines.push_back({stored.up_to + stored.lines.size() + 1, "damaged"});
        Session session;
        CHECK(session.open(stored).usable);
        CHECK(session.lamport() == 501);
    }
}
