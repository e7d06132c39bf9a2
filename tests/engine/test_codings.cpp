#include "study.h"

using namespace emic;
using emic::test::Study;

namespace {

std::string ends_with_full_stop(const std::string& message) {
    return message.substr(message.size() - 1);
}

} // namespace

TEST_CASE("a passage is coded") {
    Study study;
    const Id<Source> doc = study.document("I felt lonely at night");
    const Id<Code> code = study.code("isolation");
    const Change change = study.run(apply_code, {doc, study.words(doc, "lonely"), code});
    CHECK(change.label == "Code ‘isolation’ applied");
    CHECK(study.drawn(doc) == "I felt [lonely|isolation] at night");
    const Coding& coding = *study.project().find(study.coding_of(code));
    CHECK(coding.coder == study.coder);
    CHECK(coding.created == change.stamp.wall);
    CHECK(coding.modified == change.stamp.wall);
    CHECK_FALSE(coding.weight);
}

TEST_CASE("passages are snapped to whole characters, without blanks at the ends") {
    Study study;
    const Id<Code> code = study.code("c");
    const auto coded = [&](const std::string& text, TextRange range) {
        const Id<Source> doc = study.document(text);
        study.run(apply_code, {doc, range, code});
        return study.drawn(doc);
    };
    CHECK(coded("I felt lonely at", {6, 14}) == "I felt [lonely|c] at");
    CHECK(coded("a\n\nb c", {1, 5}) == "a\n\n[b|c] c");
    CHECK(coded("x👩‍🍼y", {3, 4}) == "x[👩‍🍼|c]y");
    CHECK(coded("cafe\u0301s", {0, 4}) == "[cafe\u0301|c]s");
    CHECK(coded("我們去", {4, 5}) == "我[們|c]去");
    CHECK(coded("a \u0308b", {1, 4}) == "a[ \u0308|c]b");
}

TEST_CASE("the same again changes nothing; another code or coder is another fact") {
    Study study;
    const Id<Source> doc = study.document("I felt [lonely|isolation] at night");
    const TextRange lonely = study.words(doc, "lonely");
    CHECK(study.changes_nothing(apply_code, ApplyCode{doc, lonely, study.code("isolation")}));
    CHECK(
        study.changes_nothing(apply_code, ApplyCode{doc, {lonely.begin - 1, lonely.end + 1}, study.code("isolation")}));
    study.run(apply_code, {doc, lonely, study.code("feeling")});
    CHECK(study.drawn(doc) == "I felt [[lonely|isolation]|feeling] at night");
    Change joined;
    joined.insert(Coder{{{9, 9}}, "Ana", 0, {}});
    REQUIRE_FALSE(study.workspace.commit(joined));
    study.coder = {{9, 9}};
    study.run(apply_code, {doc, lonely, study.code("isolation")});
    CHECK(study.project().codings().size() == 3);
}

TEST_CASE("codings overlap and nest") {
    Study study;
    const Id<Source> doc = study.document("They [kept [checking|watched] on|judged] me");
    study.run(apply_code, {doc, study.words(doc, "on me"), study.code("watched")});
    CHECK(study.workspace.indexes.codings_of_source(doc).size() == 3);
    CHECK(study.workspace.indexes.codings_of_code(study.code("watched")).size() == 2);
}

TEST_CASE("coding asks for what it needs") {
    Study study;
    const Id<Source> doc = study.document("I felt  lonely");
    const Id<Code> code = study.code("isolation");
    const std::vector<std::string> refusals = {
        study.refusal(apply_code, ApplyCode{doc, {3, 3}, code}),
        study.refusal(apply_code, ApplyCode{doc, {5, 3}, code}),
        study.refusal(apply_code, ApplyCode{doc, {0, 99}, code}),
        study.refusal(apply_code, ApplyCode{doc, {6, 8}, code}),
        study.refusal(apply_code, ApplyCode{doc, {0, 3}, {}}),
        study.refusal(apply_code, ApplyCode{{{4, 4}}, {0, 3}, code}),
        study.refusal(apply_code_to_passages, ApplyCodeToPassages{{{doc, {0, 1}}, {doc, {2, 99}}}, code}),
    };
    for (const std::string& message : refusals)
        CHECK(ends_with_full_stop(message) == ".");
    CHECK(refusals[2] == "The passage reaches beyond the end of ‘P01’. Nothing was changed. Select its words again.");
    study.coder = {};
    CHECK(study.refusal(apply_code, ApplyCode{doc, {0, 3}, code}) ==
          "It is not known who is working. Nothing was changed. Choose a coder first.");
}

