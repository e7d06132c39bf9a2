#pragma once

#include "engine/project.h"

#include <string>
#include <vector>

namespace emic {

struct AttributeColumn {
    Id<Attribute> id;
    std::string name;
    AttributeType type = AttributeType::text;
    std::uint32_t values = 0; ///< how many of the table's rows have one

    bool operator==(const AttributeColumn&) const = default;
};

/// A case or a document with what its attributes say.
struct HolderRow {
    Guid id;
    std::string name;
    std::vector<std::string> values; ///< one for each column; empty where nothing is said

    bool operator==(const HolderRow&) const = default;
};

/// What is known of all cases, or of all documents: a row for each, in document order, a column for each attribute.
struct HolderTable {
    std::vector<AttributeColumn> columns;
    std::vector<HolderRow> rows;

    bool operator==(const HolderTable&) const = default;
};
HolderTable holder_table(const Project& project, AttributeHolder holder);

} // namespace emic
