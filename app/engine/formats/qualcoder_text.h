#pragma once

#include "engine/formats/foreign_project_builder.h"

namespace emic {

/// A document's text from a QualCoder database with its places by code points, as Python counts them, and by UTF-16
/// units, as Qt does.
struct QualCoderText {
    PlacedText by_code_points;
    std::vector<std::uint32_t> code_point_of_unit; ///< of each UTF-16 unit; empty where there is no difference

    /// Line breaks of every kind become "\n"; control characters fall away.
    explicit QualCoderText(std::string_view raw);
    /// The stretch [from, to) by either way of counting; empty where the numbers make none.
    [[nodiscard]] TextRange range(std::int64_t from, std::int64_t to, bool utf16) const;
};

} // namespace emic
