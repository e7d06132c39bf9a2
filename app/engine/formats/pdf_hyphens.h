#pragma once

#include "engine/formats/pdf_lines.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Joins a line to the text before it: with a space, or without one where a word was parted at the line's end.
class PdfHyphens {
public:
    /// Remembers every word of the lines, to tell a parted word (anx-ious) from a compound (semi-structured).
    explicit PdfHyphens(const std::vector<PdfLine>& lines);

    void join(std::string& text, std::string_view line) const;

private:
    [[nodiscard]] bool is_compound(std::string_view before, std::string_view behind) const;

    std::set<std::string, std::less<>> m_words; ///< in lower case, with hyphens inside
};

} // namespace emic
