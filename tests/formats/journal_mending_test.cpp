// What is kept of a journal behind lines that cannot be read: all that still fits, and nothing that could stand on other words.
#include "engine/formats/journal_mending.h"

#include "engine/formats/journal.h"
#include "engine/formats/project_file.h"
#include "engine/formats/sha256.h"
#include "formats/fixture.h"

#include <functional>

using namespace emic;
using test::fixture;
using test::fixture_guid;

namespace {

const Id<Source> document{fixture_guid(0x30)};
const Id<Code> judged{fixture_guid(0x41)};
const Id<Memo> memo{fixture_guid(0x60)};

Workspace fixture_workspace() {
    Workspace workspace;
    workspace.project = read_project_file(fixture("project-v1.emic")).value().project;
    workspace.indexes.rebuild(workspace.project);
    return workspace;
}

/// A study that is worked on, with its journal.
struct Study {
    Workspace workspace = fixture_workspace();
    std::vector<std::string> lines;
    bool old_lines = false; ///< as they were written before they told how long texts are

    void commit(Change change) {
        change.stamp = {fixture_guid(0x99), lines.size() + 1, 50 + lines.size(), Id<Coder>{fixture_guid(0x10)}, 1700000200000};
        REQUIRE_FALSE(workspace.commit(change));
        lines.push_back(write_journal_line(change, lines.empty() ? "start" : journal_line_hash(lines.back()), old_lines ? nullptr : &workspace.project));
    }
    void code(std::uint64_t number, TextRange range, Id<Code> code = judged) {
        Coding coding;
        coding.id.guid = fixture_guid(number);
        coding.source = document;
        coding.range = range;
        coding.code = code;
        coding.coder = Id<Coder>{fixture_guid(0x10)};
        Change change{"Code applied", {}, ChangeKind::done, {}};
        change.insert(coding);
        commit(std::move(change));
    }
    void make_code(std::uint64_t number) {
        Code made;
        made.id.guid = fixture_guid(number);
        made.name = "Made " + std::to_string(number);
        Change change{"Code made", {}, ChangeKind::done, {}};
        change.insert(made);
        commit(std::move(change));
    }
    void note(std::string words) {
        Memo after = *workspace.project.find(memo);
        after.text = std::move(words);
        Change change{"Memo edited", {}, ChangeKind::done, {}};
        change.update(*workspace.project.find(memo), after);
        commit(std::move(change));
    }
    void describe(std::string words) {
        Code after = *workspace.project.find(judged);
        after.definition = std::move(words);
        Change change{"Code defined", {}, ChangeKind::done, {}};
        change.update(*workspace.project.find(judged), after);
        commit(std::move(change));
    }
    void correct(std::string_view front) {
        const Source before = *workspace.project.find(document);
        Source after = before;
        after.text = SharedText(std::string(front) + std::string(before.text.view()));
        for (Turn& turn : after.turns) turn = {{turn.range.begin + static_cast<std::uint32_t>(front.size()), turn.range.end + static_cast<std::uint32_t>(front.size())}, turn.words + static_cast<std::uint32_t>(front.size()), turn.speaker};
        after.headings.clear();
        after.times.clear();
        Change change{"Text corrected", {}, ChangeKind::done, {}};
        change.update(before, after);
        commit(std::move(change));
    }
};

struct Opened {
    Workspace workspace = fixture_workspace();
    std::uint64_t before = 0; ///< lines that the replay took
    Mended mended;

    explicit Opened(const std::vector<std::string>& lines) {
        const Replayed replayed = replay_journal(workspace, lines, "start");
        before = replayed.applied;
        REQUIRE(replayed.problem);
        mended = mend_journal(workspace, std::span(lines).subspan(before), replayed.last_hash);
        CHECK(find_problems(workspace.project).empty());
        Indexes anew;
        anew.rebuild(workspace.project);
        CHECK(workspace.indexes == anew);
    }
    bool has(std::uint64_t coding) const { return workspace.project.find(Id<Coding>{fixture_guid(coding)}) != nullptr; }
};

/// Ways in which a line is lost.
const std::pair<const char*, std::function<void(std::string&)>> losses[] = {
    {"a letter", [](std::string& line) { line[40] ^= 1; }},
    {"its checksum", [](std::string& line) { line[line.size() - 5] ^= 1; }},
    {"its end", [](std::string& line) { line.resize(line.size() / 2); }},
    {"everything", [](std::string& line) { line.clear(); }},
    {"everything but noise", [](std::string& line) { line = "\x01\xff not a line"; }},
};

} // namespace

TEST_CASE("behind a line that cannot be read, whatever still fits is kept") {
    for (const auto& [what, lose] : losses) {
        CAPTURE(what);
        Study study;
        study.code(0x101, {0, 3});
        study.code(0x102, {4, 7});
        study.code(0x103, {8, 11});
        study.make_code(0x104);
        study.code(0x105, {0, 7}, Id<Code>{fixture_guid(0x104)});
        lose(study.lines[1]);
        const Opened opened(study.lines);
        CHECK(opened.before == 1);
        CHECK(opened.mended.unreadable == 1);
        CHECK(opened.mended.unfit == 0);
        CHECK(opened.mended.applied == 3);
        CHECK(opened.mended.lamport == 54);
        CHECK(opened.mended.last_hash == journal_line_hash(study.lines.back()));
        CHECK(opened.has(0x101));
        CHECK_FALSE(opened.has(0x102));
        CHECK(opened.has(0x103));
        CHECK(opened.has(0x105));
    }
}

