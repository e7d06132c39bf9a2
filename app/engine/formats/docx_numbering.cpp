#include "engine/formats/docx_numbering.h"

#include "engine/formats/list_number.h"
#include "engine/formats/symbol_fonts.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

/// A label's pattern is a few signs; a longer one could blow the text up.
constexpr std::size_t max_pattern = 200;

} // namespace

DocxNumbering::Level DocxNumbering::read_level(const pugi::xml_node& node) {
    Level level;
    level.start = xml::attribute_number(xml::child(node, "start"), "val", 0, max_list_number, 0);
    if (const char* format = xml::attribute(xml::child(node, "numFmt"), "val")) level.format = format;
    level.style = std::string(xml::attribute_text(xml::child(node, "pStyle"), "val"));
    level.space_after = xml::attribute_text(xml::child(node, "suff"), "val") != "nothing";
    level.decimal_only = docx_toggle(node, "isLgl").value_or(false);
    if (const pugi::xml_node restart = xml::child(node, "lvlRestart"))
        level.restart = xml::attribute_number(restart, "val", 0, level_count, level_count);

    std::size_t replaced = 0;
    const std::string pattern =
        repair_utf8(xml::attribute_text(xml::child(node, "lvlText"), "val").substr(0, max_pattern), replaced);
    const pugi::xml_node fonts = xml::child(xml::child(node, "rPr"), "rFonts");
    const std::string_view font_name = xml::attribute_text(fonts, "ascii");
    const SymbolFont font = symbol_font(font_name);
    for (std::uint32_t i = 0; i < pattern.size();) {
        char32_t c = next_code_point(pattern, i);
        const bool private_use = c >= 0xF000 && c <= 0xF0FF;
        if (font != SymbolFont::none || private_use) {
            const char32_t sign = symbol_character(font == SymbolFont::none ? SymbolFont::symbol : font, c);
            if (sign != 0)
                c = sign;
            else if (private_use || level.format == "bullet")
                c = 0x2022;
        } else if (level.format == "bullet" && c == 'o' && font_name == "Courier New") {
            c = 0x25E6; // Word's hollow bullet is a letter o
        }
        append_utf8(level.text, c);
    }
    if (level.format == "bullet" && (level.text.empty() || xml::child(node, "lvlPicBulletId"))) level.text = "•";
    return level;
}

DocxNumbering::DocxNumbering(const pugi::xml_node& root, const DocxStyles& styles) {
    for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) {
        if (xml::local_name(node) == "abstractNum") {
            Abstract abstract;
            abstract.style_link = std::string(xml::attribute_text(xml::child(node, "numStyleLink"), "val"));
            for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
                const int at = xml::attribute_number(one, "ilvl", 0, level_count - 1, -1);
                if (xml::local_name(one) == "lvl" && at >= 0)
                    abstract.levels[static_cast<std::size_t>(at)] = read_level(one);
            }
            m_abstracts.try_emplace(std::string(xml::attribute_text(node, "abstractNumId")), std::move(abstract));
        } else if (xml::local_name(node) == "num") {
            List list;
            list.abstract = std::string(xml::attribute_text(xml::child(node, "abstractNumId"), "val"));
            for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
                const int at = xml::attribute_number(one, "ilvl", 0, level_count - 1, -1);
                if (xml::local_name(one) != "lvlOverride" || at < 0) continue;
                if (const pugi::xml_node start = xml::child(one, "startOverride"))
                    list.start[static_cast<std::size_t>(at)] = xml::attribute_number(start, "val", 0, max_list_number, 0);
                if (const pugi::xml_node level = xml::child(one, "lvl")) list.levels[at] = read_level(level);
            }
            m_lists.try_emplace(std::string(xml::attribute_text(node, "numId")), std::move(list));
        }
    }
    // An abstract list may only name a list style, which names the list that has the levels.
    for (auto& [id, list] : m_lists) {
        const auto abstract = m_abstracts.find(list.abstract);
        if (abstract == m_abstracts.end() || abstract->second.style_link.empty()) continue;
        const std::optional<std::string> target = styles.list_place(abstract->second.style_link).list;
        const auto linked = target ? m_lists.find(*target) : m_lists.end();
        if (linked != m_lists.end()) list.abstract = linked->second.abstract;
    }
}

const DocxNumbering::List* DocxNumbering::find_list(const std::string& list) const {
    const auto found = m_lists.find(list);
    return found == m_lists.end() ? nullptr : &found->second;
}

const DocxNumbering::Level& DocxNumbering::level_at(const List& list, const Abstract& abstract, int level) const {
    const auto own = list.levels.find(level);
    return own == list.levels.end() ? abstract.levels[static_cast<std::size_t>(level)] : own->second;
}

std::optional<int> DocxNumbering::level_of_style(const std::string& list, std::string_view style) const {
    const List* found = find_list(list);
    const auto abstract = found ? m_abstracts.find(found->abstract) : m_abstracts.end();
    if (abstract == m_abstracts.end()) return std::nullopt;
    for (int level = 0; level < level_count; ++level)
        if (level_at(*found, abstract->second, level).style == style) return level;
    return std::nullopt;
}

std::string DocxNumbering::next_label(const std::string& list_id, int level) {
    const List* list = find_list(list_id);
    const auto abstract = list ? m_abstracts.find(list->abstract) : m_abstracts.end();
    if (abstract == m_abstracts.end() || level < 0 || level >= level_count) return {};
    Counters& counters = m_counters[list->abstract];
    const auto start = [&](int of) {
        const std::optional<int>& own = list->start[static_cast<std::size_t>(of)];
        return own ? *own : level_at(*list, abstract->second, of).start;
    };

    if (m_begun.insert(list_id).second)
        for (std::size_t i = 0; i < level_count; ++i)
            if (list->start[i]) counters[i].reset();
    for (int i = 0; i < level_count; ++i) {
        std::optional<int>& counter = counters[static_cast<std::size_t>(i)];
        if (i < level && !counter) counter = start(i);
        if (i == level) counter = counter ? std::min(*counter + 1, max_list_number) : start(i);
        if (i > level && level < level_at(*list, abstract->second, i).restart.value_or(i)) counter.reset();
    }

    const Level& own = level_at(*list, abstract->second, level);
    std::string label;
    for (std::size_t i = 0; i < own.text.size(); ++i) {
        const int named = own.text[i] == '%' && i + 1 < own.text.size() ? own.text[i + 1] - '1' : -1;
        if (named < 0 || named >= level_count || own.format == "bullet") {
            label += own.text[i];
            continue;
        }
        ++i;
        if (named > level) continue;
        const Level& shown = level_at(*list, abstract->second, named);
        label += format_list_number(counters[static_cast<std::size_t>(named)].value_or(0),
                                    own.decimal_only ? std::string_view("decimal") : std::string_view(shown.format));
    }
    if (!label.empty() && own.space_after && label.back() != ' ') label += ' ';
    return label;
}

} // namespace emic