TEST_CASE("search results are coded in one step") {
    Study study;
    const Id<Source> doc = study.document("[no|refusal] yes no yes no");
    const Change change =
        study.run(apply_code_to_passages,
                  {{{doc, {0, 2}}, {doc, {7, 9}}, {doc, {14, 16}}, {doc, {7, 9}}}, study.code("refusal")});
    CHECK(change.label == "Code ‘refusal’ applied to 2 passages");
    CHECK(study.drawn(doc) == "[no|refusal] yes [no|refusal] yes [no|refusal]");
}

TEST_CASE("codings are removed") {
    Study study;
    const Id<Source> doc = study.document("[a|x] [b|x] [c|y]");
    const Id<Coding> y = study.coding_of(study.code("y"));
    CHECK(study.run(remove_codings, {{y}}).label == "Code ‘y’ removed from the passage");
    CHECK(study.drawn(doc) == "[a|x] [b|x] c");
    CHECK(study.refusal(remove_codings, RemoveCodings{{y}}).find("no longer has this code") != std::string::npos);
    CHECK(study.changes_nothing(remove_codings, RemoveCodings{}));
    const auto& entries = study.workspace.indexes.codings_of_source(doc);
    CHECK(study.run(remove_codings, {{entries[0].id, entries[1].id, entries[0].id}}).label ==
          "Code ‘x’ removed from 2 passages");
    CHECK(study.drawn(doc) == "a b c");
}

TEST_CASE("codings are resized, and meet") {
    Study study;
    const Id<Source> doc = study.document("I [felt|x] lonely [at|y] night");
    const Id<Coding> x = study.coding_of(study.code("x"));
    study.run(resize_coding, {x, study.words(doc, " felt lonely ")});
    CHECK(study.drawn(doc) == "I [felt lonely|x] [at|y] night");
    CHECK(study.changes_nothing(resize_coding, ResizeCoding{x, study.words(doc, "felt lonely")}));
    study.refusal(resize_coding, ResizeCoding{x, {0, 99}});
    study.refusal(resize_coding, ResizeCoding{{{3, 3}}, {0, 1}});

    study.run(apply_code, {doc, study.words(doc, "night"), study.code("x")});
    const Id<Coding> other = study.workspace.indexes.codings_of_source(doc).back().id;
    study.run(weigh_coding, {other, 40});
    study.run(resize_coding, {x, study.words(doc, "night")});
    CHECK(study.drawn(doc) == "I felt lonely [at|y] [night|x]");
    CHECK(study.coding_of(study.code("x")) == x);
    CHECK(study.project().find(x)->weight == 40);
}

TEST_CASE("several codings get another code at once, and meet on the same passage") {
    Study study;
    const Id<Source> doc = study.document("I [felt|x] [[[lonely|x]|y]|z]");
    std::vector<Id<Coding>> all;
    for (const CodingEntry& entry : study.workspace.indexes.codings_of_source(doc)) all.push_back(entry.id);
    study.run(change_codings_code, {all, study.code("z")});
    CHECK(study.drawn(doc) == "I [felt|z] [lonely|z]");
    CHECK(study.changes_nothing(change_codings_code, ChangeCodingsCode{{all.front()}, study.code("z")}));
}

TEST_CASE("a coding gets another code, or a weight") {
    Study study;
    const Id<Source> doc = study.document("I [felt|x] [[lonely|x]|y]");
    const auto entries = study.workspace.indexes.codings_of_source(doc);
    CHECK(study.run(change_coding_code, {entries[0].id, study.code("y")}).label == "Code ‘x’ changed to ‘y’");
    CHECK(study.drawn(doc) == "I [felt|y] [[lonely|y]|x]");
    study.run(change_coding_code, {study.coding_of(study.code("x")), study.code("y")});
    CHECK(study.drawn(doc) == "I [felt|y] [lonely|y]");
    CHECK(study.changes_nothing(change_coding_code, ChangeCodingCode{entries[0].id, study.code("y")}));
    study.refusal(change_coding_code, ChangeCodingCode{entries[0].id, {}});

    study.run(weigh_coding, {entries[0].id, 100});
    CHECK(study.project().find(entries[0].id)->weight == 100);
    study.refusal(weigh_coding, WeighCoding{entries[0].id, 101});
    study.refusal(weigh_coding, WeighCoding{entries[0].id, -1});
    CHECK(study.run(weigh_coding, {entries[0].id, std::nullopt}).label == "Weight of code ‘y’ removed");
    CHECK(study.changes_nothing(weigh_coding, WeighCoding{entries[0].id, std::nullopt}));
}
