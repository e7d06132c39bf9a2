#pragma once

#include "engine/formats/content_marks.h"
#include "engine/formats/html_tokens.h"
#include "engine/formats/text_losses.h"

#include <unordered_map>

namespace emic {

/// What becomes of a tag that HTML does not know: a page's own element, or in Markdown something that only looks like
/// one ("<laughs>").
enum class UnknownTags { passed_over, kept_as_text };

/// Reads the text of web pages, one after the other.
///
///     block element         a line; <br> inside it begins a line too; white space is folded, in <pre> it stays
///     list                  its number or bullet stands in front
///     table                 a line per row, cells separated by TAB; a cell's further paragraphs are lines of their own
///     script, style, form fields, drawings, hidden elements    left out
///
/// Needs no tree: a stack of at most max_open elements. Of those deeper the text is read, but no list or table seen.
class HtmlText {
public:
    explicit HtmlText(UnknownTags unknown = UnknownTags::passed_over) : m_unknown(unknown) {}

    /// The page's lines, with the signs of `marks`; not yet cleaned of control characters.
    TextBlock read(std::string_view source, ContentMarks& marks, TextLosses& losses);

private:
    static constexpr std::size_t max_open = 256;
    static constexpr std::size_t max_tables = 32; ///< inside each other; every one moves its lines once more

    enum class Cover { none, hidden, left_out };
    struct Open {
        std::string name;
        Cover cover = Cover::none;
        bool verbatim = false;
        bool block = false;
        bool list = false;
        bool table = false;
        bool row = false;
        bool cell = false;
        bool label = false; ///< a list number that Word wrote out
    };
    struct List {
        bool ordered = false;
        bool reversed = false;
        bool unmarked = false;
        int next = 1;
        std::string type;
    };
    /// Where lines go: the page, or a cell.
    struct Story {
        TextBlock block;
        std::string line;
        bool open = false;      ///< there is a line, though perhaps an empty one
        bool space_due = false; ///< white space counts once, and only between text
    };
    struct Table {
        TableRow row;
        std::size_t cells = 0; ///< of this row
        bool tabbed = false;   ///< some row has more than one
    };

    void start(const HtmlToken& token);
    void start_void(const HtmlToken& token);
    void end(const std::string& name);
    Cover cover_of(const HtmlToken& token, const std::string& style);
    void pop();
    void pop_to(std::size_t size);
    void close_implied(const std::string& name);
    void break_out();
    [[nodiscard]] std::size_t find_open(std::string_view name, std::initializer_list<std::string_view> barriers) const;
    void start_list(const HtmlToken& token, const std::string& style);
    void start_item(const HtmlToken& token);
    void start_cell_or_table(Open& one);
    void end_row();
    void end_line();
    void put_text(std::string_view text);
    void put_verbatim(std::string_view text);
    void begin_text();
    void end_label();
    [[nodiscard]] bool is_covered() const { return m_cover_at < m_open.size(); }

    UnknownTags m_unknown;
    ContentMarks* m_marks = nullptr;
    TextLosses* m_losses = nullptr;
    std::vector<Open> m_open;
    std::unordered_map<std::string, std::uint32_t> m_counts;   ///< open elements by name
    std::unordered_map<std::string, std::uint32_t> m_overflow; ///< elements too deep to be kept, by name
    std::vector<Story> m_stories;
    std::vector<Table> m_tables;
    std::vector<List> m_lists;
    std::size_t m_cover_at = std::string::npos; ///< place of the outermost element that is not shown
    bool m_cover_ink = false;
    bool m_pre_fresh = false; ///< a line feed right behind <pre> does not count
    unsigned m_verbatim = 0;
    std::uint32_t m_heading = 0;
    std::string m_label_due;
    std::size_t m_label_begin = 0;
};

} // namespace emic
