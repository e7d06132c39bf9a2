#pragma once

#include "engine/commands/draft.h"
#include "engine/text_diff.h"

#include <string_view>

namespace emic {

/// The themes that quote a document, sorted by id.
std::vector<Id<Theme>> quoting_themes(const Project& project, Id<Source> source);

/// Lets all that refers to passages of a document follow its words into a new text.
class PassageFollower {
public:
    /// `source` is the document as it is; `new_text` must outlive the follower.
    PassageFollower(Draft& draft, const Source& source, std::string_view new_text);
    void run();
    /// Turns, headings and times of `changed`, which already has the new text, follow it.
    void move_structure(Source& changed) const;

private:
    /// Empty when the passage was deleted.
    [[nodiscard]] TextRange moved(TextRange range) const;
    void move_codings();
    void move_memos();
    void move_quotations();

    Draft& m_draft;
    const Source& m_source;
    std::string_view m_new_text;
    std::vector<Replacement> m_replacements;
};

} // namespace emic
