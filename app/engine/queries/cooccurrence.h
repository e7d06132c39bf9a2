#pragma once

#include "engine/indexes.h"

#include <vector>

namespace emic {

/// Whether two codings by different coders count as co-occurring.
enum class AcrossCoders { count, leave_out };

/// How often codes meet.
///
/// A cell counts the unordered pairs of two different codings in the same document whose passages share at least one
/// byte, one with the row's code and one with the column's. On the diagonal these are pairs of codings with the same
/// code. Sub-codes are counted under their own name only. Symmetric.
struct Cooccurrence {
    struct Cell {
        std::uint32_t row, column, count;
        bool operator==(const Cell&) const = default;
    };
    std::vector<Id<Code>> codes; ///< in tree order: rows and columns
    std::vector<Cell> cells;     ///< row by row, those that are not zero

    [[nodiscard]] std::uint32_t at(std::size_t row, std::size_t column) const;
    bool operator==(const Cooccurrence&) const = default;
};

Cooccurrence cooccurrence(const Project& project, const Indexes& indexes,
                          AcrossCoders across_coders = AcrossCoders::count);

/// Two codings that meet; `shared` is the stretch both cover.
struct CodingPair {
    CodingEntry first;  ///< with the row's code; of one code's pairs, the earlier in the document
    CodingEntry second; ///< with the column's code
    TextRange shared;

    bool operator==(const CodingPair&) const = default;
};

/// The pairs behind one cell, in document order, then by place of `first` and `second`.
std::vector<CodingPair> cooccurring_pairs(const Project& project, const Indexes& indexes, Id<Code> row, Id<Code> column,
                                          AcrossCoders across_coders = AcrossCoders::count);

} // namespace emic
