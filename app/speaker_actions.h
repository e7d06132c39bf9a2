#pragma once

#include "frame.h"

/// What commands and the inspector do with the speakers of a document. A speaker is a place in Source::speakers.
namespace emic {

/// Asks for one of the open document's speakers.
void for_speaker(const Frame& frame, const char* title, void (*take)(const Frame&, Id<Source>, std::uint32_t speaker));

/// Asks for the case, and where other documents have a speaker of that name, whether there as well.
void ask_speaker_case(const Frame& frame, Id<Source> source, std::uint32_t speaker);
void toggle_interviewer(const Frame& frame, Id<Source> source, std::uint32_t speaker);
void ask_speaker_name(const Frame& frame, Id<Source> source, std::uint32_t speaker);
void ask_speaker_merge(const Frame& frame, Id<Source> source, std::uint32_t speaker);
/// The label names nobody: what stands behind it goes on the turn before.
void drop_speaker(const Frame& frame, Id<Source> source, std::uint32_t speaker);
/// Asks how the transcript says who speaks, and reads it so.
void ask_recognise(const Frame& frame, Id<Source> source);

} // namespace emic
