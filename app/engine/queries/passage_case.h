#pragma once

#include "engine/project.h"

namespace emic {

/// Whose words a passage is: the case of the speaker who says most of it, where that speaker has one, else the
/// document's; null where there is neither.
Id<Case> case_of(const Project& project, Id<Source> source, TextRange range);

} // namespace emic
