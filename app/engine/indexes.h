#pragma once

#include "engine/project.h"

#include <unordered_map>
#include <vector>

namespace emic {

/// A coding as the indexes know it.
struct CodingEntry {
    Id<Source> source;
    TextRange range;
    Id<Coding> id;

    /// By document id, then place, longer passages first, then id.
    bool operator<(const CodingEntry& other) const {
        if (source != other.source) return source < other.source;
        if (range.begin != other.range.begin) return range.begin < other.range.begin;
        if (range.end != other.range.end) return range.end > other.range.end;
        return id < other.id;
    }
    bool operator==(const CodingEntry&) const = default;
};

/// How much text a document holds and how much of it is coded.
struct DocumentCounts {
    TextCounts text;
    std::uint32_t coded_ink = 0; ///< bytes of passages that are not white space; each counts once

    bool operator==(const DocumentCounts&) const = default;
};

/// Lookups derived from a project. rebuild() and a series of update() agree.
class Indexes {
public:
    void rebuild(const Project& project);
    /// Follows one change that the project has just applied.
    void update(const Change& applied);

    /// Sorted as CodingEntry compares. Empty for unknown ids. Valid until the next update.
    [[nodiscard]] const std::vector<CodingEntry>& codings_of_source(Id<Source> source) const;
    [[nodiscard]] const std::vector<CodingEntry>& codings_of_code(Id<Code> code) const;
    /// Memos on a document, code, case or theme, and on the passages of a document (under the document's guid); the
    /// project's own under the null Guid. Sorted by id.
    [[nodiscard]] const std::vector<Id<Memo>>& memos_of(Guid target) const;
    /// Sub-codes in tree order (position, then id); those of the null Id are the top codes.
    [[nodiscard]] const std::vector<Id<Code>>& children_of(Id<Code> parent) const;

    /// All zero for an unknown id.
    [[nodiscard]] const DocumentCounts& counts_of(Id<Source> source) const;
    /// The union of the passages coded in a document: sorted, not touching one another.
    [[nodiscard]] std::vector<TextRange> coded_ranges(Id<Source> source) const;

    bool operator==(const Indexes&) const = default;

private:
    struct CountedText {
        SharedText text;
        DocumentCounts counts;
        bool operator==(const CountedText&) const = default;
    };
    struct ChildEntry {
        std::uint32_t position;
        Id<Code> id;
        auto operator<=>(const ChildEntry&) const = default;
    };
    struct Children {
        std::vector<ChildEntry> entries;
        std::vector<Id<Code>> ids; ///< the same order, ready to hand out
        bool operator==(const Children&) const = default;
    };
    void note(const Coding& coding, bool added);
    void note(const Memo& memo, bool added);
    void note(const Code& code, bool added);
    void note(const Source& source);
    void count_coded_ink(Id<Source> source);

    std::unordered_map<Id<Source>, std::vector<CodingEntry>, IdHash> m_by_source;
    std::unordered_map<Id<Code>, std::vector<CodingEntry>, IdHash> m_by_code;
    std::unordered_map<Id<Source>, CountedText, IdHash> m_counted;
    std::unordered_map<Guid, std::vector<Id<Memo>>, GuidHash> m_memos;
    std::unordered_map<Id<Code>, Children, IdHash> m_children;
};

} // namespace emic
