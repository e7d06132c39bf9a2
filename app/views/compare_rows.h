#pragma once

#include "engine/indexes.h"
#include "engine/queries/passages.h"

#include <set>
#include <string>
#include <vector>

namespace emic {

/// One line of the comparison: the heading of a document, or one of its passages below it.
struct CompareItem {
    CodingEntry entry;         ///< a passage; of a heading only `source` is set
    std::string case_name;     ///< of a heading; of a passage where its speaker's case is another; may be empty
    std::string document;      ///< of a heading
    std::uint32_t passages = 0; ///< of a heading: how many follow; 0 for a passage

    [[nodiscard]] bool is_heading() const { return passages != 0; }
    bool operator==(const CompareItem&) const = default;
};

/// What Compare shows of one code.
struct CompareRows {
    std::vector<CompareItem> items; ///< documents in document order, each with its passages by place
    std::uint32_t passages = 0;
    std::uint32_t documents = 0;
    std::uint32_t cases = 0;        ///< whose words the passages are

    bool operator==(const CompareRows&) const = default;
};
CompareRows compare_rows(const Project& project, const Indexes& indexes, Id<Code> code, Subcodes subcodes);

/// A code that is also on (part of) a passage.
struct OtherCode {
    Id<Code> id;
    std::string name;
    std::string path;
    Colour colour = 0;

    bool operator==(const OtherCode&) const = default;
};
/// The other codes whose passages share at least one byte with this one, each once, by name, then id.
std::vector<OtherCode> other_codes(const Project& project, const Indexes& indexes, const CodingEntry& entry);

/// The one code that all these codings have; null when they differ or there are none.
Id<Code> common_code(const Project& project, const std::set<Id<Coding>>& codings);
} // namespace emic
