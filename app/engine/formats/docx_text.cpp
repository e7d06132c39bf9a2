#include "engine/formats/docx_text.h"

#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

enum class Kind {
    transparent,
    skipped,
    paragraph,
    table,
    run,
    text,
    tab,
    line_break,
    new_line,
    hard_hyphen,
    soft_hyphen,
    symbol,
    field_mark,
    footnote_mark,
    endnote_mark,
    drawing,
    object,
    formula,
    ruby,
    alternatives,
    deleted,
    moved_away,
    inserted,
    inserted_file,
};

Kind kind_of(std::string_view name) {
    static const std::unordered_map<std::string_view, Kind> kinds = {
        {"p", Kind::paragraph},
        {"tbl", Kind::table},
        {"r", Kind::run},
        {"t", Kind::text},
        {"tab", Kind::tab},
        {"ptab", Kind::tab},
        {"br", Kind::line_break},
        {"cr", Kind::new_line},
        {"noBreakHyphen", Kind::hard_hyphen},
        {"softHyphen", Kind::soft_hyphen},
        {"sym", Kind::symbol},
        {"fldChar", Kind::field_mark},
        {"footnoteReference", Kind::footnote_mark},
        {"endnoteReference", Kind::endnote_mark},
        {"drawing", Kind::drawing},
        {"pict", Kind::drawing},
        {"object", Kind::object},
        {"oMath", Kind::formula},
        {"ruby", Kind::ruby},
        {"AlternateContent", Kind::alternatives},
        {"del", Kind::deleted},
        {"moveFrom", Kind::moved_away},
        {"ins", Kind::inserted},
        {"altChunk", Kind::inserted_file},
        {"subDoc", Kind::inserted_file},
        {"instrText", Kind::skipped},
        {"delText", Kind::skipped},
        {"delInstrText", Kind::skipped},
        {"txbxContent", Kind::skipped}, // reached through its drawing only
    };
    if (name.size() > 2 && name.substr(name.size() - 2) == "Pr") return Kind::skipped; // properties
    const auto found = kinds.find(name);
    return found == kinds.end() ? Kind::transparent : found->second;
}

/// The branch of mc:AlternateContent to read: one, or text would come twice.
pugi::xml_node chosen_branch(const pugi::xml_node& alternatives) {
    const pugi::xml_node choice = xml::child(alternatives, "Choice");
    return choice ? choice : xml::child(alternatives, "Fallback");
}

void balance_fields(const pugi::xml_node& node, int& open, bool& sound) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "fldChar") {
            const std::string_view type = xml::attribute_text(one, "fldCharType");
            if (type == "begin") ++open;
            if (type == "end" && --open < 0) sound = false;
        } else if (name != "del" && name != "moveFrom" && name != "txbxContent" && name != "Fallback") {
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

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string note_format(const DocxPackage& package, std::string_view properties, std::string_view usual) {
    const auto format = [&](const pugi::xml_node& node) {
        return xml::attribute_text(xml::child(xml::child(node, properties), "numFmt"), "val");
    };
    const pugi::xml_node body = xml::child(package.main->tree.document_element(), "body");
    if (const std::string_view own = format(xml::child(body, "sectPr")); !own.empty()) return std::string(own);
    if (package.settings)
        if (const std::string_view own = format(package.settings->tree.document_element()); !own.empty()) return std::string(own);
    return std::string(usual);
}

bool keeps_space(const pugi::xml_node& node, bool otherwise) {
    const char* space = xml::attribute(node, "space");
    return space ? std::string_view(space) == "preserve" : otherwise;
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
    m_preserve = keeps_space(root, false);
    std::vector<std::string> lines = read_story(xml::child(root, "body")).lines;
    read_notes(m_footnotes, lines);
    read_notes(m_endnotes, lines);
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) text += '\n';
        text += lines[i];
    }
    return text;
}

DocxText::Block DocxText::read_story(const pugi::xml_node& node) {
    Block block;
    const std::vector<FieldPart> fields = std::exchange(m_fields, {});
    const bool sound = std::exchange(m_fields_sound, fields_are_sound(node));
    Paragraph* const paragraph = std::exchange(m_paragraph, nullptr);
    const Run run = std::exchange(m_run, {});
    read_children(node, block);
    end_lines(block);
    m_fields = fields;
    m_fields_sound = sound;
    m_paragraph = paragraph;
    m_run = run;
    return block;
}

