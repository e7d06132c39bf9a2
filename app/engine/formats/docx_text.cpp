#include "engine/formats/docx_text.h"

#include "engine/formats/docx_elements.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

void balance_fields(const pugi::xml_node& node, int& open, bool& sound) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "fldChar") {
            const std::string_view type = xml::attribute_text(one, "fldCharType");
            if (type == "begin") ++open;
            if (type == "end" && --open < 0) sound = false;
        } else if (name == "AlternateContent") {
            balance_fields(docx_chosen_branch(one), open, sound);
        } else if (name != "del" && name != "moveFrom" && name != "txbxContent") {
            balance_fields(one, open, sound);
        }
    }
}

/// Whether every field of the story begins and ends; else words could vanish in an instruction without end.
bool fields_are_sound(const pugi::xml_node& story) {
    int open = 0;
    bool sound = true;
    balance_fields(story, open, sound);
    return sound && open == 0;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// 0 for a paragraph that is none. Level 9 of Word's outline is ordinary text.
std::uint32_t heading_level(const pugi::xml_node& paragraph_properties, const DocxStyles& styles) {
    std::optional<std::uint32_t> level = docx_outline_level(paragraph_properties);
    if (!level) level = styles.outline_level(xml::attribute_text(xml::child(paragraph_properties, "pStyle"), "val"));
    return level && *level < 9 ? *level + 1 : 0;
}

std::string note_format(const DocxPackage& package, std::string_view properties, std::string_view usual) {
    const auto format = [&](const pugi::xml_node& node) {
        return xml::attribute_text(xml::child(xml::child(node, properties), "numFmt"), "val");
    };
    const pugi::xml_node body = xml::child(package.main->tree.document_element(), "body");
    if (const std::string_view own = format(xml::child(body, "sectPr")); !own.empty()) return std::string(own);
    if (package.settings)
        if (const std::string_view own = format(package.settings->tree.document_element()); !own.empty())
            return std::string(own);
    return std::string(usual);
}

} // namespace

DocxText::DocxText(const DocxPackage& package) : m_package(package) {
    if (package.styles) m_styles = DocxStyles(package.styles->tree.document_element());
    if (package.numbering) m_numbering = DocxNumbering(package.numbering->tree.document_element(), m_styles);
    m_footnotes.part = package.footnotes.get();
    m_footnotes.format = note_format(package, "footnotePr", "decimal");
    m_endnotes.part = package.endnotes.get();
    m_endnotes.format = note_format(package, "endnotePr", "lowerRoman");
}

std::string DocxText::read() {
    const pugi::xml_node root = m_package.main->tree.document_element();
    m_preserve = xml::keeps_space(root, false);
    Block text = read_story(xml::child(root, "body"));
    read_notes(m_footnotes, text.lines);
    read_notes(m_endnotes, text.lines);
    read_comments();
    return text.text();
}

DocxText::Block DocxText::read_story(const pugi::xml_node& node) {
    Block block;
    const std::vector<FieldPart> fields = std::exchange(m_fields, {});
    const bool sound = std::exchange(m_fields_sound, fields_are_sound(node));
    Paragraph* const paragraph = std::exchange(m_paragraph, nullptr);
    const Run run = std::exchange(m_run, {});
    read_children(node, block);
    block.end_lines();
    m_fields = fields;
    m_fields_sound = sound;
    m_paragraph = paragraph;
    m_run = run;
    return block;
}

void DocxText::read_children(const pugi::xml_node& node, Block& block) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        if (one.type() == pugi::node_element) read_node(one, block);
}