TEST_CASE("what refers to something that was lost is left out, and what refers to that") {
    for (const auto& [what, lose] : losses) {
        CAPTURE(what);
        Study study;
        study.make_code(0x111);
        study.code(0x112, {0, 3}, Id<Code>{fixture_guid(0x111)});
        Change weighed{"Weighed", {}, ChangeKind::done, {}};
        Coding coding = *study.workspace.project.find(Id<Coding>{fixture_guid(0x112)});
        Coding heavier = coding;
        heavier.weight = 50;
        weighed.update(coding, heavier);
        study.commit(weighed);
        study.code(0x113, {4, 7});
        lose(study.lines[0]);
        const Opened opened(study.lines);
        CHECK(opened.mended.unreadable == 1);
        CHECK(opened.mended.unfit == 2);
        CHECK(opened.mended.applied == 1);
        CHECK_FALSE(opened.has(0x112));
        CHECK(opened.has(0x113));
    }
}

TEST_CASE("when a correction of a text is lost, no coding comes to stand beside the words that were meant") {
    for (const auto& [what, lose] : losses) {
        for (const bool old_lines : {false, true}) {
            CAPTURE(what);
            CAPTURE(old_lines);
            Study study;
            study.old_lines = old_lines;
            study.code(0x121, {0, 3});
            study.correct("Interviewer: Hello.\n");
            study.code(0x122, {13, 18}); // "Hello" of the corrected text
            study.make_code(0x123);
            Theme quoting;
            quoting.id.guid = fixture_guid(0x124);
            quoting.name = "Quoting";
            quoting.key_quotations = {{document, {13, 18}}};
            Memo noted;
            noted.id.guid = fixture_guid(0x125);
            noted.target = MemoTarget::passage;
            noted.target_id = document.guid;
            noted.range = {13, 18};
            noted.text = "Note";
            noted.coder = Id<Coder>{fixture_guid(0x10)};
            Change themed{"Theme made", {}, ChangeKind::done, {}}, memoed{"Memo made", {}, ChangeKind::done, {}};
            themed.insert(quoting);
            memoed.insert(noted);
            study.commit(themed);
            study.commit(memoed);
            study.correct("Again. ");
            lose(study.lines[1]);
            const Opened opened(study.lines);
            CHECK(opened.has(0x121));
            CHECK_FALSE(opened.has(0x122));
            CHECK(opened.mended.unfit == 4);
            CHECK(opened.workspace.project.find(Id<Theme>{fixture_guid(0x124)}) == nullptr);
            CHECK(opened.workspace.project.find(Id<Memo>{fixture_guid(0x125)}) == nullptr);
            CHECK(opened.workspace.project.find(document)->text.view() == fixture_workspace().project.find(document)->text.view());
            CHECK(opened.workspace.project.find(Id<Code>{fixture_guid(0x123)}) != nullptr);
        }
    }
}

TEST_CASE("lines from before texts were told: a lost line that shows that it left the texts alone harms no coding") {
    Study study;
    study.old_lines = true;
    study.code(0x131, {0, 3});
    study.code(0x132, {4, 7});
    study.lines[0][40] ^= 1; // in the actor: the rest of it can be read
    const Opened opened(study.lines);
    CHECK(opened.has(0x132));
    CHECK(opened.mended.unfit == 0);
}

TEST_CASE("when a stretch of a long memo is lost, the stretches after it do not come into other words; what else was done is kept") {
    for (const auto& [how, lose] : losses) {
        CAPTURE(how);
        Study study;
        std::string words = "Interviewed at home. ";
        while (words.size() < 2000) words += "It went on and on. ";
        study.note(words);
        study.note("Lost: " + words);
        study.note("Lost: " + words.substr(0, 1000) + "HERE" + words.substr(1000));
        study.code(0x141, {0, 3});
        study.note(words); // both taken back at once
        study.describe("Kept. " + words);
        study.describe("Kept. " + words + " To the end.");
        lose(study.lines[1]);
        const Opened opened(study.lines);
        CHECK(opened.before == 1);
        CHECK(opened.mended.unreadable == 1);
        CHECK(opened.mended.unfit == 2);
        CHECK(opened.workspace.project.find(memo)->text == words);
        CHECK(opened.workspace.project.find(judged)->definition == "Kept. " + words + " To the end.");
        CHECK(opened.has(0x141));
    }
}

TEST_CASE("a line of a newer version among those behind is told, not left out") {
    Study study;
    study.code(0x141, {0, 3});
    study.code(0x142, {4, 7});
    study.lines[0].clear();
    Workspace workspace = fixture_workspace();
    std::string newer = study.lines[1].substr(0, study.lines[1].rfind(",\"sha256\""));
    newer.replace(newer.find("\"v\":2"), 5, "\"v\":9");
    // Sealed again by hand, as a newer version would.
    const std::vector<std::string> lines{std::string(), newer + ",\"sha256\":\"" + sha256_hex(newer) + "\"}"};
    const Mended mended = mend_journal(workspace, lines, "start");
    REQUIRE(mended.problem);
    CHECK(mended.problem->kind == ProblemKind::unsupported);
}
