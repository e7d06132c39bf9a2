#pragma once

#include "frame.h"

namespace emic {

/// Opens the overlay and asks for a file.
void begin_refi_check(const Frame& frame);
/// Checks a file and shows what was found; the open project is not touched.
void check_refi_file(const Frame& frame, const platform::NamedFile& file);
void draw_refi_check(const Frame& frame);

/// What is doubtful in another program's project, before it is taken in.
void draw_doubtful_project(const Frame& frame);

} // namespace emic
