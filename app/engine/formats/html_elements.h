#pragma once

#include <string_view>

namespace emic {

/// True for the names of HTML's elements, old and new, and for those of other vocabularies ("o:p").
bool is_html_element(std::string_view name);

/// Elements that begin and end a paragraph.
bool is_html_block(std::string_view name);

/// Elements that never have content: <br>, <img>.
bool is_html_void(std::string_view name);

/// Elements whose content is no text of the page: scripts, form fields, drawings, what stands in for something else.
bool is_html_aside(std::string_view name);

} // namespace emic
