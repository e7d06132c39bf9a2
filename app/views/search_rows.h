#pragma once

#include "engine/queries/search.h"
#include "views/mode_state.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// One line of the results: a heading, or the result with that index.
struct SearchItem {
    std::string heading;      ///< empty for a result
    std::uint32_t count = 0;  ///< of a heading: results under it
    std::size_t result = 0;

    [[nodiscard]] bool is_heading() const { return !heading.empty(); }
    bool operator==(const SearchItem&) const = default;
};

/// Passages under their document's name, then memos, code names, definitions and document names
/// under a heading each.
std::vector<SearchItem> search_items(const SearchResults& results);

/// A result's passage widened to the sentence, paragraph or turn around it.
TextRange widened(std::string_view text, TextRange range, CodedExtent extent);

/// The widened passages, sorted, none twice.
std::vector<Passage> widened_passages(const Project& project, const std::set<Passage>& passages, CodedExtent extent);

} // namespace emic
