#include "engine/queries/cooccurrence.h"
#include "engine/queries/highlights.h"
#include "queries_study.h"

#include "bench/big_study.h"

#include <algorithm>

using namespace emic;
using namespace emic::test;

namespace {

StudySize small_random_study(std::uint64_t seed) {
    StudySize size;
    size.documents = 4;
    size.characters = 900;
    size.codings = 20 + static_cast<std::uint32_t>(seed * 6);
    size.longest_passage = 20 + static_cast<std::uint32_t>(seed * 30);
    size.codes = 15;
    size.beyond_ascii = 10;
    size.seed = seed;
    return size;
}

/// "lane:passage" for each highlight.
Strings lanes(const DrawnStudy& study, Id<Source> source) {
    Strings found;
    for (const Highlight& row : highlights(study.project(), study.indexes(), source))
        found.push_back(std::to_string(row.lane) + ":" +
                        std::string(slice(study.project().find(source)->text.view(), row.range)));
    return found;
}

} // namespace

TEST_CASE("long passages lie in outer lanes") {
    DrawnStudy study;
    const Id<Source> source = study.document("One", "[a [b [c|C] d|B] e [f|F]|A] [g|G] h");
    CHECK(lanes(study, source) == Strings{"0:a b c d e f", "1:b c d", "2:c", "1:f", "0:g"});
    const std::vector<Highlight> rows = highlights(study.project(), study.indexes(), source);
    CHECK(lane_count(rows) == 3);
    CHECK(lane_count({}) == 0);
    CHECK(rows[2].name == "C");
    CHECK(rows[2].coder == "Ann");
    CHECK(rows[2].colour == study.project().find(study.code("C"))->colour);
}

TEST_CASE("a longer passage that begins later still lies outside") {
    DrawnStudy study;
    const Id<Source> source = study.document("One", "012345678901234567890");
    const auto put = [&](TextRange range) {
        Coding coding;
        coding.id = {study.new_id()};
        coding.source = source;
        coding.range = range;
        coding.code = study.code("A");
        coding.coder = DrawnStudy::coder();
        study.insert(coding);
    };
    put({0, 6});
    put({4, 18});
    CHECK(lanes(study, source) == Strings{"1:012345", "0:45678901234567"});
    put({17, 20});
    CHECK(lanes(study, source) == Strings{"1:012345", "0:45678901234567", "1:789"});
}

TEST_CASE("a memo marks the highlights of exactly its passage") {
    DrawnStudy study;
    const Id<Source> source = study.document("One", "[some [words|A]|B]");
    study.memo(MemoTarget::passage, source.guid, "Why?", {5, 10});
    study.memo(MemoTarget::source, source.guid, "Long.");
    const std::vector<Highlight> rows = highlights(study.project(), study.indexes(), source);
    CHECK_FALSE(rows.at(0).has_memo);
    CHECK(rows.at(1).has_memo);
}

TEST_CASE("one code on one passage is one stripe, however many coders") {
    DrawnStudy study;
    const Id<Source> source = study.document("One", "[a [b|B, C, B*] c|A, A*] [d|D]");
    const std::vector<Stripe> rows = stripes(highlights(study.project(), study.indexes(), source));
    Strings found;
    for (const Stripe& row : rows)
        found.push_back(row.name + std::to_string(row.coders) + "@" + std::to_string(row.range.begin));
    std::sort(found.begin(), found.end());
    CHECK(found == Strings{"A2@0", "B2@2", "C1@2", "D1@6"});
    for (std::size_t i = 1; i < rows.size(); ++i) {
        CHECK(rows[i - 1].lane <= rows[i].lane);
        if (rows[i - 1].lane == rows[i].lane) CHECK_FALSE(rows[i - 1].range.overlaps(rows[i].range));
    }
}

TEST_CASE("highlights in one lane never overlap, and lanes are given to the longest first") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Workspace study = make_study(small_random_study(seed));
        for (const Source& source : study.project.sources()) {
            const std::vector<Highlight> rows = highlights(study.project, study.indexes, source.id);
            REQUIRE(rows.size() == study.indexes.codings_of_source(source.id).size());
            for (const Highlight& row : rows) {
                // A lane is taken only where every outer one is taken by a longer or equally long passage.
                std::vector<bool> taken(row.lane);
                for (const Highlight& other : rows) {
                    if (other.coding == row.coding || !other.range.overlaps(row.range)) continue;
                    CHECK(other.lane != row.lane);
                    if (other.lane < row.lane && other.range.size() >= row.range.size()) taken[other.lane] = true;
                }
                CHECK(std::count(taken.begin(), taken.end(), false) == 0);
            }
        }
    }
}

