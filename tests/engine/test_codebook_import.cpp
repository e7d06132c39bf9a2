#include "engine/commands/codebook_import.h"
#include "engine/queries/codebook.h"
#include "engine/study.h"

using namespace emic;
using namespace emic::test;

namespace {

ImportedCode theirs(std::string name, std::string definition = {}, std::vector<ImportedCode> children = {}) {
    ImportedCode code;
    code.name = std::move(name);
    code.definition = std::move(definition);
    code.children = std::move(children);
    return code;
}

Id<Code> make_code(Study& study, const std::string& name, Id<Code> parent = {}, const std::string& definition = {}) {
    const Id<Code> id = created_code(study.run(create_code, CreateCode{name, parent, std::nullopt}));
    if (!definition.empty()) study.run(define_code, DefineCode{id, definition, "", "", ""});
    return id;
}

/// "Feelings: What is felt", in tree order, with paths.
std::vector<std::string> tree(const Study& study) {
    std::vector<std::string> lines;
    for (const CodeRow& row : codebook_rows(study.project(), study.workspace.indexes)) {
        const std::string& definition = study.project().find(row.id)->definition;
        lines.push_back(row.path + (definition.empty() ? "" : ": " + definition));
    }
    return lines;
}

} // namespace

TEST_CASE("Codebook import: new, same and conflicting codes") {
    Study study;
    const Id<Code> feelings = make_code(study, "Feelings", {}, "What is felt");
    const Id<Code> lonely = make_code(study, "lonely", feelings, "Alone");
    ImportedCodebook codebook;
    codebook.codes = {theirs("feelings ", "What is felt", {theirs("Lonely", "Sorry to be alone"), theirs("angry")}), theirs("Work")};
    const CodebookComparison rows = compare_codebook(study.project(), codebook);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].standing == CodeStanding::same);
    CHECK(rows[0].mine == feelings);
    CHECK(rows[1].standing == CodeStanding::conflicting);
    CHECK(rows[1].mine == lonely);
    CHECK(rows[1].differences.definition);
    CHECK_FALSE(rows[1].differences.name);
    CHECK(rows[2].standing == CodeStanding::new_);
    CHECK(rows[2].path == "feelings  > angry");
    CHECK(rows[3].standing == CodeStanding::new_);

    study.run(merge_codebook, MergeCodebook{codebook, {}});
    CHECK(tree(study) == std::vector<std::string>{"Feelings: What is felt", "Feelings > lonely: Alone", "Feelings > angry", "Work"});
    for (const CodeComparison& row : compare_codebook(study.project(), codebook)) CHECK(row.standing != CodeStanding::new_);
}

TEST_CASE("Codebook import: each decision") {
    Study study;
    const Id<Code> feelings = make_code(study, "Feelings", {}, "mine");
    make_code(study, "lonely", feelings);
    ImportedCodebook codebook;
    codebook.codes = {theirs("Feelings", "theirs", {theirs("lonely"), theirs("angry")}), theirs("Work", "", {theirs("pay")})};
    codebook.codes[0].colour = 0x123456;
    SUBCASE("theirs") {
        study.run(merge_codebook, MergeCodebook{codebook, {CodeDecision::take_theirs}});
        CHECK(tree(study) == std::vector<std::string>{"Feelings: theirs", "Feelings > lonely", "Feelings > angry", "Work", "Work > pay"});
        CHECK(study.project().find(feelings)->colour == 0x123456);
    }
    SUBCASE("both: what lies beneath theirs stays beneath theirs only where it is new") {
        study.run(merge_codebook, MergeCodebook{codebook, {CodeDecision::both}});
        CHECK(tree(study) == std::vector<std::string>{"Feelings: mine", "Feelings > lonely", "Feelings (2): theirs", "Feelings (2) > angry", "Work", "Work > pay"});
    }
    SUBCASE("left out: what lies beneath moves up") {
        study.run(merge_codebook, MergeCodebook{codebook, {CodeDecision::keep_mine, CodeDecision::keep_mine, CodeDecision::take, CodeDecision::keep_mine}});
        CHECK(tree(study) == std::vector<std::string>{"Feelings: mine", "Feelings > lonely", "Feelings > angry", "pay"});
    }
}

