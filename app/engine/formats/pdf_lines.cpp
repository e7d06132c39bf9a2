#include "engine/formats/pdf_lines.h"

#include "engine/formats/pdf_rows.h"
#include "engine/queries/text_units.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace emic {

namespace {

constexpr std::size_t column_rows = 4;      ///< at least, on either side of a river
constexpr double column_letters = 18;       ///< of a line on average, at least: less is a table's or a label's
constexpr std::size_t most_rows = 2000;      ///< of a page whose columns are looked for; no print has as many
constexpr std::size_t rivers_tried = 48;    ///< of one page
constexpr std::uint32_t deepest = 5;        ///< columns within columns
constexpr double wide_gap = 2.5;            ///< of the font's size: a cell's end, where the row above or below has one too
constexpr double heading_share = 1.1;       ///< times the size of the columns' letters: a line across them, though it be short

/// Rows that one river runs through, and where.
struct River {
    double at = 0;
    std::size_t begin = 0, end = 0;
    std::size_t crossed = 0; ///< rows with words on both sides
};

struct Side {
    std::size_t rows = 0;
    std::size_t letters = 0;
    [[nodiscard]] bool runs() const { return rows >= column_rows && static_cast<double>(letters) >= column_letters * static_cast<double>(rows); }
};

bool crosses(const PdfRow& row, double at) {
    return std::any_of(row.begin(), row.end(), [&](const PdfStretch& one) { return one.left < at && one.right > at; });
}

/// The longest run of rows around this place without a word across it, with running text on both sides.
River longest_run(const std::vector<PdfRow>& rows, double at) {
    River best;
    for (std::size_t begin = 0; begin < rows.size();) {
        if (crosses(rows[begin], at)) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        Side left, right;
        std::size_t both = 0;
        for (; end < rows.size() && !crosses(rows[end], at); ++end) {
            std::size_t before = 0, behind = 0;
            for (const PdfStretch& one : rows[end]) (one.right <= at ? before : behind) += one.letters;
            left.rows += before > 0;
            left.letters += before;
            right.rows += behind > 0;
            right.letters += behind;
            both += before > 0 && behind > 0;
        }
        if (left.runs() && right.runs() && end - begin > best.end - best.begin) best = {at, begin, end, both};
        begin = end;
    }
    return best;
}

/// Without short headings above and below the columns, which stand over the first one.
River without_headings(const std::vector<PdfRow>& rows, River river) {
    std::map<long, std::size_t> sizes;
    for (std::size_t i = river.begin; i < river.end; ++i)
        for (const PdfStretch& one : rows[i]) sizes[std::lround(one.size * 4)] += one.letters;
    if (sizes.empty()) return river;
    const auto most = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const double usual = static_cast<double>(most->first) / 4;
    const auto heads = [&](const PdfRow& row) {
        return std::all_of(row.begin(), row.end(), [&](const PdfStretch& one) { return one.right <= river.at && one.size > heading_share * usual; });
    };
    while (river.begin < river.end && heads(rows[river.begin])) ++river.begin;
    while (river.begin < river.end && heads(rows[river.end - 1])) --river.end;
    return river;
}

River widest_river(const std::vector<PdfRow>& rows) {
    std::map<long, std::size_t> gaps; // the middle, in steps of 4 points
    for (const PdfRow& row : rows) {
        PdfRow sorted = row;
        sort_rows(sorted, [](const PdfStretch& a, const PdfStretch& b) { return a.left < b.left; });
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (sorted[i].left > sorted[i - 1].right) ++gaps[std::lround((sorted[i].left - 2) / 4)];
    }
    std::vector<std::pair<long, std::size_t>> places(gaps.begin(), gaps.end());
    sort_rows(places, [](const auto& a, const auto& b) { return a.second > b.second; });
    if (places.size() > rivers_tried) places.resize(rivers_tried);
    River best;
    for (const auto& [step, times] : places) {
        const River found = longest_run(rows, static_cast<double>(step) * 4);
        if (found.end - found.begin > best.end - best.begin) best = found;
    }
    return without_headings(rows, best);
}

double gap_between(const PdfStretch& one, const PdfStretch& next) { return std::max(next.left - one.right, one.left - next.right); }

bool has_cells(const PdfRow& row) {
    for (std::size_t i = 1; i < row.size(); ++i)
        if (gap_between(row[i - 1], row[i]) > wide_gap * row[i].size) return true;
    return false;
}

class PageReader {
public:
    PageReader(std::uint32_t page, bool sideways) : m_page(page), m_sideways(sideways) {}

