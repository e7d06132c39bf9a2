#include "text/bidi.h"

#include <SheenBidi/SheenBidi.h>
#include <algorithm>
#include <numeric>

namespace emic {

namespace {

/// Rule L1 for what a line may hold: tabs, and white space before them, are of the paragraph's own level.
void level_tabs(std::string_view paragraph, BidiLevels& levels) {
    for (std::size_t tab = paragraph.find('\t'); tab != std::string_view::npos; tab = paragraph.find('\t', tab + 1)) {
        std::size_t begin = tab;
        while (begin > 0 && (paragraph[begin - 1] == ' ' || paragraph[begin - 1] == '\t')) --begin;
        std::fill(levels.of_byte.begin() + static_cast<std::ptrdiff_t>(begin), levels.of_byte.begin() + static_cast<std::ptrdiff_t>(tab + 1), levels.base);
    }
}

} // namespace

BidiLevels bidi_levels(std::string_view paragraph, TextDirection direction) {
    BidiLevels levels;
    if (direction == TextDirection::right_to_left) levels.base = 1;
    else if (!may_be_right_to_left(paragraph)) return levels;
    const SBLevel wanted = direction == TextDirection::automatic ? SBLevelDefaultLTR : levels.base;
    const SBCodepointSequence sequence{SBStringEncodingUTF8, paragraph.data(), paragraph.size()};
    const SBAlgorithmRef algorithm = SBAlgorithmCreate(&sequence);
    if (!algorithm) return levels;
    if (const SBParagraphRef found = SBAlgorithmCreateParagraph(algorithm, 0, paragraph.size(), wanted)) {
        levels.base = SBParagraphGetBaseLevel(found);
        const SBLevel* first = SBParagraphGetLevelsPtr(found);
        levels.of_byte.assign(first, first + SBParagraphGetLength(found));
        SBParagraphRelease(found);
    }
    SBAlgorithmRelease(algorithm);
    levels.of_byte.resize(paragraph.size(), levels.base);
    level_tabs(paragraph, levels);
    if (levels.base == 0 && std::all_of(levels.of_byte.begin(), levels.of_byte.end(), [](auto level) { return level == 0; }))
        levels.of_byte.clear();
    return levels;
}

std::vector<std::uint32_t> visual_order(const std::vector<std::uint8_t>& levels) {
    std::vector<std::uint32_t> order(levels.size());
    std::iota(order.begin(), order.end(), 0u);
    if (levels.empty()) return order;
    const std::uint8_t highest = *std::max_element(levels.begin(), levels.end());
    for (std::uint8_t level = highest; level > 0; --level)
        for (std::size_t i = 0; i < order.size();) {
            std::size_t end = i;
            while (end < order.size() && levels[order[end]] >= level) ++end;
            std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i), order.begin() + static_cast<std::ptrdiff_t>(end));
            i = std::max(end, i + 1);
        }
    return order;
}

std::vector<LevelRun> visual_runs(std::string_view line) {
    const auto size = static_cast<std::uint32_t>(line.size());
    const BidiLevels levels = bidi_levels(line);
    if (levels.of_byte.empty()) return {{{0, size}, levels.base}};
    std::vector<LevelRun> runs;
    for (std::uint32_t i = 0; i < size; ++i) {
        if (runs.empty() || runs.back().level != levels.of_byte[i]) runs.push_back({{i, i}, levels.of_byte[i]});
        runs.back().range.end = i + 1;
    }
    std::vector<std::uint8_t> of_run;
    for (const LevelRun& run : runs) of_run.push_back(run.level);
    std::vector<LevelRun> ordered;
    for (const std::uint32_t index : visual_order(of_run)) ordered.push_back(runs[index]);
    return ordered;
}

} // namespace emic
