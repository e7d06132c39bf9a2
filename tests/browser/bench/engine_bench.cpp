// The engine's benchmarks in the browser: the same studies as tests/bench, in WebAssembly. Prints one line per figure
// for tests/browser/bench.mjs: "bench <milliseconds> <what>".
#include "bench/big_study.h"
#include "engine/commands/codings.h"
#include "engine/formats/project_file.h"
#include "engine/queries/codebook.h"
#include "engine/queries/cooccurrence.h"
#include "engine/queries/documents.h"
#include "engine/queries/highlights.h"
#include "engine/queries/passages.h"
#include "engine/queries/search.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace emic;

namespace {

double now_ms() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

std::size_t sink = 0; // keeps results from being optimised away

/// The median of `runs` runs, each of `times` calls, per call.
void measure(const char* study, const char* what, int runs, int times, const std::function<std::size_t()>& work) {
    std::vector<double> figures;
    for (int run = 0; run < runs; ++run) {
        const double begin = now_ms();
        for (int i = 0; i < times; ++i) sink += work();
        figures.push_back((now_ms() - begin) / times);
    }
    std::sort(figures.begin(), figures.end());
    std::printf("bench %.4f %s: %s\n", figures[figures.size() / 2], study, what);
}

void measure_study(const char* name, const test::StudySize& size, int runs) {
    Workspace work = test::make_study(size);
    const std::string file = write_project_file(work.project);
    std::printf("bench %.1f %s: project file, MB\n", static_cast<double>(file.size()) / 1e6, name);
    measure(name, "open (read the project file, build the indexes)", std::min(runs, 3), 1, [&] {
        Result<ProjectFile> read = read_project_file(file);
        Indexes indexes;
        indexes.rebuild(read->project);
        return read->project.codings().size();
    });
    measure(name, "save (write the project file)", std::min(runs, 3), 1, [&] { return write_project_file(work.project).size(); });
    std::printf("bench %.1f %s: WebAssembly memory so far, MB\n", static_cast<double>(__builtin_wasm_memory_size(0)) * 65536 / 1e6, name);
    const auto order = documents_in_order(work.project);
    const auto codes = codes_in_tree_order(work.project, work.indexes);
    const IdSource ids = seeded_ids(99);
    std::uint64_t step = 0;
    measure(name, "apply one coding (command, project, indexes, history)", runs, 50, [&] {
        const Id<Source> source = order[step % order.size()];
        const std::uint32_t size_of_text = work.project.find(source)->text.size();
        const auto at = static_cast<std::uint32_t>((step * 7919) % (size_of_text - 60));
        ++step;
        const Id<Coder> coder = work.project.coders().begin()->id;
        const CommandContext context{work.project, work.indexes, {{1, 1}, step, step, coder, 0}, ids};
        Result<Change> change = apply_code(context, {source, {at, at + 40}, codes[step % codes.size()]});
        return change.ok() && !work.commit(*change) ? std::size_t{1} : std::size_t{0};
    });
    measure(name, "undo", runs, 20, [&] {
        if (!work.history.can_undo()) return std::size_t{0};
        return work.commit(work.history.make_undo({{1, 1}, ++step, step, {}, 0})) ? std::size_t{0} : std::size_t{1};
    });
    measure(name, "one code's passages", runs, 5, [&] { return passages_of_code(work.project, work.indexes, codes[codes.size() / 2], Subcodes::leave_out).size(); });
    measure(name, "co-occurrence of all codes", std::min(runs, 5), 1, [&] { return cooccurrence(work.project, work.indexes).cells.size(); });
    measure(name, "highlights of one interview with their lanes", std::min(runs, 5), 5, [&] { return highlights(work.project, work.indexes, order.front()).size(); });
    measure(name, "search for a word", std::min(runs, 5), 1, [&] { return std::size_t{search_project(work.project, work.indexes, "stai", 500).total}; });
}

} // namespace

int main() {
    measure_study("26 interviews, 5,200 codings", test::usual_study(), 9);
    measure_study("26 interviews, 26,000 codings", test::dense_study(), 9);
    measure_study("1,000 interviews, 500,000 codings", test::huge_study(), 3);
    std::printf("bench done %zu\n", sink % 10);
    return 0;
}
