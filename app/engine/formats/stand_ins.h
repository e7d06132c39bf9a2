#pragma once

#include "engine/project.h"
#include "engine/queries/search.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// A text with names replaced, and where everything that stood in the old one stands now.
///
///     old   I met Anna in Birmingham
///     new   I met P1 in a city
class ReplacedText {
public:
    struct Replacement {
        TextRange range;
        std::string_view words;
    };

    ReplacedText() = default;
    /// `replacements` are sorted and do not overlap.
    ReplacedText(std::string_view text, std::span<const Replacement> replacements);

    std::string text;

    /// A passage cut through a replaced name takes in the whole stand-in, so no passage is lost.
    [[nodiscard]] TextRange moved(TextRange range) const;

private:
    struct Piece {
        TextRange before;
        TextRange after;
    };
    [[nodiscard]] std::uint32_t moved(std::uint32_t offset, bool to_end) const;
    std::vector<Piece> m_pieces; ///< sorted
};

/// A project's pseudonyms, ready to be put into many texts. The longest real name wins; what was put in is not looked
/// at again. Capitals count, accents may be stored as one code point or two, a run of blanks is any run of blanks.
/// Whole words only, except in scripts written without spaces; so "Anna’s" becomes "P1’s" and "Annabel" stays.
class StandIns {
public:
    explicit StandIns(const Table<Pseudonym>& pseudonyms);

    [[nodiscard]] ReplacedText replace(std::string_view text) const;
    /// How often each real name would be replaced in a text; names that are not in it are left out.
    void count_in(std::string_view text, std::map<Id<Pseudonym>, std::uint64_t>& counts) const;
    [[nodiscard]] bool empty() const { return m_names.empty(); }

private:
    struct Name {
        Id<Pseudonym> id;
        Needle needle;
        std::string real; ///< composed, blanks as one space
        std::string standin;
    };
    struct Found {
        TextRange range;
        const Name* name;
    };
    [[nodiscard]] std::vector<Found> find_in(std::string_view text) const; ///< sorted by place, not overlapping
    std::vector<Name> m_names; ///< longest first
};

} // namespace emic
