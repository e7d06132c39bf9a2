#pragma once

#include "engine/project.h"

#include <string>
#include <vector>

namespace emic {

/// Questions beyond this many are not compared.
inline constexpr std::size_t max_guide_questions = 6000;

/// A question that interviewers ask in several documents, in nearly the same words.
struct GuideRow {
    std::string question;           ///< as it stands in the first document
    std::uint32_t documents = 0;    ///< at least 2
    std::vector<Passage> questions; ///< each asking; in document order
    std::vector<Passage> answers;   ///< each asking with what follows, up to the next question of the guide

    bool operator==(const GuideRow&) const = default;
};

/// The interview guide as the transcripts show it, in the order in which the questions are usually asked. Only what
/// marked interviewers say is looked at. Near: at least three words, and at least 60 % of both questions' words shared.
std::vector<GuideRow> interview_guide(const Project& project);

} // namespace emic
