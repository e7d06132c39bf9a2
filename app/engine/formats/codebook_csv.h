#pragma once

#include "engine/indexes.h"

#include <string>

namespace emic {

/// The codebook as a table, one row per code in tree order: path, name, parent, definition, include, exclude, examples,
/// colour (#rrggbb), codings, documents. csv.h says how fields are written.
std::string write_codebook_csv(const Project& project, const Indexes& indexes);

} // namespace emic
