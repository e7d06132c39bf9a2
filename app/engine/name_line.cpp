#include "engine/name_line.h"

#include "engine/text_direction.h"

namespace emic {

std::string side_by_side(std::initializer_list<std::string_view> parts, std::string_view between) {
    std::string line;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!line.empty()) line += between;
        line += isolated(part);
    }
    return line;
}

std::string listed(std::span<const std::string> names, std::string_view last) {
    std::string line;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) line += i + 1 == names.size() ? last : ", ";
        line += isolated(names[i]);
    }
    return line;
}

std::string steps_apart(std::string_view code_path) {
    constexpr std::string_view down = " > ";
    if (!may_be_right_to_left(code_path)) return std::string(code_path);
    std::string line;
    for (std::size_t at = 0;;) {
        const std::size_t next = code_path.find(down, at);
        line += isolated(code_path.substr(at, next == std::string_view::npos ? next : next - at));
        if (next == std::string_view::npos) return line;
        line += down;
        at = next + down.size();
    }
}

} // namespace emic
