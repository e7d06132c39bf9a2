#pragma once

#include "engine/formats/refi_positions.h"
#include "engine/formats/refi_xml.h"

namespace emic::refi {

// The transcript of a recording is coded from one point of it to another (REFI-QDA 1.0, SyncPointType and TranscriptSelectionType). While Emic
// holds it, its selections have positions like those of any other text: they are PlainTextSelections.

/// True for AudioSource and VideoSource.
bool is_recording(const pugi::xml_node& source);

/// Points of a transcript that have a position, in the order of the file.
std::vector<pugi::xml_node> points_with_position(const pugi::xml_node& transcript);

/// Gives selections the positions of the points they run between. Those whose points have none stay as they are.
void select_by_position(pugi::xml_node transcript);

/// The way back, with positions as they stand in the transcript. A point is made where none is; it gets no time, because nobody knows it.
void select_by_points(pugi::xml_node transcript, Guid document);

} // namespace emic::refi
