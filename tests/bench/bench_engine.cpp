// What a researcher waits for, at the size of a doctoral study and at 1,000 interviews with 500,000 codings.

#include "big_study.h"

#include "engine/commands/codings.h"
#include "engine/formats/project_file.h"
#include "engine/formats/refi_check.h"
#include "engine/formats/refi_export.h"
#include "engine/queries/codebook.h"
#include "engine/queries/cooccurrence.h"
#include "engine/queries/documents.h"
#include "engine/queries/highlights.h"
#include "engine/queries/passages.h"
#include "engine/queries/search.h"

#include <benchmark/benchmark.h>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <unistd.h>

namespace emic::test {
namespace {

enum Size { usual, dense, huge };

StudySize size_of(Size size) {
    switch (size) {
    case usual:
        return usual_study();
    case dense:
        return dense_study();
    case huge:
        return huge_study();
    }
    return {};
}

/// Resident memory of this process in bytes; 0 where the system does not tell.
double resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    double pages = 0;
    double resident = 0;
    statm >> pages >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Each study is made once for all benchmarks; `grown` is what resident memory grew by.
struct Kept {
    Workspace workspace;
    double grown = 0;
};
const Kept& kept(Size size) {
    static std::map<Size, std::unique_ptr<Kept>> studies;
    std::unique_ptr<Kept>& study = studies[size];
    if (!study) {
        study = std::make_unique<Kept>();
        const double before = resident_bytes();
        const std::string file = write_project_file(make_study(size_of(size)).project);
        study->workspace.project = read_project_file(file).value().project;
        study->workspace.indexes.rebuild(study->workspace.project);
        study->grown = resident_bytes() - before - static_cast<double>(file.size());
    }
    return *study;
}
const Workspace& study(benchmark::State& state) {
    const auto size = static_cast<Size>(state.range(0));
    const Workspace& workspace = kept(size).workspace;
    state.SetLabel(std::to_string(workspace.project.sources().size()) + " interviews, " +
                   std::to_string(workspace.project.codings().size()) + " codings");
    return workspace;
}

Stamp stamp_for(const Project& project) {
    Stamp stamp;
    stamp.actor = {1, 1};
    stamp.coder = project.coders().begin()->id;
    stamp.wall = 1'700'000'200'000;
    return stamp;
}

/// The code that is used most.
Id<Code> common_code(const Workspace& workspace) {
    Id<Code> best;
    for (const Code& code : workspace.project.codes())
        if (!best || workspace.indexes.codings_of_code(code.id).size() > workspace.indexes.codings_of_code(best).size())
            best = code.id;
    return best;
}

void open_project(benchmark::State& state) {
    const std::string file = write_project_file(study(state).project);
    for (auto _ : state) {
        Workspace opened;
        opened.project = read_project_file(file).value().project;
        opened.indexes.rebuild(opened.project);
        benchmark::DoNotOptimize(opened.indexes);
    }
    state.counters["file_MB"] = static_cast<double>(file.size()) / 1e6;
}

void rebuild_indexes(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state) {
        Indexes indexes;
        indexes.rebuild(workspace.project);
        benchmark::DoNotOptimize(indexes);
    }
}

void save_project(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(write_project_file(workspace.project));
}

void write_qdpx(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(export_refi(workspace.project, refi::TextUnit::code_points));
}

void read_qdpx(benchmark::State& state) {
    const std::string bytes = export_refi(study(state).project, refi::TextUnit::code_points).bytes;
    for (auto _ : state)
        benchmark::DoNotOptimize(read_refi({"study.qdpx", bytes}));
}

void check_qdpx(benchmark::State& state) {
    const std::string bytes = export_refi(study(state).project, refi::TextUnit::code_points).bytes;
    for (auto _ : state)
        benchmark::DoNotOptimize(check_refi({"study.qdpx", bytes}));
}

/// The command and its commit; the passages lie all over the study.
void apply_one_coding(benchmark::State& state) {
    Workspace workspace = study(state);
    const IdSource ids = seeded_ids(99);
    const Stamp stamp = stamp_for(workspace.project);
    const std::vector<Id<Source>> sources = documents_in_order(workspace.project);
    const Id<Code> code = common_code(workspace);
    std::uint32_t turn = 0;
    for (auto _ : state) {
        ++turn;
        const std::uint32_t begin = turn * 37 % 30'000;
        const ApplyCode request{sources[turn % sources.size()], {begin, begin + 120}, code};
        const Result<Change> change = apply_code({workspace.project, workspace.indexes, stamp, ids}, request);
        if (!change || workspace.commit(*change)) state.SkipWithError("The coding was not applied.");
    }
}

void undo_and_redo_one_coding(benchmark::State& state) {
    Workspace workspace = study(state);
    const IdSource ids = seeded_ids(98);
    const Stamp stamp = stamp_for(workspace.project);
    const Id<Source> source = documents_in_order(workspace.project).front();
    const Result<Change> change = apply_code({workspace.project, workspace.indexes, stamp, ids},
                                             {source, {1'000, 1'333}, common_code(workspace)});
    if (!change || workspace.commit(*change)) state.SkipWithError("The coding was not applied.");
    for (auto _ : state) {
        if (workspace.commit(workspace.history.make_undo(stamp)) ||
            workspace.commit(workspace.history.make_redo(stamp)))
            state.SkipWithError("Undo failed.");
    }
}

/// The list of one code's passages with the first screenful described.
void passages_of_one_code(benchmark::State& state) {
    const Workspace& workspace = study(state);
    const Id<Code> code = common_code(workspace);
    std::size_t passages = 0;
    for (auto _ : state) {
        const auto entries = passages_of_code(workspace.project, workspace.indexes, code, Subcodes::leave_out);
        for (std::size_t i = 0; i < std::min<std::size_t>(entries.size(), 20); ++i)
            benchmark::DoNotOptimize(describe_passage(workspace.project, workspace.indexes, entries[i]));
        passages = entries.size();
    }
    state.counters["passages"] = static_cast<double>(passages);
}

void cooccurrence_of_all_codes(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(cooccurrence(workspace.project, workspace.indexes));
    state.counters["codes"] = static_cast<double>(workspace.project.codes().size());
}

void search_for(benchmark::State& state, const char* words) {
    const Workspace& workspace = study(state);
    std::uint32_t found = 0;
    for (auto _ : state)
        found = search_project(workspace.project, workspace.indexes, words, 500).total;
    state.counters["found"] = found;
}

void rows_of_the_codebook(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(codebook_rows(workspace.project, workspace.indexes));
}

void rows_of_the_documents(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(document_rows(workspace.project, workspace.indexes));
}

void find_a_code(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(find_codes(workspace.project, workspace.indexes, "ba st", 20));
}

void memory(benchmark::State& state) {
    const Workspace& workspace = study(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(&workspace);
    state.counters["project_MB"] = kept(static_cast<Size>(state.range(0))).grown / 1e6;
}

/// One transcript of 40,000 characters with 1,000 overlapping codings; `longest` bytes each at most.
void highlights_of_one_transcript(benchmark::State& state) {
    StudySize size;
    size.documents = 1;
    size.codings = 1'000;
    size.longest_passage = static_cast<std::uint32_t>(state.range(0));
    const Workspace workspace = make_study(size);
    const Id<Source> source = workspace.project.sources().begin()->id;
    std::uint32_t lanes = 0;
    for (auto _ : state) {
        const std::vector<Highlight> rows = highlights(workspace.project, workspace.indexes, source);
        benchmark::DoNotOptimize(stripes(rows));
        lanes = lane_count(rows);
    }
    state.counters["lanes"] = lanes;
}

constexpr auto ms = benchmark::kMillisecond;
constexpr auto us = benchmark::kMicrosecond;

BENCHMARK(memory)->Arg(usual)->Arg(dense)->Arg(huge)->Iterations(1)->Unit(us);
BENCHMARK(open_project)->Arg(usual)->Arg(dense)->Arg(huge)->Unit(ms);
BENCHMARK(rebuild_indexes)->Arg(usual)->Arg(dense)->Arg(huge)->Unit(ms);
BENCHMARK(save_project)->Arg(usual)->Arg(huge)->Unit(ms);
BENCHMARK(write_qdpx)->Arg(usual)->Unit(ms);
BENCHMARK(read_qdpx)->Arg(usual)->Unit(ms);
BENCHMARK(check_qdpx)->Arg(usual)->Unit(ms);
BENCHMARK(apply_one_coding)->Arg(usual)->Arg(dense)->Arg(huge)->Iterations(2'000)->Unit(us);
BENCHMARK(undo_and_redo_one_coding)->Arg(usual)->Arg(dense)->Arg(huge)->Iterations(2'000)->Unit(us);
BENCHMARK(passages_of_one_code)->Arg(usual)->Arg(dense)->Arg(huge)->Unit(us);
BENCHMARK(cooccurrence_of_all_codes)->Arg(usual)->Arg(dense)->Arg(huge)->Unit(ms);
BENCHMARK_CAPTURE(search_for, rare_word, "stoukaimai")->Arg(usual)->Arg(huge)->Unit(ms);
BENCHMARK_CAPTURE(search_for, common_letter, "ai")->Arg(usual)->Arg(huge)->Unit(ms);
BENCHMARK_CAPTURE(search_for, beyond_ascii, "母亲")->Arg(usual)->Arg(huge)->Unit(ms);
BENCHMARK(highlights_of_one_transcript)->Arg(400)->Arg(4'000)->Arg(40'000)->Unit(us);
BENCHMARK(rows_of_the_codebook)->Arg(usual)->Arg(huge)->Unit(us);
BENCHMARK(rows_of_the_documents)->Arg(usual)->Arg(huge)->Unit(ms);
BENCHMARK(find_a_code)->Arg(usual)->Arg(huge)->Unit(us);

} // namespace
} // namespace emic::test

BENCHMARK_MAIN();
