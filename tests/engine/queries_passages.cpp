#include "engine/queries/context.h"
#include "engine/queries/documents.h"
#include "engine/queries/passages.h"
#include "queries_study.h"

#include "bench/big_study.h"

#include <algorithm>
#include <cmath>

using namespace emic;
using namespace emic::test;

TEST_CASE("documents stand beneath their cases") {
    DrawnStudy study;
    const Id<Case> second = study.one_case("P02", 2);
    const Id<Case> first = study.one_case("P01", 1);
    study.document("no case", "free");
    study.document("of P02", "one two", second);
    study.document("later of P01", "[all|Code]", first);
    study.document("last of P01", "  [half|Code]  more\n", first);
    study.memo(MemoTarget::case_, first.guid, "Tired.");

    const std::vector<DocumentRow> rows = document_rows(study.project(), study.indexes());
    Strings names;
    for (const DocumentRow& row : rows)
        names.push_back(std::string(row.depth * 2, ' ') + row.name);
    CHECK(names == Strings{"P01", "  later of P01", "  last of P01", "P02", "  of P02", "no case"});
    REQUIRE(rows.size() == 6);
    CHECK(rows[0].is_case());
    CHECK(rows[0].documents == 2);
    CHECK(rows[0].codings == 2);
    CHECK(rows[0].has_memo);
    CHECK(rows[0].coded_share == doctest::Approx(7.0 / 11.0));
    CHECK(rows[1].coded_share == 1.0);
    CHECK(rows[2].coded_share == 0.5);
    CHECK(rows[2].paragraphs == 2);
    CHECK(rows[2].characters == 13);
    CHECK(rows[5].case_id.is_null());
}

TEST_CASE("a memo on a passage is none on its document") {
    DrawnStudy study;
    const Id<Source> source = study.document("One", "some words");
    study.memo(MemoTarget::passage, source.guid, "Odd.", {0, 4});
    CHECK_FALSE(document_rows(study.project(), study.indexes()).at(0).has_memo);
    study.memo(MemoTarget::source, source.guid, "Long interview.");
    CHECK(document_rows(study.project(), study.indexes()).at(0).has_memo);
}

TEST_CASE("the coded share equals a map of bytes") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        StudySize size;
        size.documents = 5;
        size.characters = 600;
        size.codings = static_cast<std::uint32_t>(seed * 2);
        size.longest_passage = 90;
        size.beyond_ascii = 20;
        size.seed = seed;
        const Workspace study = make_study(size);
        for (const DocumentRow& row : document_rows(study.project, study.indexes)) {
            if (row.is_case()) continue;
            const std::string_view text = study.project.find(row.id)->text.view();
            std::vector<bool> coded(text.size());
            for (const Coding& coding : study.project.codings())
                if (coding.source == row.id)
                    for (std::uint32_t i = coding.range.begin; i < coding.range.end; ++i)
                        coded[i] = true;
            std::size_t ink = 0;
            std::size_t coded_ink = 0;
            std::uint32_t characters = 0;
            for (std::uint32_t at = 0; at < text.size(); ++characters) {
                const std::uint32_t begin = at;
                if (is_white_space(next_code_point(text, at))) continue;
                for (std::uint32_t i = begin; i < at; ++i) {
                    ++ink;
                    coded_ink += coded[i];
                }
            }
            CHECK(row.characters == characters);
            CHECK(row.paragraphs == paragraphs(text).size());
            CHECK(row.coded_share == static_cast<double>(coded_ink) / static_cast<double>(ink));
            std::vector<bool> in_union(text.size());
            for (const TextRange& range : study.indexes.coded_ranges(row.id))
                for (std::uint32_t i = range.begin; i < range.end; ++i)
                    in_union[i] = true;
            CHECK(in_union == coded);
        }
    }
}

TEST_CASE("a document's counts follow every change") {
    StudySize size;
    size.documents = 3;
    size.characters = 500;
    size.codings = 15;
    size.beyond_ascii = 20;
    Workspace study = make_study(size);
    Dice dice(5);
    const IdSource ids = seeded_ids(55);
    const auto matches_rebuilt = [&] {
        Indexes rebuilt;
        rebuilt.rebuild(study.project);
        return study.indexes == rebuilt;
    };
    for (int step = 0; step < 60; ++step) {
        CAPTURE(step);
        const Source source = *(study.project.sources().begin() + dice.roll(3));
        Change change;
        if (dice.chance(40)) {
            Coding coding = *study.project.codings().begin();
            coding.id = {ids()};
            coding.source = source.id;
            const std::string_view text = source.text.view();
            const std::uint32_t begin = dice.roll(static_cast<std::uint32_t>(text.size()));
            coding.range = {grapheme_floor(text, begin), grapheme_ceil(text, begin + 1 + dice.roll(60))};
            change.insert(coding);
        } else if (dice.chance(50)) {
            change.erase(*study.project.codings().begin());
        } else {
            Source longer = source;
            longer.text = SharedText(std::string(source.text.view()) + " more\u3000text\n");
            change.update(source, longer);
        }
        REQUIRE_FALSE(study.commit(change).has_value());
        CHECK(matches_rebuilt());
    }
    while (study.history.can_undo())
        REQUIRE_FALSE(study.commit(study.history.make_undo({})).has_value());
    CHECK(matches_rebuilt());
    for (const Source& source : study.project.sources())
        CHECK(study.indexes.counts_of(source.id).text == count_text(source.text.view()));
    CHECK(study.indexes.counts_of({}) == DocumentCounts{});
}

