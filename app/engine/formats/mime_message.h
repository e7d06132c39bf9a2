#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace emic {

/// A part of a message as MIME packs it, unpacked.
struct MimePart {
    std::string bytes;
    std::string charset; ///< as named; empty for none
};

/// The first web page ("text/html" or "application/xhtml+xml") among the parts of a message, else nothing. Takes what
/// is cut off as far as it goes.
std::optional<MimePart> find_mime_page(std::string_view message);

} // namespace emic
