#pragma once

#include "caches.h"
#include "frame.h"
#include "views/parts.h"

namespace emic {

/// One code with its definition and all its passages; `slot` 0 is the first column, 1 the one beside it.
void draw_compare_column(const Frame& frame, const Rect& rect, Id<Code> code, std::size_t slot, const ListAndPage& split);

/// What that column lists; `slot` as above.
const CompareRows& compare_rows_of(const Frame& frame, Id<Code> code, std::size_t slot);

} // namespace emic
