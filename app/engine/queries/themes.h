#pragma once

#include "engine/indexes.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace emic {

/// A code gathered by a theme.
struct ThemeCodeRow {
    Id<Code> id;
    std::string name;
    std::string path;
    Colour colour = 0;
    std::uint32_t passages = 0; ///< with those of sub-codes; a passage coded twice counts once
    std::uint32_t documents = 0;
    std::uint32_t cases = 0;
    bool has_subcodes = false;

    bool operator==(const ThemeCodeRow&) const = default;
};

/// A key quotation of a theme.
struct ThemeQuotationRow {
    Passage passage;
    std::string document;
    std::string case_name;       ///< whose words they are, as case_of() says; may be empty
    std::uint32_t paragraph = 0; ///< from 1
    std::string text;            ///< exactly as in the document

    bool operator==(const ThemeQuotationRow&) const = default;
};

/// "<this theme> <name> <to>".
struct ThemeRelationRow {
    Id<Theme> to;
    std::string name;
    std::string to_name;

    bool operator==(const ThemeRelationRow&) const = default;
};

struct ThemeRow {
    Id<Theme> id;
    std::string name;
    std::string description;
    std::vector<ThemeCodeRow> codes;           ///< in the researcher's order
    std::vector<ThemeQuotationRow> quotations; ///< in the researcher's order
    std::vector<ThemeRelationRow> relations;   ///< in the researcher's order
    std::uint32_t passages = 0;                ///< as many as passages_of_theme() has
    std::uint32_t documents = 0;               ///< documents in which any of its codes is used
    std::uint32_t cases = 0;                   ///< whose words those passages are
    bool with_subcodes = false;                ///< a code of it has sub-codes, whose passages count too
    bool has_memo = false;

    bool operator==(const ThemeRow&) const = default;
};

/// The passages of a theme's codes and of those beneath them, each stretch of text once, in document order.
std::vector<CodingEntry> passages_of_theme(const Project& project, const Indexes& indexes, const Theme& theme);

/// The codes of a theme with all beneath them.
std::unordered_set<Id<Code>, IdHash> codes_of_theme(const Project& project, const Indexes& indexes, const Theme& theme);

/// The themes by position, then name, then id. What is no longer in the project is left out.
std::vector<ThemeRow> theme_rows(const Project& project, const Indexes& indexes);

} // namespace emic
