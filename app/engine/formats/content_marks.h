#pragma once

#include "engine/formats/calendar_time.h"
#include "engine/formats/reader.h"
#include "engine/formats/text_block.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace emic {

/// Remembers headings and comments of a text that is still being put together. Each of their ends is a sign in the text
/// itself, so it moves along with lines that are joined, put into cells or behind the text; `settle` takes them out.
class ContentMarks {
public:
    /// Replaces what could be taken for one of our signs; every piece of a file's text goes through here.
    static void protect(std::string& text);
    /// True for a text of nothing but signs.
    static bool is_empty(std::string_view text);
    /// The text without signs.
    static std::string without_signs(std::string_view text);

    /// A line as a heading of level 1 to 9; as it is where it has no text.
    std::string heading(std::string line, std::uint32_t level);

    // The sign to put where a comment's passage begins and ends, or where the comment itself stands. `id` is the file's.
    std::string comment_begin(const std::string& id);
    std::string comment_end(const std::string& id);
    std::string comment_point(const std::string& id);
    /// What the comment says, at any time; a second one of the same id counts as another comment.
    void add_comment(const std::string& id, std::string_view author, std::string text, WallTime written);

    /// The text of a document that was read already, with signs for its headings and memos, which become part of this one's.
    std::string take_in(DocumentContent content);

    /// Makes the text of `document` valid and clean, with its headings and memos, and says what that took. A comment
    /// without a passage belongs to its paragraph; one without a place to the document.
    void settle(std::string_view marked, ImportedDocument& document);

private:
    struct Ends {
        std::optional<std::size_t> begin; ///< numbers of signs
        std::optional<std::size_t> end;
        std::optional<std::size_t> point;
    };
    struct Comment {
        std::string id;
        NewMemo memo;
    };
    struct MarkedHeading {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::uint32_t level = 1;
    };
    std::string sign(std::optional<std::size_t>& place);
    [[nodiscard]] std::optional<std::uint32_t> offset(const std::optional<std::size_t>& place) const;
    [[nodiscard]] TextRange passage(const Ends& ends, std::string_view text) const;

    std::size_t m_signs = 0;
    std::unordered_map<std::string, Ends> m_ends;
    std::vector<Comment> m_comments;
    std::vector<MarkedHeading> m_headings;
    std::vector<std::optional<std::uint32_t>> m_offsets; ///< by number of the sign
};

} // namespace emic
