#pragma once

#include "engine/indexes.h"
#include "engine/queries/themes.h"

#include <string>
#include <vector>

namespace emic {

/// A relation that another theme has to this one.
struct IncomingRelation {
    Id<Theme> from;
    std::string from_name;
    std::string name;

    bool operator==(const IncomingRelation&) const = default;
};
/// In the order of the themes, each theme's in its own order.
std::vector<IncomingRelation> incoming_relations(const std::vector<ThemeRow>& themes, Id<Theme> theme);

/// "41 passages in 7 documents of 5 cases, with those of sub-codes", or what is missing.
std::string reach_of(const ThemeRow& theme);

} // namespace emic
