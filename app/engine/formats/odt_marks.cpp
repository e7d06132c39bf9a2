// What stands inside a line of an OpenDocument text: letters and blanks, notes, comments, fields, drawings.
#include "engine/formats/odt_text.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

/// Blanks that one element may ask for, and all of them together, in bytes.
constexpr int max_blanks = 1000;
constexpr std::size_t max_all_blanks = std::size_t{16} << 20;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

void OdtText::put_text(std::string_view text) {
    std::string piece;
    bool space = m_paragraph && m_paragraph->space_due;
    for (const char c : text) {
        if (is_space(c)) {
            space = true;
            continue;
        }
        if (std::exchange(space, false)) {
            const std::string& line = m_paragraph ? m_paragraph->text : piece;
            const bool at_start = piece.empty() && (ContentMarks::is_empty(line) || line.back() == '\n');
            if (!at_start) piece += ' ';
        }
        piece += c;
    }
    ContentMarks::protect(piece);
    if (m_paragraph) m_paragraph->space_due = false;
    put(piece);
    if (m_paragraph) m_paragraph->space_due = space;
}

void OdtText::put(std::string_view text) {
    if (!m_paragraph || text.empty()) return;
    if (m_paragraph->hidden) {
        if (!std::exchange(m_last_hidden, true)) ++m_losses.hidden;
        return;
    }
    m_last_hidden = false;
    if (m_paragraph->struck && !m_last_struck) ++m_losses.struck;
    m_last_struck = m_paragraph->struck;
    if (std::exchange(m_paragraph->space_due, false) && !ContentMarks::is_empty(m_paragraph->text) && text != "\n")
        m_paragraph->text += ' ';
    m_paragraph->text += text;
}

void OdtText::mark(std::string sign) {
    if (m_paragraph) {
        if (std::exchange(m_paragraph->space_due, false) && !ContentMarks::is_empty(m_paragraph->text))
            m_paragraph->text += ' ';
        m_paragraph->text += sign;
    } else {
        m_signs_due += sign;
    }
}

void OdtText::read_inline(const pugi::xml_node& node) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        if (one.type() == pugi::node_pcdata || one.type() == pugi::node_cdata)
            put_text(one.value());
        else if (one.type() == pugi::node_element)
            read_piece(one);
    }
}

void OdtText::read_piece(const pugi::xml_node& node) {
    const std::string_view name = xml::local_name(node);
    if (name == "s") {
        const auto wanted = static_cast<std::size_t>(xml::attribute_number(node, "c", 1, max_blanks, 1));
        const std::size_t count = std::min(wanted, max_all_blanks - std::min(m_blanks, max_all_blanks));
        m_blanks += count;
        return put(std::string(count, ' '));
    }
    if (name == "tab") return put("\t");
    if (name == "line-break") return put("\n");
    if (name == "note") return read_note(node);
    if (name == "annotation") return read_annotation(node);
    if (name == "annotation-end") return mark(m_marks.comment_end(std::string(xml::attribute_text(node, "name"))));
    if (name == "ruby") {
        ++m_losses.readings;
        return read_inline(xml::child(node, "ruby-base"));
    }
    if (name == "placeholder") {
        ++m_losses.prompts;
        return;
    }
    const bool of_drawing = std::string_view(node.name()).substr(0, 5) == "draw:";
    if (of_drawing && name != "a") return read_graphics(node);
    if (name == "hidden-paragraph" || name == "script" || name == "title" || name == "desc" || name == "number") return;
    if (name == "hidden-text" || name == "conditional-text") {
        const bool is_hidden = name == "hidden-text" && xml::attribute_text(node, "is-hidden") != "false";
        if (is_hidden) {
            ++m_losses.hidden;
            return;
        }
    }
    if (name == "p" || name == "h") return; // belongs to an element that is not known
    if (!m_paragraph || name != "span") return read_inline(node);
    const bool hidden = m_paragraph->hidden;
    const bool struck = m_paragraph->struck;
    const std::string_view style = xml::attribute_text(node, "style-name");
    m_paragraph->hidden = hidden || m_styles.hidden("text", style);
    m_paragraph->struck = struck || m_styles.struck("text", style);
    read_inline(node);
    m_paragraph->hidden = hidden;
    m_paragraph->struck = struck;
}

void OdtText::read_note(const pugi::xml_node& node) {
    if (m_paragraph && m_paragraph->hidden) return;
    const pugi::xml_node citation = xml::child(node, "note-citation");
    std::size_t malformed = 0;
    // A mark of the writer's own stands as it is.
    const std::string_view own = xml::attribute_text(citation, "label").substr(0, 100);
    std::string sign = repair_utf8(own.empty() ? std::string_view(citation.child_value()).substr(0, 100) : own, malformed);
    ContentMarks::protect(sign);
    if (own.empty()) sign = "[" + sign + "]";
    put(sign);
    ++m_losses.notes;
    m_notes.push_back({std::move(sign), xml::child(node, "note-body"), xml::attribute_text(node, "note-class") == "endnote"});
}

void OdtText::read_notes(bool endnotes, std::vector<std::string>& lines) {
    bool parted = false;
    for (std::size_t i = 0; i < m_notes.size(); ++i) { // a note may hold another one
        const Note note = m_notes[i];
        if (note.endnote != endnotes) continue;
        if (!std::exchange(parted, true)) part_notes(lines);
        add_note(lines, note.mark, read_story(note.body));
    }
}

void OdtText::read_annotation(const pugi::xml_node& node) {
    std::string id(xml::attribute_text(node, "name"));
    bool ends = false;
    if (id.empty())
        id = "\n" + std::to_string(m_annotations++); // no name of the file's has a line feed
    else
        ends = true;
    mark(ends ? m_marks.comment_begin(id) : m_marks.comment_point(id));
    const TextLosses of_text = m_losses;
    const std::string signs = std::exchange(m_signs_due, {});
    const std::string text = read_story(node).text();
    m_signs_due = signs;
    m_losses = of_text;
    std::string_view date = xml::child(node, "date").child_value();
    m_marks.add_comment(id, xml::child(node, "creator").child_value(), text, time_of(date));
}

void OdtText::add_box(const pugi::xml_node& node) {
    TextBlock box = read_story(node);
    if (!m_paragraph || std::all_of(box.lines.begin(), box.lines.end(), ContentMarks::is_empty)) return;
    ++m_losses.text_boxes;
    for (std::string& line : box.lines)
        m_paragraph->boxes.push_back(std::move(line));
}

void OdtText::read_graphics(const pugi::xml_node& node) {
    if (m_paragraph && m_paragraph->hidden) return;
    const std::string_view name = xml::local_name(node);
    if (name == "frame") {
        // One thing in several forms; the first that we know stands for all.
        if (const pugi::xml_node box = xml::child(node, "text-box")) return add_box(box);
        if (xml::child(node, "object") || xml::child(node, "object-ole"))
            ++m_losses.objects;
        else if (xml::child(node, "image"))
            ++m_losses.pictures;
        return;
    }
    if (name == "g" || name == "a") {
        for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
            if (one.type() == pugi::node_element) read_graphics(one);
        return;
    }
    if (xml::child(node, "p") || xml::child(node, "list")) add_box(node);
}

} // namespace emic
