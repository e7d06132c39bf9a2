#include "engine/formats/pdf_paragraphs.h"

#include "engine/formats/pdf_hyphens.h"
#include "engine/queries/text_units.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace emic {

namespace {

constexpr double wider_leading = 1.3; ///< times the usual distance of base lines: a new paragraph
constexpr double other_size = 0.1;    ///< share that fonts' sizes differ by
constexpr double indent = 0.8;        ///< of the font's size
constexpr double spare_room = 0.6;    ///< of the font's size, beside the word that would have fitted

/// What is usual for the lines of one column of a page.
struct ColumnShape {
    double left = 0, right = 0;
};

bool same_size(const PdfLine& a, const PdfLine& b) { return std::fabs(a.size - b.size) <= other_size * std::max(a.size, b.size); }

bool same_column(const PdfLine& a, const PdfLine& b) { return a.page == b.page && a.column == b.column; }

/// The usual distance of base lines of text of a size, over the whole document.
std::map<long, double> leadings(const std::vector<PdfLine>& lines) {
    std::map<long, std::vector<double>> distances;
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (same_column(lines[i - 1], lines[i]) && same_size(lines[i - 1], lines[i])) {
            const double down = lines[i - 1].base - lines[i].base;
            if (down > 0.5 * lines[i].size && down < 4 * lines[i].size) distances[std::lround(lines[i].size * 2)].push_back(down);
        }
    std::map<long, double> usual;
    for (auto& [size, all] : distances) {
        // The lower third: where every answer is one line, half of all distances are those between paragraphs.
        sort_rows(all);
        usual[size] = all[all.size() / 3];
    }
    return usual;
}

bool ends_sentence(std::string_view text) {
    auto at = static_cast<std::uint32_t>(text.size());
    while (at > 0) {
        const char32_t c = previous_code_point(text, at);
        if (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x300D || c == 0xFF09) continue;
        return c == '.' || c == '?' || c == '!' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F || c == 0x6D4 || c == 0x964;
    }
    return false;
}

bool begins_small(std::string_view text) {
    std::uint32_t at = 0;
    if (text.empty() || !is_word_character(next_code_point(text, at))) return false;
    const std::string_view letter = text.substr(0, at);
    return fold_case(letter) == letter && !(letter[0] >= '0' && letter[0] <= '9');
}

bool begins_item(std::string_view text) {
    for (const std::string_view mark : {"•", "●", "▪", "◦", "‣", "■", "–", "—", "", "○", "-"})
        if (text.starts_with(mark) && text.substr(mark.size()).starts_with(' ')) return true;
    return false;
}

class Joiner {
public:
    explicit Joiner(const std::vector<PdfLine>& lines) : m_lines(lines), m_hyphens(lines), m_leadings(leadings(lines)) {
        for (const PdfLine& line : lines) {
            const auto [place, fresh] = m_columns.try_emplace({line.page, line.column}, ColumnShape{line.left, line.right});
            if (fresh) continue;
            place->second.left = std::min(place->second.left, line.left);
            place->second.right = std::max(place->second.right, line.right);
        }
    }

    std::vector<PdfParagraph> join() {
        std::vector<PdfParagraph> paragraphs;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (i == 0 || begins_paragraph(i)) {
                paragraphs.push_back({m_lines[i].text, m_lines[i].size});
                m_first = i;
            } else {
                m_hyphens.join(paragraphs.back().text, m_lines[i].text);
            }
        }
        return paragraphs;
    }

private:
    /// Line `i` > 0 does not go on with what the line before says. m_first is the paragraph's first line.
    [[nodiscard]] bool begins_paragraph(std::size_t i) const {
        const PdfLine& last = m_lines[i - 1];
        const PdfLine& line = m_lines[i];
        if (!same_size(last, line) || last.sideways != line.sideways) return true;
        if (last.answer || line.answer) return true; // what is asked next, what was answered
        if (speaker_label(line.text) || begins_item(line.text)) return true;
        if (line.text.find('\t') != std::string::npos || last.text.find('\t') != std::string::npos) return true; // a table's row
        return same_column(last, line) && line.base < last.base ? begins_below(i) : begins_elsewhere(i);
    }

