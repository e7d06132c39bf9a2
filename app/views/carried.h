#pragma once

#include "engine/records.h"

#include <cstdint>
#include <string>
#include <vector>

namespace emic {

/// What the pointer carries over the window, from the press that took it up until the frame after it was let go.
struct Carried {
    enum class What : std::uint8_t { nothing, codes, words };
    What what = What::nothing;
    std::vector<Id<Code>> codes; ///< in the order of the tree
    bool dropped = false;        ///< let go in the last frame: what lies there takes it in this one
    float x = 0, y = 0;          ///< the pointer, now or when it was let go
    bool shift = false;
    bool over_words = false;     ///< over the selected words
    std::string tells;           ///< what letting go here would do; told anew with each frame
};

} // namespace emic
