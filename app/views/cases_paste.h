#pragma once

#include "frame.h"
#include "views/case_rows.h"

#include <string_view>

namespace emic {

/// The table of the Cases view as it stands on the screen.
const CaseRows& shown_case_rows(const Frame& frame);

/// Puts cells that were copied from a spreadsheet into the table, from the chosen cell on to the right and down: one
/// change. What does not fit is told and left out.
void paste_cells(const Frame& frame, std::string_view plain);

} // namespace emic
