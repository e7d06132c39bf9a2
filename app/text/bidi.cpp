#include "text/bidi.h"

#include <SheenBidi/SheenBidi.h>
#include <algorithm>
#include <numeric>

namespace emic {

namespace {

/// False for most text, without a table: nothing below U+0590 and no CJK is right to left or an explicit control.
bool may_be_right_to_left(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0xD6) continue;
        if (lead < 0xE0) return true; // U+0580 to U+07FF
        if (lead == 0xE0 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA4) return true;
        // U+2000 to U+20FF with the controls; U+F000 to U+FFFF with the presentation forms; the SMP's scripts.
        if (lead == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) <= 0x81) {
            const auto third = static_cast<unsigned char>(text[i + 2]);
            if (static_cast<unsigned char>(text[i + 1]) == 0x81 ? third >= 0xA6 && third <= 0xA9
                                                               : third == 0x8F || (third >= 0xAA && third <= 0xAE))
                return true;
        }
        if (lead == 0xEF && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xAC &&
            static_cast<unsigned char>(text[i + 1]) < 0xBC)
            return true;
        if (lead == 0xF0 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x9F) return true;
    }
    return false;
}

} // namespace

BidiLevels bidi_levels(std::string_view paragraph) {
    BidiLevels levels;
    if (!may_be_right_to_left(paragraph)) return levels;
    const SBCodepointSequence sequence{SBStringEncodingUTF8, paragraph.data(), paragraph.size()};
    const SBAlgorithmRef algorithm = SBAlgorithmCreate(&sequence);
    if (!algorithm) return levels;
    if (const SBParagraphRef found = SBAlgorithmCreateParagraph(algorithm, 0, paragraph.size(), SBLevelDefaultLTR)) {
        levels.base = SBParagraphGetBaseLevel(found);
        const SBLevel* first = SBParagraphGetLevelsPtr(found);
        levels.of_byte.assign(first, first + SBParagraphGetLength(found));
        SBParagraphRelease(found);
    }
    SBAlgorithmRelease(algorithm);
    levels.of_byte.resize(paragraph.size(), levels.base);
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
