#include "engine/commands/memos.h"
#include "engine/commands/themes.h"
#include "study.h"

using namespace emic;
using emic::test::Study;

TEST_CASE("codes are created with the next colour, last under their parent") {
    Study study;
    const Id<Code> a = study.code("surveillance");
    const Id<Code> b = study.code_under("watched", a);
    study.code_under("tests", a);
    study.code("normality");
    CHECK(study.tree() == "surveillance(watched tests) normality");
    const Change painted = study.run(create_code, {"red", {}, 0xFF0000});
    CHECK(study.project().find(created_code(painted))->colour == 0xFF0000);
    CHECK(study.project().find(a)->colour != study.project().find(b)->colour);
    study.refusal(create_code, CreateCode{"blue", {}, 0x1000000});
    study.refusal(create_code, CreateCode{"orphan", {{5, 5}}, std::nullopt});
}

TEST_CASE("names of codes are single-line, visible and unique beside each other") {
    Study study;
    const Id<Code> judged = study.code("Judged");
    CHECK(study.refusal(create_code, CreateCode{" jUDGED ", {}, {}}) ==
          "There is already a code ‘jUDGED’ here. Nothing was changed. Choose another name, or use the one that is "
          "there.");
    study.code_under("judged", judged); // elsewhere in the tree it is free
    for (const char* empty : {"", "  ", "\n", "\u200B", "\u202E", "\x01", "\u3000"})
        study.refusal(create_code, CreateCode{empty, {}, {}});
    study.refusal(create_code, CreateCode{"\xFF", {}, {}});
    study.refusal(create_code, CreateCode{std::string(301, 'x'), {}, {}});
    study.run(create_code, {std::string(300, 'x'), {}, {}});
    const auto name_of = [&](const char* typed) {
        return study.project().find(created_code(study.run(create_code, {typed, {}, {}})))->name;
    };
    CHECK(name_of("  being\n watched ") == "being watched");
    CHECK(name_of("\u202Eevil\u202C\x02 code") == "evil code");
    CHECK(name_of("被監視 👶") == "被監視 👶");
    study.code("cafe\u0301");
    study.refusal(create_code, CreateCode{"CAFÉ", {}, {}});            // composed and decomposed look the same
    const Change renamed = study.run(rename_code, {judged, "judged"}); // its own name in other letters
    CHECK(renamed.label == "Code ‘Judged’ renamed to ‘judged’");
    CHECK(study.changes_nothing(rename_code, RenameCode{judged, " judged"}));
    study.refusal(rename_code, RenameCode{judged, "being watched"});
}

TEST_CASE("a code is created and applied in one step") {
    Study study;
    const Id<Source> doc = study.document("I felt lonely");
    const Change change = study.run(create_and_apply_code, {"lonely", {}, {{doc, study.words(doc, "lonely")}}});
    CHECK(change.label == "Code ‘lonely’ created and applied");
    CHECK(study.drawn(doc) == "I felt [lonely|lonely]");
    CHECK(study.project().find(created_code(change))->name == "lonely");
    study.refusal(create_and_apply_code, CreateAndApplyCode{"other", {}, {{doc, {0, 99}}}});
    study.run(create_and_apply_code, {"nothing yet", {}, {}});
}

TEST_CASE("codes are coloured and defined") {
    Study study;
    const Id<Code> code = study.code("judged");
    study.run(recolour_code, {code, 0x123456});
    CHECK(study.project().find(code)->colour == 0x123456);
    CHECK(study.changes_nothing(recolour_code, RecolourCode{code, 0x123456}));
    study.run(define_code, {code, "Feels judged.\r\nBy anyone.", "staff", "family", "“tut tut”"});
    CHECK(study.project().find(code)->definition == "Feels judged.\nBy anyone.");
    CHECK(study.project().find(code)->examples == "“tut tut”");
    CHECK(study.changes_nothing(define_code,
                                DefineCode{code, "Feels judged.\nBy anyone.", "staff", "family", "“tut tut”"}));
    study.refusal(define_code, DefineCode{code, "\xC3", "", "", ""});
}

