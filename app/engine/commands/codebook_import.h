#pragma once

#include "engine/formats/codebook_import.h"
#include "engine/result.h"
#include "engine/workspace.h"

#include <string>
#include <vector>

namespace emic {

enum class CodeStanding {
    new_,        ///< the project has no such code
    same,        ///< it has, and the file says nothing else of it
    conflicting, ///< it has, and the file says something else of it
};

/// In what a code of the file differs from the project's; what the file leaves blank is no difference.
struct CodeDifferences {
    bool name = false;  ///< for codes matched by GUID
    bool place = false; ///< likewise
    bool colour = false;
    bool definition = false;
    bool include = false;
    bool exclude = false;
    bool examples = false;

    [[nodiscard]] bool any() const { return name || place || colour || definition || include || exclude || examples; }
    bool operator==(const CodeDifferences&) const = default;
};

struct CodeComparison {
    CodeStanding standing = CodeStanding::new_;
    std::string path;    ///< in the file: "Surveillance > being watched"
    std::uint32_t depth = 0;
    ImportedCode theirs; ///< without children
    Id<Code> mine;       ///< null for a new one
    CodeDifferences differences;

    bool operator==(const CodeComparison&) const = default;
};

/// A codebook beside the project's, one row per code of the file in its tree order. Codes are the same by their GUID,
/// else by their names from the top down.
using CodebookComparison = std::vector<CodeComparison>;
CodebookComparison compare_codebook(const Project& project, const ImportedCodebook& codebook);

enum class CodeDecision {
    take,        ///< a new code is added
    keep_mine,   ///< the project stays as it is; a new code is left out, and what lies beneath it moves up
    take_theirs, ///< the file's definition, colour, name and place replace the project's where it has them
    both,        ///< the file's code is added beside the project's, with "(2)"
};

/// What happens when the researcher decides nothing: new codes are added, the project's stay.
CodeDecision usual_decision(CodeStanding standing);

/// Brings a codebook in. `decisions` go with the rows of compare_codebook; those that are missing or do not fit the
/// row's standing are the usual ones.
struct MergeCodebook {
    ImportedCodebook codebook;
    std::vector<CodeDecision> decisions;
};
Result<Change> merge_codebook(const CommandContext& context, const MergeCodebook& request);

} // namespace emic