    void read(const std::vector<PdfRow>& rows, std::uint32_t depth = 0) {
        const River river = depth < deepest && rows.size() >= column_rows && rows.size() <= most_rows ? widest_river(rows) : River{};
        if (river.end == river.begin) {
            ++column;
            // A row of cells has a neighbour of its kind; a lone one is a line stretched to the column's width.
            for (std::size_t i = 0; i < rows.size(); ++i)
                put(rows[i], has_cells(rows[i]) && ((i > 0 && has_cells(rows[i - 1])) || (i + 1 < rows.size() && has_cells(rows[i + 1]))));
            return;
        }
        if (river.begin > 0) read({rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(river.begin)}, depth + 1);
        std::vector<PdfStretch> left, right;
        std::string all;
        for (std::size_t i = river.begin; i < river.end; ++i)
            for (const PdfStretch& one : rows[i]) {
                (one.right <= river.at ? left : right).push_back(one);
                all += one.text;
            }
        if (mostly_right_to_left(all)) std::swap(left, right);
        read(rows_of_stretches(std::move(left)), depth + 1);
        read(rows_of_stretches(std::move(right)), depth + 1);
        if (river.end < rows.size()) read({rows.begin() + static_cast<std::ptrdiff_t>(river.end), rows.end()}, depth + 1);
    }

    std::vector<PdfLine> lines;
    std::uint32_t column = 0;

private:
    void put(const PdfRow& row, bool cells) {
        if (row.empty()) return;
        PdfLine line;
        line.left = row.front().left;
        line.right = row.front().right;
        line.base = row.front().base;
        std::uint32_t most = 0;
        const PdfStretch* last = nullptr;
        for (const PdfStretch& one : row) {
            if (last) {
                const bool label = last == &row.front() && speaker_label(last->text + " x") == TextRange{0, static_cast<std::uint32_t>(last->text.size())};
                line.text += cells && gap_between(*last, one) > wide_gap * one.size && !label ? '\t' : ' ';
            }
            line.text += one.text;
            line.answer |= one.answer;
            line.left = std::min(line.left, one.left);
            line.right = std::max(line.right, one.right);
            if (one.letters > most) {
                most = one.letters;
                line.size = one.size;
                line.base = one.base;
            }
            last = &one;
        }
        const std::size_t end = row.front().text.find(' ');
        const double share = end == std::string::npos ? 1 : static_cast<double>(end) / static_cast<double>(row.front().text.size());
        line.first_word = (row.front().right - row.front().left) * share;
        line.column = column;
        line.page = m_page;
        line.sideways = m_sideways;
        lines.push_back(std::move(line));
    }

    std::uint32_t m_page;
    bool m_sideways;
};

/// Turned so that its base lines run to the right.
PdfItem upright(PdfItem item, double degrees) {
    const double angle = -degrees * std::numbers::pi / 180;
    const double x = item.x * std::cos(angle) - item.y * std::sin(angle);
    item.y = item.x * std::sin(angle) + item.y * std::cos(angle);
    item.x = x;
    return item;
}

} // namespace

std::vector<PdfLine> pdf_lines(const PdfPage& page, std::uint32_t page_number) {
    // What stands turned on the page, or is written downwards, is read apart behind the rest.
    std::map<long, std::vector<PdfItem>> by_angle;
    std::vector<PdfLine> lines, downwards;
    for (const PdfItem& item : page.items) {
        const long step = std::lround(item.angle / 15) % 24;
        if (item.direction == PdfDirection::downwards) {
            downwards.push_back({item.text, item.x, item.x + item.size, item.y, item.size, 0, page_number, true, item.size, false});
        } else {
            by_angle[step].push_back(step == 0 ? item : upright(item, static_cast<double>(step) * 15));
        }
    }
    std::uint32_t column = 0;
    const auto read = [&](long step, const std::vector<PdfItem>& items) {
        PageReader reader(page_number, step != 0);
        reader.column = column;
        reader.read(pdf_rows(items));
        column = reader.column;
        lines.insert(lines.end(), reader.lines.begin(), reader.lines.end());
    };
    if (const auto level = by_angle.find(0); level != by_angle.end()) read(0, level->second);
    for (const auto& [step, items] : by_angle)
        if (step != 0) read(step, items);
    for (PdfLine& line : downwards) {
        line.column = column + 1;
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace emic
