#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace emic {

/// Appends bytes in base64 with padding (RFC 4648, section 4).
void append_base64(std::string& out, std::string_view bytes);

/// The bytes, or nothing when `text` is not base64 with padding; blanks and line ends are not allowed.
std::optional<std::string> read_base64(std::string_view text);

} // namespace emic
