#pragma once

#include "engine/indexes.h"

#include <string>
#include <vector>

namespace emic {

/// What a researcher may want to mend before handing reports on, in whole sentences; empty when nothing is missing.
std::vector<std::string> gaps_before_export(const Project& project, const Indexes& indexes);

/// "4 documents, 24 codes, 124 coded passages, 12 memos and 2 themes".
std::string contents_of(const Project& project);

} // namespace emic
