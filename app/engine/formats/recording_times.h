#pragma once

#include "engine/formats/reader.h"

namespace emic {

/// Takes the times of the recording out of a transcript's words, before and behind them, at labels and in between; they
/// become TimeAnchors at the places where they stood, and everything else keeps its words. How many there were.
///
///     I: How did you come? #00:00:12-3#     [00.00.12] I: How?     S01: [00:00:12] How?     [00:01.000 --> 00:03.000] How?
///
/// What may be a clock time, a verse or a date is only taken where several stand like times of a recording: they go up, and
/// begin near nought or are no round numbers.
std::uint32_t take_times_out(DocumentContent& content);

/// Turns and times of a transcript that a meeting or transcription program wrote, and any other times; told in notes.
void settle_transcript(ImportedDocument& document);

} // namespace emic
