#pragma once

#include "engine/formats/docx_numbering.h"
#include "engine/formats/docx_package.h"
#include "engine/formats/docx_symbols.h"

#include <set>

namespace emic {

/// What a Word document has that its plain text has not, or has in another form; each a number of occurrences.
struct DocxLosses {
    std::uint32_t pictures = 0;
    std::uint32_t diagrams = 0; ///< charts and SmartArt
    std::uint32_t objects = 0;  ///< embedded files
    std::uint32_t inserted_files = 0;
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
};

/// Reads the text of one Word document, once.
///
///     paragraph             a line; breaks inside it are lines too
///     list                  its number or bullet stands in front
///     table                 a line per row, cells separated by TAB; a cell's further paragraphs are lines of their own
///     text box              lines after the paragraph it is anchored in
///     footnote, endnote     [1] or [i] in the text; the notes follow after an empty line
///     hidden, deleted       left out; a paragraph whose mark is hidden or deleted runs on into the next one
class DocxText {
public:
    explicit DocxText(const DocxPackage& package);

    /// Lines joined by LF; not yet cleaned of control characters.
    std::string read();
    [[nodiscard]] const DocxLosses& losses() const { return m_losses; }

private:
    enum class FieldPart { instruction, result };
    /// Lines of a story, a cell or a text box.
    struct Block {
        std::vector<std::string> lines;
        std::string carried; ///< text of a paragraph without a mark, for the next one
    };
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
    void read_cells(const pugi::xml_node& node, std::vector<std::string>& lines, bool& first);
    void read_run(const pugi::xml_node& node, Block& block);
    void read_field_mark(const pugi::xml_node& node);
    void read_form_field(const pugi::xml_node& data);
    void read_note_mark(const pugi::xml_node& node, Notes& notes);
    void read_symbol(const pugi::xml_node& node);
    void read_graphics(const pugi::xml_node& node, bool is_object);
    void read_formula(const pugi::xml_node& node);
    void read_notes(Notes& notes, std::vector<std::string>& lines);
    void put(std::string_view text);
    void put_text(const pugi::xml_node& node);
    void end_lines(Block& block);
    [[nodiscard]] bool in_instruction() const;
    [[nodiscard]] bool is_hidden(const pugi::xml_node& run_properties) const;
    std::string label(const pugi::xml_node& paragraph_properties);

    const DocxPackage& m_package;
    DocxStyles m_styles;
    DocxNumbering m_numbering;
    Notes m_footnotes;
    Notes m_endnotes;
    bool m_preserve = false; ///< xml:space of the whole part
    bool m_fields_sound = true;
    std::vector<FieldPart> m_fields;
    Paragraph* m_paragraph = nullptr;
    Run m_run;
    bool m_last_hidden = false;
    bool m_last_struck = false;
    DocxLosses m_losses;
};

} // namespace emic
