#pragma once

#include "engine/formats/content_marks.h"
#include "engine/formats/odt_package.h"
#include "engine/formats/odt_styles.h"
#include "engine/formats/text_block.h"
#include "engine/formats/text_losses.h"

namespace emic {

/// Reads the text of one OpenDocument text, once. Lines, tables, notes, text boxes and comments come out as in a Word
/// document (docx_text.h); tracked deletions stand outside the text and are left out.
class OdtText {
public:
    explicit OdtText(const OdtPackage& package);

    /// Lines joined by LF, with the signs of `marks`; not yet cleaned of control characters.
    std::string read();
    [[nodiscard]] const TextLosses& losses() const { return m_losses; }
    [[nodiscard]] ContentMarks& marks() { return m_marks; }

private:
    struct Paragraph {
        std::string text;
        bool hidden = false;
        bool struck = false;
        bool space_due = false; ///< white space counts once, and only between text
        std::vector<std::string> boxes;
    };
    struct Note {
        std::string mark;
        pugi::xml_node body;
        bool endnote = false;
    };
    struct List {
        std::string style;
        OdtListCounter counter;
        int level = -1;
        bool label_due = false; ///< the item's first paragraph gets it
    };

    TextBlock read_story(const pugi::xml_node& node);
    void read_children(const pugi::xml_node& node, TextBlock& block);
    void read_node(const pugi::xml_node& node, TextBlock& block);
    void read_paragraph(const pugi::xml_node& node, TextBlock& block);
    std::string label(const pugi::xml_node& paragraph);
    void read_list(const pugi::xml_node& node, TextBlock& block);
    void read_items(const pugi::xml_node& node, TextBlock& block);
    void read_table(const pugi::xml_node& node, TextBlock& block);
    void read_rows(const pugi::xml_node& node, TextBlock& block);
    void read_row(const pugi::xml_node& node, TextBlock& block);
    void read_inline(const pugi::xml_node& node);
    void read_piece(const pugi::xml_node& node);
    void read_note(const pugi::xml_node& node);
    void read_notes(bool endnotes, std::vector<std::string>& lines);
    void read_annotation(const pugi::xml_node& node);
    void read_graphics(const pugi::xml_node& node);
    void add_box(const pugi::xml_node& node);
    void mark(std::string sign);
    void put_text(std::string_view text);
    void put(std::string_view text);
    [[nodiscard]] bool is_hidden_block(const pugi::xml_node& node) const;

    const OdtPackage& m_package;
    OdtStyles m_styles;
    ContentMarks m_marks;
    TextLosses m_losses;
    Paragraph* m_paragraph = nullptr;
    List* m_list = nullptr;
    OdtListCounter m_outline;
    std::unordered_map<std::string, OdtListCounter> m_by_style; ///< where lists of a style stopped counting
    std::unordered_map<std::string, OdtListCounter> m_by_id;
    std::vector<Note> m_notes;
    std::size_t m_annotations = 0;
    std::string m_signs_due; ///< between paragraphs, for the next one
    unsigned m_cells = 0;
    std::size_t m_blanks = 0; ///< written out so far for elements that only count them
    bool m_last_hidden = false;
    bool m_last_struck = false;
};

} // namespace emic
