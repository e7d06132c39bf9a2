#pragma once

#include "engine/formats/data_table.h"

#include <map>
#include <utility>

namespace emic {

/// A project's attributes as columns of tables and lines of reports: by position, then name, then id.
class AttributeColumns {
public:
    explicit AttributeColumns(const Project& project);

    /// Adds a column for each attribute that any case or document of `holder` has a value of.
    void add_titles(DataTable& table, AttributeHolder holder) const;
    /// Adds the cells of one case or document in the same order.
    void add_cells(std::vector<std::string>& row, AttributeHolder holder, Guid id) const;
    /// "age 34 · site North"; empty when nothing is known.
    [[nodiscard]] std::string line(AttributeHolder holder, Guid id) const;
    /// The case's and the document's own.
    [[nodiscard]] std::string line_of(const Source& source) const;

private:
    [[nodiscard]] const std::string* value(const Attribute& attribute, AttributeHolder holder, Guid id) const;

    std::vector<const Attribute*> m_of_cases, m_of_documents;
    std::map<std::pair<Guid, Guid>, const AttributeValue*> m_values; ///< by attribute and holder
};

} // namespace emic
