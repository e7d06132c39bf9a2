#include "engine/formats/odt_text.h"

#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

/// Elements whose text is not the document's: settings, sources of indexes, what was deleted.
bool is_skipped(std::string_view name) {
    static constexpr std::string_view names[] = {"tracked-changes", "forms",       "number", "title",  "desc",
                                                 "script",          "event-listeners", "scripts", "shapes", "meta-field-data"};
    const auto ends = [&](std::string_view end) {
        return name.size() > end.size() && name.substr(name.size() - end.size()) == end;
    };
    return ends("-decls") || ends("-source") || std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view shapes[] = {"frame",   "custom-shape", "rect", "ellipse", "circle", "line", "polyline",
                                       "polygon", "path",         "g",    "caption", "a",      "connector", "regular-polygon"};

bool is_drawing(const pugi::xml_node& node, std::string_view name) {
    return std::string_view(node.name()).substr(0, 5) == "draw:" &&
           std::find(std::begin(shapes), std::end(shapes), name) != std::end(shapes);
}

} // namespace

OdtText::OdtText(const OdtPackage& package) : m_package(package) {
    if (package.styles) m_styles.add(package.styles->tree.document_element());
    m_styles.add(package.content->tree.document_element());
    m_losses.headers = m_styles.headers();
}

std::string OdtText::read() {
    TextBlock text = read_story(m_package.text());
    const pugi::xml_node changes = xml::child(m_package.text(), "tracked-changes");
    for (pugi::xml_node one = changes.first_child(); one; one = one.next_sibling()) {
        if (xml::child(one, "deletion")) ++m_losses.deletions;
        if (xml::child(one, "insertion")) ++m_losses.insertions;
    }
    read_notes(false, text.lines);
    read_notes(true, text.lines);
    return text.text();
}

TextBlock OdtText::read_story(const pugi::xml_node& node) {
    TextBlock block;
    Paragraph* const paragraph = std::exchange(m_paragraph, nullptr);
    List* const list = std::exchange(m_list, nullptr);
    read_children(node, block);
    block.end_lines();
    m_paragraph = paragraph;
    m_list = list;
    return block;
}

void OdtText::read_children(const pugi::xml_node& node, TextBlock& block) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        if (one.type() == pugi::node_element) read_node(one, block);
}

bool OdtText::is_hidden_block(const pugi::xml_node& node) const {
    const std::string_view display = xml::attribute_text(node, "display");
    return display == "none" || (display == "condition" && xml::attribute_text(node, "is-hidden") == "true") ||
           m_styles.hidden_section(xml::attribute_text(node, "style-name"));
}

/// Between paragraphs.
void OdtText::read_node(const pugi::xml_node& node, TextBlock& block) {
    const std::string_view name = xml::local_name(node);
    if (is_skipped(name)) return;
    if (name == "p" || name == "h") return read_paragraph(node, block);
    if (name == "list") return read_list(node, block);
    if (name == "table") return read_table(node, block);
    if (name == "annotation") return read_annotation(node);
    if (name == "annotation-end") return mark(m_marks.comment_end(std::string(xml::attribute_text(node, "name"))));
    if (name == "section" && is_hidden_block(node)) {
        ++m_losses.hidden;
        return;
    }
    if (is_drawing(node, name)) {
        // Anchored to the page: its text stands on lines of its own.
        Paragraph anchor;
        Paragraph* const outer = std::exchange(m_paragraph, &anchor);
        read_graphics(node);
        m_paragraph = outer;
        for (std::string& line : anchor.boxes)
            block.lines.push_back(std::move(line));
        return;
    }
    read_children(node, block);
}

void OdtText::read_paragraph(const pugi::xml_node& node, TextBlock& block) {
    Paragraph paragraph;
    const std::string_view style = xml::attribute_text(node, "style-name");
    paragraph.text = std::exchange(m_signs_due, {});
    paragraph.hidden = m_styles.hidden("paragraph", style);
    paragraph.struck = m_styles.struck("paragraph", style);
    Paragraph* const outer = std::exchange(m_paragraph, &paragraph);
    m_last_hidden = false;
    m_last_struck = false;
    std::string line = label(node);
    read_inline(node);
    m_paragraph = outer;
    bool gone = paragraph.hidden && ContentMarks::is_empty(paragraph.text) && m_last_hidden;
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        if (xml::local_name(one) == "hidden-paragraph" && xml::attribute_text(one, "is-hidden") == "true") {
            gone = true;
            ++m_losses.hidden;
        }
    if (gone) {
        if (ContentMarks::is_empty(paragraph.text)) m_signs_due += paragraph.text;
    } else {
        line += paragraph.text;
        if (xml::local_name(node) == "h" && m_cells == 0)
            line = m_marks.heading(std::move(line),
                                   static_cast<std::uint32_t>(xml::attribute_number(node, "outline-level", 1, 9, 1)));
        block.lines.push_back(std::move(line));
    }
    for (std::string& box : paragraph.boxes)
        block.lines.push_back(std::move(box));
}

