// Seeded random requests over all commands. What the project's files and journals add to it is in tests/formats.

#include "random_study.h"
#include "study.h"

using namespace emic;
using emic::test::RandomStudy;

TEST_CASE("random studies stay sound; undo restores exactly and redo repeats") {
    std::vector<std::uint64_t> seeds = emic::test::failing_seeds();
    for (std::uint64_t seed = 1; seed <= 12; ++seed)
        seeds.push_back(seed);
    for (std::uint64_t seed : seeds) {
        CAPTURE(seed);
        RandomStudy study(seed);
        study.run(400, [&](const Workspace& workspace, const Change& change) {
            CAPTURE(change.label);
            CHECK_FALSE(change.edits.empty());
            test::check_sound(workspace);
        });
        CHECK(study.fault() == "");
        CHECK(study.committed() > 150);
        CHECK(study.refused() > 40);
        study.redo_all();
        const Project end = study.workspace().project;
        const Indexes indexes = study.workspace().indexes;
        study.undo_all();
        CHECK(study.workspace().project == Project());
        CHECK(study.workspace().indexes == Indexes());
        study.redo_all();
        CHECK(study.workspace().project == end);
        CHECK(study.workspace().indexes == indexes);
    }
}

TEST_CASE("the same seed gives the same study") {
    RandomStudy a(5);
    RandomStudy b(5);
    a.run(100, {});
    b.run(100, {});
    CHECK(a.workspace().project == b.workspace().project);
    RandomStudy c(6);
    c.run(100, {});
    CHECK_FALSE(a.workspace().project == c.workspace().project);
}
