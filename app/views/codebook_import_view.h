#pragma once

#include "frame.h"

namespace emic {

/// Reads a codebook and opens the overlay that compares it with the project's, or says why it cannot be read.
void begin_codebook_import(const Frame& frame, const std::string& name, const std::string& bytes);

/// New, same and conflicting codes with both versions side by side, and what is to become of each.
void draw_codebook_import(const Frame& frame);
/// A field for a list or table of codes.
void draw_codebook_paste(const Frame& frame);

} // namespace emic
