#include "engine/queries/highlights.h"

#include <algorithm>
#include <tuple>

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
    std::vector<std::size_t> longest_first(end - begin);
    for (std::size_t i = 0; i < longest_first.size(); ++i)
        longest_first[i] = begin + i;
    std::stable_sort(longest_first.begin(), longest_first.end(),
                     [&rows](std::size_t a, std::size_t b) { return rows[a].range.size() > rows[b].range.size(); });
    std::vector<Lane> lanes;
    for (std::size_t row : longest_first) {
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
        if (const Coder* coder = project.find(coding->coder)) row.coder = coder->name;
        row.has_memo = std::binary_search(with_memo.begin(), with_memo.end(), entry.range);
        rows.push_back(std::move(row));
    }
    assign_lanes(rows);
    return rows;
}

std::vector<Stripe> stripes(const std::vector<Highlight>& highlights) {
    std::vector<Stripe> rows;
    rows.reserve(highlights.size());
    std::vector<std::vector<std::string_view>> coders; // of the stripes on the passage at hand
    std::size_t passage = 0;                           // where these begin in `rows`
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
            coders.emplace_back();
        }
        rows[row].lane = std::min(rows[row].lane, highlight.lane);
        std::vector<std::string_view>& known = coders[row - passage];
        if (std::find(known.begin(), known.end(), highlight.coder) == known.end()) {
            known.push_back(highlight.coder);
            ++rows[row].coders;
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Stripe& a, const Stripe& b) { return a.lane < b.lane; });
    return rows;
}

std::uint32_t lane_count(const std::vector<Highlight>& highlights) {
    std::uint32_t lanes = 0;
    for (const Highlight& highlight : highlights)
        lanes = std::max(lanes, highlight.lane + 1);
    return lanes;
}

} // namespace emic
