#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>
#include <vector>

namespace emic {

/// A question of the interview guide and where it is asked and answered.
struct GuideCode {
    std::string name; ///< of its code; too long a name is cut
    std::vector<Passage> passages;
};

/// Codes transcripts by the questions of their guide: a code for each question beneath the category "Interview guide",
/// on its passages, by the context's coder. Codes that are there already are used again.
struct CodeInterviewGuide {
    std::vector<GuideCode> questions;
};
Result<Change> code_interview_guide(const CommandContext& context, const CodeInterviewGuide& request);

} // namespace emic
