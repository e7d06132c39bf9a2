#include "engine/commands/cases.h"
#include "engine/commands/memos.h"
#include "engine/commands/themes.h"
#include "study.h"

#include <set>

using namespace emic;
using emic::test::Study;

namespace {

std::string order_of(const Study& study) {
    std::vector<const Source*> sources;
    for (const Source& source : study.project().sources())
        sources.push_back(&source);
    std::sort(sources.begin(), sources.end(), [](auto* a, auto* b) { return a->position < b->position; });
    std::string names;
    for (const Source* source : sources)
        names += (names.empty() ? "" : " ") + source->name;
    return names;
}

/// The drawing after the text was edited to `new_text`.
std::string edited(const std::string& drawing, const std::string& new_text) {
    Study study;
    const Id<Source> doc = study.document(drawing);
    study.run(edit_source_text, {doc, new_text});
    return study.drawn(doc);
}

} // namespace

TEST_CASE("documents are imported, with free names and their cases") {
    Study study;
    const Change change = study.run(import_sources, {{{"P01", "one", "P01.txt", "Mia"},
                                                      {"p01 ", "two\n", "p01.docx", "mia"},
                                                      {"P02", "", "P02.txt", std::nullopt}}});
    CHECK(change.label == "3 documents imported");
    CHECK(order_of(study) == "P01 p01 (2) P02");
    const auto ids = all_created<Source>(change);
    REQUIRE(ids.size() == 3);
    CHECK(study.project().find(ids[1])->text.view() == "two\n");
    CHECK(study.project().find(ids[1])->origin == "p01.docx");
    REQUIRE(study.project().cases().size() == 1);
    CHECK(study.project().find(ids[0])->case_id == study.project().cases().begin()->id);
    CHECK(study.project().find(ids[0])->case_id == study.project().find(ids[1])->case_id);
    CHECK(study.run(import_sources, {{{"P01", "x", "", std::nullopt}}}).label == "Document ‘P01 (3)’ imported");
    CHECK(study.changes_nothing(import_sources, ImportSources{}));
    for (const char* text : {"a\r\nb", "\uFEFFa", "\xE6"})
        study.refusal(import_sources, ImportSources{{{"good", "g", "", {}}, {"bad", text, "", {}}}});
    study.refusal(import_sources, ImportSources{{{" ", "text", "", {}}}});
}

TEST_CASE("documents are renamed, moved, put under cases") {
    Study study;
    const Id<Source> a = study.document("a", "A");
    study.document("b", "B");
    const Id<Source> c = study.document("c", "C");
    study.run(move_source, {c, 0});
    CHECK(order_of(study) == "C A B");
    study.run(move_source, {c, 1});
    CHECK(order_of(study) == "A C B");
    CHECK(study.changes_nothing(move_source, MoveSource{c, 1}));
    study.run(rename_source, {a, "a"});
    study.refusal(rename_source, RenameSource{a, "b"});
    const Id<Case> person = created<Case>(study.run(create_case, {"Mia"}));
    CHECK(study.run(assign_case, {a, person}).label == "Document ‘a’ put under case ‘Mia’");
    CHECK(study.changes_nothing(assign_case, AssignCase{a, person}));
    study.refusal(assign_case, AssignCase{a, {{8, 8}}});
    study.run(write_memo, {MemoTarget::case_, person.guid, {}, "Two children."});
    study.refusal(create_case, CreateCase{"MIA"});
    study.run(rename_case, {person, "Mia B."});
    const Id<Case> second = created<Case>(study.run(create_case, {"Ana"}));
    study.run(move_case, {second, 0});
    CHECK(study.project().find(second)->position < study.project().find(person)->position);
    study.run(delete_case, {person});
    CHECK(study.project().memos().empty());
    CHECK_FALSE(study.project().find(a)->case_id);
}

TEST_CASE("a document is deleted with all that lies on it") {
    Study study;
    const Id<Source> doc = study.document("I [felt|x] lonely");
    const Id<Source> other = study.document("[more|x]", "P02");
    study.run(write_memo, {MemoTarget::source, doc.guid, {}, "On it."});
    study.run(write_memo, {MemoTarget::passage, doc.guid, {0, 1}, "On a passage."});
    const Id<Theme> theme = created<Theme>(study.run(create_theme, {"T"}));
    study.run(add_key_quotation, {theme, {doc, {0, 6}}});
    study.run(add_key_quotation, {theme, {other, {0, 4}}});
    CHECK(study.run(delete_source, {doc}).label == "Document ‘P01’ deleted");
    CHECK(study.project().sources().size() == 1);
    CHECK(study.project().codings().size() == 1);
    CHECK(study.project().memos().empty());
    CHECK(study.project().find(theme)->key_quotations == std::vector<Passage>{{other, {0, 4}}});
}

