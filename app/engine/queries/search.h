#pragma once

#include "engine/indexes.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Something to look for, made ready once and looked for in many texts.
///
/// Upper and lower case are the same, accents are not (but é found however it is stored, as one code point or two).
/// White space in the needle is matched by any run of white space, line ends included; at its ends it is left out.
/// Results are widened to whole grapheme clusters and do not overlap. An empty needle is found nowhere.
class Needle {
public:
    explicit Needle(std::string_view typed);

    [[nodiscard]] bool empty() const { return m_units.empty(); }
    /// Where it stands in `text` (valid UTF-8), from the front; at most `limit`.
    [[nodiscard]] std::vector<TextRange> find_in(std::string_view text, std::size_t limit = SIZE_MAX) const;

private:
    [[nodiscard]] TextRange match_at(std::string_view text, std::uint32_t offset) const;
    [[nodiscard]] bool match_ascii(std::string_view text, std::size_t offset, std::size_t& end) const;
    template <class Take> void scan_ascii(std::string_view text, Take take) const;
    template <class Take> void scan_units(std::string_view text, Take take) const;

    std::vector<char32_t> m_units;       ///< folded and decomposed; a space stands for a run of white space
    std::string m_ascii;                 ///< the same, when all of it is ASCII
    std::size_t m_anchor = 0;            ///< in m_ascii: the rarest byte before the first space
    std::array<bool, 256> m_may_begin{}; ///< bytes that a match may begin with
};

/// Needle(needle).find_in(text).
std::vector<TextRange> find_in_text(std::string_view text, std::string_view needle);

/// Where a search result lies.
enum class SearchKind { passage, memo, code_name, code_definition };

struct SearchRow {
    SearchKind kind = SearchKind::passage;
    Id<Source> source; ///< of a passage, or of the document or passage a memo is written on
    TextRange range;   ///< in the document's text, of a passage; in the memo's, name's or definition's otherwise
    Id<Memo> memo;
    Id<Code> code;               ///< of a name or definition, or the code a memo is written on
    std::string title;           ///< the document's name, the code's path, or what the memo is on
    std::uint32_t paragraph = 0; ///< of a passage: from 1
    std::string before;          ///< context in the same paragraph, from the start of a word
    std::string match;           ///< exactly as it stands in the text
    std::string after;
    std::vector<Id<Code>> coded; ///< of a passage: codes of codings that overlap it, in tree order, once each

    bool operator==(const SearchRow&) const = default;
};

struct SearchResults {
    std::vector<SearchRow> rows;    ///< passages in document order, then memos, then codes
    std::uint32_t total = 0;        ///< found in all, shown or not
    std::uint32_t in_passages = 0;  ///< of these in documents' text
    std::uint32_t in_documents = 0; ///< how many documents those lie in
};

/// Looks through documents, memos (by their text), code names and definitions (with include, exclude and examples).
/// At most `limit` rows.
SearchResults search_project(const Project& project, const Indexes& indexes, std::string_view typed, std::size_t limit);

} // namespace emic
