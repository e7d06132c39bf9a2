#pragma once

#include "engine/formats/foreign_project_builder.h"

#include <string>
#include <string_view>

namespace emic {

/// A document as Taguette stores it (HTML that it has cleaned) as paragraphs of text. The units of the result are the
/// UTF-8 bytes of the HTML's text nodes one after the other, in which Taguette counts its places: tags do not count,
/// "&amp;" counts as one, line breaks between tags count.
struct TaguetteText {
    PlacedText placed;
    std::vector<Heading> headings;
    std::uint32_t leading_blanks = 0; ///< units of white space before the first character
};
TaguetteText place_taguette_text(std::string_view html);

} // namespace emic
