#include "engine/queries/highlights.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace emic {

namespace {

/// The passages already in one lane: sorted, not overlapping.
class Lane {
public:
    [[nodiscard]] bool has_room_for(TextRange range) const {
        const auto behind = first_ending_behind(range.begin);
        return behind == m_taken.end() || behind->begin >= range.end;
    }
    void take(TextRange range) { m_taken.insert(std::upper_bound(m_taken.begin(), m_taken.end(), range), range); }

private:
    [[nodiscard]] std::vector<TextRange>::const_iterator first_ending_behind(std::uint32_t offset) const {
        return std::upper_bound(m_taken.begin(), m_taken.end(), offset,
                                [](std::uint32_t at, const TextRange& taken) { return at < taken.end; });
    }
    std::vector<TextRange> m_taken;
};

/// Gives lanes to rows [begin, end), a chain of overlapping passages that touches no other.
void assign_lanes(std::vector<Highlight>& rows, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return;
    // Numbers that ascend with falling size, then with the row.
    std::vector<std::uint64_t> longest_first;
    longest_first.reserve(end - begin);
    for (std::size_t row = begin; row < end; ++row)
        longest_first.push_back(static_cast<std::uint64_t>(~rows[row].range.size()) << 32 | row);
    std::sort(longest_first.begin(), longest_first.end());
    std::vector<Lane> lanes;
    for (const std::uint64_t number : longest_first) {
        const auto row = static_cast<std::uint32_t>(number);
        const TextRange range = rows[row].range;
        std::size_t lane = 0;
        while (lane < lanes.size() && !lanes[lane].has_room_for(range))
            ++lane;
        if (lane == lanes.size()) lanes.emplace_back();
        lanes[lane].take(range);
        rows[row].lane = static_cast<std::uint32_t>(lane);
    }
}

void assign_lanes(std::vector<Highlight>& rows) {
    std::size_t begin = 0;
    std::uint32_t reach = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row > begin && rows[row].range.begin >= reach) {
            assign_lanes(rows, begin, row);
            begin = row;
        }
        reach = std::max(reach, rows[row].range.end);
    }
    if (begin < rows.size()) assign_lanes(rows, begin, rows.size());
}

/// Rows lane by lane, otherwise in their order.
std::vector<Stripe> by_lane(std::vector<Stripe> rows) {
    std::vector<std::size_t> begins; // of the lanes
    for (const Stripe& row : rows) {
        if (begins.size() < row.lane + 2) begins.resize(row.lane + 2);
        ++begins[row.lane + 1];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<Stripe> sorted(rows.size());
    for (Stripe& row : rows)
        sorted[begins[row.lane]++] = std::move(row);
    return sorted;
}

std::vector<TextRange> ranges_with_memo(const Project& project, const Indexes& indexes, Id<Source> source) {
    std::vector<TextRange> ranges;
    for (Id<Memo> id : indexes.memos_of(source.guid)) {
        const Memo* memo = project.find(id);
        if (memo && memo->target == MemoTarget::passage) ranges.push_back(memo->range);
    }
    std::sort(ranges.begin(), ranges.end());
    return ranges;
}

} // namespace

std::vector<Highlight> highlights(const Project& project, const Indexes& indexes, Id<Source> source) {
    const std::vector<CodingEntry>& entries = indexes.codings_of_source(source);
    const std::vector<TextRange> with_memo = ranges_with_memo(project, indexes, source);
    std::vector<Highlight> rows;
    rows.reserve(entries.size());
    const Coder* coder = nullptr; // most neighbours have the same
    for (const CodingEntry& entry : entries) {
        const Coding* coding = project.find(entry.id);
        if (!coding) continue;
        Highlight row;
        row.coding = entry.id;
        row.code = coding->code;
        row.range = entry.range;
        if (const Code* code = project.find(coding->code)) {
            row.colour = code->colour;
            row.name = code->name;
        }
        if (!coder || !(coder->id == coding->coder)) coder = project.find(coding->coder);
        if (coder) row.coder = coder->name;
        row.has_memo = std::binary_search(with_memo.begin(), with_memo.end(), entry.range);
        rows.push_back(std::move(row));
    }
    assign_lanes(rows);
    return rows;
}

std::vector<Stripe> stripes(const std::vector<Highlight>& highlights) {
    std::vector<Stripe> rows;
    rows.reserve(highlights.size());
    std::vector<std::pair<std::size_t, std::string_view>> coders; // of the stripes on the passage at hand
    std::size_t passage = 0;                                      // where these begin in `rows`
    for (const Highlight& highlight : highlights) {
        if (rows.empty() || rows.back().range != highlight.range) {
            passage = rows.size();
            coders.clear();
        }
        std::size_t row = passage;
        while (row < rows.size() && rows[row].code != highlight.code)
            ++row;
        if (row == rows.size()) {
            rows.push_back({highlight.code, highlight.coding, highlight.range, highlight.colour, highlight.name,
                            highlight.lane, 0, highlight.has_memo});
        }
        rows[row].lane = std::min(rows[row].lane, highlight.lane);
        const std::pair<std::size_t, std::string_view> coder{row, highlight.coder};
        if (std::find(coders.begin(), coders.end(), coder) == coders.end()) {
            coders.push_back(coder);
            ++rows[row].coders;
        }
    }
    return by_lane(std::move(rows));
}

std::uint32_t lane_count(const std::vector<Highlight>& highlights) {
    std::uint32_t lanes = 0;
    for (const Highlight& highlight : highlights)
        lanes = std::max(lanes, highlight.lane + 1);
    return lanes;
}

} // namespace emic
