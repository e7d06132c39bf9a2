#include "engine/formats/case_words.h"

#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::string_view left_out_before = "[…]\n", left_out_between = "\n[…]\n", left_out_after = "\n[…]";
constexpr std::uint32_t nowhere = 0xFFFFFFFF;

} // namespace

std::optional<CaseWords> CaseWords::of(const Source& source, const std::function<bool(Id<Case>)>& wanted) {
    CaseWords words;
    Source& kept = words.m_source = source;
    kept.case_id = {};
    kept.origin.clear(); // names of people
    kept.unknown.clear();
    kept.turns.clear(), kept.speakers.clear(), kept.headings.clear(), kept.times.clear();
    std::vector<std::uint32_t> places; // of each speaker among the kept ones
    for (const Speaker& speaker : source.speakers) {
        const bool stays = speaker.case_id && wanted(speaker.case_id);
        places.push_back(stays ? static_cast<std::uint32_t>(kept.speakers.size()) : nowhere);
        if (stays) kept.speakers.push_back(speaker);
    }
    const std::string_view text = source.text.view();
    std::vector<Turn> turns;
    auto next_heading = source.headings.begin();
    for (Turn turn : source.turns) {
        if (places[turn.speaker] == nowhere) continue;
        // A turn goes on to the next label; a heading in between is nobody's words, nor is what stands under it.
        while (next_heading != source.headings.end() && next_heading->range.begin <= turn.words) ++next_heading;
        if (next_heading != source.headings.end()) turn.range.end = std::min(turn.range.end, next_heading->range.begin);
        turn.range = trimmed(text, turn.range);
        if (turn.range.empty()) continue;
        turn.words = std::min(turn.words, turn.range.end);
        words.m_kept.push_back(turn.range);
        turns.push_back(turn);
    }
    if (turns.empty()) return std::nullopt;

    const auto end = static_cast<std::uint32_t>(text.size());
    std::vector<ReplacedText::Replacement> cuts;
    const auto cut = [&](TextRange range, std::string_view mark) {
        if (!trimmed(text, range).empty()) cuts.push_back({range, mark});
    };
    cut({0, words.m_kept.front().begin}, left_out_before);
    for (std::size_t i = 1; i < words.m_kept.size(); ++i) cut({words.m_kept[i - 1].end, words.m_kept[i].begin}, left_out_between);
    cut({words.m_kept.back().end, end}, left_out_after);
    words.m_cut = ReplacedText(text, cuts);
    kept.text = SharedText(words.m_cut.text);

    const auto holds = [&](TextRange range) {
        const auto next = std::lower_bound(words.m_kept.begin(), words.m_kept.end(), range.end, [](const TextRange& one, std::uint32_t at) { return one.end < at; });
        return next != words.m_kept.end() && next->begin <= range.begin;
    };
    for (const Turn& turn : turns)
        kept.turns.push_back({words.m_cut.moved(turn.range), words.m_cut.moved({turn.words, turn.words}).begin, places[turn.speaker]});
    for (const Heading& heading : source.headings)
        if (holds(heading.range)) kept.headings.push_back({words.m_cut.moved(heading.range), heading.level});
    for (const TimeAnchor& anchor : source.times)
        if (holds({anchor.at, anchor.at})) kept.times.push_back({words.m_cut.moved({anchor.at, anchor.at}).begin, anchor.milliseconds});
    return words;
}

TextRange CaseWords::moved(TextRange range) const {
    const auto first = std::upper_bound(m_kept.begin(), m_kept.end(), range.begin, [](std::uint32_t at, const TextRange& one) { return at < one.end; });
    const auto after = std::lower_bound(first, m_kept.end(), range.end, [](const TextRange& one, std::uint32_t at) { return one.begin < at; });
    if (first == after) return {};
    return m_cut.moved({std::max(range.begin, first->begin), std::min(range.end, (after - 1)->end)});
}

} // namespace emic
