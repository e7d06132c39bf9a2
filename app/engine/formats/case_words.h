#pragma once

#include "engine/formats/stand_ins.h"

#include <functional>
#include <optional>
#include <vector>

namespace emic {

/// What the speakers of some cases say in a document that belongs to other cases, or to none: the document without
/// everything that others say.
///
///     Ana: I was afraid.           Ana: I was afraid.
///     Ben: So was I.               […]
///     Ana: You never said.         Ana: You never said.
class CaseWords {
public:
    /// Nothing when none of the speakers is of a case for which `wanted` is true.
    static std::optional<CaseWords> of(const Source& source, const std::function<bool(Id<Case>)>& wanted);

    /// Without case, with the kept turns, speakers, headings and times.
    [[nodiscard]] const Source& source() const { return m_source; }
    /// Where a passage of the whole document stands; what others say at its ends is cut off. Empty when nothing is left.
    [[nodiscard]] TextRange moved(TextRange range) const;

private:
    Source m_source;
    ReplacedText m_cut;
    std::vector<TextRange> m_kept; ///< of the whole document, sorted
};

} // namespace emic
