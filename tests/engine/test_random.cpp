// Seeded random requests over all commands. What the project's files and journals add to it is in tests/formats.

#include "engine/commands/names.h"
#include "engine/commands/passages.h"
#include "random_study.h"
#include "study.h"

#include <set>
#include <tuple>

using namespace emic;
using emic::test::RandomStudy;

namespace {

/// What commands promise beyond a sound project: nothing twice, names apart, passages whole and without outer blanks.
void check_promises(const Project& project) {
    std::set<std::tuple<Passage, Id<Code>, Id<Coder>>> codings;
    const auto check_passage = [&](Id<Source> id, TextRange range) {
        CHECK(snap_passage(project.find(id)->text.view(), range) == range);
    };
    for (const Coding& coding : project.codings()) {
        CHECK(codings.insert({{coding.source, coding.range}, coding.code, coding.coder}).second);
        check_passage(coding.source, coding.range);
        CHECK(coding.modified >= coding.created);
    }
    for (const Memo& memo : project.memos()) {
        CHECK_FALSE(is_blank(memo.text));
        if (memo.target == MemoTarget::passage)
            check_passage(Id<Source>{memo.target_id}, memo.range);
        else
            CHECK(memo.range.empty());
    }
    std::set<std::pair<Id<Code>, std::string>> code_names;
    std::set<std::pair<Id<Code>, std::uint32_t>> code_positions;
    for (const Code& code : project.codes()) {
        CHECK(code_names.insert({code.parent, name_key(code.name)}).second);
        CHECK(code_positions.insert({code.parent, code.position}).second);
    }
    std::set<std::string> source_names;
    for (const Source& source : project.sources())
        CHECK(source_names.insert(name_key(source.name)).second);
    std::set<std::string> theme_names;
    for (const Theme& theme : project.themes()) {
        CHECK(theme_names.insert(name_key(theme.name)).second);
        CHECK(std::set(theme.codes.begin(), theme.codes.end()).size() == theme.codes.size());
        CHECK(std::set(theme.key_quotations.begin(), theme.key_quotations.end()).size() == theme.key_quotations.size());
        for (const Passage& quotation : theme.key_quotations)
            check_passage(quotation.source, quotation.range);
    }
}

} // namespace

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
            check_promises(workspace.project);
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
