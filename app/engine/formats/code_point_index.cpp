#include "engine/formats/code_point_index.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::uint32_t mark_distance = 512; // bytes

std::uint32_t code_points_between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    std::uint32_t count = 0;
    for (std::uint32_t i = begin; i < end; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++count;
    return count;
}

} // namespace

std::uint32_t CodePointIndex::before(Id<Source> id, std::uint32_t offset) {
    const Source* source = m_project.find(id);
    if (!source) return 0;
    const std::string_view text = source->text.view();
    const auto [slot, added] = m_marks.try_emplace(id);
    std::vector<std::uint32_t>& marks = slot->second;
    if (added) {
        marks.push_back(0);
        for (std::uint32_t at = mark_distance; at <= text.size(); at += mark_distance)
            marks.push_back(marks.back() + code_points_between(text, at - mark_distance, at));
    }
    offset = std::min(offset, source->text.size());
    const std::uint32_t mark = offset / mark_distance;
    return marks[mark] + code_points_between(text, mark * mark_distance, offset);
}

} // namespace emic
