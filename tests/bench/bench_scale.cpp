// Steps that grow with the square of what they handle, found by doing each with N and with 2 N: `ratio` is how many times longer the second
// takes. About 2 is right; about 4 is a square. Not a test: a busy machine can say anything once.

#include "big_study.h"

#include "engine/commands/cases.h"
#include "engine/commands/codebook.h"
#include "engine/commands/codebook_import.h"
#include "engine/commands/sources.h"
#include "engine/formats/data_table.h"
#include "engine/formats/export_table.h"
#include "engine/formats/journal.h"
#include "engine/formats/project_file.h"
#include "engine/formats/zip_writer.h"
#include "engine/queries/codebook.h"
#include "engine/queries/cooccurrence.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>

namespace emic::test {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

template <class Work> double milliseconds(Work&& work) {
    const auto begin = Clock::now();
    work();
    return Milliseconds(Clock::now() - begin).count();
}

/// `work(n)` prepares something of that size and says what its own step took; the least of three.
template <class Work> void compare(benchmark::State& state, std::uint32_t n, Work work) {
    double once = 0, twice = 0;
    for (auto _ : state) {
        once = std::min({work(n), work(n), work(n)});
        twice = std::min({work(2 * n), work(2 * n), work(2 * n)});
        state.SetIterationTime((once + twice) / 1000);
    }
    state.counters["N"] = n;
    state.counters["ms_N"] = once;
    state.counters["ms_2N"] = twice;
    state.counters["ratio"] = twice / std::max(once, 0.001);
}

CommandContext context(const Workspace& workspace, const IdSource& ids) {
    Stamp stamp;
    stamp.actor = {1, 1};
    stamp.sequence = stamp.lamport = 1;
    stamp.coder = workspace.project.coders().begin()->id;
    stamp.wall = 1'700'000'200'000;
    return {workspace.project, workspace.indexes, stamp, ids};
}

/// N codings of one code, over many interviews.
Workspace one_code(std::uint32_t codings, std::uint32_t codes = 1) {
    StudySize size;
    size.documents = codings / 50;
    size.characters = 2'000;
    size.codings = 50;
    size.codes = codes;
    size.coders = 1;
    return make_study(size);
}

/// N codes side by side.
ImportedCodebook flat_codebook(std::uint32_t codes) {
    ImportedCodebook codebook;
    for (std::uint32_t i = 0; i < codes; ++i) {
        ImportedCode code;
        code.name = "Code " + std::to_string(i);
        codebook.codes.push_back(std::move(code));
    }
    return codebook;
}

/// A command, its commit and its journal line; then its undo in the same way, and the line read again.
template <class Ask> double whole_gesture(Workspace& workspace, Ask ask) {
    const IdSource ids = seeded_ids(99);
    return milliseconds([&] {
        const Result<Change> change = ask(context(workspace, ids));
        if (!change) std::abort();
        const std::string line = write_journal_line(*change, "");
        benchmark::DoNotOptimize(read_journal_line(line, workspace.project));
        if (workspace.commit(*change)) std::abort();
        const Change undo = workspace.history.make_undo(context(workspace, ids).stamp);
        benchmark::DoNotOptimize(write_journal_line(undo, ""));
        if (workspace.commit(undo)) std::abort();
    });
}

void delete_code_and_undo(benchmark::State& state) {
    compare(state, 10'000, [](std::uint32_t n) {
        Workspace workspace = one_code(n);
        return whole_gesture(workspace, [](const CommandContext& c) { return delete_code(c, {c.project.codes().begin()->id, CodingsOfDeleted::delete_}); });
    });
}

void merge_codes_and_undo(benchmark::State& state) {
    compare(state, 10'000, [](std::uint32_t n) {
        Workspace workspace = one_code(n, 2);
        return whole_gesture(workspace, [](const CommandContext& c) {
            const auto& codes = c.project.codes();
            return merge_codes(c, {{codes.begin()->id}, (codes.end() - 1)->id});
        });
    });
}

void delete_document_and_undo(benchmark::State& state) {
    compare(state, 10'000, [](std::uint32_t n) {
        StudySize size;
        size.documents = 1;
        size.codings = n;
        size.codes = 1;
        Workspace workspace = make_study(size);
        return whole_gesture(workspace, [](const CommandContext& c) { return delete_source(c, {c.project.sources().begin()->id}); });
    });
}

void import_flat_codebook_and_undo(benchmark::State& state) {
    compare(state, 4'000, [](std::uint32_t n) {
        Workspace workspace = one_code(50);
        return whole_gesture(workspace, [&](const CommandContext& c) { return merge_codebook(c, {flat_codebook(n), {}}); });
    });
}

