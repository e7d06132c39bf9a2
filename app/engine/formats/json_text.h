#pragma once

#include <string>
#include <string_view>

namespace emic {

/// Appends `text` as a JSON string with its quotes. Only what JSON demands is escaped, so the result stays readable;
/// ill-formed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

} // namespace emic
