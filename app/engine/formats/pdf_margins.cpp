#include "engine/formats/pdf_margins.h"

#include "engine/queries/text_units.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace emic {

namespace {

constexpr double margin_share = 0.14; ///< of a page's height: where heads and feet stand
constexpr std::size_t margin_lines = 4; ///< of a head or foot, at most
constexpr double enough_pages = 0.45; ///< share of the pages; odd and even ones may differ
constexpr double same_place = 3;      ///< points
constexpr std::size_t enough_numbers = 5; ///< of a document, to be taken for a numbering
constexpr double text_share = 0.9;    ///< of a page's letters that stand right of its numbers

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The line with its numbers levelled: "Page 3 of 12" is "Page # of #".
std::string levelled(std::string_view text) {
    std::string shape;
    for (const char c : text) {
        if (!is_digit(c)) shape += c;
        else if (shape.empty() || shape.back() != '#') shape += '#';
    }
    return shape;
}

/// A number and signs, a word for page perhaps: nothing that anybody said.
bool is_page_number(const std::string& shape) {
    std::string rest;
    for (const char c : shape)
        if (std::string_view(" -/|[]().").find(c) == std::string_view::npos) rest += c;
    for (const std::string_view word : {"–", "—", "·"})
        for (std::size_t at; (at = rest.find(word)) != std::string::npos;) rest.erase(at, word.size());
    static const std::set<std::string, std::less<>> shapes{"#", "##", "Page#", "page#", "Page#of#", "page#of#", "p#", "Seite#", "Seite#von#", "Página#", "Página#de#", "第#页", "#ページ"};
    return shapes.contains(rest);
}

/// The outermost lines of a page, from the edge inwards, by their places in the page's lines.
std::vector<std::size_t> outermost(const std::vector<PdfLine>& lines, double height, bool top) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool there = top ? lines[i].base > height * (1 - margin_share) : lines[i].base < height * margin_share;
        if (there && !lines[i].sideways) places.push_back(i);
    }
    sort_rows(places, [&](std::size_t a, std::size_t b) { return top ? lines[a].base > lines[b].base : lines[a].base < lines[b].base; });
    if (places.size() > margin_lines) places.resize(margin_lines);
    return places;
}

struct Key {
    long height; ///< in steps of `same_place`
    std::string shape;
    auto operator<=>(const Key&) const = default;
};

Key key_of(const PdfLine& line, double height, bool top) {
    return {std::lround((top ? height - line.base : line.base) / same_place), levelled(line.text)};
}

/// On how many pages a line of this shape stands here; a point's difference may fall into the next step.
std::size_t pages_with(const std::map<Key, std::size_t>& seen, const Key& key) {
    std::size_t sum = 0;
    for (const long step : {-1L, 0L, 1L})
        if (const auto found = seen.find({key.height + step, key.shape}); found != seen.end()) sum += found->second;
    return sum;
}

bool is_number(std::string_view text) { return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos; }

/// Where the running text of a page begins on the left.
double text_edge(const PdfPage& page) {
    std::vector<std::pair<double, std::size_t>> letters;
    std::size_t all = 0;
    for (const PdfItem& item : page.items)
        if (!is_number(item.text) && item.text != " ") {
            letters.emplace_back(item.x, item.text.size());
            all += item.text.size();
        }
    sort_rows(letters);
    double edge = 0;
    for (auto at = letters.rbegin(); at != letters.rend(); ++at) {
        edge = at->first;
        if (static_cast<double>(all - std::min(all, at->second)) < static_cast<double>(all) * (1 - text_share)) break;
        all -= at->second;
    }
    return edge;
}

/// The places of the numbers left of a page's text, when they grow from top to bottom.
std::vector<std::size_t> margin_numbers(const PdfPage& page) {
    const double edge = text_edge(page);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < page.items.size(); ++i) {
        const PdfItem& item = page.items[i];
        if (is_number(item.text) && item.angle == 0 && item.x + item.width + 0.4 * item.size < edge) places.push_back(i);
    }
    sort_rows(places, [&](std::size_t a, std::size_t b) { return page.items[a].y > page.items[b].y; });
    for (std::size_t i = 1; i < places.size(); ++i)
        if (std::stoi(page.items[places[i]].text) <= std::stoi(page.items[places[i - 1]].text)) return {};
    sort_rows(places);
    return places;
}

} // namespace

std::uint32_t take_margin_numbers(std::vector<PdfPage>& pages) {
    std::vector<std::vector<std::size_t>> found;
    std::size_t sum = 0;
    for (const PdfPage& page : pages) {
        found.push_back(margin_numbers(page));
        sum += found.back().size();
    }
    if (sum < enough_numbers) return 0;
    for (std::size_t page = 0; page < pages.size(); ++page) {
        std::size_t at = 0, next = 0;
        std::erase_if(pages[page].items, [&](const PdfItem&) {
            const bool taken = next < found[page].size() && found[page][next] == at;
            next += taken;
            ++at;
            return taken;
        });
    }
    return static_cast<std::uint32_t>(sum);
}

PdfMargins take_margins(std::vector<std::vector<PdfLine>>& pages, const std::vector<PdfPage>& sizes) {
    PdfMargins margins;
    const std::size_t filled = static_cast<std::size_t>(std::count_if(pages.begin(), pages.end(), [](const auto& lines) { return !lines.empty(); }));
    if (filled < 2) return margins;
    std::set<std::string> told;
    for (const bool top : {true, false}) {
        std::map<Key, std::size_t> seen;
        for (std::size_t page = 0; page < pages.size(); ++page)
            for (const std::size_t place : outermost(pages[page], sizes[page].height, top)) ++seen[key_of(pages[page][place], sizes[page].height, top)];
        for (std::size_t page = 0; page < pages.size(); ++page) {
            std::vector<std::size_t> taken;
            for (const std::size_t place : outermost(pages[page], sizes[page].height, top)) {
                const PdfLine& line = pages[page][place];
                const Key key = key_of(line, sizes[page].height, top);
                const std::size_t times = pages_with(seen, key);
                const bool number = is_page_number(key.shape);
                const bool often = static_cast<double>(times) >= enough_pages * static_cast<double>(filled) && times >= (number ? 2U : 3U);
                // What a person says may stand at the head of several pages: "Yeah."
                const bool spoken = !number && speaker_label(line.text).has_value();
                const bool pair = !number && filled == 2 && times == 2 && key.shape != line.text; // with a number in it
                if ((!often && !pair) || spoken) break;
                if (number) ++margins.page_numbers;
                else if (told.insert(key.shape).second) margins.heads.push_back(line.text);
                taken.push_back(place);
            }
            std::sort(taken.rbegin(), taken.rend());
            for (const std::size_t place : taken) pages[page].erase(pages[page].begin() + static_cast<std::ptrdiff_t>(place));
        }
    }
    return margins;
}

} // namespace emic
