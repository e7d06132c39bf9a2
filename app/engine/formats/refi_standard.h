#pragma once

#include "engine/formats/refi_check.h"
#include "engine/formats/refi_package.h"

#include <map>

namespace emic::refi {

/// Gathers what is wrong with a file by its kind, with a few examples of each.
class Findings {
public:
    void add(const char* id, const std::string& example = {}, std::uint32_t count = 1);
    /// In the order of importance.
    [[nodiscard]] std::vector<RefiFinding> rows() const;

private:
    struct Seen {
        std::uint32_t count = 0;
        std::vector<std::string> examples;
    };
    std::map<std::string, Seen> m_seen;
};

/// What a project's or codebook's tree has against the schema. The tree is normalised by this.
void find_schema_problems(const pugi::xml_node& root, Findings& findings);

/// What is wrong with the archive and the files in it; the tree must be normalised.
void find_package_problems(const FileInput& file, Package& package, Findings& findings);

} // namespace emic::refi
