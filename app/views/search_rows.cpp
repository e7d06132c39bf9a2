#include "views/search_rows.h"

#include "engine/queries/text_units.h"

#include <algorithm>

namespace emic {

namespace {

std::string heading_of(const SearchRow& row) {
    switch (row.kind) {
    case SearchKind::passage: return row.title.empty() ? "Document" : row.title;
    case SearchKind::memo: return "Memos";
    case SearchKind::code_name: return "Code names";
    case SearchKind::code_definition: return "Code definitions";
    case SearchKind::document_name: return "Document names";
    }
    return {};
}

bool same_group(const SearchRow& a, const SearchRow& b) {
    return a.kind == b.kind && (a.kind != SearchKind::passage || a.source == b.source);
}

} // namespace

std::vector<SearchItem> search_items(const SearchResults& results) {
    std::vector<SearchItem> items;
    std::size_t heading = 0;
    for (std::size_t i = 0; i < results.rows.size(); ++i) {
        if (i == 0 || !same_group(results.rows[i - 1], results.rows[i])) {
            heading = items.size();
            items.push_back({heading_of(results.rows[i]), 0, i});
        }
        ++items[heading].count;
        items.push_back({"", 0, i});
    }
    return items;
}

TextRange widened(std::string_view text, TextRange range, CodedExtent extent) {
    if (extent == CodedExtent::words || range.empty()) return range;
    const auto unit_at = [&](std::uint32_t offset) {
        switch (extent) {
        case CodedExtent::sentence: return sentence_at(text, offset);
        case CodedExtent::paragraph: return paragraph_range(text, offset);
        case CodedExtent::turn: return turn_at(text, offset);
        case CodedExtent::words: break;
        }
        return range;
    };
    // Words found across two sentences widen to both.
    const TextRange first = unit_at(range.begin), last = unit_at(range.end - 1);
    return {std::min({range.begin, first.begin, last.begin}), std::max({range.end, first.end, last.end})};
}

namespace {

/// As the document's own turns say, where it has some.
TextRange widened_in(const Source& source, TextRange range, CodedExtent extent) {
    if (extent != CodedExtent::turn || source.turns.empty() || range.empty()) return widened(source.text.view(), range, extent);
    const TextRange first = turn_at(source, range.begin), last = turn_at(source, range.end - 1);
    return {std::min({range.begin, first.begin, last.begin}), std::max({range.end, first.end, last.end})};
}

} // namespace

std::vector<Passage> widened_passages(const Project& project, const std::set<Passage>& passages, CodedExtent extent) {
    std::set<Passage> wide;
    for (const Passage& passage : passages)
        if (const Source* source = project.find(passage.source))
            wide.insert({passage.source, widened_in(*source, passage.range, extent)});
    return {wide.begin(), wide.end()};
}

} // namespace emic
