#pragma once

#include "engine/formats/export_table.h"
#include "caches.h"
#include "frame.h"

namespace emic {

/// The project as the choices beside the report leave it.
const ScopedStudy& scoped_study_of(const Frame& frame);

/// What a saved file will hold, drawn from `y` down inside a scrolling area: a table's first rows, or a report's first
/// page. Returns its height.
float draw_report_preview(const Frame& frame, const ExportFormat& format, float x, float y, float width);

/// A report on its own, down from `y`; returns its height.
float draw_report_blocks(Ui& ui, const Report& report, float x, float y, float width);

} // namespace emic
