#pragma once

#include "engine/text.h"
#include "engine/text_direction.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace emic {

/// Embedding levels (UAX #9) of one paragraph: even is left to right, odd right to left.
struct BidiLevels {
    std::uint8_t base = 0;
    std::vector<std::uint8_t> of_byte; ///< empty when everything has the base level 0
    [[nodiscard]] std::uint8_t at(std::size_t byte) const { return byte < of_byte.size() ? of_byte[byte] : base; }
};

BidiLevels bidi_levels(std::string_view paragraph, TextDirection direction = TextDirection::automatic);

/// A stretch of one level.
struct LevelRun {
    TextRange range;
    std::uint8_t level = 0;
    bool operator==(const LevelRun&) const = default;
};

/// The runs of one line in the order in which they stand from left to right.
std::vector<LevelRun> visual_runs(std::string_view line);

/// Indices of `levels` from left to right (rule L2).
std::vector<std::uint32_t> visual_order(const std::vector<std::uint8_t>& levels);

} // namespace emic
