#include "engine/formats/import_repeats.h"

#include "engine/workspace.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

ImportPlan plan_of(const std::vector<std::pair<std::string, std::string>>& files) {
    ImportBatch batch;
    for (const auto& [name, bytes] : files) batch.add(name, bytes);
    while (batch.step()) {}
    return plan_import(batch.take());
}

/// A project with what a plan holds.
Project project_of(const ImportPlan& plan) {
    Workspace workspace;
    std::uint64_t next = 0;
    const IdSource ids = [&next] { return Guid{0, ++next}; };
    const Result<Change> change = import_sources({workspace.project, workspace.indexes, {}, ids}, sources_of(plan));
    REQUIRE(change.ok());
    REQUIRE_FALSE(workspace.commit(*change));
    return workspace.project;
}

const std::string survey = "ID,Age,Answer\nA1,31,I felt lonely in the long evenings after my son had moved away.\nA2,57,I felt at home here from the very first day on the ward.\n";
const std::string second_sheet = "ID,Age,Answer\nA1,31,A year later I still think of those long evenings, but less than I used to do.\nA3,20,I moved to the coast and have hardly thought of the ward since then at all.\n";

} // namespace

TEST_CASE("import repeats: the same file once more is not taken unless it is asked for") {
    const Project project = project_of(plan_of({{"Ana.txt", "Ana: Yes.\nI: Why?\nAna: So."}}));
    for (const char* name : {"Ana.txt", "ANA.txt", "Ana (1).txt"}) {
        CAPTURE(name);
        ImportPlan plan = plan_of({{name, "Ana: Yes.\nI: Why?\nAna: So."}});
        CHECK_FALSE(asks(plan));
        mark_repeats(plan, project);
        CHECK(asks(plan));
        CHECK(worth_a_look(plan));
        CHECK(plan.items[0].repeat == Repeat::whole);
        CHECK(document_count(plan) == 0);
        CHECK(repeat_words(plan.items[0]).find("very same text") != std::string::npos);
    }
    ImportPlan twice = plan_of({{"a/Ben.txt", "One."}, {"b/Ben.txt", "One."}});
    mark_repeats(twice, project);
    CHECK(document_count(twice) == 1);
}

TEST_CASE("import repeats: the same name with another text is asked about, another name is not") {
    const Project project = project_of(plan_of({{"Interview (1).txt", "One."}}));
    ImportPlan plan = plan_of({{"Interview (1).txt", "Two."}, {"Interview (2).txt", "Three."}});
    mark_repeats(plan, project);
    CHECK(plan.items[0].repeat == Repeat::name);
    CHECK(plan.items[0].taken);
    CHECK(plan.items[1].repeat == Repeat::no);
    CHECK(repeat_words(plan.items[1]).empty());
    plan.items[0].name = "Second interview";
    CHECK(repeat_words(plan.items[0]).empty());
}

TEST_CASE("import repeats: two sheets of a study") {
    const Project project = project_of(plan_of({{"first.csv", survey}}));
    ImportPlan plan = plan_of({{"second.csv", second_sheet}, {"first.csv", survey}});
    mark_repeats(plan, project);
    CHECK(plan.items[0].repeat == Repeat::name);
    CHECK(plan.items[0].repeated_rows == 1);
    CHECK(plan.items[0].taken);
    CHECK(plan.items[1].repeat == Repeat::whole);
    CHECK_FALSE(plan.items[1].taken);
}
