#pragma once

#include <string>

namespace emic {

/// What a cell shows that holds HTML, as survey programs export it: "<p>Quiet &amp; good.</p>" is "Quiet & good."; false where it holds
/// none. What somebody typed between angle brackets is none: "I earn <1000".
bool markup_to_text(std::string& cell);

} // namespace emic
