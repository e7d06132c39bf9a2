#pragma once

#include "engine/queries/speaker_turns.h"
#include "engine/result.h"
#include "engine/workspace.h"

#include <string>
#include <vector>

namespace emic {

// A speaker is named by the place in Source::speakers.

/// Replaces what is known of a document's speakers and turns.
struct SetSpeakers {
    Id<Source> source;
    std::vector<Speaker> speakers;
    std::vector<Turn> turns;
};
Result<Change> set_speakers(const CommandContext& context, const SetSpeakers& request);

/// Reads turns and the recording’s times from the text again. Speakers of the same name keep their case and whether they are
/// the interviewer; times are replaced where the text has some. Nobody recognised is a Problem.
struct RecogniseSpeakers {
    Id<Source> source;
    TurnPatterns patterns;
};
Result<Change> recognise_speakers(const CommandContext& context, const RecogniseSpeakers& request);

enum class InDocuments { this_one, all };

/// Makes a case of a speaker's words; null takes them out of it. In all documents: every speaker of that name.
struct AssignSpeaker {
    Id<Source> source;
    std::uint32_t speaker = 0;
    Id<Case> case_id;
    InDocuments in = InDocuments::this_one;
};
Result<Change> assign_speaker(const CommandContext& context, const AssignSpeaker& request);

/// Says that a speaker is, or is not, an interviewer. In all documents: every speaker of that name.
struct MarkInterviewer {
    Id<Source> source;
    std::uint32_t speaker = 0;
    bool interviewer = true;
    InDocuments in = InDocuments::this_one;
};
Result<Change> mark_interviewer(const CommandContext& context, const MarkInterviewer& request);

/// Gives a speaker another name; the text stays as it is. With the name of another speaker the two become that one.
struct RenameSpeaker {
    Id<Source> source;
    std::uint32_t speaker = 0;
    std::string name;
};
Result<Change> rename_speaker(const CommandContext& context, const RenameSpeaker& request);

/// Takes speakers and turns off a document.
struct ForgetTurns {
    Id<Source> source;
};
Result<Change> forget_turns(const CommandContext& context, const ForgetTurns& request);

} // namespace emic
