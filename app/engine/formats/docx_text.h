#pragma once

#include "engine/formats/content_marks.h"
#include "engine/formats/docx_numbering.h"
#include "engine/formats/docx_package.h"
#include "engine/formats/symbol_fonts.h"
#include "engine/formats/text_block.h"
#include "engine/formats/text_losses.h"

#include <set>

namespace emic {

/// Reads the text of one Word document, once.
///
///     paragraph             a line; breaks inside it are lines too
///     list                  its number or bullet stands in front
///     table                 a line per row, cells separated by TAB; a cell's further paragraphs are lines of their own
///     text box              lines after the paragraph it is anchored in
///     footnote, endnote     [1] or [i] in the text; the notes follow after an empty line
///     comment               a memo on its passage
///     inserted file         its text, where it stands
///     drop cap              the beginning of the paragraph that it stands before
///     hidden, deleted       left out; a paragraph whose mark is hidden or deleted runs on into the next one
class DocxText {
public:
    explicit DocxText(const DocxPackage& package);

    /// Lines joined by LF, with the signs of `marks`; not yet cleaned of control characters.
    std::string read();
    [[nodiscard]] ContentMarks& marks() { return m_marks; }
    [[nodiscard]] const TextLosses& losses() const { return m_losses; }
    /// What is to be said of files inside this one.
    [[nodiscard]] std::vector<ImportNote>& notes() { return m_notes; }

private:
    enum class FieldPart { instruction, result };
    using Block = TextBlock;
    struct Paragraph {
        std::string text;
        std::string style;
        bool break_due = false; ///< a page or column break counts only between text
        std::vector<std::string> boxes;
    };
    struct Run {
        bool hidden = false;
        bool struck = false;
        SymbolFont font = SymbolFont::none;
    };
    struct Notes {
        const xml::Document* part = nullptr;
        std::string format;
        std::vector<std::pair<std::string, std::string>> shown; ///< id, mark
        std::unordered_map<std::string, std::string> marks;     ///< mark by id
        int last_number = 0;
    };

    Block read_story(const pugi::xml_node& node);
    void read_children(const pugi::xml_node& node, Block& block);
    void read_node(const pugi::xml_node& node, Block& block);
    void read_paragraph(const pugi::xml_node& node, Block& block);
    void read_table(const pugi::xml_node& node, Block& block);
    void read_row(const pugi::xml_node& row, Block& block);
    void read_cells(const pugi::xml_node& node, TableRow& row);
    void read_run(const pugi::xml_node& node, Block& block);
    void read_field_mark(const pugi::xml_node& node);
    void read_form_field(const pugi::xml_node& data);
    void read_note_mark(const pugi::xml_node& node, Notes& notes);
    void read_symbol(const pugi::xml_node& node);
    void read_graphics(const pugi::xml_node& node, bool is_object);
    void read_formula(const pugi::xml_node& node);
    void read_inserted_file(const pugi::xml_node& node, Block& block);
    pugi::xml_node chosen_branch(const pugi::xml_node& alternatives);
    void read_notes(Notes& notes, std::vector<std::string>& lines);
    void put(std::string_view text);
    void put_text(const pugi::xml_node& node);
    void read_comments();
    /// Puts a sign of the marks where the reader is, whether or not text may stand there.
    void mark(std::string sign, Block& block);
    [[nodiscard]] bool in_instruction() const;
    [[nodiscard]] bool is_hidden(const pugi::xml_node& run_properties) const;
    std::string label(const pugi::xml_node& paragraph_properties);

    const DocxPackage& m_package;
    DocxStyles m_styles;
    DocxNumbering m_numbering;
    Notes m_footnotes;
    Notes m_endnotes;
    ContentMarks m_marks;
    std::string m_signs_due; ///< between paragraphs, for the next one
    unsigned m_cells = 0;    ///< how many cells of tables the reader is inside
    bool m_preserve = false; ///< xml:space of the whole part
    bool m_fields_sound = true;
    std::vector<FieldPart> m_fields;
    Paragraph* m_paragraph = nullptr;
    Run m_run;
    bool m_last_hidden = false;
    bool m_last_struck = false;
    TextLosses m_losses;
    std::vector<ImportNote> m_notes;
    std::size_t m_inserted = 0; ///< bytes of text from files inside this one
};

} // namespace emic
