#pragma once

#include "engine/project.h"

#include <unordered_map>
#include <vector>

namespace emic {

/// code_points_before() for many places of a project's documents, without counting each text from its start every time.
class CodePointIndex {
public:
    explicit CodePointIndex(const Project& project) : m_project(project) {}

    /// Code points before `offset` (bytes) in a document's text; 0 for an unknown document.
    std::uint32_t before(Id<Source> source, std::uint32_t offset);

private:
    const Project& m_project;
    std::unordered_map<Id<Source>, std::vector<std::uint32_t>, IdHash> m_marks; ///< code points before every mark_distance bytes
};

} // namespace emic
