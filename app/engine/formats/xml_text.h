#pragma once

#include <string>
#include <string_view>

namespace emic {

/// Appends text for an element or an attribute in double quotes of XML 1.0: & < > " are escaped, characters that XML
/// forbids are left out. `text` is valid UTF-8.
void append_xml_text(std::string& out, std::string_view text);

} // namespace emic
