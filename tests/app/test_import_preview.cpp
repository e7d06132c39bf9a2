#include "interface.h"

#include <algorithm>

using namespace emic;
using platform::Key;
using platform::Role;
using platform::Tri;

namespace {

constexpr const char* ana = "Interviewer: How was it?\nAna: I felt at home.\nInterviewer: Why?\nAna: The garden.\n";
constexpr const char* tom = "Interviewer: How was it?\nTom: I felt lonely.\nInterviewer: Why?\nTom: The nights.\n";
constexpr const char* survey = "ID,Age,Site,Answer\nA1,31,North,I felt lonely in the long evenings after my son had moved away.\n"
                               "A2,57,South,I felt at home here from the very first day on the ward.\n";

using Files = std::vector<platform::NamedFile>;

/// A window with files in the preview.
struct Previewing {
    explicit Previewing(Files files, float width = 1280, float height = 800) {
        fake::reset();
        page = std::make_unique<Interface>(width, height);
        give(std::move(files));
    }
    void give(Files files) {
        page->push(platform::FilesGiven{std::move(files), true});
        page->settle(12);
    }
    void write(const std::string& label, std::string_view text) {
        page->click(Role::textbox, label);
        page->type(text);
        page->end_field();
    }
    [[nodiscard]] bool open() const { return page->state().overlay == Overlay::import_preview; }
    std::unique_ptr<Interface> page;
};

const Source* source_named(const Project& project, std::string_view name) {
    for (const Source& source : project.sources())
        if (source.name == name) return &source;
    return nullptr;
}

std::string case_of(const Project& project, const Source* source) {
    const Case* found = source ? project.find(source->case_id) : nullptr;
    return found ? found->name : "-";
}

} // namespace

TEST_CASE("import preview: nothing is in the project before it is confirmed, and one undo takes all back") {
    Previewing previewing(Files{{"P01/Ana.txt", ana}, {"P02/Tom.txt", tom}});
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    CHECK(fake::find_node(Role::dialog, "Before the import"));
    CHECK(fake::find_node(Role::status, "2 files were read. Nothing is in the project yet."));
    CHECK(fake::find_node(Role::option, "Tom"));
    CHECK(page.project().sources().empty());
    page.click(Role::button, "Import 2 documents");
    page.settle();
    CHECK_FALSE(previewing.open());
    REQUIRE(page.project().sources().size() == 2);
    CHECK(case_of(page.project(), source_named(page.project(), "Ana")) == "P01");
    CHECK(source_named(page.project(), "Tom")->turns.size() == 4);
    page.letter('z', {true, false, false});
    page.settle();
    CHECK(page.project().sources().empty());
    CHECK(page.project().cases().empty());
}

TEST_CASE("import preview: cancelled by button or Escape, the project stays untouched") {
    Previewing previewing(Files{{"Ana.txt", ana}});
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    const std::uint64_t revision = page.project().revision();
    page.click(Role::button, "Cancel");
    CHECK_FALSE(previewing.open());
    CHECK(page.state().import_preview.plan.items.empty());
    previewing.give({{"Ana.txt", ana}});
    REQUIRE(previewing.open());
    page.key(Key::escape);
    CHECK_FALSE(previewing.open());
    CHECK(page.project().revision() == revision);
    // A press beside the card loses no decisions.
    previewing.give({{"Ana.txt", ana}});
    page.click_at(4, 4);
    CHECK(previewing.open());
    page.letter('k', {true, false, false});
    CHECK(previewing.open());
}

TEST_CASE("import preview: names, cases, speakers and ticks are the researcher's") {
    Previewing previewing(Files{{"Ana.txt", ana}, {"Tom.txt", tom}, {"sound.mp3", "ID3\3"}});
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    CHECK(fake::find_node(Role::status, "3 files were read. 1 of them cannot be imported. Nothing is in the project yet."));
    previewing.write("Document name", "First interview");
    previewing.write("Case", "P01");
    previewing.write("Case of Ana", "P01");
    const platform::MirrorNode* interviewer = fake::find_node(Role::checkbox, "Interviewer");
    REQUIRE(interviewer);
    CHECK(interviewer->checked == Tri::yes);
    page.click(Role::checkbox, "Import Tom");
    page.click(Role::option, "sound.mp3");
    CHECK(std::any_of(fake::world().mirror.begin(), fake::world().mirror.end(), [](const auto& node) { return node.role == Role::paragraph && node.name.find("sound recording") != std::string::npos; }));
    page.click(Role::button, "Import 1 document");
    page.settle();
    REQUIRE(page.project().sources().size() == 1);
    const Source& source = *page.project().sources().begin();
    CHECK(source.name == "First interview");
    CHECK(case_of(page.project(), &source) == "P01");
    CHECK(page.project().cases().size() == 1);
    REQUIRE(source.speakers.size() == 2);
    CHECK(source.speakers[0].interviewer);
    CHECK(source.speakers[1].case_id == source.case_id);
    // What could not be read is told once more, to be kept in mind.
    CHECK(page.state().overlay == Overlay::import_report);
}