void DocxText::read_node(const pugi::xml_node& node, Block& block) {
    switch (docx_element(xml::local_name(node))) {
    case DocxElement::transparent:
        return read_children(node, block);
    case DocxElement::skipped:
    case DocxElement::moved_away:
        return;
    case DocxElement::paragraph:
        return read_paragraph(node, block);
    case DocxElement::table:
        return read_table(node, block);
    case DocxElement::run:
        return read_run(node, block);
    case DocxElement::text:
        return put_text(node);
    case DocxElement::tab:
        return put("\t");
    case DocxElement::line_break: {
        const std::string_view type = xml::attribute_text(node, "type");
        if (type != "page" && type != "column") return put("\n");
        if (m_paragraph && !m_run.hidden) m_paragraph->break_due = true;
        return;
    }
    case DocxElement::new_line:
        return put("\n");
    case DocxElement::hard_hyphen:
        return put("\u2011");
    case DocxElement::soft_hyphen:
        return put("\u00AD");
    case DocxElement::symbol:
        return read_symbol(node);
    case DocxElement::field_mark:
        return read_field_mark(node);
    case DocxElement::footnote_mark:
        return read_note_mark(node, m_footnotes);
    case DocxElement::endnote_mark:
        return read_note_mark(node, m_endnotes);
    case DocxElement::drawing:
        return read_graphics(node, false);
    case DocxElement::object:
        if (!m_run.hidden) ++m_losses.objects;
        return read_graphics(node, true);
    case DocxElement::formula:
        return read_formula(node);
    case DocxElement::ruby:
        ++m_losses.readings;
        return read_children(xml::child(node, "rubyBase"), block);
    case DocxElement::alternatives:
        return read_children(chosen_branch(node), block);
    case DocxElement::deleted:
        // Word cuts one deletion into several elements that follow each other.
        if (xml::local_name(node.previous_sibling()) != "del") ++m_losses.deletions;
        return;
    case DocxElement::inserted:
        if (xml::local_name(node.previous_sibling()) != "ins") ++m_losses.insertions;
        return read_children(node, block);
    case DocxElement::inserted_file:
        return read_inserted_file(node, block);
    case DocxElement::comment_begin:
        return mark(m_marks.comment_begin(std::string(xml::attribute_text(node, "id"))), block);
    case DocxElement::comment_end:
        return mark(m_marks.comment_end(std::string(xml::attribute_text(node, "id"))), block);
    case DocxElement::comment_mark:
        return mark(m_marks.comment_point(std::string(xml::attribute_text(node, "id"))), block);
    }
}

void DocxText::read_paragraph(const pugi::xml_node& node, Block& block) {
    const pugi::xml_node properties = xml::child(node, "pPr");
    const pugi::xml_node mark = xml::child(properties, "rPr");
    Paragraph paragraph;
    paragraph.text = std::exchange(block.carried, {}) + std::exchange(m_signs_due, {});
    paragraph.style = std::string(xml::attribute_text(xml::child(properties, "pStyle"), "val"));
    Paragraph* const outer = std::exchange(m_paragraph, &paragraph);
    const Run run = std::exchange(m_run, {});
    m_last_hidden = false;
    m_last_struck = false;
    read_children(node, block);
    const std::string_view drop_cap = xml::attribute_text(xml::child(properties, "framePr"), "dropCap");
    const bool runs_on = is_hidden(mark) || xml::child(mark, "del") || xml::child(mark, "moveFrom") || drop_cap == "drop" || drop_cap == "margin";
    m_paragraph = outer;
    m_run = run;
    if (runs_on)
        block.carried = std::move(paragraph.text);
    else {
        std::string line = label(properties);
        line += paragraph.text;
        if (const std::uint32_t level = m_cells == 0 ? heading_level(properties, m_styles) : 0; level > 0)
            line = m_marks.heading(std::move(line), level);
        block.lines.push_back(std::move(line));
    }
    for (std::string& line : paragraph.boxes)
        block.lines.push_back(std::move(line));
}

std::string DocxText::label(const pugi::xml_node& paragraph_properties) {
    const std::string_view style = xml::attribute_text(xml::child(paragraph_properties, "pStyle"), "val");
    const DocxListPlace own = docx_list_place(paragraph_properties);
    const DocxListPlace of_style = m_styles.list_place(style);
    const std::optional<std::string>& list = own.list ? own.list : of_style.list;
    if (!list || *list == "0") return {};
    std::optional<int> level = own.level;
    if (!level && !own.list) {
        level = m_numbering.level_of_style(*list, style.empty() ? std::string_view(m_styles.default_paragraph_style())
                                                                : style);
        if (!level) level = of_style.level;
    }
    return m_numbering.next_label(*list, level.value_or(0));
}

void DocxText::mark(std::string sign, Block& block) {
    if (m_paragraph)
        m_paragraph->text += sign;
    else if (!block.lines.empty() && block.carried.empty())
        block.lines.back() += sign;
    else
        m_signs_due += sign;
}

void DocxText::read_table(const pugi::xml_node& node, Block& block) {
    block.end_lines();
    ++m_losses.tables;
    // Rows may stand inside content controls and custom XML.
    const auto read_rows = [&](const auto& self, const pugi::xml_node& parent) -> void {
        for (pugi::xml_node one = parent.first_child(); one; one = one.next_sibling()) {
            const std::string_view name = xml::local_name(one);
            if (name == "tr")
                read_row(one, block);
            else if (name == "AlternateContent")
                self(self, chosen_branch(one));
            else if (docx_element(name) == DocxElement::transparent || docx_element(name) == DocxElement::inserted)
                self(self, one);
        }
    };
    read_rows(read_rows, node);
}