std::string OdtText::label(const pugi::xml_node& paragraph) {
    if (m_list) {
        if (!std::exchange(m_list->label_due, false)) return {};
        std::string name = m_list->style;
        if (name.empty()) name = m_styles.list_style(xml::attribute_text(paragraph, "style-name"));
        const OdtListStyle* const style = m_styles.list(name);
        return style ? m_list->counter.label(*style, m_list->level) : std::string();
    }
    if (xml::local_name(paragraph) != "h" || xml::attribute_text(paragraph, "is-list-header") == "true") return {};
    // A heading whose style takes it out of every list has an empty name there.
    const int level = xml::attribute_number(paragraph, "outline-level", 1, odt_list_levels, 1) - 1;
    std::optional<int> start;
    if (const int own = xml::attribute_number(paragraph, "start-value", 0, 1'000'000, -1); own >= 0) start = own;
    if (xml::attribute_text(paragraph, "restart-numbering") == "true" && !start)
        start = m_styles.outline()[static_cast<std::size_t>(level)].start;
    m_outline.next(m_styles.outline(), level, start);
    return m_outline.label(m_styles.outline(), level);
}

void OdtText::read_list(const pugi::xml_node& node, TextBlock& block) {
    const std::string style(xml::attribute_text(node, "style-name"));
    List top;
    const bool is_top = m_list == nullptr;
    if (is_top) m_list = &top;
    List& list = *m_list;
    const std::string outer_style = list.style;
    if (!style.empty()) list.style = style;
    if (is_top) {
        const auto by_id = m_by_id.find(std::string(xml::attribute_text(node, "continue-list")));
        const auto by_style = m_by_style.find(style);
        if (by_id != m_by_id.end())
            list.counter = by_id->second;
        else if (xml::attribute_text(node, "continue-numbering") == "true" && by_style != m_by_style.end())
            list.counter = by_style->second;
    }
    if (list.level + 1 < odt_list_levels) {
        ++list.level;
        read_items(node, block);
        --list.level;
    } else {
        read_items(node, block);
    }
    if (is_top) {
        m_by_style[style] = list.counter;
        if (const char* id = xml::attribute(node, "id")) m_by_id[id] = list.counter;
        m_list = nullptr;
    }
    list.style = outer_style;
}

void OdtText::read_items(const pugi::xml_node& node, TextBlock& block) {
    List& list = *m_list;
    for (pugi::xml_node item = node.first_child(); item; item = item.next_sibling()) {
        const std::string_view name = xml::local_name(item);
        if (name != "list-item" && name != "list-header") continue;
        list.label_due = false;
        // An item that only holds a list of the next level has no number of its own.
        pugi::xml_node first = item.first_child();
        while (first && (first.type() != pugi::node_element || xml::local_name(first) == "number"))
            first = first.next_sibling();
        const bool only_nests = xml::local_name(first) == "list";
        if (name == "list-item" && !only_nests) {
            std::string style = list.style;
            if (style.empty()) style = m_styles.list_style(xml::attribute_text(first, "style-name"));
            static const OdtListStyle plain;
            const OdtListStyle* const found = m_styles.list(style);
            std::optional<int> start;
            if (const int own = xml::attribute_number(item, "start-value", 0, 1'000'000, -1); own >= 0) start = own;
            list.counter.next(found ? *found : plain, list.level, start);
            list.label_due = true;
        }
        read_children(item, block);
        list.label_due = false;
    }
}

void OdtText::read_table(const pugi::xml_node& node, TextBlock& block) {
    if (xml::attribute_text(node, "is-sub-table") != "true") ++m_losses.tables;
    List* const list = std::exchange(m_list, nullptr);
    read_rows(node, block);
    m_list = list;
}

void OdtText::read_rows(const pugi::xml_node& node, TextBlock& block) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "table-row")
            read_row(one, block);
        else if (name == "table-rows" || name == "table-header-rows" || name == "table-row-group")
            read_rows(one, block);
    }
}

void OdtText::read_row(const pugi::xml_node& node, TextBlock& block) {
    TableRow row;
    int covered = 0; // cells that the last one spreads over in this row
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "covered-table-cell" && covered > 0) {
            --covered;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            TextBlock cell;
            ++m_cells;
            if (name == "table-cell") read_children(one, cell);
            --m_cells;
            row.add_cell(std::move(cell));
            covered = xml::attribute_number(one, "number-columns-spanned", 1, 1000, 1) - 1;
        }
    }
    row.move_to(block);
}

} // namespace emic