void DocxText::end_lines(Block& block) {
    if (!block.carried.empty()) block.lines.push_back(std::exchange(block.carried, {}));
}

void DocxText::read_children(const pugi::xml_node& node, Block& block) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        if (one.type() == pugi::node_element) read_node(one, block);
}

void DocxText::read_node(const pugi::xml_node& node, Block& block) {
    switch (kind_of(xml::local_name(node))) {
    case Kind::transparent: return read_children(node, block);
    case Kind::skipped:
    case Kind::moved_away: return;
    case Kind::paragraph: return read_paragraph(node, block);
    case Kind::table: return read_table(node, block);
    case Kind::run: return read_run(node, block);
    case Kind::text: return put_text(node);
    case Kind::tab: return put("\t");
    case Kind::line_break: {
        const std::string_view type = xml::attribute_text(node, "type");
        if (type != "page" && type != "column") return put("\n");
        if (m_paragraph && !m_run.hidden) m_paragraph->break_due = true;
        return;
    }
    case Kind::new_line: return put("\n");
    case Kind::hard_hyphen: return put("\u2011");
    case Kind::soft_hyphen: return put("\u00AD");
    case Kind::symbol: return read_symbol(node);
    case Kind::field_mark: return read_field_mark(node);
    case Kind::footnote_mark: return read_note_mark(node, m_footnotes);
    case Kind::endnote_mark: return read_note_mark(node, m_endnotes);
    case Kind::drawing: return read_graphics(node, false);
    case Kind::object:
        if (!m_run.hidden) ++m_losses.objects;
        return read_graphics(node, true);
    case Kind::formula: return read_formula(node);
    case Kind::ruby:
        ++m_losses.readings;
        return read_children(xml::child(node, "rubyBase"), block);
    case Kind::alternatives: return read_children(chosen_branch(node), block);
    case Kind::deleted:
        // Word cuts one deletion into several elements that follow each other.
        if (xml::local_name(node.previous_sibling()) != "del") ++m_losses.deletions;
        return;
    case Kind::inserted:
        if (xml::local_name(node.previous_sibling()) != "ins") ++m_losses.insertions;
        return read_children(node, block);
    case Kind::inserted_file: ++m_losses.inserted_files; return;
    }
}

void DocxText::read_paragraph(const pugi::xml_node& node, Block& block) {
    const pugi::xml_node properties = xml::child(node, "pPr");
    const pugi::xml_node mark = xml::child(properties, "rPr");
    Paragraph paragraph;
    paragraph.text = std::exchange(block.carried, {});
    paragraph.style = std::string(xml::attribute_text(xml::child(properties, "pStyle"), "val"));
    Paragraph* const outer = std::exchange(m_paragraph, &paragraph);
    const Run run = std::exchange(m_run, {});
    m_last_hidden = false;
    m_last_struck = false;
    read_children(node, block);
    const bool runs_on = is_hidden(mark) || xml::child(mark, "del") || xml::child(mark, "moveFrom");
    m_paragraph = outer;
    m_run = run;
    if (runs_on) block.carried = std::move(paragraph.text);
    else {
        std::string line = label(properties);
        line += paragraph.text;
        block.lines.push_back(std::move(line));
    }
    for (std::string& line : paragraph.boxes) block.lines.push_back(std::move(line));
}

std::string DocxText::label(const pugi::xml_node& paragraph_properties) {
    const std::string_view style = xml::attribute_text(xml::child(paragraph_properties, "pStyle"), "val");
    const DocxListPlace own = docx_list_place(paragraph_properties);
    const DocxListPlace of_style = m_styles.list_place(style);
    const std::optional<std::string>& list = own.list ? own.list : of_style.list;
    if (!list || *list == "0") return {};
    std::optional<int> level = own.level;
    if (!level && !own.list) {
        level = m_numbering.level_of_style(*list, style.empty() ? std::string_view(m_styles.default_paragraph_style()) : style);
        if (!level) level = of_style.level;
    }
    return m_numbering.next_label(*list, level.value_or(0));
}