TEST_CASE("Codebook import: codes are known by their GUID wherever they stand") {
    Study study;
    const Id<Code> work = make_code(study, "Work");
    const Id<Code> pay = make_code(study, "pay");
    ImportedCodebook codebook;
    codebook.codes = {theirs("Work", "", {theirs("wages", "money")})};
    codebook.codes[0].children[0].guid = pay.guid;
    const CodebookComparison rows = compare_codebook(study.project(), codebook);
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].differences.name);
    CHECK(rows[1].differences.place);
    study.run(merge_codebook, MergeCodebook{codebook, {CodeDecision::keep_mine, CodeDecision::take_theirs}});
    CHECK(tree(study) == std::vector<std::string>{"Work", "Work > wages: money"});
    CHECK(study.project().find(pay)->parent == work);

    // A place beneath itself is none.
    codebook.codes = {theirs("wages", "money", {theirs("Work")})};
    codebook.codes[0].guid = pay.guid;
    codebook.codes[0].children[0].guid = work.guid;
    study.run(merge_codebook, MergeCodebook{codebook, {CodeDecision::take_theirs, CodeDecision::take_theirs}});
    CHECK(tree(study).size() == 2);
}

TEST_CASE("Codebook import: what cannot be taken changes nothing") {
    Study study;
    CHECK_FALSE(study.ask(merge_codebook, MergeCodebook{}).ok());
    ImportedCodebook nameless;
    nameless.codes = {theirs(" ")};
    CHECK_FALSE(study.ask(merge_codebook, MergeCodebook{nameless, {}}).ok());
    ImportedCodebook deep;
    deep.codes = {theirs("0")};
    for (int i = 1; i < 300; ++i) deep.codes = {theirs(std::to_string(i), "", std::move(deep.codes))};
    CHECK_FALSE(study.ask(merge_codebook, MergeCodebook{deep, {}}).ok());
    CHECK(compare_codebook(study.project(), deep).empty());
}

TEST_CASE("Codebook import: together with what is there it goes 100 levels deep and no deeper") {
    Study study;
    Id<Code> last;
    for (int i = 0; i < 90; ++i) last = make_code(study, "level " + std::to_string(i), last);
    const auto beneath_the_last = [&](int levels) {
        std::vector<ImportedCode> codes;
        for (int i = 0; i < levels; ++i) codes = {theirs("new " + std::to_string(i), "", std::move(codes))};
        ImportedCode known = theirs("level 89", "", std::move(codes));
        known.guid = last.guid;
        MergeCodebook request;
        request.codebook.codes = {std::move(known)};
        return request;
    };
    const auto refused = study.ask(merge_codebook, beneath_the_last(11));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem().message.find("100 levels") != std::string::npos);
    study.run(merge_codebook, beneath_the_last(10));
    CHECK(codebook_rows(study.project(), study.workspace.indexes).back().depth == 99);
}

TEST_CASE("Codebook import: codes that came first count where they stand after what is above them was moved") {
    Study study;
    Id<Code> deep;
    for (int i = 0; i < 60; ++i) deep = make_code(study, "level " + std::to_string(i), deep);
    const Id<Code> moved = make_code(study, "moved");
    ImportedCode grown = theirs("moved");
    for (int i = 0; i < 45; ++i) grown.children = {theirs("new " + std::to_string(i), "", std::move(grown.children))};
    grown.children = {theirs("held", "", std::move(grown.children))};
    const Id<Code> held = make_code(study, "held", moved);
    grown.children.front().guid = held.guid;
    ImportedCode above = theirs("level 59", "", {theirs("moved")});
    above.guid = deep.guid;
    above.children.front().guid = moved.guid;
    MergeCodebook request;
    request.codebook.codes = {std::move(grown.children.front()), std::move(above)};
    request.decisions.assign(100, CodeDecision::keep_mine);
    for (std::size_t i = 1; i < 100; ++i) request.decisions[i] = CodeDecision::take;
    request.decisions[47] = CodeDecision::take_theirs;
    const CodebookComparison rows = compare_codebook(study.project(), request.codebook);
    REQUIRE(rows.size() == 48);
    REQUIRE(rows[47].mine == moved);
    const auto refused = study.ask(merge_codebook, request);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem().message.find("100 levels") != std::string::npos);
}