void DocxText::read_row(const pugi::xml_node& row, Block& block) {
    const pugi::xml_node properties = xml::child(row, "trPr");
    if (xml::child(properties, "del")) {
        ++m_losses.deletions;
        return;
    }
    if (docx_toggle(properties, "hidden").value_or(false)) {
        ++m_losses.hidden;
        return;
    }
    TableRow cells;
    read_cells(row, cells);
    cells.move_to(block);
}

void DocxText::read_cells(const pugi::xml_node& node, TableRow& row) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "AlternateContent") {
            read_cells(chosen_branch(one), row);
        } else if (name != "tc") {
            const DocxElement kind = docx_element(name);
            if (kind == DocxElement::transparent || kind == DocxElement::inserted) read_cells(one, row);
        } else if (xml::child(xml::child(one, "tcPr"), "cellDel")) {
            ++m_losses.deletions;
        } else {
            Block cell;
            ++m_cells;
            read_children(one, cell);
            --m_cells;
            row.add_cell(std::move(cell));
        }
    }
}

bool DocxText::is_hidden(const pugi::xml_node& run_properties) const {
    if (const std::optional<bool> direct = docx_toggle(run_properties, "vanish")) return *direct;
    if (m_styles.hidden_by_default()) return true;
    // On/off properties of styles of different kinds cancel each other (ECMA-376 part 1, 17.7.3).
    const bool by_paragraph = m_styles.hidden(m_paragraph ? m_paragraph->style : std::string()).value_or(false);
    const pugi::xml_node style = xml::child(run_properties, "rStyle");
    const bool by_run = style && m_styles.hidden(xml::attribute_text(style, "val")).value_or(false);
    return by_paragraph != by_run;
}

void DocxText::read_run(const pugi::xml_node& node, Block& block) {
    const pugi::xml_node properties = xml::child(node, "rPr");
    const pugi::xml_node fonts = xml::child(properties, "rFonts");
    if (const pugi::xml_node style = xml::child(properties, "rStyle");
        style && m_styles.is_prompt(xml::attribute_text(style, "val"))) {
        ++m_losses.prompts;
        return;
    }
    const Run outer = m_run;
    m_run.hidden = is_hidden(properties);
    m_run.struck =
        docx_toggle(properties, "strike").value_or(false) || docx_toggle(properties, "dstrike").value_or(false);
    m_run.font = symbol_font(xml::attribute_text(fonts, "ascii"));
    if (m_run.font == SymbolFont::none) m_run.font = symbol_font(xml::attribute_text(fonts, "hAnsi"));
    read_children(node, block);
    m_run = outer;
}

bool DocxText::in_instruction() const {
    return m_fields_sound && std::find(m_fields.begin(), m_fields.end(), FieldPart::instruction) != m_fields.end();
}

void DocxText::put_text(const pugi::xml_node& node) {
    std::string text;
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        text += one.value();
    if (!xml::keeps_space(node, m_preserve)) {
        while (!text.empty() && is_space(text.back()))
            text.pop_back();
        text.erase(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_space) - text.begin()));
    }
    ContentMarks::protect(text);
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::replace(text.begin(), text.end(), '\r', ' ');
    // U+F000 to U+F0FF, where Word keeps the signs of symbol fonts, begin with the byte EF.
    if (text.find('\xEF') == std::string::npos) return put(text);
    std::size_t replaced = 0;
    const std::string valid = repair_utf8(text, replaced);
    text.clear();
    for (std::uint32_t i = 0; i < valid.size();) {
        char32_t c = next_code_point(valid, i);
        if (c >= 0xF020 && c <= 0xF0FF)
            if (const char32_t sign =
                    symbol_character(m_run.font == SymbolFont::none ? SymbolFont::symbol : m_run.font, c);
                sign != 0)
                c = sign;
        append_utf8(text, c);
    }
    put(text);
}

void DocxText::put(std::string_view text) {
    if (!m_paragraph || text.empty() || in_instruction()) return;
    if (m_run.hidden) {
        if (!std::exchange(m_last_hidden, true)) ++m_losses.hidden;
        return;
    }
    m_last_hidden = false;
    if (m_run.struck && !m_last_struck) ++m_losses.struck;
    m_last_struck = m_run.struck;
    std::string& line = m_paragraph->text;
    if (m_paragraph->break_due && !ContentMarks::is_empty(line) && line.back() != '\n') line += '\n';
    m_paragraph->break_due = false;
    line += text;
}

} // namespace emic