TEST_CASE("codes move in the tree") {
    Study study;
    const Id<Code> a = study.code("a");
    const Id<Code> b = study.code("b");
    const Id<Code> c = study.code("c");
    const Id<Code> d = study.code_under("d", a);
    CHECK(study.tree() == "a(d) b c");
    const auto moved = [&](Id<Code> code, Id<Code> parent, std::uint32_t position) {
        study.run(move_code, {code, parent, position});
        return study.tree();
    };
    CHECK(moved(c, {}, 0) == "c a(d) b");
    CHECK(moved(c, {}, 1) == "a(d) c b");
    CHECK(moved(c, {}, 99) == "a(d) b c");
    CHECK(moved(b, a, 0) == "a(b d) c");
    CHECK(moved(b, a, 1) == "a(d b) c");
    CHECK(moved(c, d, 0) == "a(d(c) b)");
    CHECK(moved(c, {}, 0) == "c a(d b)");
    CHECK(study.changes_nothing(move_code, MoveCode{b, a, 1}));
    CHECK(study.changes_nothing(move_code, MoveCode{b, a, 9}));
    CHECK(study.refusal(move_code, MoveCode{a, d, 0}).find("under itself") != std::string::npos);
    study.refusal(move_code, MoveCode{a, a, 0});
    study.code("D");
    study.refusal(move_code, MoveCode{d, {}, 0}); // its name is taken there
    // Only what stands in the way is renumbered.
    const Change change = study.run(move_code, {b, {}, 99});
    CHECK(change.edits.size() == 1);
}

TEST_CASE("positions at the end of their numbers are dealt out anew") {
    Study study;
    Change joined;
    for (const auto& [name, low] : {std::pair{"a", 1}, {"b", 2}}) {
        Code code;
        code.id = {{1, static_cast<std::uint64_t>(low)}};
        code.name = name;
        code.position = low == 1 ? 7 : UINT32_MAX;
        joined.insert(code);
    }
    REQUIRE_FALSE(study.workspace.commit(joined));
    study.code("c");
    CHECK(study.tree() == "a b c");
    study.run(move_code, {study.code("c"), {}, 1});
    CHECK(study.tree() == "a c b");
}

TEST_CASE("merging codes loses nothing") {
    Study study;
    const Id<Source> doc = study.document("[[I|a]|b] [felt|a] [lonely|b] [at|c]");
    const Id<Code> a = study.code("a");
    const Id<Code> b = study.code("b");
    const Id<Code> c = study.code("c");
    study.code_under("x", a);
    study.code_under("X", b);
    study.run(define_code, {a, "Of a.", "in a", "", ""});
    study.run(define_code, {b, "Of b.", "", "not b", ""});
    study.run(write_memo, {MemoTarget::code, a.guid, {}, "Think."});
    const Id<Coding> twin = study.workspace.indexes.codings_of_code(a).front().id;
    study.run(weigh_coding, {twin, 70});
    const Id<Theme> theme = created<Theme>(study.run(create_theme, {"T"}));
    for (Id<Code> code : {c, a, b})
        study.run(add_theme_code, {theme, code});

    const Change change = study.run(merge_codes, {{a}, b});
    CHECK(change.label == "Code ‘a’ merged into ‘b’");
    CHECK(study.drawn(doc) == "[I|b] [felt|b] [lonely|b] [at|c]");
    CHECK(study.tree() == "b(X x (2)) c");
    const Code& merged = *study.project().find(b);
    CHECK(merged.definition == "Of b.\n\nFrom ‘a’:\nOf a.");
    CHECK(merged.include == "From ‘a’:\nin a");
    CHECK(merged.exclude == "not b");
    CHECK(study.project().memos().begin()->target_id == b.guid);
    CHECK(study.project().find(theme)->codes == std::vector<Id<Code>>{c, b});
    CHECK(study.project().find(study.workspace.indexes.codings_of_code(b).front().id)->weight == 70);

    study.run(merge_codes, {{b, c, b}, study.code("all")});
    CHECK(study.drawn(doc) == "[I|all] [felt|all] [lonely|all] [at|all]");
    CHECK(study.tree() == "all(X x (2))");
    CHECK(study.changes_nothing(merge_codes, MergeCodes{{study.code("all")}, study.code("all")}));
    study.refusal(merge_codes, MergeCodes{{a}, study.code("all")});
}

