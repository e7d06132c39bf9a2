#include "engine/formats/journal.h"

#include "engine/formats/project_file.h"
#include "engine/formats/record_json.h"
#include "engine/formats/sha256.h"
#include "formats/fixture.h"

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

using namespace emic;
using test::fixture;
using test::fixture_guid;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

Workspace fixture_workspace() {
    Workspace workspace;
    workspace.project = read_project_file(fixture("project-v1.emic")).value().project;
    workspace.indexes.rebuild(workspace.project);
    return workspace;
}

Stamp stamp(std::uint64_t sequence) {
    return {fixture_guid(0x99), sequence, 41 + sequence, Id<Coder>{fixture_guid(0x10)}, 1700000100000 + static_cast<WallTime>(sequence)};
}

/// Commits a change and appends its line.
void commit(Workspace& workspace, std::vector<std::string>& lines, const Change& change, std::string_view first = {}) {
    lines.push_back(write_journal_line(change, lines.empty() ? first : journal_line_hash(lines.back())));
    const Outcome problem = workspace.commit(change);
    REQUIRE_FALSE(problem);
}

/// A change of every kind of edit on the fixture's study, several to one record.
std::vector<Change> sample_changes(const Project& project) {
    std::vector<Change> changes;
    Change rename{"Code ‘Judged’ renamed", stamp(1), ChangeKind::done, {}};
    const Code judged = *project.find(Id<Code>{fixture_guid(0x41)});
    Code renamed = judged;
    renamed.name = "Judged 被评判 “\n”";
    rename.update(judged, renamed);
    Code moved = renamed;
    moved.parent = {};
    moved.position = 7;
    moved.examples.clear();
    rename.update(renamed, moved);
    changes.push_back(rename);

    Change text{"Text corrected", stamp(2), ChangeKind::done, {}};
    const Source source = *project.find(Id<Source>{fixture_guid(0x31)});
    Source corrected = source;
    std::string words(source.text.view());
    words.replace(words.find("重新"), 6, "重头");
    corrected.text = SharedText(words);
    text.update(source, corrected);
    changes.push_back(text);

    Change coded{"Code applied", stamp(3), ChangeKind::done, {}};
    Coding coding = *project.find(Id<Coding>{fixture_guid(0x50)});
    coding.id.guid = fixture_guid(0x54);
    coding.weight.reset();
    coding.unknown = R"({"mood":"calm"})";
    coded.insert(coding);
    Coding weighed = coding;
    weighed.weight = 0;
    weighed.unknown = R"({"mood":"calm","sure":true})";
    coded.update(coding, weighed);
    changes.push_back(coded);

    Change erased{"Theme deleted", stamp(4), ChangeKind::done, {}};
    const Theme first = *project.find(Id<Theme>{fixture_guid(0x70)});
    Theme alone = first;
    alone.relations.clear();
    alone.key_quotations.pop_back();
    erased.update(first, alone);
    erased.erase(*project.find(Id<Theme>{fixture_guid(0x71)}));
    changes.push_back(erased);

    Change made_and_gone{"Made and gone", stamp(5), ChangeKind::done, {}};
    Case passing;
    passing.id.guid = fixture_guid(0x22);
    passing.name = "P05";
    made_and_gone.insert(passing);
    made_and_gone.erase(passing);
    changes.push_back(made_and_gone);
    return changes;
}

struct Recorded {
    Workspace workspace;
    std::vector<std::string> lines;
};

Recorded record_sample() {
    Recorded recorded{fixture_workspace(), {}};
    for (const Change& change : sample_changes(recorded.workspace.project)) commit(recorded.workspace, recorded.lines, change, "start");
    for (std::uint64_t sequence = 6; sequence < 9; ++sequence)
        commit(recorded.workspace, recorded.lines, recorded.workspace.history.make_undo(stamp(sequence)));
    commit(recorded.workspace, recorded.lines, recorded.workspace.history.make_redo(stamp(9)));
    return recorded;
}

void check_same_history(const History& a, const History& b) {
    History left = a;
    History right = b;
    while (left.can_undo() && right.can_undo()) {
        CHECK(left.make_undo({}) == right.make_undo({}));
        left.note(left.make_undo({}));
        right.note(right.make_undo({}));
    }
    CHECK(left.can_undo() == right.can_undo());
    while (left.can_redo() && right.can_redo()) {
        CHECK(left.make_redo({}) == right.make_redo({}));
        left.note(left.make_redo({}));
        right.note(right.make_redo({}));
    }
    CHECK(left.can_redo() == right.can_redo());
}

} // namespace

