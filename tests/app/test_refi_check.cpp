#include "formats/refi_support.h"
#include "interface.h"

#include <algorithm>

using namespace emic;
using platform::Key;
using platform::Role;

namespace {

/// A project with two coded passages; the second quotes `second`.
std::string study(const std::string& second, const std::string& text = "I felt judged. They were kind.") {
    const auto selection = [](int number, int start, int end, const std::string& name) {
        const std::string tail = "-0000-4000-8000-00000000000" + std::to_string(number);
        return "<PlainTextSelection guid=\"DDDDDDDD" + tail + "\" name=\"" + name + "\" startPosition=\"" + std::to_string(start) + "\" endPosition=\"" + std::to_string(end) +
               "\"><Coding guid=\"EEEEEEEE" + tail + "\"><CodeRef targetGUID=\"BBBBBBBB-0000-4000-8000-000000000001\"/></Coding></PlainTextSelection>";
    };
    return test::qdpx(R"(<Project name="Ward" origin="Some tool" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="AAAAAAAA-0000-4000-8000-000000000001" name="Ada"/></Users>)"
                      R"(<CodeBook><Codes><Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="Judged" isCodable="true" color="#FF0010"/></Codes></CodeBook>)"
                      R"(<Sources><TextSource guid="CCCCCCCC-0000-4000-8000-000000000001" name="P01" plainTextPath="internal://t.txt">)" +
                          selection(1, 7, 13, "judged") + selection(2, 15, 19, second) + "</TextSource></Sources></Project>",
                      {{"sources/t.txt", text}});
}

bool says(Role role, std::string_view words) {
    return std::any_of(fake::world().mirror.begin(), fake::world().mirror.end(),
                       [&](const platform::MirrorNode& node) { return node.role == role && node.name.find(words) != std::string::npos; });
}

void start_check(Interface& page) {
    page.letter('k', {true, false, false});
    page.type("Check a REFI");
    page.list_key(Key::enter);
    page.settle();
}

} // namespace

TEST_CASE("check a REFI-QDA file: without any project, the report is shown and saved") {
    fake::reset();
    Interface page;
    start_check(page);
    REQUIRE(page.state().overlay == Overlay::refi_check);
    REQUIRE(fake::world().picks.size() == 1);
    CHECK(fake::world().picks[0].accept == ".qdpx,.qdc");
    CHECK(says(Role::paragraph, "No project is made"));
    CHECK_FALSE(fake::find_node(Role::button, "Save the report"));

    page.push(platform::FilesGiven{{{"Ward.qdpx", study("were kind")}}, false});
    page.settle();
    CHECK(page.state().overlay == Overlay::refi_check);
    CHECK_FALSE(page.session().is_open());
    CHECK(says(Role::paragraph, "There is something to look at."));
    CHECK(says(Role::paragraph, "the file quotes: were kind"));
    page.click(Role::button, "Save the report");
    REQUIRE(fake::world().saved.size() == 1);
    CHECK(fake::world().saved[0].name == "Ward check.txt");
    CHECK(fake::world().saved[0].bytes.find("the text has there: They") != std::string::npos);
    page.click(Role::button, "Check another file…");
    CHECK(fake::world().picks.size() == 2);
    page.key(Key::escape);
    CHECK(page.state().overlay == Overlay::none);
    CHECK_FALSE(page.session().is_open());
}

TEST_CASE("check a REFI-QDA file: a file of another kind is refused in words, and a later file is no check") {
    fake::reset();
    Interface page;
    start_check(page);
    page.push(platform::FilesGiven{{{"notes.txt", "hello"}}, false});
    page.settle();
    CHECK(page.state().overlay == Overlay::refi_check);
    REQUIRE_FALSE(page.state().toasts.empty());
    CHECK(page.state().toasts.back().problem);
    page.click(Role::button, "Close");
    page.drop({{"P07.txt", "I felt lonely."}});
    CHECK(page.project().sources().size() == 1);
}

TEST_CASE("a foreign project without doubts opens at once") {
    fake::reset();
    Interface page;
    page.drop({{"Ward.qdpx", study("They")}});
    CHECK(page.state().overlay == Overlay::import_report);
    REQUIRE(page.session().is_open());
    CHECK(page.project().codings().size() == 2);
}

TEST_CASE("a doubtful foreign project is shown before it is taken in") {
    fake::reset();
    Interface page;
    page.drop({{"Ward.qdpx", study("were kind")}});
    REQUIRE(page.state().overlay == Overlay::doubtful_project);
    CHECK_FALSE(page.session().is_open());
    CHECK(fake::find_node(Role::dialog, "Look before you open it"));
    CHECK(says(Role::paragraph, "‘Ward.qdpx’, written by Some tool,"));
    CHECK(says(Role::listitem, "quotes “were kind”; the text has “They”"));

    SUBCASE("opened") {
        page.click(Role::button, "Open it as a new project");
        page.settle();
        REQUIRE(page.session().is_open());
        CHECK(page.project().info().name == "Ward");
        CHECK(page.project().codings().size() == 2);
        CHECK(page.state().overlay == Overlay::import_report);
    }
    SUBCASE("opened with the keyboard alone") {
        for (int i = 0; i < 6 && !page.session().is_open(); ++i) {
            page.key(Key::tab);
            const auto focused = std::find_if(fake::world().mirror.begin(), fake::world().mirror.end(), [](const platform::MirrorNode& node) { return node.focused; });
            if (focused == fake::world().mirror.end() || focused->name != "Open it as a new project") continue;
            page.key(Key::enter);
            page.settle();
        }
        CHECK(page.session().is_open());
    }
    SUBCASE("left") {
        page.click(Role::button, "Cancel");
        page.settle();
        CHECK(page.state().overlay == Overlay::none);
        CHECK_FALSE(page.session().is_open());
        REQUIRE_FALSE(page.state().toasts.empty());
        CHECK(page.state().toasts.back().text == "‘Ward.qdpx’ was not opened. Nothing was changed.");
    }
    SUBCASE("left with Escape") {
        page.key(Key::escape);
        page.settle();
        CHECK(page.state().overlay == Overlay::none);
        CHECK_FALSE(page.session().is_open());
    }
}

TEST_CASE("several doubtful projects are shown one after the other") {
    fake::reset();
    Interface page;
    page.drop({{"A.qdpx", study("were kind")}, {"B.qdpx", study("They were")}});
    REQUIRE(page.state().overlay == Overlay::doubtful_project);
    CHECK(says(Role::paragraph, "‘A.qdpx’"));
    page.key(Key::escape);
    page.settle();
    REQUIRE(page.state().overlay == Overlay::doubtful_project);
    CHECK(says(Role::paragraph, "‘B.qdpx’"));
    page.click(Role::button, "Open it as a new project");
    page.settle();
    CHECK(page.session().is_open());
    CHECK(page.state().overlay == Overlay::import_report);
}

TEST_CASE("a doubtful project waits behind another project's import report") {
    fake::reset();
    Interface page;
    page.drop({{"A.qdpx", study("were kind")}});
    REQUIRE(page.state().overlay == Overlay::doubtful_project);
    page.drop({{"B.qdpx", study("They")}});
    CHECK(page.session().is_open());
    REQUIRE(page.state().overlay == Overlay::import_report);
    page.click(Role::button, "Done");
    page.settle();
    REQUIRE(page.state().overlay == Overlay::doubtful_project);
    CHECK(says(Role::paragraph, "‘A.qdpx’"));
}
