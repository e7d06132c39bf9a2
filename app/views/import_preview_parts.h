#pragma once

#include "engine/formats/import_plan.h"
#include "frame.h"

#include <string>
#include <string_view>

/// The details at the right of the import preview, a file for each kind of file, and what they have in common.
namespace emic {

/// Name, case, speakers and the beginning of the chosen document; returns where it ends.
float draw_document_details(const Frame& frame, const Rect& column);
/// The columns of the chosen survey and its first document; returns where it ends.
float draw_survey_details(const Frame& frame, const Rect& column);

/// Where a file does not say how its letters are stored: what they look like in each charset, to choose from; moves `y` below it.
void draw_letters(const Frame& frame, PlannedImport& item, const Rect& column, float& y);

/// A small heading over a part of the details; moves `y` below it.
void draw_part_heading(Ui& ui, float x, float& y, float width, std::string_view words);

/// One of several choices that stand side by side, cut off the left of `line`; `name` is its accessible name. True when chosen.
bool draw_choice(Ui& ui, std::string_view key, Rect& line, std::string_view text, std::string_view name, bool chosen);
[[nodiscard]] float choice_width(Ui& ui, std::string_view text);

/// A wrapped sentence with an icon before it; moves `y` below it.
enum class SentenceTone { remark, warning };
void draw_sentence(Ui& ui, std::string_view key, float x, float& y, float width, const std::string& words, SentenceTone tone);

/// Whether a row shows, or is near enough that Tab leads to it.
[[nodiscard]] bool near_view(const Ui& ui, const Rect& row);

/// "3,412"
[[nodiscard]] std::string with_commas(std::uint64_t number);

} // namespace emic
