#include "engine/queries/passages.h"

#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <iterator>

namespace emic {

namespace {

/// The entries of one document, beside one another.
struct Run {
    DocumentKey key;
    std::size_t begin;
    std::size_t end;
};

/// Entries sorted by document id, brought into document order.
std::vector<CodingEntry> in_document_order(const Project& project, const std::vector<CodingEntry>& entries) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (runs.empty() || entries[i].source != entries[runs.back().begin].source)
            runs.push_back({document_key(project, entries[i].source), i, i});
        runs.back().end = i + 1;
    }
    sort_rows(runs, [](const Run& a, const Run& b) { return a.key < b.key; });
    std::vector<CodingEntry> ordered;
    ordered.reserve(entries.size());
    for (const Run& run : runs)
        ordered.insert(ordered.end(), entries.begin() + static_cast<std::ptrdiff_t>(run.begin),
                       entries.begin() + static_cast<std::ptrdiff_t>(run.end));
    return ordered;
}

} // namespace

std::vector<CodingEntry> passages_of_code(const Project& project, const Indexes& indexes, Id<Code> code,
                                          Subcodes subcodes) {
    if (subcodes == Subcodes::leave_out || indexes.children_of(code).empty())
        return in_document_order(project, indexes.codings_of_code(code));
    std::vector<CodingEntry> entries;
    for (Id<Code> one : code_with_subcodes(project, indexes, code)) {
        const std::vector<CodingEntry>& own = indexes.codings_of_code(one);
        entries.insert(entries.end(), own.begin(), own.end());
    }
    std::sort(entries.begin(), entries.end());
    return in_document_order(project, entries);
}

const std::vector<CodingEntry>& passages_of_source(const Indexes& indexes, Id<Source> source) {
    return indexes.codings_of_source(source);
}

std::vector<CodingEntry> all_passages(const Project& project, const Indexes& indexes) {
    std::vector<CodingEntry> entries;
    entries.reserve(project.codings().size());
    for (Id<Source> source : documents_in_order(project)) {
        const std::vector<CodingEntry>& own = indexes.codings_of_source(source);
        entries.insert(entries.end(), own.begin(), own.end());
    }
    return entries;
}

std::vector<CodingEntry> codings_at(const Indexes& indexes, Id<Source> source, std::uint32_t offset) {
    std::vector<CodingEntry> found = codings_in(indexes, source, {offset, offset + 1});
    sort_rows(found,
                     [](const CodingEntry& a, const CodingEntry& b) { return a.range.size() > b.range.size(); });
    return found;
}

std::vector<CodingEntry> codings_in(const Indexes& indexes, Id<Source> source, TextRange range) {
    std::vector<CodingEntry> found;
    if (range.empty()) return found;
    for (const CodingEntry& entry : indexes.codings_of_source(source)) {
        if (entry.range.begin >= range.end) break;
        if (entry.range.overlaps(range)) found.push_back(entry);
    }
    return found;
}

std::optional<CodingEntry> next_coding(const Indexes& indexes, Id<Source> source, std::uint32_t offset) {
    const std::vector<CodingEntry>& entries = indexes.codings_of_source(source);
    const auto next =
        std::upper_bound(entries.begin(), entries.end(), offset,
                         [](std::uint32_t at, const CodingEntry& entry) { return at < entry.range.begin; });
    return next == entries.end() ? std::nullopt : std::optional(*next);
}

std::optional<CodingEntry> previous_coding(const Indexes& indexes, Id<Source> source, std::uint32_t offset) {
    const std::vector<CodingEntry>& entries = indexes.codings_of_source(source);
    const auto begins_before = [](const CodingEntry& entry, std::uint32_t at) { return entry.range.begin < at; };
    const auto behind = std::lower_bound(entries.begin(), entries.end(), offset, begins_before);
    if (behind == entries.begin()) return std::nullopt;
    return *std::lower_bound(entries.begin(), behind, std::prev(behind)->range.begin, begins_before);
}

} // namespace emic
