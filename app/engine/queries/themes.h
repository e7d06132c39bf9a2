#pragma once

#include "engine/indexes.h"

#include <string>
#include <vector>

namespace emic {

/// A code gathered by a theme.
struct ThemeCodeRow {
    Id<Code> id;
    std::string name;
    std::string path;
    Colour colour = 0;
    std::uint32_t codings = 0; ///< of the code itself, without sub-codes
    std::uint32_t documents = 0;

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
    std::uint32_t codings = 0;                 ///< of its codes; a code gathered twice counts once
    std::uint32_t documents = 0;               ///< documents in which any of its codes is used
    std::uint32_t cases = 0;                   ///< cases of those documents
    bool has_memo = false;

    bool operator==(const ThemeRow&) const = default;
};

/// The themes by position, then name, then id. What is no longer in the project is left out.
std::vector<ThemeRow> theme_rows(const Project& project, const Indexes& indexes);

} // namespace emic