TEST_CASE("a line gives back its change exactly") {
    const Workspace start = fixture_workspace();
    Workspace workspace = start;
    for (const Change& change : sample_changes(start.project)) {
        const std::string line = write_journal_line(change, "before");
        CHECK(line.find('\n') == std::string::npos);
        const Result<JournalEntry> entry = read_journal_line(line, workspace.project);
        REQUIRE_MESSAGE(entry.ok(), entry.problem().message);
        CHECK(entry->change == change);
        CHECK(entry->previous_hash == "before");
        CHECK(entry->hash == journal_line_hash(line));
        CHECK(write_journal_line(entry->change, "before") == line);
        REQUIRE_FALSE(workspace.commit(change));
    }
}

TEST_CASE("an update is written as its changed fields, a correction as the corrected stretch") {
    const std::vector<Change> changes = sample_changes(fixture_workspace().project);
    const std::string renamed = write_journal_line(changes[0], {});
    CHECK(renamed.find(R"("b":{"name":"Judged"},"a":{"name":"Judged 被评判 “\n”"})") != std::string::npos);
    CHECK(renamed.find("looked at as a risk") == std::string::npos);
    const std::string corrected = write_journal_line(changes[1], {});
    CHECK(corrected.find("\"b\":{\"text\":[67,\"新\"]},\"a\":{\"text\":[67,\"头\"]}") != std::string::npos);
    const std::string weighed = write_journal_line(changes[2], {});
    CHECK(weighed.find(R"("b":{"weight":null,"sure":null},"a":{"weight":0,"sure":true})") != std::string::npos);
}

TEST_CASE("replaying a journal gives the live project, indexes and history") {
    const Recorded live = record_sample();
    Workspace replayed = fixture_workspace();
    const Replayed result = replay_journal(replayed, live.lines, "start");
    CHECK_MESSAGE(!result.problem, result.problem->message);
    CHECK(result.applied == live.lines.size());
    CHECK(result.last_hash == journal_line_hash(live.lines.back()));
    CHECK(result.lamport == 50);
    CHECK(replayed.project == live.workspace.project);
    CHECK(replayed.indexes == live.workspace.indexes);
    check_same_history(replayed.history, live.workspace.history);
}

TEST_CASE("the journal of version 1 replays") {
    const std::vector<std::string> lines = lines_of(fixture("journal-v1.txt"));
    REQUIRE(lines.size() == 9);
    Workspace workspace = fixture_workspace();
    const Replayed result = replay_journal(workspace, lines, "start");
    CHECK_MESSAGE(!result.problem, result.problem->message);
    CHECK(result.applied == 9);
    CHECK(result.lamport == 50);
    CHECK(workspace.project == record_sample().workspace.project);
    CHECK(workspace.project.find(Id<Code>{fixture_guid(0x41)})->name == "Judged 被评判 “\n”");
    CHECK(workspace.history.can_redo());
}

TEST_CASE("the journal of version 2 replays") {
    const std::vector<std::string> lines = lines_of(fixture("journal-v2.txt"));
    REQUIRE(lines.size() == 4);
    Workspace workspace = fixture_workspace();
    const Replayed result = replay_journal(workspace, lines, "start");
    CHECK_MESSAGE(!result.problem, result.problem->message);
    CHECK(result.applied == 4);
    CHECK(find_problems(workspace.project).empty());
    CHECK(workspace.project.find(Id<AttributeValue>{fixture_guid(0x82)})->value == "32");
    CHECK(workspace.project.find(Id<Source>{fixture_guid(0x30)})->turns.size() == 2);
    CHECK(workspace.project.find(Id<Code>{fixture_guid(0x40)})->category);
    CHECK(workspace.project.find(Id<Memo>{fixture_guid(0x60)})->title == "Diary");
    CHECK(workspace.project.find(Id<Kept>{fixture_guid(0x91)})->bytes.view().size() == 3);
    const Workspace start = fixture_workspace();
    const Result<JournalEntry> first = read_journal_line(lines[0], start.project);
    REQUIRE(first.ok());
    CHECK(write_journal_line(first->change, "start") == lines[0]);
}