    [[nodiscard]] bool begins_below(std::size_t i) const {
        const PdfLine& last = m_lines[i - 1];
        const PdfLine& line = m_lines[i];
        const auto usual = m_leadings.find(std::lround(line.size * 2));
        if (usual != m_leadings.end() && last.base - line.base > wider_leading * usual->second) return true;
        if (had_room(i)) return true;
        const double step = indent * line.size;
        const bool first = i - 1 == m_first;
        const bool leftwards = last.right - line.right > step && line.left - last.left < step && last.left - line.left < step;
        if (leftwards) return false;
        if (line.left > last.left + step) return !first;       // indented, or hanging below its first line
        if (line.left < last.left - step) return !first && last.left > m_lines[m_first].left + step; // back from hanging
        return false;
    }

    /// In the next column or on the next page.
    [[nodiscard]] bool begins_elsewhere(std::size_t i) const {
        const PdfLine& last = m_lines[i - 1];
        const PdfLine& line = m_lines[i];
        if (begins_small(line.text)) return false;
        if (ends_sentence(last.text)) return true;
        return had_room(i);
    }

    /// The next line's first word would have fitted behind the last line: the break was wanted.
    [[nodiscard]] bool had_room(std::size_t i) const {
        const PdfLine& last = m_lines[i - 1];
        const PdfLine& line = m_lines[i];
        if (last.text.ends_with("-") || last.text.ends_with("\xC2\xAD")) return false;
        const double left_room = last.left - m_columns.at({last.page, last.column}).left;
        // What is set in on the left, a quotation perhaps, may be set in as far on the right.
        const bool set_in = left_room > indent * line.size && std::fabs(last.left - line.left) < 1;
        const double room = right_edge(i - 1) - last.right - (set_in ? left_room : 0);
        const double need = line.first_word + spare_room * line.size;
        // Lines written from right to left end on the left; centred ones leave the same room on both sides.
        const bool centred = std::fabs(room - left_room) < line.size && room > 2 * line.size;
        return !centred && room > need && (left_room < need || room > left_room);
    }

    /// Where the lines around line `i` end: of those of its column with the usual distance, where there are several.
    [[nodiscard]] double right_edge(std::size_t i) const {
        const PdfLine& line = m_lines[i];
        const auto usual = m_leadings.find(std::lround(line.size * 2));
        const double column = m_columns.at({line.page, line.column}).right;
        if (usual == m_leadings.end()) return column;
        constexpr std::size_t around = 6;
        const auto near = [&](std::size_t a) {
            return same_column(m_lines[a], m_lines[a + 1]) && same_size(m_lines[a], m_lines[a + 1]) &&
                   m_lines[a].base - m_lines[a + 1].base <= wider_leading * usual->second;
        };
        std::size_t begin = i, end = i + 1;
        while (begin > 0 && i - begin < around && near(begin - 1)) --begin;
        while (end < m_lines.size() && end - i < around && near(end - 1)) ++end;
        if (end - begin < 4) return column;
        double edge = 0;
        std::size_t at_edge = 0;
        for (std::size_t k = begin; k < end; ++k) edge = std::max(edge, m_lines[k].right);
        for (std::size_t k = begin; k < end; ++k) at_edge += edge - m_lines[k].right < line.size;
        return at_edge >= 2 ? edge : column; // a quotation set narrower than the rest
    }

    const std::vector<PdfLine>& m_lines;
    PdfHyphens m_hyphens;
    std::map<long, double> m_leadings;
    std::map<std::pair<std::uint32_t, std::uint32_t>, ColumnShape> m_columns;
    std::size_t m_first = 0;
};

} // namespace

std::vector<PdfParagraph> pdf_paragraphs(const std::vector<PdfLine>& lines) { return Joiner(lines).join(); }

} // namespace emic
