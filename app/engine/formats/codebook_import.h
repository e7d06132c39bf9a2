#pragma once

#include "engine/formats/reader.h"
#include "engine/records.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// A code of a codebook that is not yet in a project.
struct ImportedCode {
    std::string name;             ///< never empty
    std::optional<Colour> colour; ///< where the file gives one that can be read
    std::string definition;
    std::string include;
    std::string exclude;
    std::string examples;
    bool category = false;    ///< only gathers codes
    std::optional<Guid> guid; ///< where the file has one
    std::vector<ImportedCode> children;

    bool operator==(const ImportedCode&) const = default;
};

/// What a codebook file holds: the codes of the top in the file's order, each with its children.
struct ImportedCodebook {
    std::vector<ImportedCode> codes;
    std::vector<ImportNote> notes; ///< what was left out or changed

    bool operator==(const ImportedCodebook&) const = default;
};

} // namespace emic
