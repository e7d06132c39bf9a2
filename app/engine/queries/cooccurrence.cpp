#include "engine/queries/cooccurrence.h"

#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"

#include <algorithm>
#include <unordered_map>

namespace emic {

namespace {

/// A coding reduced to what counting needs.
struct Mark {
    TextRange range;
    std::uint32_t code; ///< place in tree order
    Id<Coder> coder;
};

/// Calls `meet(earlier, later)` for every overlapping pair of marks, which are sorted by begin.
template <class Marks, class Meet> void sweep(const Marks& marks, Meet&& meet) {
    std::vector<std::size_t> open;
    for (std::size_t now = 0; now < marks.size(); ++now) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < open.size(); ++i) {
            if (marks[open[i]].range.end <= marks[now].range.begin) continue;
            meet(marks[open[i]], marks[now]);
            open[kept++] = open[i];
        }
        open.resize(kept);
        open.push_back(now);
    }
}

} // namespace

Cooccurrence cooccurrence(const Project& project, const Indexes& indexes, AcrossCoders across_coders) {
    Cooccurrence counts;
    counts.codes = codes_in_tree_order(project, indexes);
    const std::size_t width = counts.codes.size();
    counts.pairs.assign(width * width, 0);
    std::unordered_map<Id<Code>, std::uint32_t, IdHash> place;
    for (std::size_t i = 0; i < width; ++i)
        place.emplace(counts.codes[i], static_cast<std::uint32_t>(i));

    std::vector<Mark> marks;
    for (const Source& source : project.sources()) {
        marks.clear();
        for (const CodingEntry& entry : indexes.codings_of_source(source.id)) {
            const Coding* coding = project.find(entry.id);
            if (!coding || entry.range.empty()) continue;
            const auto code = place.find(coding->code);
            if (code != place.end()) marks.push_back({entry.range, code->second, coding->coder});
        }
        sweep(marks, [&](const Mark& a, const Mark& b) {
            if (across_coders == AcrossCoders::leave_out && a.coder != b.coder) return;
            ++counts.pairs[a.code * width + b.code];
            if (a.code != b.code) ++counts.pairs[b.code * width + a.code];
        });
    }
    return counts;
}

std::vector<CodingPair> cooccurring_pairs(const Project& project, const Indexes& indexes, Id<Code> row, Id<Code> column,
                                          AcrossCoders across_coders) {
    struct Entry {
        CodingEntry entry;
        TextRange range;
        const Coding* coding;
    };
    std::vector<CodingPair> pairs;
    std::vector<Entry> marks;
    for (Id<Source> source : documents_in_order(project)) {
        marks.clear();
        for (const CodingEntry& entry : indexes.codings_of_source(source)) {
            const Coding* coding = project.find(entry.id);
            if (coding && !entry.range.empty() && (coding->code == row || coding->code == column))
                marks.push_back({entry, entry.range, coding});
        }
        const std::size_t begin = pairs.size();
        sweep(marks, [&](const Entry& a, const Entry& b) {
            if (across_coders == AcrossCoders::leave_out && a.coding->coder != b.coding->coder) return;
            if (row != column && a.coding->code == b.coding->code) return;
            const TextRange shared{std::max(a.range.begin, b.range.begin), std::min(a.range.end, b.range.end)};
            if (a.coding->code == row)
                pairs.push_back({a.entry, b.entry, shared});
            else
                pairs.push_back({b.entry, a.entry, shared});
        });
        std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(begin), pairs.end(),
                  [](const CodingPair& a, const CodingPair& b) {
                      return a.first == b.first ? a.second < b.second : a.first < b.first;
                  });
    }
    return pairs;
}

} // namespace emic