TEST_CASE("a journal that does not continue the snapshot is not applied") {
    const Recorded live = record_sample();
    Workspace workspace = fixture_workspace();
    const Workspace before = workspace;
    const Replayed result = replay_journal(workspace, live.lines, "another start");
    CHECK(result.applied == 0);
    REQUIRE(result.problem);
    CHECK(result.problem->kind == ProblemKind::damaged);
    CHECK(workspace.project == before.project);
    CHECK(result.last_hash == "another start");
}

TEST_CASE("a missing, doubled or exchanged line stops the replay before it") {
    const Recorded live = record_sample();
    struct Tampering {
        const char* what;
        std::uint64_t applied;
        void (*change)(std::vector<std::string>&);
    };
    const Tampering tamperings[] = {
        {"missing", 2, [](std::vector<std::string>& lines) { lines.erase(lines.begin() + 2); }},
        {"doubled", 3, [](std::vector<std::string>& lines) { lines.insert(lines.begin() + 2, lines[2]); }},
        {"exchanged", 1, [](std::vector<std::string>& lines) { std::swap(lines[1], lines[2]); }},
        {"cut short", 3, [](std::vector<std::string>& lines) { lines[3].resize(lines[3].size() / 2); }},
        {"empty", 4, [](std::vector<std::string>& lines) { lines[4].clear(); }},
    };
    for (const Tampering& tampering : tamperings) {
        CAPTURE(tampering.what);
        std::vector<std::string> lines = live.lines;
        tampering.change(lines);
        Workspace workspace = fixture_workspace();
        const Replayed result = replay_journal(workspace, lines, "start");
        CHECK(result.problem);
        CHECK(result.applied == tampering.applied);
        Workspace expected = fixture_workspace();
        replay_journal(expected, std::span(live.lines).first(tampering.applied), "start");
        CHECK(workspace.project == expected.project);
        CHECK(workspace.indexes == expected.indexes);
    }
}

TEST_CASE("every truncation and every flipped bit of a line is noticed") {
    const Recorded live = record_sample();
    const Project project = fixture_workspace().project;
    const std::string& line = live.lines[0];
    REQUIRE(read_journal_line(line, project).ok());
    CHECK(read_journal_line(line + "\r\n", project).ok());
    for (std::size_t length = 0; length < line.size(); ++length)
        CHECK_FALSE(read_journal_line(std::string_view(line).substr(0, length), project).ok());
    for (std::size_t i = 0; i < line.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = line;
            flipped[i] ^= static_cast<char>(1 << bit);
            CAPTURE(i);
            CHECK_FALSE(read_journal_line(flipped, project).ok());
        }
}

TEST_CASE("a line with a sound checksum and wrong content is a Problem") {
    const Project project = fixture_workspace().project;
    const Change change = sample_changes(project)[0];
    const std::string line = write_journal_line(change, {});
    const auto resealed = [&](std::string_view from, std::string_view to) {
        std::string content = line.substr(0, line.rfind(",\"sha256\""));
        const std::size_t at = content.find(from);
        REQUIRE(at != std::string::npos);
        content.replace(at, from.size(), to);
        return content + ",\"sha256\":\"" + sha256_hex(content) + "\"}";
    };
    CHECK(read_journal_line(resealed("\"v\":2", "\"v\":2 "), project).ok());
    const Result<JournalEntry> newer = read_journal_line(resealed("\"v\":2", "\"v\":4"), project);
    REQUIRE_FALSE(newer.ok());
    CHECK(newer.problem().kind == ProblemKind::unsupported);
    const std::pair<const char*, const char*> faults[] = {
        {"\"v\":2", "\"v\":-1"},
        {"\"seq\":1", "\"seq\":\"1\""},
        {"\"kind\":\"done\"", "\"kind\":\"redo\""},
        {"\"t\":\"codes\"", "\"t\":\"spells\""},
        {"\"t\":\"codes\"", "\"t\":\"codings\""},
        {"\"edits\":[", "\"edits\":[7,"},
        {"\"b\":{\"name\":\"Judged\"}", "\"b\":{\"name\":\"Praised\"}"},
        {"\"b\":{\"name\":\"Judged\"}", "\"b\":{\"name\":7}"},
        {"\"b\":{\"name\":\"Judged\"}", "\"b\":{}"},
        {"\"b\":{\"name\":\"Judged\"}", "\"b\":[]"},
        {"\"id\":\"00000000-0000-4000-8000-000000000041\"", "\"id\":\"00000000-0000-4000-8000-0000000000ff\""},
        {"\"id\":\"00000000-0000-4000-8000-000000000041\"", "\"id\":\"41\""},
        {"{\"v\":2", "[{\"v\":2"},
        {"\"edits\":[", "\"edits\":[,"},
        {"\"edits\":[", "\"edits\":[["},
        {"],\"prev\"", ",],\"prev\""},
        {"],\"prev\"", "]],\"prev\""},
        {"],\"prev\"", "]7,\"prev\""},
        {"],\"prev\"", "],\"prev"},
        {"\"label\":", "\"label\":["},
    };
    for (const auto& [from, to] : faults) {
        CAPTURE(to);
        CHECK_FALSE(read_journal_line(resealed(from, to), project).ok());
    }
}

