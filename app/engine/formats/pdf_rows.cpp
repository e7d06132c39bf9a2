#include "engine/formats/pdf_rows.h"

#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace emic {

namespace {

constexpr double word_gap = 0.13;    ///< of the font's size: a wider gap is a space though none is written
constexpr double stretch_gap = 1.0;  ///< of the font's size: a wider gap parts stretches
constexpr double same_height = 0.5;  ///< share of the smaller letters that stand beside the larger ones
constexpr double letter_height = 0.7; ///< of the font's size

bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

bool is_wide(char32_t c) {
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

std::uint32_t letters_in(std::string_view text) {
    std::uint32_t sum = 0;
    for (std::uint32_t at = 0; at < text.size();) sum += is_wide(next_code_point(text, at)) ? 2 : 1;
    return sum;
}

/// Groups things by height, highest first; `base` and `size` say where one stands. A row is what overlaps with its
/// first, largest thing.
template <class Thing> std::vector<std::vector<Thing>> by_height(std::vector<Thing> things, double (*base)(const Thing&), double (*size)(const Thing&)) {
    sort_rows(things, [&](const Thing& a, const Thing& b) { return base(a) > base(b); });
    std::vector<std::vector<Thing>> rows;
    std::vector<double> bases, sizes; // of each row's largest thing
    for (Thing& thing : things) {
        const double low = base(thing), high = low + letter_height * size(thing);
        std::size_t found = rows.size();
        // The last few rows are enough: things come from top to bottom.
        for (std::size_t back = 1; back <= 3 && back <= rows.size(); ++back) {
            const std::size_t at = rows.size() - back;
            const double row_high = bases[at] + letter_height * sizes[at];
            const double overlap = std::min(high, row_high) - std::max(low, bases[at]);
            if (overlap > same_height * letter_height * std::min(size(thing), sizes[at])) {
                found = at;
                break;
            }
        }
        if (found == rows.size()) {
            rows.emplace_back();
            bases.push_back(low);
            sizes.push_back(size(thing));
        } else if (size(thing) > sizes[found]) {
            bases[found] = low;
            sizes[found] = size(thing);
        }
        rows[found].push_back(std::move(thing));
    }
    // A raised mark may have begun a row before the words that it belongs to.
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    sort_rows(order, [&](std::size_t a, std::size_t b) { return bases[a] > bases[b]; });
    std::vector<std::vector<Thing>> sorted;
    for (const std::size_t at : order) sorted.push_back(std::move(rows[at]));
    return sorted;
}

/// The size that most letters of a row have, and the base line of those letters.
struct Setting {
    double size = 0, base = 0;
};
Setting setting_of(std::span<const PdfItem> row) {
    std::map<long, std::uint32_t> letters;
    for (const PdfItem& item : row)
        if (!is_blank(item.text)) letters[std::lround(item.size * 4)] += letters_in(item.text);
    const auto most = std::max_element(letters.begin(), letters.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    Setting setting;
    if (most == letters.end()) return setting;
    for (const PdfItem& item : row)
        if (!is_blank(item.text) && std::lround(item.size * 4) == most->first) {
            setting = {item.size, item.y};
            break;
        }
    return setting;
}

void append_trimmed(std::string& text, std::string_view more, bool spaced) {
    const std::size_t first = more.find_first_not_of(' ');
    if (first == std::string_view::npos) return;
    if (!text.empty() && text.back() != ' ' && (spaced || first > 0)) text += ' ';
    for (const char c : more.substr(first))
        if (c != ' ' || text.empty() || text.back() != ' ') text += c;
}

/// The same words printed twice a hair apart, as some programs make bold letters or shadows.
bool is_shadow(const PdfItem& one, const PdfItem& next) {
    const double near = 0.12 * std::max(one.size, next.size);
    return one.text == next.text && std::fabs(one.x - next.x) < near && std::fabs(one.y - next.y) < near;
}

/// A small raised number or sign behind a word, which leads to a note; not the 2 of m².
bool is_note_mark(const PdfItem& item, const Setting& setting, std::string_view before) {
    if (item.size > 0.85 * setting.size || item.y < setting.base + 0.15 * setting.size || item.text.size() > 4) return false;
    const bool mark = item.text.find_first_not_of("0123456789*") == std::string::npos || item.text == "†" || item.text == "‡" || item.text == "§";
    std::size_t word = before.size();
    while (word > 0 && static_cast<unsigned char>(before[word - 1]) >= 'A') --word;
    const bool sentence = !before.empty() && std::string_view(".,;:!?)\"'").find(before.back()) != std::string_view::npos;
    return mark && (sentence || before.size() - word >= 3);
}

/// Pieces in reading order that no wide gap parts, as one stretch; nothing when they are blank.
void put_stretch(PdfRow& row, std::span<const PdfItem> items, bool leftwards) {
    const Setting setting = setting_of(items);
    if (setting.size <= 0) return;
    PdfStretch stretch{{}, items.front().x, items.front().x, setting.base, setting.size, 0, false};
    const PdfItem* last = nullptr; // the last with words
    bool space = false;            // a written one since then
    for (const PdfItem& item : items) {
        if (is_blank(item.text)) {
            space = true;
            continue;
        }
        if (last && is_shadow(*last, item)) continue;
        const double gap = !last ? 0 : leftwards ? last->x - (item.x + item.width) : item.x - (last->x + last->width);
        const bool spaced = space || gap > word_gap * setting.size;
        if (!spaced && is_note_mark(item, setting, stretch.text)) stretch.text += '[' + item.text + ']';
        else append_trimmed(stretch.text, item.text, spaced);
        stretch.answer |= item.answer;
        stretch.left = std::min(stretch.left, item.x);
        stretch.right = std::max(stretch.right, item.x + item.width);
        space = item.text.back() == ' ';
        last = &item;
    }
    while (stretch.text.ends_with(' ')) stretch.text.pop_back();
    stretch.letters = letters_in(stretch.text);
    if (!stretch.text.empty()) row.push_back(std::move(stretch));
}

PdfRow stretches_of(std::vector<PdfItem> row) {
    std::string all;
    for (const PdfItem& item : row) all += item.text;
    const bool leftwards = mostly_right_to_left(all);
    sort_rows(row, [&](const PdfItem& a, const PdfItem& b) { return leftwards ? a.x + a.width > b.x + b.width : a.x < b.x; });
    PdfRow stretches;
    std::size_t begin = 0;
    const PdfItem* last = nullptr; // the last with words
    for (std::size_t i = 0; i < row.size(); ++i) {
        const PdfItem& item = row[i];
        if (is_blank(item.text)) continue;
        const double gap = !last ? 0 : leftwards ? last->x - (item.x + item.width) : item.x - (last->x + last->width);
        if (last && gap > stretch_gap * std::max(last->size, item.size)) {
            put_stretch(stretches, std::span(row).subspan(begin, i - begin), leftwards);
            begin = i;
        }
        last = &item;
    }
    put_stretch(stretches, std::span(row).subspan(begin), leftwards);
    return stretches;
}

} // namespace

bool mostly_right_to_left(std::string_view text) {
    std::int64_t balance = 0;
    for (std::uint32_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const bool leftwards = (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF);
        if (leftwards) ++balance;
        else if (is_word_character(c) && !(c >= '0' && c <= '9')) --balance;
    }
    return balance > 0;
}

std::vector<PdfRow> pdf_rows(std::span<const PdfItem> items) {
    std::vector<PdfRow> rows;
    for (std::vector<PdfItem>& row : by_height<PdfItem>({items.begin(), items.end()}, [](const PdfItem& item) { return item.y; },
                                                        [](const PdfItem& item) { return item.size; })) {
        PdfRow stretches = stretches_of(std::move(row));
        if (!stretches.empty()) rows.push_back(std::move(stretches));
    }
    return rows;
}

std::vector<PdfRow> rows_of_stretches(std::vector<PdfStretch> stretches) {
    auto rows = by_height<PdfStretch>(std::move(stretches), [](const PdfStretch& one) { return one.base; }, [](const PdfStretch& one) { return one.size; });
    for (PdfRow& row : rows) {
        std::string all;
        for (const PdfStretch& one : row) all += one.text;
        const bool leftwards = mostly_right_to_left(all);
        sort_rows(row, [&](const PdfStretch& a, const PdfStretch& b) { return leftwards ? a.right > b.right : a.left < b.left; });
    }
    return rows;
}

} // namespace emic