TEST_CASE("a new coding moves no longer one") {
    for (std::uint64_t seed = 21; seed <= 26; ++seed) {
        CAPTURE(seed);
        Workspace study = make_study(small_random_study(seed));
        const Source& source = *study.project.sources().begin();
        const std::vector<Highlight> before = highlights(study.project, study.indexes, source.id);
        Dice dice(seed);
        Coding coding = *study.project.find(before[dice.roll(static_cast<std::uint32_t>(before.size()))].coding);
        coding.id = {{dice.next(), dice.next() | 1}};
        Change change;
        change.insert(coding);
        REQUIRE_FALSE(study.commit(change).has_value());
        const std::vector<Highlight> after = highlights(study.project, study.indexes, source.id);
        for (const Highlight& old : before) {
            if (old.range.size() <= coding.range.size()) continue;
            const auto now = std::find_if(after.begin(), after.end(),
                                          [&](const Highlight& row) { return row.coding == old.coding; });
            REQUIRE(now != after.end());
            CHECK(now->lane == old.lane);
        }
    }
}

TEST_CASE("codes co-occur where their passages share a byte") {
    DrawnStudy study;
    study.document("One", "[a [b|B] c|A] [d|B][e|A] [f|A, B, B*]");
    study.document("Two", "[a|A] [b|B]");
    const Cooccurrence all = cooccurrence(study.project(), study.indexes());
    const Id<Code> a = study.code("A");
    const Id<Code> b = study.code("B");
    REQUIRE(all.codes.size() == 2);
    const std::size_t at_a = all.codes[0] == a ? 0 : 1;
    CHECK(all.at(at_a, 1 - at_a) == 3);
    CHECK(all.at(1 - at_a, at_a) == 3);
    CHECK(all.at(at_a, at_a) == 0);
    CHECK(all.at(1 - at_a, 1 - at_a) == 1);
    const Cooccurrence same = cooccurrence(study.project(), study.indexes(), AcrossCoders::leave_out);
    CHECK(same.at(at_a, 1 - at_a) == 2);
    CHECK(same.at(1 - at_a, 1 - at_a) == 0);

    const std::vector<CodingPair> pairs = cooccurring_pairs(study.project(), study.indexes(), a, b);
    REQUIRE(pairs.size() == 3);
    CHECK(study.quoted(pairs[0].first) == "a b c");
    CHECK(study.quoted(pairs[0].second) == "b");
    CHECK(pairs[0].shared == pairs[0].second.range);
    CHECK(cooccurring_pairs(study.project(), study.indexes(), b, b).size() == 1);
    CHECK(cooccurring_pairs(study.project(), study.indexes(), b, b, AcrossCoders::leave_out).empty());
}

TEST_CASE("co-occurrence equals counting every pair") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        Workspace study = make_study(small_random_study(seed));
        for (const AcrossCoders across : {AcrossCoders::count, AcrossCoders::leave_out}) {
            const Cooccurrence counts = cooccurrence(study.project, study.indexes, across);
            const std::size_t width = counts.codes.size();
            const auto place = [&](Id<Code> code) {
                return static_cast<std::size_t>(std::find(counts.codes.begin(), counts.codes.end(), code) -
                                                counts.codes.begin());
            };
            std::vector<std::uint32_t> slow(width * width);
            for (const Coding& x : study.project.codings())
                for (const Coding& y : study.project.codings()) {
                    if (!(x.id < y.id) || x.source != y.source || !x.range.overlaps(y.range)) continue;
                    if (across == AcrossCoders::leave_out && x.coder != y.coder) continue;
                    ++slow[place(x.code) * width + place(y.code)];
                    if (x.code != y.code) ++slow[place(y.code) * width + place(x.code)];
                }
            for (std::size_t cell = 0; cell < slow.size(); ++cell) CHECK(counts.at(cell / width, cell % width) == slow[cell]);
            for (const Cooccurrence::Cell& cell : counts.cells) CHECK(cell.count > 0);
            for (std::size_t row = 0; row < width; ++row)
                for (std::size_t column = 0; column < width; ++column)
                    CHECK(
                        cooccurring_pairs(study.project, study.indexes, counts.codes[row], counts.codes[column], across)
                            .size() == counts.at(row, column));
        }
    }
}