TEST_CASE("a list of very many edits is read edit by edit, whatever the way each is written") {
    const Project project = fixture_workspace().project;
    Change many{"Many", stamp(1), ChangeKind::done, {}};
    for (int i = 0; i < 300; ++i) {
        Coding coding = *project.find(Id<Coding>{fixture_guid(0x50)});
        coding.id.guid = fixture_guid(0x80);
        coding.id.guid.high += static_cast<std::uint64_t>(i) + 1;
        if (i % 3 == 0) coding.unknown = R"({"mood":"calm ☺ ]}"})";
        many.insert(coding);
        if (i % 7 == 0) {
            Coding weighed = coding;
            weighed.weight = 5;
            many.update(coding, weighed);
            many.erase(weighed);
        }
    }
    const std::string line = write_journal_line(many, {});
    const Result<JournalEntry> read = read_journal_line(line, project);
    REQUIRE(read.ok());
    CHECK(read->change == many);
    // The same with white space and another order of names, as another program might write it.
    std::string content = line.substr(0, line.rfind(",\"sha256\""));
    for (std::size_t at = 0; (at = content.find("{\"t\":\"codings\",", at)) != std::string::npos; ++at) content.insert(at + 1, " \n ");
    const Result<JournalEntry> spaced = read_journal_line(content + ",\"sha256\":\"" + sha256_hex(content) + "\"}", project);
    REQUIRE(spaced.ok());
    CHECK(spaced->change == many);
}

