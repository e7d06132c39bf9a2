#pragma once

#include "engine/letters.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace emic {

/// How often something stands in a study, and how it stands there first.
struct WordUse {
    std::uint64_t count = 0;
    std::uint32_t place = 0; ///< of the texts, as add() was told
    std::string form;
    bool capital = false;    ///< somewhere with a capital letter first, or in a script without capitals
    bool capitals = false;   ///< somewhere in capitals only
    bool small = false;      ///< somewhere with a small letter first
};

using WordMap = std::unordered_map<std::u32string, WordUse>;

/// The words of many texts, each kind once with its count: by their units as letters_of() has them.
class WordUses {
public:
    /// Of pairs, only those that make one of `wanted_pairs` are counted: nearly every pair of words stands once. The same with runs of
    /// scripts without spaces.
    WordUses(std::set<std::u32string> wanted_pairs, bool wants_unspaced) : m_wanted_pairs(std::move(wanted_pairs)), m_wants_unspaced(wants_unspaced) {}

    /// `place` is the caller's number for the text.
    void add(std::string_view text, std::uint32_t place);

    WordMap words;     ///< "zebulonic"; not those of addresses
    WordMap pairs;     ///< two words with at most two signs between, written together
    WordMap spelt;     ///< two letters or more that stand alone, one after the other: "Z. Q.", "Z-e-b"
    WordMap initials;  ///< a capital letter that stands alone before a full stop
    WordMap addresses; ///< e-mail, web and file names: their letters alone
    WordMap unspaced;  ///< runs of a script that is written without spaces

private:
    struct Word {
        std::size_t begin = 0, end = 0; ///< in the letters
        bool own = false;
    };
    void add_chunk(std::string_view text, const std::vector<Letter>& letters, Word chunk);
    void add_word(std::string_view text, const std::vector<Letter>& letters, Word word);
    void end_letters(std::string_view text, const std::vector<Letter>& letters);
    void count(WordMap& map, std::u32string units, std::string_view text, TextRange range) const;

    std::set<std::u32string> m_wanted_pairs;
    bool m_wants_unspaced;
    std::uint32_t m_place = 0;
    Word m_before;             ///< the word before; empty at the beginning
    std::vector<Word> m_alone; ///< letters that stand alone, one after the other
};

} // namespace emic
