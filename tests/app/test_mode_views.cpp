#include "engine/formats/export_table.h"
#include "engine/queries_study.h"
#include "interface.h"

using namespace emic;
using platform::Role;
using test::DrawnStudy;

namespace {

struct Fresh {
    Fresh() { fake::reset(); }
};

/// Two interviews with overlapping codes, a memo and two themes.
struct Study : DrawnStudy {
    Id<Theme> first_theme, second_theme;
    Study() {
        const Id<Case> p1 = one_case("P01", 0), p2 = one_case("P02", 1);
        const Id<Source> ward = document("On the ward", "They [kept checking on me|Surveillance]. I was [never [alone|Being seen]|Surveillance].\nI wanted [one quiet night|Rest].", p1);
        document("At home", "At home [nobody checked|Surveillance] and the night was mine.", p2);
        code("Surveillance > Forms");
        memo(MemoTarget::passage, ward.guid, "She laughs here.", find(ward, "kept checking on me"));
        Theme theme;
        theme.id = first_theme = {new_id()};
        theme.name = "Watched";
        theme.description = "Care felt as control.";
        theme.codes = {code("Surveillance"), code("Being seen")};
        theme.key_quotations = {{ward, find(ward, "kept checking on me")}};
        insert(theme);
        Theme other;
        other.id = second_theme = {new_id()};
        other.name = "Recovering";
        other.position = 1;
        other.relations = {{theme.id, "is hindered by"}};
        insert(other);
    }
};

/// A window in one of the modes of a study.
struct ModeWindow {
    Fresh fresh;
    Interface page;

    ModeWindow(float width, float height) : page(width, height) {}
    void show(const Project& project, Mode mode) {
        page.session().begin({77, 77}, project, DrawnStudy::coder(), "");
        page.state().mode = mode;
        page.settle();
    }
    void click(Role role, const std::string& name) {
        page.click(role, name);
        page.settle();
    }
    /// Turns the wheel over this place until the thing lies above it, and so wholly in sight.
    void scroll_to(Role role, const std::string& name, float x, float y) {
        const auto above = [&] {
            const platform::MirrorNode* node = fake::find_node(role, name);
            return node && node->rect.y < y;
        };
        for (int turns = 0; turns < 40 && !above(); ++turns) {
            page.move(x, y);
            page.push(platform::Wheel{0, 80, {}});
            page.settle();
        }
    }
    [[nodiscard]] bool shows(Role role, std::string_view name) const { return fake::find_node(role, name) != nullptr; }
};

} // namespace

TEST_CASE("every mode fits its window, wide and narrow, empty and full") {
    const std::pair<float, float> sizes[] = {{1280, 800}, {1024, 640}, {700, 900}};
    for (const auto& [width, height] : sizes) {
        CAPTURE(width);
        for (const bool full : {false, true}) {
            ModeWindow window(width, height);
            for (Mode mode : {Mode::compare, Mode::search, Mode::cases, Mode::themes, Mode::report}) {
                CAPTURE(static_cast<int>(mode));
                window.show(full ? Study().project() : DrawnStudy().project(), mode);
                if (mode == Mode::search) window.page.state().search = "night", window.page.settle();
                CHECK(fake::world().mirror.size() > 5);
                for (const platform::MirrorNode& node : fake::world().mirror) {
                    CAPTURE(node.name);
                    CHECK(node.rect.x >= -1);
                    CHECK(node.rect.x + node.rect.width <= width + 1);
                }
            }
        }
    }
}

TEST_CASE("Compare shows a code's passages with memo and other codes, and takes one off") {
    Study study;
    ModeWindow window(1280, 800);
    window.show(study.project(), Mode::compare);
    window.page.state().code = study.code("Surveillance");
    window.page.settle();
    CHECK(window.shows(Role::mark, "kept checking on me"));
    CHECK(window.shows(Role::mark, "nobody checked"));
    CHECK(window.shows(Role::status, "3 passages in 2 documents of 2 cases"));
    CHECK(window.shows(Role::button, "Code Being seen"));
    const auto codings = window.page.session().project().codings().size();
    window.click(Role::button, "Remove the code from this passage");
    CHECK(window.page.session().project().codings().size() == codings - 1);
    CHECK_FALSE(window.shows(Role::mark, "kept checking on me"));
}