void import_documents_of_one_name(benchmark::State& state) {
    compare(state, 1'000, [](std::uint32_t n) {
        Workspace workspace = one_code(50);
        ImportSources request;
        for (std::uint32_t i = 0; i < n; ++i) {
            NewSource source;
            source.name = "Interview";
            source.content.text = "P01: Hello.";
            request.sources.push_back(source);
        }
        return whole_gesture(workspace, [&](const CommandContext& c) { return import_sources(c, request); });
    });
}

void read_a_journal_line_of_many_edits(benchmark::State& state) {
    compare(state, 10'000, [](std::uint32_t n) {
        const Workspace workspace = one_code(n);
        const IdSource ids = seeded_ids(99);
        const Result<Change> change = delete_code(context(workspace, ids), {workspace.project.codes().begin()->id, CodingsOfDeleted::delete_});
        const std::string line = write_journal_line(*change, "");
        return milliseconds([&] { benchmark::DoNotOptimize(read_journal_line(line, workspace.project)); });
    });
}

/// As version 1 wrote it, which is read by way of a DOM.
void read_a_project_of_the_first_version(benchmark::State& state) {
    compare(state, 5'000, [](std::uint32_t n) {
        std::string file = write_project_file(one_code(n).project);
        file.replace(file.find("\"version\":2"), 11, "\"version\":1");
        return milliseconds([&] { benchmark::DoNotOptimize(read_project_file(file)); });
    });
}

void cooccurrence_of_codes(benchmark::State& state) {
    compare(state, 4'000, [](std::uint32_t n) {
        const Workspace workspace = one_code(n, n);
        return milliseconds([&] { benchmark::DoNotOptimize(cooccurrence_table({workspace.project, workspace.indexes, {}})); });
    });
}

/// Every passage has a memo, in as many documents as codes.
void export_passages_with_memos(benchmark::State& state, const char* format) {
    compare(state, 2'000, [&](std::uint32_t n) {
        StudySize size;
        size.documents = 1;
        size.codings = n;
        size.codes = n / 100;
        Workspace workspace = make_study(size);
        const IdSource ids = seeded_ids(98);
        Change memos;
        for (const Coding& coding : workspace.project.codings()) {
            Memo memo;
            memo.id = {ids()};
            memo.target = MemoTarget::passage;
            memo.target_id = coding.source.guid;
            memo.range = coding.range;
            memo.text = "Again.";
            memos.insert(memo);
        }
        if (workspace.commit(memos)) std::abort();
        ExportPresentation presentation;
        presentation.memos = true;
        return milliseconds([&] { benchmark::DoNotOptimize(find_export_format(format)->write({workspace.project, workspace.indexes, presentation})); });
    });
}

void passages_of_many_subcodes(benchmark::State& state) {
    compare(state, 2'000, [](std::uint32_t n) {
        Workspace workspace = one_code(10 * n, n);
        Change under_one;
        const Id<Code> top = workspace.project.codes().begin()->id;
        for (const Code& code : workspace.project.codes()) {
            Code moved = code;
            moved.parent = code.id == top ? Id<Code>{} : top;
            under_one.update(code, moved);
        }
        if (workspace.commit(under_one)) std::abort();
        return milliseconds([&] { benchmark::DoNotOptimize(passages_of_code(workspace.project, workspace.indexes, top, Subcodes::include)); });
    });
}

void pack_many_files(benchmark::State& state) {
    compare(state, 8'000, [](std::uint32_t n) {
        return milliseconds([&] {
            ZipWriter writer;
            for (std::uint32_t i = 0; i < n; ++i) writer.add("sources/" + std::to_string(i) + ".txt", "x", ZipPacking::store);
            benchmark::DoNotOptimize(writer.finish());
        });
    });
}

void rows_of_a_large_codebook(benchmark::State& state) {
    compare(state, 4'000, [](std::uint32_t n) {
        const Workspace workspace = one_code(n, n);
        return milliseconds([&] { benchmark::DoNotOptimize(codebook_rows(workspace.project, workspace.indexes)); });
    });
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(delete_code_and_undo)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(merge_codes_and_undo)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(delete_document_and_undo)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(import_flat_codebook_and_undo)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(import_documents_of_one_name)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(read_a_journal_line_of_many_edits)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(read_a_project_of_the_first_version)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(cooccurrence_of_codes)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(passages_of_many_subcodes)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(pack_many_files)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK(rows_of_a_large_codebook)->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(export_passages_with_memos, table, "quotations-csv")->UseManualTime()->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(export_passages_with_memos, report, "quotations-html")->UseManualTime()->Iterations(1)->Unit(ms);

} // namespace
} // namespace emic::test