TEST_CASE("JSON is nested 64 levels deep and no deeper") {
    const auto nested = [](int depth) { return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'); };
    CHECK_FALSE(parse_json(nested(64)).is_discarded());
    CHECK(parse_json(nested(65)).is_discarded());
    CHECK(parse_json(nested(200'000)).is_discarded());
    CHECK_FALSE(parse_json("[\"" + std::string(500, '[') + "\\\"" + std::string(500, '{') + "\"]").is_discarded());
    CHECK(parse_json(std::string(100, '[')).is_discarded());
}

namespace {

/// A memo that is written on and on, with the lines of its journal.
struct Diary {
    Workspace start = fixture_workspace();
    Workspace live = start;
    std::vector<std::string> lines;
    Memo memo = *live.project.find(Id<Memo>{fixture_guid(0x60)});

    const std::string& write(std::string text) {
        Memo next = memo;
        next.text = std::move(text);
        Change change{"Memo edited", stamp(lines.size() + 1), ChangeKind::done, {}};
        change.update(memo, next);
        commit(live, lines, change);
        memo = next;
        return lines.back();
    }
    const std::string& undo() {
        commit(live, lines, live.history.make_undo(stamp(lines.size() + 1)));
        return lines.back();
    }
};

std::string long_text(std::string_view words = "她说了两次。 ") {
    std::string text;
    for (int i = 0; i < 4000; ++i) text += words;
    return text;
}

bool is_version(const std::string& line, int version) { return line.starts_with("{\"v\":" + std::to_string(version) + ","); }

} // namespace

TEST_CASE("of a long memo a line holds what was written, not all of it again") {
    Diary diary;
    std::string text = long_text();
    CHECK(diary.write(text).size() > text.size());
    CHECK(is_version(diary.lines.back(), 2));
    text.insert(text.size() / 2 / 19 * 19, "\"Twice\", 👩‍👩‍👧 she said.\n");
    CHECK(diary.write(text).size() < 700);
    // A version that does not know stretches of words must not take the line for a damaged one, and leave it out.
    CHECK(is_version(diary.lines.back(), 3));
    CHECK(diary.write(text + " And again.").size() < 700);
    CHECK(diary.write(text).size() < 700);
    CHECK(diary.write("Short.").size() > text.size());
    CHECK(diary.write("Shorter").size() < 700);
    CHECK(is_version(diary.lines.back(), 2));
    diary.undo();
    CHECK(diary.undo().size() > text.size());
    CHECK(diary.undo().size() < 700);
    Workspace replayed = diary.start;
    const Replayed result = replay_journal(replayed, diary.lines, {});
    CHECK_MESSAGE(!result.problem, result.problem->message);
    CHECK(replayed.project == diary.live.project);
    CHECK(replayed.project.find(diary.memo.id)->text == text + " And again.");
    check_same_history(replayed.history, diary.live.history);
}

TEST_CASE("all words of a code are spliced alike, several in one line, and each on whole letters") {
    Workspace live = fixture_workspace();
    const Workspace start = live;
    std::vector<std::string> lines;
    const Code judged = *live.project.find(Id<Code>{fixture_guid(0x41)});
    Code written = judged;
    written.definition = long_text("é");
    written.include = long_text("ab");
    written.exclude = "short";
    Change first{"Code defined", stamp(1), ChangeKind::done, {}};
    first.update(judged, written);
    commit(live, lines, first);
    Code rewritten = written;
    rewritten.definition.replace(1000, 2, "è"); // the second byte alone differs
    rewritten.include += "é";
    rewritten.exclude = "shorter";
    Change second{"Code defined", stamp(2), ChangeKind::done, {}};
    second.update(written, rewritten);
    commit(live, lines, second);
    CHECK(lines.back().find("\"definition\":[1000,\"è\",\"") != std::string::npos);
    CHECK(lines.back().find("\"exclude\":\"shorter\"") != std::string::npos);
    CHECK(lines.back().size() < 900);
    commit(live, lines, live.history.make_undo(stamp(3)));
    Workspace replayed = start;
    CHECK_FALSE(replay_journal(replayed, lines, {}).problem);
    CHECK(replayed.project == live.project);
    CHECK(*replayed.project.find(judged.id) == written);
}

TEST_CASE("words that are not well-formed are written whole") {
    Diary diary;
    diary.write(long_text("a"));
    CHECK(is_version(diary.write(long_text("a") + "\xFF"), 2));
}

TEST_CASE("a stretch goes into the words that it was taken from, and into no others") {
    Diary diary;
    diary.write(long_text());
    const Project before = diary.live.project;
    const std::string inserted = diary.write("Also: " + long_text()); // nothing stood at its place before
    REQUIRE(read_journal_line(inserted, before).ok());
    // The same memo with another letter far behind, and one of its length.
    for (const char* other : {"她说了三次。 ", "他问了一声。 "}) {
        Diary another;
        another.write(long_text(other));
        const Result<JournalEntry> entry = read_journal_line(inserted, another.live.project);
        REQUIRE_FALSE(entry.ok());
        CHECK(entry.problem().kind == ProblemKind::damaged);
    }
    const auto resealed = [&](std::string_view from, std::string_view to) {
        std::string content = inserted.substr(0, inserted.rfind(",\"sha256\""));
        const std::size_t at = content.find(from);
        REQUIRE(at != std::string::npos);
        content.replace(at, from.size(), to);
        return content + ",\"sha256\":\"" + sha256_hex(content) + "\"}";
    };
    // What cannot be read spoils its field alone, as everywhere in a line.
    for (const auto& [from, to] : {std::pair{"\"a\":{\"text\":[0", "\"a\":{\"text\":[1"}, {"\"a\":{\"text\":[0,", "\"a\":{\"text\":["}, {"[0,\"Also: \"", "[0,1e999"}, {"[0,\"Also: \"", "[0,\"Also:  \""}, {"\"b\":{\"text\":[0,\"\"", "\"b\":{\"text\":[0,\"她\""}}) {
        CAPTURE(to);
        const Result<JournalEntry> entry = read_journal_line(resealed(from, to), before);
        REQUIRE(entry.ok());
        CHECK_FALSE(entry->notes.empty());
        const auto& edit = std::get<Edit<Memo>>(entry->change.edits.front());
        CHECK(edit.after->text == edit.before->text);
    }
    for (const auto& [from, to] : {std::pair{"\"b\":{\"text\":[0", "\"b\":{\"text\":[99999999"}, {"\"b\":{\"text\":[0,\"\",", "\"b\":{\"text\":[0,\"\",7,"}}) {
        CAPTURE(to);
        CHECK_FALSE(read_journal_line(resealed(from, to), before).ok());
    }
}
