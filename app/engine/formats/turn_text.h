#pragma once

#include "engine/document_content.h"

#include <optional>
#include <string>
#include <string_view>

namespace emic {

/// Puts a transcript together from what was said, piece by piece: a paragraph per turn, "Ana: I felt lonely.", with
/// speakers, turns and times.
class TurnText {
public:
    /// Words of a speaker, joined as running text to the turn before where the same speaker goes on. Lines inside stay
    /// lines. Blank words are passed over.
    void say(std::string_view speaker, std::string_view words, std::optional<std::int64_t> milliseconds);
    /// Words of whoever speaks; a paragraph of their own when nobody does.
    void go_on(std::string_view words, std::optional<std::int64_t> milliseconds);
    /// A paragraph that belongs to no turn; the next words begin a paragraph.
    void paragraph(std::string_view words, std::optional<std::int64_t> milliseconds);

    /// What comes next without a speaker is nobody's.
    void end_turn() { end_paragraph(); }

    [[nodiscard]] DocumentContent take();

private:
    void end_paragraph();
    void put(std::string_view words, std::optional<std::int64_t> milliseconds);

    DocumentContent m_content;
    bool m_in_turn = false;
    bool m_fresh = true; ///< nothing said yet in this paragraph
};

/// A speaker's name as a project takes it: one line, no blanks, colon or brackets around ("[SPEAKER_00]:"), at most 120 code points.
std::string speaker_name_of(std::string_view raw);

} // namespace emic
