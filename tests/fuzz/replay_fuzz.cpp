// Runs every file of tests/fuzz/corpus/<target>/ and of the shared corpora through the fuzzing targets, whole and cut
// short. Prints, last, "N passed, M failed".
#include "corpora.h"
#include "fuzz/fuzz_targets.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace {

namespace files = std::filesystem;

std::string content_of(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<files::path> files_below(const files::path& folder) {
    std::vector<files::path> found;
    std::error_code error;
    for (const files::directory_entry& entry : files::recursive_directory_iterator(folder, error))
        if (entry.is_regular_file()) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

struct Count {
    int passed = 0, failed = 0;
};

void run(const emic::fuzz::Target& target, const std::string& bytes, const std::string& what, Count& count) {
    try {
        target.run(bytes);
        ++count.passed;
    } catch (const std::exception& error) {
        ++count.failed;
        std::printf("FAILED  %s: %s: %s\n", target.name.c_str(), what.c_str(), error.what());
    }
}

} // namespace

int main() {
    Count count;
    const std::string corpora = emic::test::corpora();
    if (corpora.empty()) std::puts("The shared corpora are not here: only tests/fuzz/corpus is run.");
    const std::vector<files::path> shared = corpora.empty() ? std::vector<files::path>{} : files_below(corpora);
    const std::string own = emic::test::repository("tests/fuzz/corpus");
    for (const emic::fuzz::Target& target : emic::fuzz::targets()) {
        const int before = count.passed + count.failed;
        run(target, {}, "nothing", count);
        for (const files::path& path : files_below(files::path(own) / target.name)) run(target, content_of(path), path.filename().string(), count);
        for (const files::path& path : shared) {
            const std::string extension = path.extension().string();
            if (std::find(target.extensions.begin(), target.extensions.end(), extension) == target.extensions.end()) continue;
            constexpr std::uintmax_t largest = 4 << 20; // bytes; others take long with sanitizers
            std::error_code error;
            if (files::file_size(path, error) > largest || error) continue;
            const std::string whole = content_of(path);
            run(target, whole, path.filename().string(), count);
            run(target, whole.substr(0, whole.size() / 2), path.filename().string() + ", its first half", count);
        }
        std::printf("%-12s %d runs\n", target.name.c_str(), count.passed + count.failed - before);
    }
    std::printf("%d passed, %d failed\n", count.passed, count.failed);
    return count.failed == 0 ? 0 : 1;
}
