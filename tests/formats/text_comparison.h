#pragma once

// Real files against the text that other programs read from them, word by word.
#include "engine/formats/reader.h"

#include "corpora.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

namespace emic::test {

inline std::string bytes_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    REQUIRE_MESSAGE(stream.good(), path);
    std::stringstream content;
    content << stream.rdbuf();
    return content.str();
}

inline ImportedDocument read_file(const std::string& path) {
    const std::string bytes = bytes_of(path);
    const Result<std::vector<ImportedDocument>> documents = read_documents({path, bytes});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    return documents->front();
}

inline std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> found;
    for (std::string word; stream >> word;)
        found.push_back(word);
    return found;
}

struct Comparison {
    std::size_t left = 0;
    std::size_t right = 0;
    std::size_t equal = 0; ///< length of the longest common subsequence of words
    /// Twice the common words over all words of both.
    [[nodiscard]] double share() const {
        return left + right == 0 ? 1 : 2.0 * static_cast<double>(equal) / static_cast<double>(left + right);
    }
};

/// Myers' greedy O(ND) algorithm, length only.
inline Comparison compare(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto n = static_cast<std::ptrdiff_t>(a.size());
    const auto m = static_cast<std::ptrdiff_t>(b.size());
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * (n + m) + 3), 0);
    const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& {
        return furthest[static_cast<std::size_t>(k + n + m + 1)];
    };
    for (std::ptrdiff_t d = 0; d <= n + m; ++d)
        for (std::ptrdiff_t k = -d; k <= d; k += 2) {
            std::ptrdiff_t x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
                ++x;
            at(k) = x;
            if (x >= n && x - k >= m) return {a.size(), b.size(), static_cast<std::size_t>((n + m - d) / 2)};
        }
    return {a.size(), b.size(), 0};
}

} // namespace emic::test
