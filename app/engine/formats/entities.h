#pragma once

#include <string>
#include <string_view>

namespace emic {

/// The characters that an HTML character reference stands for ("&amp;", "&#8217;", "&#x1F600;"); empty when it is none.
std::string entity_text(std::string_view reference);

/// Reads what stands at `at`, where there is an ampersand, and moves `at` past it: a reference's characters, or the
/// ampersand itself.
std::string take_entity(std::string_view text, std::size_t& at);

} // namespace emic