TEST_CASE("import preview: the marks of turns can be chosen, for one document or for all") {
    Previewing previewing(Files{{"Ana.txt", ana}, {"Tom.txt", tom}});
    Interface& page = *previewing.page;
    page.click(Role::radio, "Turns: none");
    CHECK(page.state().import_preview.plan.items[0].turns.empty());
    CHECK(page.state().import_preview.plan.items[1].turns.size() == 4);
    page.click(Role::button, "Use for all documents");
    CHECK(page.state().import_preview.plan.items[1].turns.empty());
    page.click(Role::radio, "Turns: name and colon");
    CHECK(page.state().import_preview.plan.items[0].turns.size() == 4);
    page.click(Role::button, "A case for each");
    CHECK(page.state().import_preview.plan.items[1].case_name == "Tom");
    page.click(Role::button, "Import 2 documents");
    page.settle();
    CHECK(source_named(page.project(), "Ana")->turns.size() == 4);
    CHECK(source_named(page.project(), "Tom")->turns.empty());
    CHECK(page.project().cases().size() == 2);
}

TEST_CASE("import preview: a survey's columns get their roles, with the first document in view") {
    Previewing previewing(Files{{"Survey.csv", survey}});
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    CHECK(fake::find_node(Role::status, "2 rows, 4 columns: 2 documents, each with its answers and what is known of its case."));
    CHECK(fake::find_node(Role::paragraph, "First document: A1"));
    CHECK(fake::find_node(Role::paragraph, "Age: 31 · Site: North"));
    page.click(Role::button, "Age holds: Whole number");
    page.click(Role::radio, "Age holds: Text");
    page.click(Role::radio, "Site: Leave out");
    page.click(Role::radio, "ID: Names the document");
    CHECK(fake::find_node(Role::paragraph, "First document: Row 2 · A1"));
    page.click(Role::button, "Import 2 documents");
    page.settle();
    REQUIRE(page.project().sources().size() == 2);
    CHECK(case_of(page.project(), source_named(page.project(), "Row 2")) == "A1");
    REQUIRE(page.project().attributes().size() == 1);
    CHECK(page.project().attributes().begin()->type == AttributeType::text);
    CHECK(page.project().attributes().begin()->name == "Age");
}

TEST_CASE("import preview: a table without a column of text fills cases; where its answers begin can be changed") {
    Previewing previewing(Files{{"Survey.csv", survey}});
    Interface& page = *previewing.page;
    page.click(Role::radio, "Answer: Leave out");
    REQUIRE(fake::find_node(Role::button, "Import 2 cases"));
    CHECK(fake::find_node(Role::status, "2 rows, 4 columns: 2 cases, each with what is known of it."));
    CHECK(fake::find_node(Role::status, "The answers begin in row 2; the row above names the columns."));
    page.click(Role::button, "A row later");
    CHECK(fake::find_node(Role::status, "The answers begin in row 3; the rows above name the columns."));
    page.click(Role::button, "A row earlier");
    CHECK(fake::find_node(Role::status, "The answers begin in row 2; the row above names the columns."));
    CHECK(fake::find_node(Role::button, "Import 2 documents"));
    page.click(Role::radio, "Answer: Leave out");
    page.click(Role::radio, "Answer: Text to code");
    CHECK(fake::find_node(Role::button, "Import 2 documents"));
}

TEST_CASE("import preview: letters that cannot be told are asked for, also where it is switched off") {
    Previewing previewing(Files{{"Notes.txt", "Only notes."}});
    Interface& page = *previewing.page;
    page.state().preview_imports = false;
    previewing.give({{"Short.txt", "Q: And your name?\nA: Pe\xF2\xE0.\n"}});
    REQUIRE(previewing.open());
    const platform::MirrorNode* central = nullptr;
    for (const char* name : {"Central European (Windows-1250): Peňŕ.", "Central European (ISO 8859-2): Peňŕ."})
        if (const platform::MirrorNode* node = fake::find_node(Role::radio, name)) central = node;
    REQUIRE(central);
    page.click(Role::radio, std::string(central->name));
    page.click(Role::button, "Import 1 document");
    page.settle();
    REQUIRE(source_named(page.project(), "Short"));
    CHECK(source_named(page.project(), "Short")->text.view() == "Q: And your name?\nA: Peňŕ.\n");
}

TEST_CASE("import preview: not for one plain text, and not when it is switched off; the switch is kept") {
    Previewing previewing(Files{{"Notes.txt", "Only notes."}});
    Interface& page = *previewing.page;
    CHECK_FALSE(previewing.open());
    CHECK(page.project().sources().size() == 1);
    previewing.give({{"Ana.txt", ana}});
    REQUIRE(previewing.open());
    page.click(Role::checkbox, "Show this before every import");
    page.click(Role::button, "Import 1 document");
    page.settle();
    CHECK_FALSE(page.state().preview_imports);
    CHECK(fake::world().settings["preview_imports"] == "false");
    previewing.give({{"Tom.txt", tom}, {"Survey.csv", survey}});
    CHECK_FALSE(previewing.open());
    CHECK(page.project().sources().size() == 5);
    // The same as with the preview when nothing is changed in it.
    CHECK(source_named(page.project(), "Tom")->turns.size() == 4);
    page.state().overlay = Overlay::settings;
    page.settle();
    page.click(Role::checkbox, "Show files before every import");
    CHECK(page.state().preview_imports);
}

