#pragma once

#include "engine/letters.h"
#include "engine/project.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// A project's pseudonyms, ready to be put into many texts. The longest real name wins; what was put in is not looked at
/// again, and stands as the researcher wrote it, in capitals or not.
///
/// A name is found however it is written as long as its letters are the same, in their order: see letters_of(). Between
/// its words may stand blanks, line ends, a hyphen or a middle dot, and it may be divided at a line's end. Whole words
/// only, except in scripts written without spaces; but a name may carry an ending or a little word that is written
/// together with it, which stays on the stand-in:
///
///     Anna  ANNA  An<soft hyphen>na  Anna’s  Annas  안나는  וישראל   ->   P1  P1  P1  P1’s  P1s  P1는  וP1
///
/// In capitals accents may be missing (RENE). Names of one letter, and those that the researcher wrote in quotation marks
/// (“Will”), only with their capitals as they are. What is near to a name and stays, near_names() tells.
class StandIns {
public:
    explicit StandIns(const Table<Pseudonym>& pseudonyms);

    /// No name goes over a place in `walls` (sorted): where a speaker’s turn begins.
    [[nodiscard]] ReplacedText replace(std::string_view text, std::span<const std::uint32_t> walls = {}) const;
    /// How often each real name would be replaced in a text; names that are not in it are left out.
    void count_in(std::string_view text, std::map<Id<Pseudonym>, std::uint64_t>& counts) const;
    [[nodiscard]] bool empty() const { return m_names.empty(); }

private:
    struct Name {
        Id<Pseudonym> id;
        std::u32string units; ///< a blank stands for whatever parts two words
        std::u32string plain; ///< without accents, for words in capitals; empty where there are none
        std::size_t letters = 0;
        std::string as_written; ///< not empty where capitals count
        std::string standin;
    };
    struct Found {
        TextRange range;
        const Name* name;
    };
    [[nodiscard]] std::vector<Found> find_in(std::string_view text, std::span<const std::uint32_t> walls) const; ///< sorted by place, not overlapping
    void find_at(std::string_view text, const std::vector<Letter>& letters, std::size_t at, std::span<const std::uint32_t> walls, std::vector<std::vector<Found>>& found) const;

    std::vector<Name> m_names; ///< longest first
    std::unordered_map<char32_t, std::vector<std::size_t>> m_of_first; ///< names by their first unit
};

/// The units of a name as it is looked for: one blank for whatever parts two words, none at its ends.
std::u32string name_units(std::string_view name);

} // namespace emic
