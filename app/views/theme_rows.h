#pragma once

#include "engine/indexes.h"
#include "engine/queries/themes.h"

#include <string>
#include <vector>

namespace emic {

/// The passages of a theme's codes and of all beneath them, in document order; a passage with several of them once, as
/// the first coding on it.
std::vector<CodingEntry> passages_of_theme(const Project& project, const Indexes& indexes, Id<Theme> theme);

/// A relation that another theme has to this one.
struct IncomingRelation {
    Id<Theme> from;
    std::string from_name;
    std::string name;

    bool operator==(const IncomingRelation&) const = default;
};
/// In the order of the themes, each theme's in its own order.
std::vector<IncomingRelation> incoming_relations(const std::vector<ThemeRow>& themes, Id<Theme> theme);

/// "41 passages in 7 documents of 5 cases", or what is missing.
std::string reach_of(const ThemeRow& theme);

} // namespace emic
