#include "engine/queries/interviewer_words.h"

#include "engine/queries/speaker_turns.h"
#include "engine/sort_rows.h"

#include <algorithm>

namespace emic {

namespace {

/// What is left of sorted ranges without others; neither touch one another.
std::vector<TextRange> outside(const std::vector<TextRange>& ranges, const std::vector<TextRange>& without) {
    std::vector<TextRange> left;
    auto cut = without.begin();
    for (TextRange range : ranges) {
        while (cut != without.end() && cut->end <= range.begin) ++cut;
        for (auto one = cut; one != without.end() && one->begin < range.end; ++one) {
            if (one->begin > range.begin) left.push_back({range.begin, one->begin});
            range.begin = std::min(std::max(range.begin, one->end), range.end);
        }
        if (!range.empty()) left.push_back(range);
    }
    return left;
}

std::uint64_t ink_of(std::string_view text, const std::vector<TextRange>& ranges) {
    std::uint64_t ink = 0;
    for (const TextRange& range : ranges) ink += count_text(slice(text, range)).ink;
    return ink;
}

std::vector<TextRange> joined(const std::vector<CodingEntry>& codings) {
    std::vector<TextRange> ranges;
    for (const CodingEntry& coding : codings) ranges.push_back(coding.range);
    sort_rows(ranges);
    std::vector<TextRange> whole;
    for (const TextRange& range : ranges) {
        if (!whole.empty() && range.begin <= whole.back().end) whole.back().end = std::max(whole.back().end, range.end);
        else whole.push_back(range);
    }
    return whole;
}

} // namespace

AnsweredText answered_text(const Source& source, const std::vector<CodingEntry>& codings) {
    const std::string_view text = source.text.view();
    const std::vector<TextRange> asked = interviewer_ranges(source);
    return {ink_of(text, outside({{0, static_cast<std::uint32_t>(text.size())}}, asked)), ink_of(text, outside(joined(codings), asked))};
}

std::vector<CodingEntry> without_interviewers(const Project& project, const std::vector<CodingEntry>& codings) {
    std::vector<CodingEntry> kept;
    for (const CodingEntry& coding : codings) {
        const Source* source = project.find(coding.source);
        if (!source || !is_interviewers(*source, coding.range)) kept.push_back(coding);
    }
    return kept;
}

} // namespace emic
