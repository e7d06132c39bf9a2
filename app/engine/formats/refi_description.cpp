#include "engine/formats/refi_description.h"

#include <array>

namespace emic::refi {

namespace {

constexpr std::array<std::string_view, 3> headings = {"Include:", "Exclude:", "Examples:"};

/// A line of the researcher's own that looks like a heading carries backslashes in front.
bool looks_like_heading(std::string_view line) {
    while (line.starts_with('\\')) line.remove_prefix(1);
    for (std::string_view heading : headings)
        if (line == heading) return true;
    return false;
}

template <class Each> void for_each_line(std::string_view text, Each each) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        each(text.substr(begin, end - begin), begin, end);
        begin = end + 1;
    }
}

std::string guarded(std::string_view text) {
    std::string out;
    for_each_line(text, [&](std::string_view line, std::size_t begin, std::size_t) {
        if (begin > 0) out += '\n';
        if (looks_like_heading(line)) out += '\\';
        out += line;
    });
    return out;
}

std::string unguarded(std::string_view text) {
    std::string out;
    for_each_line(text, [&](std::string_view line, std::size_t begin, std::size_t) {
        if (begin > 0) out += '\n';
        out += line.starts_with('\\') && looks_like_heading(line) ? line.substr(1) : line;
    });
    return out;
}

} // namespace

std::string write_description(const Code& code) {
    std::string out = guarded(code.definition);
    const std::array<const std::string*, 3> texts = {&code.include, &code.exclude, &code.examples};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i]->empty()) continue;
        if (!out.empty()) out += "\n\n";
        out += headings[i];
        out += '\n';
        out += guarded(*texts[i]);
    }
    return out;
}

void read_description(std::string_view text, Code& code) {
    const std::array<std::string*, 4> targets = {&code.definition, &code.include, &code.exclude, &code.examples};
    std::size_t target = 0;
    std::size_t from = 0;
    const auto finish = [&](std::size_t end) {
        *targets[target] = unguarded(text.substr(from, end > from ? end - from : 0));
    };
    for_each_line(text, [&](std::string_view line, std::size_t begin, std::size_t end) {
        const bool stands_apart = begin == 0 || (begin >= 2 && text.substr(begin - 2, 2) == "\n\n");
        if (!stands_apart) return;
        for (std::size_t i = target; i < headings.size(); ++i) {
            if (line != headings[i] || end >= text.size()) continue;
            finish(begin < 2 ? 0 : begin - 2);
            target = i + 1;
            from = end + 1;
            return;
        }
    });
    finish(text.size());
}

} // namespace emic::refi
