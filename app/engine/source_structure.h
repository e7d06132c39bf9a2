#pragma once

#include "engine/records.h"
#include "engine/result.h"

namespace emic {

/// A Problem when turns, headings or times of a document are not in order, overlap, lie outside its text or inside a
/// character, or name a speaker that is not there.
Outcome check_structure(const Source& source);

/// Drops what check_structure would find fault with, and speakers that say nothing any more; false when nothing was
/// wrong.
bool repair_structure(Source& source);

} // namespace emic
