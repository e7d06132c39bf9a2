#include "engine/queries/cooccurrence.h"

#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace emic {

namespace {

/// A coding reduced to what counting needs; places stand for ids.
struct Mark {
    TextRange range;
    std::uint32_t source;
    std::uint32_t code; ///< place in tree order
    std::uint32_t coder;
};

/// Gives each id its place in the order of first asking.
template <class Record> class Places {
public:
    std::uint32_t of(Id<Record> id) {
        return m_places.try_emplace(id, static_cast<std::uint32_t>(m_places.size())).first->second;
    }

private:
    std::unordered_map<Id<Record>, std::uint32_t, IdHash> m_places;
};

/// The marks of all codings, in one pass over the table: looking each up by id would wait for memory every time.
std::vector<Mark> marks_of(const Project& project, const std::vector<Id<Code>>& tree_order) {
    Places<Code> codes;
    Places<Source> sources;
    Places<Coder> coders;
    for (Id<Code> code : tree_order)
        codes.of(code);
    std::vector<Mark> marks;
    marks.reserve(project.codings().size());
    for (const Coding& coding : project.codings()) {
        const std::uint32_t code = codes.of(coding.code);
        if (code < tree_order.size() && !coding.range.empty())
            marks.push_back({coding.range, sources.of(coding.source), code, coders.of(coding.coder)});
    }
    return marks;
}

/// The same marks, document by document and there by begin.
std::vector<Mark> sorted(const std::vector<Mark>& marks) {
    std::vector<std::size_t> next; // where the next mark of each document goes
    for (const Mark& mark : marks) {
        if (next.size() < mark.source + std::size_t{2}) next.resize(mark.source + std::size_t{2});
        ++next[mark.source + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<Mark> grouped(marks.size());
    for (const Mark& mark : marks)
        grouped[next[mark.source]++] = mark;
    for (auto begin = grouped.begin(); begin != grouped.end();) {
        const auto end = grouped.begin() + static_cast<std::ptrdiff_t>(next[begin->source]);
        std::sort(begin, end, [](const Mark& a, const Mark& b) { return a.range.begin < b.range.begin; });
        begin = end;
    }
    return grouped;
}

bool before(const Cooccurrence::Cell& a, const Cooccurrence::Cell& b) { return std::tie(a.row, a.column) < std::tie(b.row, b.column); }

} // namespace

Cooccurrence cooccurrence(const Project& project, const Indexes& indexes, AcrossCoders across_coders) {
    Cooccurrence counts;
    counts.codes = codes_in_tree_order(project, indexes);
    const std::size_t width = counts.codes.size();
    constexpr std::size_t most_dense = 1024; // codes; of more, only the cells that are not zero are kept
    std::vector<std::uint32_t> dense(width <= most_dense ? width * width : 0);
    std::unordered_map<std::uint64_t, std::uint32_t> sparse;
    const bool any_coder = across_coders == AcrossCoders::count;
    std::vector<Mark> open; // of the same document, reaching beyond the last begin
    for (const Mark& mark : sorted(marks_of(project, counts.codes))) {
        std::size_t kept = 0;
        for (const Mark& other : open) {
            if (other.range.end <= mark.range.begin || other.source != mark.source) continue;
            open[kept++] = other;
            if (!any_coder && other.coder != mark.coder) continue;
            const std::uint64_t cell = std::uint64_t{std::min(other.code, mark.code)} * width + std::max(other.code, mark.code);
            ++(dense.empty() ? sparse[cell] : dense[static_cast<std::size_t>(cell)]);
        }
        open.resize(kept);
        open.push_back(mark);
    }
    const auto put = [&](std::uint64_t cell, std::uint32_t count) {
        const auto row = static_cast<std::uint32_t>(cell / width), column = static_cast<std::uint32_t>(cell % width);
        counts.cells.push_back({row, column, count});
        if (row != column) counts.cells.push_back({column, row, count});
    };
    for (std::size_t cell = 0; cell < dense.size(); ++cell)
        if (dense[cell] > 0) put(cell, dense[cell]);
    for (const auto& [cell, count] : sparse) put(cell, count);
    std::sort(counts.cells.begin(), counts.cells.end(), before);
    return counts;
}

std::uint32_t Cooccurrence::at(std::size_t row, std::size_t column) const {
    const Cell wanted{static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), 0};
    const auto found = std::lower_bound(cells.begin(), cells.end(), wanted, before);
    return found != cells.end() && found->row == wanted.row && found->column == wanted.column ? found->count : 0;
}

std::vector<CodingPair> cooccurring_pairs(const Project& project, const Indexes& indexes, Id<Code> row, Id<Code> column,
                                          AcrossCoders across_coders) {
    struct Open {
        CodingEntry entry;
        const Coding* coding;
    };
    std::vector<CodingPair> pairs;
    for (Id<Source> source : documents_in_order(project)) {
        const std::size_t begin = pairs.size();
        std::vector<Open> open;
        for (const CodingEntry& entry : indexes.codings_of_source(source)) {
            const Coding* coding = project.find(entry.id);
            if (!coding || entry.range.empty() || (coding->code != row && coding->code != column)) continue;
            std::size_t kept = 0;
            for (const Open& other : open) {
                if (other.entry.range.end <= entry.range.begin) continue;
                open[kept++] = other;
                if (across_coders == AcrossCoders::leave_out && other.coding->coder != coding->coder) continue;
                if (row != column && other.coding->code == coding->code) continue;
                const TextRange shared{std::max(other.entry.range.begin, entry.range.begin),
                                       std::min(other.entry.range.end, entry.range.end)};
                if (other.coding->code == row)
                    pairs.push_back({other.entry, entry, shared});
                else
                    pairs.push_back({entry, other.entry, shared});
            }
            open.resize(kept);
            open.push_back({entry, coding});
        }
        std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(begin), pairs.end(),
                  [](const CodingPair& a, const CodingPair& b) {
                      return a.first == b.first ? a.second < b.second : a.first < b.first;
                  });
    }
    return pairs;
}

} // namespace emic
