#pragma once

#include "engine/formats/import_plan.h"

#include <cstddef>
#include <optional>

namespace emic {

/// Files that were read and wait for the researcher's decisions.
struct ImportPreviewState {
    ImportPlan plan;
    std::size_t chosen = 0;               ///< item whose details are shown
    std::optional<std::size_t> open_column; ///< of a survey: whose kinds of value are offered
};

} // namespace emic
