#pragma once

#include "engine/result.h"

#include <string>
#include <string_view>

namespace emic {

/// The Problem with a text as a document's, if there is one. `name` is the document's, for the Problem.
Outcome check_source_text(std::string_view text, const std::string& name);

} // namespace emic
