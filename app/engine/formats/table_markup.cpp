#include "engine/formats/table_markup.h"

#include "engine/formats/entities.h"
#include "engine/formats/html_text.h"
#include "engine/text.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

/// Elements that editors of questions and answers write.
constexpr std::array<std::string_view, 38> elements = {"p",  "br", "div", "span", "strong", "b",  "i",  "em", "u",     "s",     "ul",    "ol", "li",
                                                       "a",  "h1", "h2",  "h3",   "h4",     "h5", "h6", "hr", "table", "tbody", "thead", "tr", "td",
                                                       "th", "font", "img", "sub", "sup",   "small", "blockquote", "pre", "center", "label", "strike", "big"};

bool is_element(std::string_view text, std::size_t at) {
    std::size_t begin = at + 1;
    if (begin < text.size() && text[begin] == '/') ++begin;
    std::size_t end = begin;
    while (end < text.size() && ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z')) ++end;
    if (end < text.size() && end > begin && text[end] >= '1' && text[end] <= '6') ++end;
    const std::string name = fold_case(text.substr(begin, std::min<std::size_t>(end - begin, 12)));
    if (std::find(elements.begin(), elements.end(), name) == elements.end() || end >= text.size()) return false;
    const char next = text[end];
    return (next == '>' || next == '/' || next == ' ' || next == '\n' || next == '\t');
}

bool holds_elements(std::string_view text) {
    const std::size_t last = text.rfind('>');
    for (std::size_t at = text.find('<'); at != std::string_view::npos && last != std::string_view::npos && at < last; at = text.find('<', at + 1))
        if (is_element(text, at)) return true;
    return false;
}

} // namespace

bool markup_to_text(std::string& cell) {
    constexpr std::size_t longest = std::size_t{4} << 20; // of an answer that is looked through
    if (cell.size() > longest) return false;
    if (cell.find('<') != std::string::npos && holds_elements(cell)) {
        ContentMarks marks;
        TextLosses losses;
        cell = ContentMarks::without_signs(HtmlText().read(cell, marks, losses).text());
        while (!cell.empty() && (cell.back() == '\n' || cell.back() == ' ')) cell.pop_back();
        return true;
    }
    if (cell.find('&') == std::string::npos || cell.find(';') == std::string::npos) return false;
    std::string plain;
    for (std::size_t at = 0; at < cell.size();) {
        if (cell[at] != '&') {
            plain += cell[at++];
            continue;
        }
        // "R&D;" and "AT&T" are no references.
        const std::size_t size = std::string_view(cell).substr(at, 11).find(';');
        const std::size_t end = size == std::string::npos ? size : at + size;
        const std::string text = end != std::string::npos ? entity_text(std::string_view(cell).substr(at, end + 1 - at)) : std::string();
        if (text.empty()) {
            plain += cell[at++];
        } else {
            plain += text;
            at = end + 1;
        }
    }
    if (plain == cell) return false;
    cell = std::move(plain);
    return true;
}

} // namespace emic
