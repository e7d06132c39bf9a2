#pragma once

#include "engine/indexes.h"

#include <string>

namespace emic {

/// Every coded passage as a table: theme, code (path), document, case, paragraph (from 1), quotation, memo (on exactly
/// that passage), coder, start and end (code points of the document's text), weight. A coding has one row for each theme
/// that gathers its code; the theme is empty where there is none. Sorted by theme, then code in tree order, then place.
/// csv.h says how fields are written.
std::string write_quotations_csv(const Project& project, const Indexes& indexes);

} // namespace emic
