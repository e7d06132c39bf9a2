#pragma once

#include "engine/formats/import_plan.h"
#include "engine/project.h"

namespace emic {

/// Marks what a plan would bring in once more: documents that have a name of one in the project, or of one before them in the
/// plan. Those with the same text too are not to be taken unless the researcher says so.
void mark_repeats(ImportPlan& plan, const Project& project);

/// What is asked, or told, about an item that was marked: empty where it is new.
std::string repeat_words(const PlannedImport& item);

} // namespace emic
