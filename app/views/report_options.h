#pragma once

#include "engine/formats/export_table.h"
#include "frame.h"

namespace emic {

/// What is chosen for a report and how it looks, from `y` down; returns its height. Only what `format` heeds is offered.
float draw_report_options(const Frame& frame, const ExportFormat& format, float x, float y, float width);

/// Takes codes, cases and coders that are no longer in the project out of the choices.
void forget_missing_choices(const Frame& frame);

} // namespace emic