void DocxText::read_table(const pugi::xml_node& node, Block& block) {
    end_lines(block);
    ++m_losses.tables;
    // Rows may stand inside content controls and custom XML.
    const auto read_rows = [&](const auto& self, const pugi::xml_node& parent) -> void {
        for (pugi::xml_node one = parent.first_child(); one; one = one.next_sibling()) {
            const std::string_view name = xml::local_name(one);
            if (name == "tr") read_row(one, block);
            else if (name == "AlternateContent") self(self, chosen_branch(one));
            else if (kind_of(name) == Kind::transparent || kind_of(name) == Kind::inserted) self(self, one);
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
    std::vector<std::string> lines;
    bool first = true;
    read_cells(row, lines, first);
    for (std::string& line : lines) block.lines.push_back(std::move(line));
}

void DocxText::read_cells(const pugi::xml_node& node, std::vector<std::string>& lines, bool& first) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "AlternateContent") {
            read_cells(chosen_branch(one), lines, first);
        } else if (name != "tc") {
            const Kind kind = kind_of(name);
            if (kind == Kind::transparent || kind == Kind::inserted) read_cells(one, lines, first);
        } else if (xml::child(xml::child(one, "tcPr"), "cellDel")) {
            ++m_losses.deletions;
        } else {
            Block cell;
            read_children(one, cell);
            end_lines(cell);
            if (lines.empty()) lines.emplace_back();
            if (!std::exchange(first, false)) lines.back() += '\t';
            for (std::size_t i = 0; i < cell.lines.size(); ++i) {
                if (i == 0) lines.back() += cell.lines[i];
                else lines.push_back(std::move(cell.lines[i]));
            }
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
    const Run outer = m_run;
    m_run.hidden = is_hidden(properties);
    m_run.struck = docx_toggle(properties, "strike").value_or(false) || docx_toggle(properties, "dstrike").value_or(false);
    m_run.font = symbol_font(xml::attribute_text(fonts, "ascii"));
    if (m_run.font == SymbolFont::none) m_run.font = symbol_font(xml::attribute_text(fonts, "hAnsi"));
    read_children(node, block);
    m_run = outer;
}

bool DocxText::in_instruction() const {
    return m_fields_sound && std::find(m_fields.begin(), m_fields.end(), FieldPart::instruction) != m_fields.end();
}

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
    m_preserve = keeps_space(root, false);
    std::unordered_map<std::string_view, pugi::xml_node> bodies;
    for (pugi::xml_node one = root.first_child(); one; one = one.next_sibling()) bodies.try_emplace(xml::attribute_text(one, "id"), one);
    if (!lines.empty() && !lines.back().empty()) lines.emplace_back();
    for (std::size_t i = 0; i < notes.shown.size(); ++i) { // a note may refer to another one
        const auto [id, mark] = notes.shown[i];
        const auto body = bodies.find(id);
        if (body == bodies.end()) continue;
        Block block = read_story(body->second);
        if (block.lines.empty()) block.lines.emplace_back();
        std::string& first = block.lines.front();
        first.erase(0, std::min(first.find_first_not_of(" \t"), first.size()));
        if (!mark.empty()) first.insert(0, mark + " ");
        for (std::string& line : block.lines) lines.push_back(std::move(line));
    }
}

void DocxText::read_symbol(const pugi::xml_node& node) {
    const std::string_view digits = xml::attribute_text(node, "char");
    char32_t code = 0;
    for (const char c : digits.substr(0, 6)) {
        const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
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
            if (!m_paragraph || std::all_of(box.lines.begin(), box.lines.end(), [](const std::string& line) { return line.empty(); })) continue;
            ++m_losses.text_boxes;
            for (std::string& line : box.lines) m_paragraph->boxes.push_back(std::move(line));
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
            const Kind kind = kind_of(xml::local_name(one));
            if (kind == Kind::text) text += one.child_value();
            else if (kind != Kind::deleted && kind != Kind::moved_away && kind != Kind::skipped) self(self, one);
        }
    };
    gather(gather, node);
    if (text.empty()) return;
    if (!m_run.hidden) ++m_losses.formulas;
    put(text);
}

void DocxText::put_text(const pugi::xml_node& node) {
    std::string text;
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) text += one.value();
    if (!keeps_space(node, m_preserve)) {
        while (!text.empty() && is_space(text.back())) text.pop_back();
        text.erase(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_space) - text.begin()));
    }
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
            if (const char32_t sign = symbol_character(m_run.font == SymbolFont::none ? SymbolFont::symbol : m_run.font, c); sign != 0) c = sign;
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
    if (m_paragraph->break_due && !line.empty() && line.back() != '\n') line += '\n';
    m_paragraph->break_due = false;
    line += text;
}

} // namespace emic
