#pragma once

#include "engine/formats/import_plan.h"
#include "frame.h"

#include <vector>

namespace emic {

/// Shows files that were read, beside those that are shown already.
void begin_import_preview(const Frame& frame, ImportPlan plan);

/// Files with what was recognised in them, the details of one, and the decision.
void draw_import_preview(const Frame& frame);

/// Asks for the import of a plan as one change; then its first document is shown, and what there is to say of the files.
void ask_import(const Frame& frame, const ImportPlan& plan);
[[nodiscard]] bool has_remarks(const std::vector<ImportLine>& lines);

} // namespace emic
