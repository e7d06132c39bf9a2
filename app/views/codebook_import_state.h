#pragma once

#include "engine/commands/codebook_import.h"

#include <cstdint>
#include <string>
#include <vector>

namespace emic {

/// A codebook that was opened or pasted and waits for the researcher's decisions.
struct CodebookImportState {
    bool waits_for_file = false; ///< the next file that is picked is a codebook
    std::string origin;          ///< the file's name; empty for what was pasted
    ImportedCodebook codebook;
    CodebookComparison rows;
    std::vector<CodeDecision> decisions; ///< one for each row
    std::uint64_t compared_at = 0;       ///< the project's revision
    std::vector<float> heights;          ///< of the rows in the list, CSS pixels
    float heights_for = 0;               ///< the width and size that they were measured for
    float heights_at_zoom = 0;
};

} // namespace emic
