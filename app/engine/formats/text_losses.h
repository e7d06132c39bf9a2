#pragma once

#include "engine/formats/reader.h"

namespace emic {

/// What a word processor's document has that its plain text has not, or has in another form; each a number of
/// occurrences.
struct TextLosses {
    std::uint32_t pictures = 0;
    std::uint32_t diagrams = 0; ///< charts and SmartArt
    std::uint32_t objects = 0;  ///< embedded files
    std::uint32_t inserted_files = 0;
    std::uint32_t newer = 0; ///< passages for programs that know more
    std::uint32_t headers = 0; ///< page headers and footers
    std::uint32_t hidden = 0;
    std::uint32_t deletions = 0;
    std::uint32_t insertions = 0;
    std::uint32_t notes = 0; ///< footnotes and endnotes
    std::uint32_t tables = 0;
    std::uint32_t text_boxes = 0;
    std::uint32_t formulas = 0;
    std::uint32_t symbols = 0; ///< not in our tables
    std::uint32_t struck = 0;
    std::uint32_t readings = 0; ///< ruby
    std::uint32_t prompts = 0;  ///< of form fields that nobody filled in
    std::uint32_t undecoded = 0; ///< characters of an encoding that is not known
};

/// In the researcher's words, nothing for a count of 0.
void add_notes(const TextLosses& losses, std::vector<ImportNote>& notes);

} // namespace emic