TEST_CASE("import preview: files given while it is open come to the others") {
    Previewing previewing(Files{{"Ana.txt", ana}});
    Interface& page = *previewing.page;
    previewing.write("Document name", "First interview");
    previewing.give({{"Notes.txt", "Only notes."}, {"Tom.txt", tom}});
    REQUIRE(previewing.open());
    CHECK(fake::find_node(Role::option, "First interview"));
    page.click(Role::button, "Import 3 documents");
    page.settle();
    CHECK(page.project().sources().size() == 3);
    CHECK(source_named(page.project(), "First interview"));
}

TEST_CASE("import preview: everything is reached on a narrow window and by keyboard") {
    Previewing previewing(Files{{"Ana.txt", ana}, {"Tom.txt", tom}}, 620, 700);
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    for (const char* name : {"Import 2 documents", "Cancel", "A case for each"}) {
        const platform::MirrorNode* node = fake::find_node(Role::button, name);
        CAPTURE(name);
        REQUIRE(node);
        CHECK(node->rect.x >= 0);
        CHECK(node->rect.x + node->rect.width <= 620);
        CHECK(node->rect.y + node->rect.height <= 700);
    }
    for (int i = 0; i < 60 && previewing.open(); ++i) {
        page.key(Key::tab);
        const auto& mirror = fake::world().mirror;
        const auto focused = std::find_if(mirror.begin(), mirror.end(), [](const platform::MirrorNode& node) { return node.focused; });
        if (focused != mirror.end() && focused->name == "Import 2 documents") page.key(Key::enter);
    }
    page.settle();
    CHECK(page.project().sources().size() == 2);
}

TEST_CASE("import a folder is a command") {
    fake::reset();
    Interface page;
    page.click(Role::button, "Start from the sample study");
    page.settle();
    page.letter('k', {true, false, false});
    page.type("Import a folder");
    page.list_key(Key::enter);
    page.settle();
    REQUIRE(fake::world().picks.size() == 1);
    CHECK(fake::world().picks.back().folder);
}

TEST_CASE("import preview: what is there already is asked about, though nothing was to be shown") {
    Previewing previewing(Files{{"Ana.txt", ana}});
    Interface& page = *previewing.page;
    page.click(Role::button, "Import 1 document");
    page.settle();
    page.state().preview_imports = false;
    previewing.give({{"Tom.txt", tom}});
    CHECK_FALSE(previewing.open());
    CHECK(page.project().sources().size() == 2);
    previewing.give({{"Ana.txt", ana}});
    REQUIRE(previewing.open());
    CHECK(page.project().sources().size() == 2);
    CHECK(fake::find_node(Role::button, "Import 0 documents"));
    CHECK(fake::find_node(Role::paragraph, "There is a document ‘Ana’ with the very same text already. This one is left out unless it is ticked; then it comes in a second time, under a name with a number."));
    page.click(Role::checkbox, "Import Ana");
    page.click(Role::button, "Import 1 document");
    page.settle();
    CHECK(page.project().sources().size() == 3);
    CHECK(source_named(page.project(), "Ana (2)"));
}

TEST_CASE("import preview: labels that are nobody's are shown and told in the report") {
    Previewing previewing(Files{{"Ana.txt", "I: How?\nAna: Fine.\nNote: the phone.\nI: Why?\nAna: So.\n"}});
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    page.click(Role::button, "Import 1 document");
    page.settle();
    REQUIRE(page.state().overlay == Overlay::import_report);
    REQUIRE(page.state().imported.size() == 1);
    CHECK(page.state().imported[0].notes == std::vector<std::string>{"‘Note’ is taken for no speaker: what stands there is nobody’s words."});
}

TEST_CASE("import preview: what was not ticked is told as left out, and a table as it was chosen last") {
    const char* const table = "ID,Age\nA1,31\nA2,57\n";
    Previewing previewing(Files{{"Ana.txt", ana}, {"cases.csv", table}, {"broken.docx", std::string("PK\3\4 no archive")}});
    Interface& page = *previewing.page;
    REQUIRE(previewing.open());
    CHECK(fake::find_node(Role::status, "3 files were read. 1 of them cannot be imported. Nothing is in the project yet."));
    page.click(Role::option, "cases.csv");
    bool became = false;
    for (const platform::MirrorNode& node : fake::world().mirror) became = became || node.name.find("became") != std::string::npos;
    CHECK_FALSE(became);
    page.click(Role::checkbox, "Import cases.csv");
    page.click(Role::button, "Import 1 document");
    page.settle();
    REQUIRE(page.state().overlay == Overlay::import_report);
    CHECK(fake::find_node(Role::dialog, "Import: 3 files read, 1 cannot be imported"));
    CHECK(fake::find_node(Role::listitem, "cases.csv: It was not ticked. Nothing of it was imported. "));
    CHECK(page.project().cases().empty());
}
