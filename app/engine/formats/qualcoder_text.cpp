#include "engine/formats/qualcoder_text.h"

#include "engine/text.h"

namespace emic {

QualCoderText::QualCoderText(std::string_view raw) {
    PlacedText& out = by_code_points;
    bool astral = false;
    for (std::uint32_t at = 0; at < raw.size();) {
        const std::uint32_t from = at;
        const char32_t c = next_code_point(raw, at);
        astral = astral || c > 0xFFFF;
        const bool line_break = c == '\r' || c == 0xB || c == 0xC || c == 0x85 || c == 0x2028 || c == 0x2029;
        const bool before_line_feed = c == '\r' && at < raw.size() && raw[at] == '\n';
        const bool nothing = before_line_feed || (c == 0xFEFF && out.text.empty()) || (c < 0x20 && c != '\n' && c != '\t') ||
                             (c >= 0x7F && c < 0xA0);
        if (line_break && !before_line_feed) out.append("\n");
        else out.append(nothing ? std::string_view() : raw.substr(from, at - from));
    }
    if (!astral) return;
    std::uint32_t code_point = 0;
    for (std::uint32_t at = 0; at < raw.size(); ++code_point) {
        const char32_t c = next_code_point(raw, at);
        code_point_of_unit.push_back(code_point);
        if (c > 0xFFFF) code_point_of_unit.push_back(code_point);
    }
}

TextRange QualCoderText::range(std::int64_t from, std::int64_t to, bool utf16) const {
    if (!utf16) return by_code_points.range(from, to);
    const auto units = static_cast<std::int64_t>(code_point_of_unit.size());
    if (from < 0 || to <= from || to > units) return {};
    return by_code_points.range(code_point_of_unit[static_cast<std::size_t>(from)],
                                std::int64_t{code_point_of_unit[static_cast<std::size_t>(to - 1)]} + 1);
}

} // namespace emic
