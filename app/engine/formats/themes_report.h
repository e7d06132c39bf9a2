#pragma once

#include "engine/indexes.h"

#include <string>

namespace emic {

/// The themes report: one HTML page that a browser shows and prints and a word processor opens. The project's memos; how
/// the themes relate; each theme with its description, codes, key quotations (document and paragraph), relations and
/// memos; as appendices the codebook and the list of documents.
std::string write_themes_report(const Project& project, const Indexes& indexes);

} // namespace emic
