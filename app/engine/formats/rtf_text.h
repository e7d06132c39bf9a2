#pragma once

#include "engine/formats/content_marks.h"
#include "engine/formats/rtf_fonts.h"
#include "engine/formats/rtf_tokens.h"
#include "engine/formats/text_block.h"
#include "engine/formats/text_losses.h"

#include <optional>
#include <vector>

namespace emic {

/// Groups deeper than this are refused.
constexpr std::size_t max_rtf_depth = 2000;

/// Reads the text of one RTF file, once. Lines, tables, notes, text boxes and comments come out as in a Word document
/// (docx_text.h).
class RtfText {
public:
    explicit RtfText(std::string_view bytes) : m_tokens(bytes) {}

    /// False where groups are nested too deep.
    bool read();
    /// Lines joined by LF, with the signs of `marks`; not yet cleaned of control characters.
    [[nodiscard]] std::string text();
    [[nodiscard]] const TextLosses& losses() const { return m_losses; }
    [[nodiscard]] ContentMarks& marks() { return m_marks; }
    /// Whether the file stops before its text ends.
    [[nodiscard]] bool cut_off() const { return m_cut_off; }

private:
    /// What the text of a group is for.
    enum class Use { text, skipped, header, fonts, styles, label, value, shape_value, instruction };
    /// What the text of a `value` says.
    enum class Value { none, passage_begin, passage_end, comment_id, comment_author, comment_initials, comment_date };
    enum class StoryKind { body, note, comment, box };

    struct Group {
        Use use = Use::text;
        Use outer_use = Use::text;  ///< of the group around an \upr
        Value value = Value::none;
        bool own_use = false;       ///< this group, not one around it, began `use`
        bool is_story = false;
        bool in_object = false;
        bool fresh = true;          ///< nothing of it was read yet
        bool drop_cap = false;      ///< \dropcapli: the paragraph is the first letter of the next
        bool ignorable = false;     ///< \* came: an unknown word makes the group skipped
        bool hidden = false;
        bool deleted = false;
        bool inserted = false;
        bool struck = false;
        int font = -1;              ///< -1: the default
        int fallbacks = 1;          ///< \uc: characters that stand for each \u in older programs
        bool in_table = false;
        int nesting = 0;            ///< \itap
        int style = 0;
        std::optional<int> outline; ///< \outlinelevel
    };
    struct Rows {
        TextBlock block;
        bool after_row = false; ///< the next row belongs to the same table
    };
    struct Level {
        TableRow row;
        Rows cell;
    };
    struct Story {
        StoryKind kind = StoryKind::body;
        Rows body;
        std::vector<Level> levels; ///< of nested tables, the outermost first
        std::string text;          ///< of the current paragraph
        std::string label;
        std::vector<std::string> boxes;
        bool break_due = false;    ///< a page break counts only between text
        bool auto_mark = false;    ///< a note: numbered by the program
        std::size_t note = 0;
        std::string comment_id;
        WallTime written = 0;
    };
    struct Note {
        std::string mark;
        TextBlock block;
        bool endnote = false;
    };

    void open_group();
    void close_group();
    void begin_story(StoryKind kind);
    void end_story();
    void end_text();
    void end_value(Value value);
    void take(const RtfToken& token);
    bool take_word(std::string_view word, std::optional<int> parameter);
    bool take_destination(std::string_view word);
    bool take_property(std::string_view word, std::optional<int> parameter);
    bool take_character(std::string_view word, int parameter);
    void take_unicode(int parameter);
    void take_symbol(char symbol);
    void take_table_word(std::string_view word, std::optional<int> parameter);
    void take_bytes(std::string_view bytes, bool escaped);
    void flush_bytes();
    void put_code(char32_t code);
    void put(std::string_view text);
    void put_text(std::string text);

    [[nodiscard]] std::size_t depth() const;
    [[nodiscard]] std::uint32_t heading_level() const;
    std::string take_line();
    void end_paragraph();
    void end_cell(std::size_t depth);
    void end_row(std::size_t depth);
    Rows& open_levels(std::size_t depth);
    void fold_levels(std::size_t depth);
    void set_note_format(std::string_view word);

    [[nodiscard]] Group& group() { return m_groups.back(); }
    [[nodiscard]] Story& story() { return m_stories.back(); }

    RtfTokens m_tokens;
    std::vector<Group> m_groups;
    std::vector<Story> m_stories;
    std::vector<Note> m_notes;
    RtfFonts m_fonts;
    std::unordered_map<int, int> m_outline_of_style;
    int m_read_style = 0;
    ContentMarks m_marks;
    TextLosses m_losses;
    std::string m_bytes;  ///< of a code page, not yet decoded
    std::string m_value;
    std::string m_author;
    std::string m_instruction;
    std::string m_footnote_format = "decimal";
    std::string m_endnote_format = "decimal";
    int m_footnotes = 0;
    int m_endnotes = 0;
    std::size_t m_comments = 0;
    int m_skip = 0;       ///< characters that only repeat a \u before
    char32_t m_surrogate = 0;
    bool m_auto_note = false;
    bool m_header_text = false;
    bool m_last_hidden = false;
    bool m_last_deleted = false;
    bool m_last_inserted = false;
    bool m_last_struck = false;
    bool m_cut_off = false;
};

} // namespace emic
