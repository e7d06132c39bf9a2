#pragma once

#include "engine/formats/content_marks.h"
#include "engine/formats/text_losses.h"

#include <optional>
#include <set>

struct MD_ATTRIBUTE;

namespace emic {

/// Reads the text of a Markdown file, once, from what md4c finds in it.
///
///     paragraph             a line; lines of the file that one paragraph is broken into are joined with a blank, except
///                           where the next begins with the label of a speaker
///     list                  its number or bullet stands in front, "☑" or "☐" of a list of tasks
///     table                 a line per row, cells separated by TAB
///     code                  as it stands
///     link                  its text, and the address in brackets where it is another and for the first time
///     tags of HTML          left out; what only looks like a tag ("<laughs>") is text
class MarkdownText {
public:
    /// Lines joined by LF, with the signs of `marks`; nothing for a file that is built to take forever.
    std::optional<std::string> read(std::string_view source);
    [[nodiscard]] ContentMarks& marks() { return m_marks; }
    [[nodiscard]] const TextLosses& losses() const { return m_losses; }

    // What md4c calls; the numbers are its kinds of blocks, spans and text. False ends the reading.
    bool enter_block(int kind, const void* detail);
    bool leave_block(int kind);
    bool enter_span(int kind, const void* detail);
    bool leave_span(int kind);
    bool text(int kind, std::string_view words);

private:
    struct List {
        bool ordered = false;
        unsigned next = 1;
        char delimiter = '.';
    };
    struct Link {
        std::string address;
        std::size_t begin = 0; ///< of its text in the line
    };

    std::string_view take_front_matter(std::string_view source);
    void start_item(const void* detail);
    bool start_link(const MD_ATTRIBUTE& address);
    void end_link();
    void end_line();
    void end_tags();
    void end_html();
    void put(std::string_view words);

    ContentMarks m_marks;
    TextLosses m_losses;
    TextBlock m_block;
    TableRow m_row;
    std::string m_line;
    bool m_open = false; ///< there is a line, though perhaps an empty one
    bool m_cell = false;
    bool m_code = false;
    std::uint32_t m_heading = 0;
    std::string m_label_due;
    std::string m_tags; ///< of HTML inside a paragraph, not yet looked at
    std::string m_html; ///< a block of it
    bool m_in_html = false;
    unsigned m_pictures = 0; ///< open ones
    std::vector<List> m_lists;
    std::vector<Link> m_links;
    std::set<std::string> m_told; ///< addresses
    std::size_t m_address_bytes = 0;
};

} // namespace emic