TEST_CASE("codes merge along the tree") {
    Study study;
    const Id<Code> a = study.code("a");
    const Id<Code> b = study.code_under("b", a);
    const Id<Code> c = study.code_under("c", b);
    study.code_under("d", c);
    study.code_under("e", a);
    study.code("z");
    SUBCASE("a child into its parent") {
        study.run(merge_codes, {{b}, a});
        CHECK(study.tree() == "a(e c(d)) z");
    }
    SUBCASE("a parent into its child") {
        study.run(merge_codes, {{a}, b});
        CHECK(study.tree() == "b(c(d) e) z");
    }
    SUBCASE("a grandparent into its grandchild") {
        study.run(merge_codes, {{a}, c});
        CHECK(study.tree() == "c(d b e) z");
    }
    SUBCASE("parent and grandparent into the grandchild") {
        study.run(merge_codes, {{b, a}, c});
        CHECK(study.tree() == "c(d e) z");
    }
    SUBCASE("a whole branch elsewhere") {
        study.run(merge_codes, {{a, b, c}, study.code("z")});
        CHECK(study.tree() == "z(e d)");
    }
}

TEST_CASE("a code is split") {
    Study study;
    const Id<Source> doc = study.document("[one|a] [two|a] [three|a]");
    const Id<Code> a = study.code("a");
    study.code("z");
    const auto entries = study.workspace.indexes.codings_of_code(a);
    const Change change = study.run(split_code, {a, {entries[0].id, entries[2].id}, "odd"});
    CHECK(change.label == "Code ‘odd’ split off from ‘a’");
    CHECK(study.drawn(doc) == "[one|odd] [two|a] [three|odd]");
    CHECK(study.tree() == "a odd z");
    CHECK(study.project().find(created_code(change))->name == "odd");
    study.refusal(split_code, SplitCode{a, {}, "none"});
    study.refusal(split_code, SplitCode{a, {entries[0].id}, "other"}); // it is odd's now
    study.refusal(split_code, SplitCode{a, {entries[1].id}, "Z"});
}

TEST_CASE("a code is deleted") {
    Study study;
    const Id<Source> doc = study.document("[[I|p]|a] [felt|a] [lonely|x]");
    const Id<Code> a = study.code("a");
    const Id<Code> p = study.code("p");
    const Id<Code> x = study.code("x");
    study.run(move_code, {a, p, 0});
    study.run(move_code, {x, a, 0});
    study.code_under("y", a);
    study.code_under("X", p);
    CHECK(study.tree() == "p(a(x y) X)");
    study.run(write_memo, {MemoTarget::code, a.guid, {}, "Think."});
    const Id<Theme> theme = created<Theme>(study.run(create_theme, {"T"}));
    study.run(add_theme_code, {theme, a});
    SUBCASE("with its codings") {
        const Change change = study.run(delete_code, {a, CodingsOfDeleted::delete_});
        CHECK(change.label == "Code ‘a’ deleted");
        CHECK(study.drawn(doc) == "[I|p] felt [lonely|x (2)]");
    }
    SUBCASE("its codings going up") {
        study.run(delete_code, {a, CodingsOfDeleted::move_to_parent});
        CHECK(study.drawn(doc) == "[I|p] [felt|p] [lonely|x (2)]");
    }
    CHECK(study.tree() == "p(x (2) y X)");
    CHECK(study.project().memos().empty());
    CHECK(study.project().find(theme)->codes.empty());
    CHECK(study.refusal(delete_code, DeleteCode{p, CodingsOfDeleted::move_to_parent}).find("no code above") !=
          std::string::npos);
    study.refusal(delete_code, DeleteCode{a, CodingsOfDeleted::delete_});
}

TEST_CASE("a codebook goes 100 levels deep and no deeper") {
    Study study;
    std::vector<Id<Code>> line = {study.code("1")};
    while (line.size() < 100) line.push_back(study.code_under(std::to_string(line.size() + 1), line.back()));
    CHECK(study.refusal(create_code, CreateCode{"101", line.back(), {}}).find("100 levels") != std::string::npos);
    study.refusal(create_and_apply_code, CreateAndApplyCode{"101", line.back(), {}});
    const Id<Code> pair = study.code("pair");
    study.code_under("below", pair);
    study.refusal(move_code, MoveCode{pair, line[98], 0});
    study.run(move_code, {pair, line[97], 0});
    const Id<Code> other = study.code("other");
    study.code_under("its own", other);
    study.refusal(merge_codes, MergeCodes{{other}, line[99]});
    study.run(merge_codes, {{other}, line[98]});
}
