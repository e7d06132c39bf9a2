#pragma once

#include "engine/indexes.h"

#include <vector>

namespace emic {

/// Whether what interviewers say goes into coded shares and counts.
enum class InterviewerWords { counted, left_out };

/// How much of a document its speakers other than the interviewers say, and how much of that is coded; in bytes that are
/// not white space.
struct AnsweredText {
    std::uint64_t ink = 0;
    std::uint64_t coded_ink = 0;
};
AnsweredText answered_text(const Source& source, const std::vector<CodingEntry>& codings);

/// The codings that are not in interviewers' turns alone, in their order.
std::vector<CodingEntry> without_interviewers(const Project& project, const std::vector<CodingEntry>& codings);

} // namespace emic
