// What stands inside a line of a Word document besides its letters: fields, notes, symbols, drawings, formulas.
#include "engine/formats/docx_elements.h"
#include "engine/formats/docx_text.h"
#include "engine/formats/list_number.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

void DocxText::read_field_mark(const pugi::xml_node& node) {
    const std::string_view type = xml::attribute_text(node, "fldCharType");
    if (type == "begin") {
        read_form_field(xml::child(node, "ffData"));
        m_fields.push_back(FieldPart::instruction);
    } else if (!m_fields.empty() && type == "separate") {
        m_fields.back() = FieldPart::result;
    } else if (!m_fields.empty() && type == "end") {
        m_fields.pop_back();
    }
}

/// Boxes and lists of Word's older forms have no text of their own.
void DocxText::read_form_field(const pugi::xml_node& data) {
    if (const pugi::xml_node box = xml::child(data, "checkBox")) {
        const std::optional<bool> now = docx_toggle(box, "checked");
        put(now.value_or(docx_toggle(box, "default").value_or(false)) ? "☒" : "☐");
    } else if (const pugi::xml_node list = xml::child(data, "ddList")) {
        const pugi::xml_node result = xml::child(list, "result");
        int wanted = xml::attribute_number(result ? result : xml::child(list, "default"), "val", 0, 1000, 0);
        for (pugi::xml_node one = list.first_child(); one; one = one.next_sibling())
            if (xml::local_name(one) == "listEntry" && wanted-- == 0) put(xml::attribute_text(one, "val"));
    }
}

void DocxText::read_note_mark(const pugi::xml_node& node, Notes& notes) {
    if (!m_paragraph || m_run.hidden || in_instruction()) return;
    const std::string id(xml::attribute_text(node, "id"));
    const auto [entry, added] = notes.marks.try_emplace(id);
    if (added) {
        // With a mark of the writer's own, that mark is text in both places.
        const std::string_view custom = xml::attribute_text(node, "customMarkFollows");
        if (custom.empty() || custom == "0" || custom == "false")
            entry->second = "[" + format_list_number(++notes.last_number, notes.format) + "]";
        notes.shown.emplace_back(id, entry->second);
        ++m_losses.notes;
    }
    put(entry->second);
}

void DocxText::read_notes(Notes& notes, std::vector<std::string>& lines) {
    if (notes.shown.empty() || !notes.part) return;
    const pugi::xml_node root = notes.part->tree.document_element();
    m_preserve = xml::keeps_space(root, false);
    std::unordered_map<std::string_view, pugi::xml_node> bodies;
    for (pugi::xml_node one = root.first_child(); one; one = one.next_sibling())
        bodies.try_emplace(xml::attribute_text(one, "id"), one);
    part_notes(lines);
    for (std::size_t i = 0; i < notes.shown.size(); ++i) { // a note may refer to another one
        const auto [id, sign] = notes.shown[i];
        const auto body = bodies.find(id);
        if (body != bodies.end()) add_note(lines, sign, read_story(body->second));
    }
}

void DocxText::read_comments() {
    if (!m_package.comments) return;
    const pugi::xml_node root = m_package.comments->tree.document_element();
    m_preserve = xml::keeps_space(root, false);
    const TextLosses of_text = m_losses;
    for (pugi::xml_node one = root.first_child(); one; one = one.next_sibling()) {
        if (xml::local_name(one) != "comment") continue;
        std::string_view author = xml::attribute_text(one, "author");
        if (author.empty()) author = xml::attribute_text(one, "initials");
        m_marks.add_comment(std::string(xml::attribute_text(one, "id")), author, read_story(one).text(),
                            time_of(xml::attribute_text(one, "date")));
    }
    m_losses = of_text;
}

void DocxText::read_symbol(const pugi::xml_node& node) {
    const std::string_view digits = xml::attribute_text(node, "char");
    char32_t code = 0;
    for (const char c : digits.substr(0, 6)) {
        const int digit = c >= '0' && c <= '9'                     ? c - '0'
                          : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                                   : -1;
        if (digit < 0) return;
        code = code << 4 | static_cast<char32_t>(digit);
    }
    const SymbolFont font = symbol_font(xml::attribute_text(node, "font"));
    char32_t character = symbol_character(font, code);
    const bool plain = code >= 0x20 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xF8FF);
    if (character == 0 && font == SymbolFont::none && plain) character = code;
    if (character == 0) {
        character = 0xFFFD;
        if (!m_run.hidden) ++m_losses.symbols;
    }
    std::string text;
    append_utf8(text, character);
    put(text);
}

void DocxText::read_graphics(const pugi::xml_node& node, bool is_object) {
    if (m_run.hidden || in_instruction()) return;
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "txbxContent") {
            Block box = read_story(one);
            if (!m_paragraph || std::all_of(box.lines.begin(), box.lines.end(), ContentMarks::is_empty)) continue;
            ++m_losses.text_boxes;
            for (std::string& line : box.lines)
                m_paragraph->boxes.push_back(std::move(line));
            continue;
        }
        if (!is_object && (name == "pic" || name == "imagedata")) ++m_losses.pictures;
        if (name == "chart" || name == "relIds") ++m_losses.diagrams;
        read_graphics(name == "AlternateContent" ? chosen_branch(one) : one, is_object);
    }
}

void DocxText::read_formula(const pugi::xml_node& node) {
    std::string text;
    const auto gather = [&](const auto& self, const pugi::xml_node& parent) -> void {
        for (pugi::xml_node one = parent.first_child(); one; one = one.next_sibling()) {
            const DocxElement kind = docx_element(xml::local_name(one));
            if (kind == DocxElement::text)
                text += one.child_value();
            else if (kind != DocxElement::deleted && kind != DocxElement::moved_away && kind != DocxElement::skipped)
                self(self, one);
        }
    };
    gather(gather, node);
    if (text.empty()) return;
    ContentMarks::protect(text);
    if (!m_run.hidden) ++m_losses.formulas;
    put(text);
}

} // namespace emic
