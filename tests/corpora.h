#pragma once
// Where native tests find files. Nothing of the corpora is in the repository:
//   TEST_CASE("reads the interviews" * doctest::skip(emic::test::corpora().empty())) { ... }

#include <cstdlib>
#include <filesystem>
#include <string>

namespace emic::test {

// The first `name` beside the current folder or one of its parents; empty when there is none.
inline std::string find_upwards(const std::filesystem::path& name) {
    std::error_code error;
    for (std::filesystem::path at = std::filesystem::current_path(error);; at = at.parent_path()) {
        if (std::filesystem::exists(at / name, error))
            return (at / name).string();
        if (at == at.parent_path())
            return {};
    }
}

// The folder of the shared corpora: EMIC_CORPORA, else shared/corpora beside the checkout; empty when absent.
inline std::string corpora() {
    if (const char* named = std::getenv("EMIC_CORPORA"))
        return std::filesystem::is_directory(named) ? std::string(named) : std::string();
    return find_upwards(std::filesystem::path("shared") / "corpora");
}

// A file or folder of this repository, such as "tests/fixtures" (tests run anywhere inside the checkout).
inline std::string repository(const std::filesystem::path& path) { return find_upwards(path); }

} // namespace emic::test
