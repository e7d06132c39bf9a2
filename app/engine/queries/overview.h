#pragma once

#include "engine/indexes.h"

#include <string>
#include <string_view>

namespace emic {

/// Counts of a project's records: cheap enough for every frame in which the project changed.
struct Overview {
    std::string name;
    std::uint32_t documents = 0;
    std::uint32_t cases = 0;
    std::uint32_t codes = 0;
    std::uint32_t codings = 0;
    std::uint32_t coded_documents = 0; ///< documents with at least one coding
    std::uint32_t memos = 0;
    std::uint32_t themes = 0;
    std::uint32_t coders = 0;
    WallTime created = 0;
    WallTime last_coded = 0; ///< when a coding was last made or changed; 0 when there is none

    bool operator==(const Overview&) const = default;
};

Overview overview(const Project& project, const Indexes& indexes);

/// How much text there is. Reads all of it: about 20 ms for a million words.
struct TextTotals {
    std::uint64_t paragraphs = 0; ///< that hold more than white space
    std::uint64_t characters = 0; ///< code points
    std::uint64_t words = 0;      ///< runs of letters, digits and marks; each Han or kana character counts as one

    bool operator==(const TextTotals&) const = default;
};

TextTotals text_totals(const Project& project);

/// The words of one text, counted likewise.
std::uint64_t words_in(std::string_view text);

} // namespace emic
