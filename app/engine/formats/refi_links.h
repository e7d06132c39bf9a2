#pragma once

#include "engine/formats/refi_xml.h"

namespace emic::refi {

/// The name of a link from a theme to a passage that is its key quotation.
inline constexpr std::string_view key_quotation_name = "key quotation";
/// The name of a link from a memo to the case or theme that it is on.
inline constexpr std::string_view memo_link_name = "memo";

/// Links that Emic writes carry a Guid made of what they say, so that they are known again.
inline Guid link_guid(Guid origin, Guid target, std::string_view name) {
    return derived_guid(origin, "link/" + to_string(target) + "/" + std::string(name));
}

} // namespace emic::refi
