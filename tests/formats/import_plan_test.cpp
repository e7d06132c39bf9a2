#include "engine/formats/import_plan.h"

#include "engine/source_structure.h"
#include "engine/workspace.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emic;

namespace {

ImportPlan plan_of(const std::vector<std::pair<std::string, std::string>>& files) {
    ImportBatch batch;
    for (const auto& [name, bytes] : files) batch.add(name, bytes);
    while (batch.step()) {}
    return plan_import(batch.take());
}

constexpr const char* interview = "Interviewer: How was it?\nAna: I felt at home.\nInterviewer: Why?\nAna: The garden.\n";
constexpr const char* other = "Interviewer: How was it?\nTom: I felt lonely.\nInterviewer: Why?\nTom: The nights.\n";
constexpr const char* survey = "ID,Age,Answer\nA1,31,I felt lonely in the long evenings after my son had moved away.\n"
                               "A2,57,I felt at home here from the very first day on the ward.\n";

/// The request as a project takes it.
Project imported(const ImportSources& request) {
    Workspace workspace;
    std::uint64_t next = 0;
    const IdSource ids = [&next] { return Guid{0, ++next}; };
    const Result<Change> change = import_sources({workspace.project, workspace.indexes, {}, ids}, request);
    REQUIRE(change.ok());
    REQUIRE_FALSE(workspace.commit(*change));
    CHECK(find_problems(workspace.project).empty());
    return workspace.project;
}

} // namespace

TEST_CASE("import plan: without a change it is the batch with the turns that were recognised") {
    const ImportPlan plan = plan_of({{"P01/Ana.txt", interview}, {"P02/Notes.txt", "Only notes."}, {"P02/sound.mp3", "ID3\3"}, {"s.csv", survey}});
    REQUIRE(plan.items.size() == 4);
    CHECK(worth_a_look(plan));
    CHECK(document_count(plan) == 4);
    CHECK(plan.items[0].case_name == "P01");
    CHECK(recognised(plan.items[0]) == std::vector<std::string>{"4 turns by Interviewer and Ana"});
    CHECK(plan.items[0].speakers[0].interviewer);
    CHECK(plan.items[1].speakers.empty());
    CHECK(plan.items[2].problem);
    CHECK(plan.items[3].rows.size() == 2);
    const Project project = imported(sources_of(plan));
    CHECK(project.sources().size() == 4);
    CHECK(project.cases().size() == 4);
    const auto ana = std::find_if(project.sources().begin(), project.sources().end(), [](const Source& one) { return one.name == "Ana"; });
    REQUIRE(ana != project.sources().end());
    CHECK(ana->text.view() == interview);
    CHECK(ana->turns.size() == 4);
    CHECK(ana->speakers[1].name == "Ana");
    CHECK_FALSE(ana->speakers[1].case_id);
}

TEST_CASE("import plan: what the researcher decides is what the project gets") {
    ImportPlan plan = plan_of({{"Ana.txt", interview}, {"Tom.txt", other}});
    plan.items[0].name = "First interview";
    plan.items[0].case_name = "P01";
    plan.items[0].speakers[1].case_name = "P01";
    plan.items[0].speakers[0].interviewer = false;
    plan.items[1].taken = false;
    CHECK(document_count(plan) == 1);
    const Project project = imported(sources_of(plan));
    REQUIRE(project.sources().size() == 1);
    const Source& source = *project.sources().begin();
    CHECK(source.name == "First interview");
    CHECK(source.origin == "Ana.txt");
    REQUIRE(project.cases().size() == 1);
    CHECK(source.case_id == project.cases().begin()->id);
    CHECK(source.speakers[1].case_id == source.case_id);
    CHECK_FALSE(source.speakers[0].interviewer);
    // Names that no project takes stand in no document's way.
    plan.items[0].name = " \n";
    plan.items[0].case_name = "  ";
    plan.items[0].speakers[1].case_name = std::string(4000, 'x');
    const ImportSources request = sources_of(plan);
    CHECK(request.sources[0].name == "Ana");
    CHECK_FALSE(request.sources[0].case_name);
    CHECK(imported(request).sources().size() == 1);
}

TEST_CASE("import plan: a pattern reads the turns anew and keeps what is known of speakers") {
    ImportPlan plan = plan_of({{"Ana.txt", interview}, {"Tom.txt", other}});
    PlannedImport& ana = plan.items[0];
    ana.speakers[1].case_name = "P01";
    ana.speakers[0].interviewer = false;
    choose_pattern(ana, TurnPattern::colon);
    REQUIRE(ana.speakers.size() == 2);
    CHECK(ana.speakers[1].case_name == "P01");
    CHECK_FALSE(ana.speakers[0].interviewer);
    choose_pattern(ana, TurnPattern::brackets);
    CHECK(ana.speakers.empty());
    choose_pattern(ana, TurnPattern::none);
    CHECK(ana.turns.empty());
    CHECK(sources_of(plan).sources[0].content.speakers.empty());
    use_for_all(plan, 0);
    CHECK(plan.items[1].turns.empty());
    choose_pattern(ana, TurnPattern::any);
    ana.speakers[0].interviewer = false;
    use_for_all(plan, 0);
    REQUIRE(plan.items[1].speakers.size() == 2);
    CHECK_FALSE(plan.items[1].speakers[0].interviewer);
}

TEST_CASE("import plan: speakers that a file itself names stay, comments become memos or not") {
    const std::string captions = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ana>I felt at home.\n";
    ImportPlan plan = plan_of({{"a.vtt", captions}});
    REQUIRE(plan.items.size() == 1);
    CHECK(plan.items[0].own_turns);
    CHECK(recognised(plan.items[0]).size() == 2);
    CHECK(sources_of(plan).sources[0].content == plan.items[0].read.content);
    plan.items[0].read.content.memos.push_back({{0, 3}, "Comment", "Look here", 0});
    CHECK(imported(sources_of(plan)).memos().size() == 1);
    plan.items[0].with_memos = false;
    CHECK(imported(sources_of(plan)).memos().empty());
}

TEST_CASE("import plan: a survey follows its choices") {
    ImportPlan plan = plan_of({{"s.csv", survey}});
    CHECK(worth_a_look(plan));
    PlannedImport& item = plan.items[0];
    SurveyChoices choices = item.choices;
    choices.columns[1].role = ColumnRole::leave_out;
    choices.name_column.reset();
    choose_columns(item, choices);
    CHECK(item.rows[0].name == "Row 2");
    CHECK(item.rows[0].case_name == "A1");
    CHECK(item.rows[0].content.values.empty());
    choices.columns[2].role = ColumnRole::leave_out;
    choose_columns(item, choices);
    CHECK(item.rows.empty());
    CHECK(document_count(plan) == 0);
    CHECK(sources_of(plan).sources.empty());
}

TEST_CASE("import plan: one plain text needs no look, nor does an import of which nothing can be read") {
    CHECK_FALSE(worth_a_look(plan_of({{"a.txt", "Only notes."}})));
    CHECK_FALSE(worth_a_look(plan_of({{"a.mp3", "ID3\3"}, {"b.mp3", "ID3\3"}})));
    CHECK_FALSE(worth_a_look({}));
    CHECK(worth_a_look(plan_of({{"a.txt", interview}})));
    CHECK(worth_a_look(plan_of({{"a.txt", "a"}, {"b.txt", "b"}})));
}
