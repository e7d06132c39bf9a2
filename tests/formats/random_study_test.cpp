#include "engine/formats/export_table.h"
#include "engine/formats/journal.h"
#include "engine/formats/project_file.h"
#include "engine/formats/project_reading.h"
#include "engine/formats/project_writing.h"
#include "engine/formats/sha256.h"
#include "engine/random_study.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

constexpr std::size_t steps = 250;

std::vector<std::uint64_t> seeds() {
    std::vector<std::uint64_t> all = {11, 12, 13};
    all.insert(all.end(), test::failing_seeds().begin(), test::failing_seeds().end());
    return all;
}

/// Takes everything back and repeats it; the projects on the way, as bytes.
std::vector<std::string> walk_history(Workspace workspace) {
    std::vector<std::string> stations;
    Stamp stamp;
    while (workspace.history.can_undo()) {
        REQUIRE_FALSE(workspace.commit(workspace.history.make_undo(stamp)));
        stations.push_back(sha256_hex(write_project_file(workspace.project)));
    }
    while (workspace.history.can_redo()) REQUIRE_FALSE(workspace.commit(workspace.history.make_redo(stamp)));
    stations.push_back(sha256_hex(write_project_file(workspace.project)));
    return stations;
}

} // namespace

TEST_CASE("random studies: saved and opened, the project is the same; its journal gives it again") {
    for (std::uint64_t seed : seeds()) {
        CAPTURE(seed);
        test::RandomStudy study(seed);
        std::vector<std::string> lines;
        Workspace follower;
        const auto record = [&](const Workspace&, const Change& change) {
            lines.push_back(write_journal_line(change, lines.empty() ? std::string() : journal_line_hash(lines.back())));
            const Result<JournalEntry> entry = read_journal_line(lines.back(), follower.project);
            REQUIRE_MESSAGE(entry.ok(), change.label << ": " << entry.problem().message);
            REQUIRE_MESSAGE(entry->change == change, change.label);
            REQUIRE_FALSE(follower.commit(entry->change));
        };
        study.run(steps, record);
        study.undo_all();
        study.redo_all();
        study.run(steps / 5, record);
        REQUIRE_MESSAGE(study.fault().empty(), study.fault());
        const Workspace& live = study.workspace();

        Workspace replayed;
        const Replayed result = replay_journal(replayed, lines);
        CHECK_FALSE(result.problem);
        CHECK(result.applied == lines.size());
        CHECK(replayed.project == live.project);
        CHECK(replayed.indexes == live.indexes);
        CHECK(walk_history(replayed) == walk_history(live));

        const std::string bytes = write_project_file(live.project);
        {
            // A record at a time, and whatever becomes of the project meanwhile.
            Workspace changing = live;
            ProjectWriting writing(changing.project, {});
            bool forward = true;
            double done = 0;
            const auto goes_forward = [&](double now) { forward = forward && now >= std::exchange(done, now); };
            while (!writing.step(1)) {
                goes_forward(writing.done());
                if (changing.history.can_undo()) REQUIRE_FALSE(changing.commit(changing.history.make_undo({})));
            }
            CHECK(writing.step(1));
            CHECK(std::move(writing).take() == bytes);
            done = 0;
            ProjectReading reading(bytes);
            while (!reading.step(300)) goes_forward(reading.done());
            CHECK(forward);
            const Result<ProjectFile> read = std::move(reading).take();
            REQUIRE(read.ok());
            CHECK(read->project == live.project);
            CHECK(read->notes.empty());
        }
        Result<ProjectFile> file = read_project_file(bytes);
        REQUIRE_MESSAGE(file.ok(), file.problem().message);
        CHECK(file->notes.empty());
        CHECK(file->project == live.project);
        CHECK(write_project_file(file->project) == bytes);
        Indexes indexes;
        indexes.rebuild(file->project);
        for (const ExportFormat& format : export_formats()) {
            CAPTURE(format.id);
            const std::string exported = format.write({live.project, live.indexes, {}}).value();
            CHECK_FALSE(exported.empty());
            CHECK(format.write({file->project, indexes, {}}).value() == exported);
        }
    }
}

TEST_CASE("random studies: a snapshot in the middle and the lines after it give the project") {
    for (std::uint64_t seed : seeds()) {
        CAPTURE(seed);
        test::RandomStudy study(seed);
        std::vector<std::string> lines;
        std::string snapshot;
        std::size_t in_snapshot = 0;
        study.run(steps, [&](const Workspace& workspace, const Change& change) {
            lines.push_back(write_journal_line(change, lines.empty() ? std::string() : journal_line_hash(lines.back())));
            if (lines.size() != 60) return;
            in_snapshot = lines.size();
            snapshot = write_project_file(workspace.project, {journal_line_hash(lines.back()), change.stamp.lamport});
        });
        REQUIRE(in_snapshot == 60);
        Result<ProjectFile> file = read_project_file(snapshot);
        REQUIRE(file.ok());
        Workspace workspace;
        workspace.project = file->project;
        workspace.indexes.rebuild(workspace.project);
        const Replayed result = replay_journal(workspace, std::span(lines).subspan(in_snapshot), file->journal.last_hash);
        CHECK_FALSE(result.problem);
        CHECK(result.lamport > file->journal.lamport);
        CHECK(workspace.project == study.workspace().project);
        CHECK(workspace.indexes == study.workspace().indexes);
    }
}
