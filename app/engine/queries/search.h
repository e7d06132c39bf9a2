#pragma once

#include "engine/indexes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Something to look for, made ready once and looked for in many texts.
///
/// Upper and lower case are the same, accents are not (but é found however it is stored, as one code point or two).
/// White space in the needle is matched by any run of white space, line ends included; at its ends it is left out. What is
/// invisible (soft hyphens, zero-width blanks) counts for nothing.
/// Results are widened to whole grapheme clusters and do not overlap. An empty needle is found nowhere.
class Needle {
public:
    explicit Needle(std::string_view typed);

    [[nodiscard]] bool empty() const { return m_units.empty(); }
    /// Where it stands in `text` (valid UTF-8), from the front; at most `limit`.
    [[nodiscard]] std::vector<TextRange> find_in(std::string_view text, std::size_t limit = SIZE_MAX) const;

private:
    void prepare_ascii();
    void prepare_units();
    [[nodiscard]] std::optional<std::uint32_t> end_of_match(std::string_view text, std::uint32_t begin) const;
    [[nodiscard]] std::optional<std::uint32_t> begin_before(std::string_view text, std::uint32_t place) const;
    [[nodiscard]] std::optional<std::uint32_t> next_begin_ascii(std::string_view text, std::uint32_t from) const;
    [[nodiscard]] std::optional<std::uint32_t> next_begin(std::string_view text, std::uint32_t from) const;

    std::vector<char32_t> m_units;        ///< folded and decomposed; a space stands for a run of white space
    bool m_ascii = false;                 ///< all of m_units is ASCII
    std::uint32_t m_anchor = 0;           ///< the rarest of m_units before the first space, when m_ascii
    std::array<bool, 256> m_lead_bytes{}; ///< that a match may begin with, when not m_ascii
    std::vector<char32_t> m_first;        ///< code points that a match may begin with; empty for any with such a byte
};

/// Needle(needle).find_in(text).
std::vector<TextRange> find_in_text(std::string_view text, std::string_view needle);

/// Where a search result lies.
enum class SearchKind { passage, memo, code_name, code_definition, document_name };

struct SearchRow {
    SearchKind kind = SearchKind::passage;
    Id<Source> source; ///< of a passage or document name, or the document or passage a memo is written on
    TextRange range;   ///< of a passage, or the passage a memo is written on
    Id<Memo> memo;
    Id<Code> code;               ///< of a name or definition, or the code a memo is written on
    std::string title;           ///< the document's name, the code's path, or the name of what the memo is on
    std::uint32_t paragraph = 0; ///< of a passage, from 1
    std::string before;          ///< context in the same paragraph, at most context_code_points
    std::string match;           ///< exactly as it stands in the text
    std::string after;
    std::vector<Id<Code>> coded; ///< of a passage: codes of the codings that overlap it, in tree order, once each

    bool operator==(const SearchRow&) const = default;
};

struct SearchResults {
    std::vector<SearchRow> rows;    ///< passages in document order, then memos, codes in tree order, document names
    std::uint32_t total = 0;        ///< found in all, shown or not
    std::uint32_t in_passages = 0;  ///< of these in documents' text
    std::uint32_t in_documents = 0; ///< how many documents those lie in
};

/// Looks through documents, memos, code names, definitions (with include, exclude and examples) and document names. A
/// memo, name or definition is found once, however often the needle stands in it. At most `limit` rows.
SearchResults search_project(const Project& project, const Indexes& indexes, std::string_view typed, std::size_t limit);

} // namespace emic