TEST_CASE("a code's passages come in document order with everything about them") {
    DrawnStudy study;
    const Id<Case> mary = study.one_case("Mary", 5);
    study.document("last", "[zzz|Watch]");
    const Id<Source> first = study.document(
        "first", "Interviewer: How was it?\nMary: They [kept [checking|Watch > at night] on me|Watch], always.", mary);
    study.memo(MemoTarget::passage, first.guid, "See field notes.", study.find(first, "kept checking on me"));
    study.memo(MemoTarget::passage, first.guid, "And again.", study.find(first, "kept checking on me"));

    const Id<Code> watch = study.code("Watch");
    CHECK(study.quoted(passages_of_code(study.project(), study.indexes(), watch, Subcodes::leave_out)) ==
          Strings{"kept checking on me", "zzz"});
    const std::vector<CodingEntry> entries =
        passages_of_code(study.project(), study.indexes(), watch, Subcodes::include);
    CHECK(study.quoted(entries) == Strings{"kept checking on me", "checking", "zzz"});
    CHECK(study.quoted(all_passages(study.project(), study.indexes())) ==
          Strings{"kept checking on me", "checking", "zzz"});
    CHECK(study.quoted(passages_of_source(study.indexes(), first)) == Strings{"kept checking on me", "checking"});

    const PassageRow row = describe_passage(study.project(), study.indexes(), entries.at(1));
    CHECK(row.document == "first");
    CHECK(row.case_name == "Mary");
    CHECK(row.paragraph == 2);
    CHECK(row.code_name == "at night");
    CHECK(row.code_path == "Watch > at night");
    CHECK(row.coder_name == "Ann");
    CHECK(row.text == "checking");
    CHECK(row.context_before == "Mary: They kept ");
    CHECK(row.context_after == " on me, always.");
    CHECK(row.memo.empty());
    CHECK(row.created == 2000);
    const std::vector<PassageRow> rows = describe_passages(study.project(), study.indexes(), entries);
    REQUIRE(rows.size() == 3);
    CHECK((rows[0].memo == "See field notes.\n\nAnd again." || rows[0].memo == "And again.\n\nSee field notes."));
    for (std::size_t i = 0; i < rows.size(); ++i)
        CHECK(rows[i] == describe_passage(study.project(), study.indexes(), entries[i]));
}

TEST_CASE("the codings at a place, in a stretch and next to it") {
    DrawnStudy study;
    const Id<Source> source = study.document("One", "ab [cd [ef|B] gh|A] [ij|C] kl");
    const Indexes& indexes = study.indexes();
    CHECK(study.quoted(codings_at(indexes, source, 6)) == Strings{"cd ef gh", "ef"});
    CHECK(study.quoted(codings_at(indexes, source, 8)) == Strings{"cd ef gh"});
    CHECK(codings_at(indexes, source, 11).empty());
    CHECK(study.quoted(codings_in(indexes, source, {10, 13})) == Strings{"cd ef gh", "ij"});
    CHECK(codings_in(indexes, source, {0, 3}).empty());
    CHECK(codings_in(indexes, source, {6, 6}).empty());
    CHECK(study.quoted(*next_coding(indexes, source, 0)) == "cd ef gh");
    CHECK(study.quoted(*next_coding(indexes, source, 3)) == "ef");
    CHECK(study.quoted(*next_coding(indexes, source, 6)) == "ij");
    CHECK_FALSE(next_coding(indexes, source, 12).has_value());
    CHECK(study.quoted(*previous_coding(indexes, source, 12)) == "ef");
    CHECK(study.quoted(*previous_coding(indexes, source, 6)) == "cd ef gh");
    CHECK_FALSE(previous_coding(indexes, source, 3).has_value());
}

TEST_CASE("context keeps to the paragraph and to whole words") {
    const std::string_view text = "one two three four\nfive six seven eight";
    const auto around = [&](std::string_view words, std::uint32_t code_points) {
        const auto at = static_cast<std::uint32_t>(text.find(words));
        const Context context = context_of(text, {at, at + static_cast<std::uint32_t>(words.size())}, code_points);
        return std::string(context.before) + "|" + std::string(context.after);
    };
    CHECK(around("six", 80) == "five | seven eight");
    CHECK(around("three", 4) == "two |");
    CHECK(around("three", 5) == "two | four");
    CHECK(around("one", 8) == "| two");
    CHECK(paragraph_number(text, 18) == 1);
    CHECK(paragraph_number(text, 19) == 2);
    const std::string_view chinese = "我觉得产后恢复很难";
    const Context cut = context_of(chinese, {9, 15}, 2);
    CHECK(cut.before == "觉得");
    CHECK(cut.after == "恢复");
}