TEST_CASE("codings follow their words when the text is edited") {
    CHECK(edited("I felt [lonly|x] at night", "I felt lonely at night") == "I felt [lonely|x] at night");
    CHECK(edited("I felt [lonely|x] at night", "Well, I felt so lonely last night") ==
          "Well, I felt so [lonely|x] last night");
    CHECK(edited("I [felt [lonely|x] at|y] night", "I was very lonely at night") ==
          "I [was very [lonely|x] at|y] night");
    CHECK(edited("I felt [lonely|x] at night", "I felt at night") == "I felt at night");
    CHECK(edited("I felt [lonely at|x] night", "I felt lonely night") == "I felt [lonely|x] night");
    CHECK(edited("un[hapy|x] girl", "unhappy girl") == "un[happy|x] girl");
    CHECK(edited("我[覺得很孤單|x]。", "我們覺得好孤單。") == "我們[覺得好孤單|x]。");
    CHECK(edited("[👩‍🍼|x][👶|y]", "👩‍🍼👶🏽") == "[👩‍🍼|x][👶🏽|y]");
    CHECK(edited("A: [one|x]\nB: [two|y]\nA: [three|x]", "A: one\nA: [three]") == "A: [one|x]\nA: [[three|x]]");
    CHECK(edited("[all of it|x]", "") == "");
    CHECK(edited("[one|x] [one|x]", "one") == "[one|x]");
    CHECK(edited("e[a|x]", "e\u0301") == "e\u0301");
}

TEST_CASE("memos and key quotations follow too, and a memo's text is never lost") {
    Study study;
    const Id<Source> doc = study.document("I felt lonely at night");
    const TextRange lonely = study.words(doc, "lonely");
    const Id<Memo> kept = created<Memo>(study.run(write_memo, {MemoTarget::passage, doc.guid, lonely, "Strong word."}));
    const Id<Memo> lost = created<Memo>(
        study.run(write_memo, {MemoTarget::passage, doc.guid, study.words(doc, "at night"), "Why at night?"}));
    const Id<Theme> theme = created<Theme>(study.run(create_theme, {"T"}));
    study.run(add_key_quotation, {theme, {doc, lonely}});
    study.run(add_key_quotation, {theme, {doc, study.words(doc, "night")}});
    CHECK(study.run(edit_source_text, {doc, "Yes, I felt lonely"}).label == "Text of document ‘P01’ edited");
    const TextRange now = study.words(doc, "lonely");
    CHECK(study.project().find(kept)->range == now);
    CHECK(study.project().find(lost)->target == MemoTarget::source);
    CHECK(study.project().find(lost)->target_id == doc.guid);
    CHECK(study.project().find(lost)->text == "Why at night?");
    CHECK(study.project().find(theme)->key_quotations == std::vector<Passage>{{doc, now}});
    CHECK(study.changes_nothing(edit_source_text, EditSourceText{doc, "Yes, I felt lonely"}));
    study.refusal(edit_source_text, EditSourceText{doc, "a\rb"});
    study.refusal(edit_source_text, EditSourceText{doc, "\x80"});
}

TEST_CASE("codings that an edit makes one are one, with the weight that either had") {
    Study study;
    const Id<Source> doc = study.document("[one two|x]");
    study.run(apply_code, {doc, study.words(doc, "one"), study.code("x")});
    study.run(weigh_coding, {study.workspace.indexes.codings_of_source(doc).back().id, 20});
    study.run(edit_source_text, {doc, "one"});
    CHECK(study.drawn(doc) == "[one|x]");
    CHECK(study.project().find(study.coding_of(study.code("x")))->weight == 20);
}

TEST_CASE("very many documents of one name get a number each") {
    Study study;
    ImportSources request;
    for (int i = 0; i < 300; ++i) {
        NewSource source;
        source.name = "Interview";
        source.content.text = "P01: Hello.";
        request.sources.push_back(source);
    }
    study.run(import_sources, request);
    std::set<std::string> names;
    for (const Source& source : study.project().sources()) names.insert(source.name);
    CHECK(names.size() == 300);
    CHECK(names.count("Interview") == 1);
    for (int number = 2; number <= 300; ++number) CHECK(names.count("Interview (" + std::to_string(number) + ")") == 1);
}
