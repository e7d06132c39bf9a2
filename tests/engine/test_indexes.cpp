// Indexes follow changes of many records in one pass; what they come to is what a rebuild gives.

#include "bench/big_study.h"
#include "study.h"

using namespace emic;
using test::Dice;

namespace {

template <class Record> std::vector<Record> rows_of(const Project& project) {
    const auto& table = project.table<Record>();
    return {table.begin(), table.end()};
}

/// Edits of records of one type within one change, several of them on one record.
template <class Record, class Alter> void edit_many(Change& change, const Project& project, Dice& dice, const IdSource& ids, Alter alter) {
    for (const Record& row : rows_of<Record>(project)) {
        Record now = row;
        for (std::uint32_t turns = dice.roll(4); turns > 0; --turns) {
            Record next = now;
            alter(next);
            change.update(now, next);
            now = next;
        }
        if (dice.chance(30)) {
            change.erase(now);
            if (dice.chance(30)) change.insert(now); // and there again
        }
        if (dice.chance(30)) {
            Record fresh = now;
            fresh.id = {ids()};
            change.insert(fresh);
            if (dice.chance(30)) change.erase(fresh);
        }
    }
}

} // namespace

TEST_CASE("one change of very many records leaves the indexes as a rebuild makes them, and so does its undo") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        test::StudySize size;
        size.documents = 4;
        size.characters = 3'000;
        size.codings = 60;
        size.codes = 12;
        size.seed = seed;
        Workspace workspace = test::make_study(size);
        Dice dice(seed);
        const IdSource ids = seeded_ids(seed + 77);
        const std::vector<Source> sources = rows_of<Source>(workspace.project);
        const std::vector<Code> codes = rows_of<Code>(workspace.project);
        Change memos;
        for (int i = 0; i < 40; ++i) {
            Memo memo;
            memo.id = {ids()};
            memo.target = MemoTarget::source;
            memo.target_id = sources[dice.roll(4)].id.guid;
            memo.text = "Memo";
            memos.insert(memo);
        }
        REQUIRE_FALSE(workspace.commit(memos));
        test::check_sound(workspace);

        Change many;
        edit_many<Coding>(many, workspace.project, dice, ids, [&](Coding& coding) {
            coding.source = sources[dice.roll(4)].id;
            coding.code = codes[dice.roll(12)].id;
            coding.range = {dice.roll(2'000), 2'000 + dice.roll(500)};
        });
        edit_many<Memo>(many, workspace.project, dice, ids, [&](Memo& memo) { memo.target_id = sources[dice.roll(4)].id.guid; });
        edit_many<Code>(many, workspace.project, dice, ids, [&](Code& code) {
            code.parent = {};
            code.position = dice.roll(1'000'000);
        });
        const Indexes before = workspace.indexes;
        REQUIRE_FALSE(workspace.commit(many));
        Indexes rebuilt;
        rebuilt.rebuild(workspace.project);
        CHECK(rebuilt == workspace.indexes);
        REQUIRE_FALSE(workspace.commit(workspace.history.make_undo({})));
        CHECK(workspace.indexes == before);
    }
}