TEST_CASE("ticked passages are split off as one new code") {
    Study study;
    ModeWindow window(1280, 800);
    window.show(study.project(), Mode::compare);
    window.page.state().code = study.code("Surveillance");
    window.page.settle();
    window.click(Role::checkbox, "Choose this passage");
    CHECK(window.shows(Role::status, "1 passage chosen"));
    window.click(Role::button, "Split off…");
    CHECK(window.page.state().overlay == Overlay::name_dialog);
    window.page.type("Night rounds");
    window.page.list_key(platform::Key::enter);
    window.page.settle();
    const Project& project = window.page.session().project();
    REQUIRE(project.codes().size() == study.project().codes().size() + 1);
    CHECK(window.page.session().indexes().codings_of_code(study.code("Surveillance")).size() == 2);
    CHECK(window.page.state().compare.chosen.empty());
}

TEST_CASE("results of a search are coded in one step, as the sentences that hold them") {
    Study study;
    ModeWindow window(1280, 800);
    window.show(study.project(), Mode::search);
    window.page.state().search = "night";
    window.page.settle();
    CHECK(window.shows(Role::status, "2 places in 2 documents"));
    window.click(Role::checkbox, "Choose all results");
    window.click(Role::button, "Code 2…");
    CHECK(window.page.state().overlay == Overlay::choose_code);
    REQUIRE(window.page.state().chosen_passages.size() == 2);
    const Passage& passage = window.page.state().chosen_passages.front();
    CHECK(passage.range.size() > std::string_view("night").size());
    const auto codings = window.page.session().project().codings().size();
    window.page.type("Nights");
    window.page.list_key(platform::Key::enter, {false, true, false});
    window.page.settle();
    CHECK(window.page.session().project().codings().size() == codings + 2);
    CHECK(window.page.state().search_chosen.empty());
}

TEST_CASE("a theme gets key quotations from its codes' passages, and moves among the themes") {
    Study study;
    ModeWindow window(1440, 900);
    window.show(study.project(), Mode::themes);
    const auto theme = [&] { return *window.page.session().project().find(study.first_theme); };
    CHECK(window.shows(Role::link, "Recovering is hindered by Watched"));
    window.click(Role::button, "Add from the codes’ passages");
    window.click(Role::button, "Add");
    CHECK(theme().key_quotations.size() == 2);
    CHECK(window.shows(Role::button, "Added"));
    window.click(Role::button, "Move this theme down in the list");
    CHECK(window.page.session().project().find(study.second_theme)->position < theme().position);
    window.click(Role::button, "Delete this theme (its codes and passages stay)");
    CHECK(window.page.session().project().themes().size() == 1);
}

TEST_CASE("a format chosen by a command is brought into view in Report's list") {
    Study study;
    ModeWindow window(1024, 640);
    window.show(study.project(), Mode::report);
    for (const std::string_view id : {"qdc", "themes-report", "codebook-csv"}) {
        const ExportFormat* format = find_export_format(id);
        REQUIRE(format);
        window.page.state().export_shown = format->id;
        window.page.settle();
        const platform::MirrorNode* row = fake::find_node(Role::option, format->label);
        REQUIRE(row);
        CHECK(row->rect.y > 0);
        CHECK(row->rect.y + row->rect.height <= 640);
    }
}

TEST_CASE("Report saves what its preview shows") {
    Study study;
    ModeWindow window(1280, 800);
    window.show(study.project(), Mode::report);
    const ExportFormat* format = find_export_format("codebook-csv");
    REQUIRE(format);
    window.scroll_to(Role::option, format->label, 160, 500);
    window.click(Role::option, format->label);
    CHECK(window.shows(Role::grid, "First rows of the table"));
    window.click(Role::button, "Save as .csv");
    REQUIRE(fake::world().saved.size() == 1);
    CHECK(fake::world().saved.front().bytes.find("Surveillance") != std::string::npos);
}

TEST_CASE("Report prints what can be read on paper, and nothing else") {
    Study study;
    ModeWindow window(1280, 800);
    window.show(study.project(), Mode::report);
    window.click(Role::option, find_export_format("themes-report")->label);
    window.click(Role::button, "Print…");
    REQUIRE(fake::world().printed.size() == 1);
    CHECK(fake::world().printed.front() == find_export_format("themes-report")->write({study.project(), window.page.session().indexes(), {}}).value());
    CHECK(fake::world().saved.empty());
    window.page.state().export_shown = "workbook";
    window.page.settle();
    CHECK_FALSE(window.shows(Role::button, "Print…"));
}
