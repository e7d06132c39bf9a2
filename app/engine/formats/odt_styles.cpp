#include "engine/formats/odt_styles.h"

#include "engine/formats/list_number.h"
#include "engine/formats/symbol_fonts.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

/// Longer chains of styles are taken for circles.
constexpr int max_chain = 32;
/// Signs around a number are few; more could blow the text up.
constexpr std::size_t max_affix = 100;

bool has_text(const pugi::xml_node& node) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        if (one.type() == pugi::node_pcdata &&
            std::string_view(one.value()).find_first_not_of(" \t\r\n") != std::string_view::npos)
            return true;
        if (has_text(one)) return true;
    }
    return false;
}

std::string format_name(std::string_view format) {
    if (format == "1") return "decimal";
    if (format == "a") return "lowerLetter";
    if (format == "A") return "upperLetter";
    if (format == "i") return "lowerRoman";
    if (format == "I") return "upperRoman";
    if (format == "01, 02, 03, ...") return "decimalZero";
    if (format == "一, 二, 三, ...") return "chineseCounting";
    if (format == "①, ②, ③, ...") return "decimalEnclosedCircle";
    return format.empty() ? "" : "decimal";
}

std::string affix(const pugi::xml_node& node, std::string_view name) {
    std::size_t replaced = 0;
    return repair_utf8(xml::attribute_text(node, name).substr(0, max_affix), replaced);
}

/// A bullet as a sign that every font has.
std::string bullet_of(const pugi::xml_node& node) {
    const std::string written = affix(node, "bullet-char");
    const pugi::xml_node text = xml::child(node, "text-properties");
    SymbolFont font = symbol_font(xml::attribute_text(text, "font-name"));
    if (font == SymbolFont::none) font = symbol_font(xml::attribute_text(text, "font-family"));
    std::string bullet;
    for (std::uint32_t i = 0; i < written.size();) {
        char32_t c = next_code_point(written, i);
        if (c >= 0xE000 && c <= 0xF8FF) {
            c = symbol_character(font == SymbolFont::none ? SymbolFont::symbol : font, c);
            if (c == 0) c = 0x2022;
        }
        append_utf8(bullet, c);
    }
    return bullet.empty() ? "•" : bullet;
}

OdtListStyle list_of(const pugi::xml_node& node) {
    OdtListStyle list;
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const int at = xml::attribute_number(one, "level", 1, odt_list_levels, 0);
        if (at == 0) continue;
        OdtListLevel& level = list[static_cast<std::size_t>(at - 1)];
        const std::string_view kind = xml::local_name(one);
        level.prefix = affix(one, "num-prefix");
        level.suffix = affix(one, "num-suffix");
        if (kind == "list-level-style-bullet") {
            level.bullet = bullet_of(one);
        } else if (kind == "list-level-style-image") {
            level.bullet = "•";
        } else {
            level.format = format_name(xml::attribute_text(one, "num-format"));
            level.pattern = affix(one, "num-list-format");
            level.start = xml::attribute_number(one, "start-value", 0, max_list_number, 1);
            level.shown_levels = xml::attribute_number(one, "display-levels", 1, odt_list_levels, 1);
        }
    }
    return list;
}

} // namespace

void OdtStyles::add_style(const pugi::xml_node& node, bool is_default) {
    const pugi::xml_node text = xml::child(node, "text-properties");
    Style style;
    style.parent = std::string(xml::attribute_text(node, "parent-style-name"));
    const std::string_view display = xml::attribute_text(text, "display");
    if (!display.empty()) style.hidden = display == "none";
    const std::string_view line = xml::attribute_text(text, "text-line-through-style");
    const std::string_view type = xml::attribute_text(text, "text-line-through-type");
    if (!line.empty() || !type.empty()) style.struck = line != "none" && type != "none";
    if (const char* list = xml::attribute(node, "list-style-name")) style.list = list;
    const std::string name(is_default ? std::string_view() : xml::attribute_text(node, "name"));
    std::string key(xml::attribute_text(node, "family"));
    if (key == "section") style.hidden = xml::attribute_text(xml::child(node, "section-properties"), "display") == "none";
    key += '/';
    m_styles.insert_or_assign(key + name, std::move(style));
}

void OdtStyles::add(const pugi::xml_node& root) {
    for (pugi::xml_node group = root.first_child(); group; group = group.next_sibling()) {
        const std::string_view name = xml::local_name(group);
        if (name != "styles" && name != "automatic-styles" && name != "master-styles") continue;
        for (pugi::xml_node one = group.first_child(); one; one = one.next_sibling()) {
            const std::string_view kind = xml::local_name(one);
            if (kind == "style" || kind == "default-style")
                add_style(one, kind == "default-style");
            else if (kind == "list-style")
                m_lists.insert_or_assign(std::string(xml::attribute_text(one, "name")), list_of(one));
            else if (kind == "outline-style")
                m_outline = list_of(one);
            else if (kind == "master-page")
                for (pugi::xml_node part = one.first_child(); part; part = part.next_sibling()) {
                    const std::string_view where = xml::local_name(part).substr(0, 6);
                    if ((where == "header" || where == "footer") && has_text(part)) ++m_headers;
                }
        }
    }
}

template <class Value>
std::optional<Value> OdtStyles::look_up(std::string_view family, std::string_view name,
                                        std::optional<Value> Style::*member) const {
    std::string at(name);
    for (int i = 0; i < max_chain; ++i) {
        const auto found = m_styles.find(std::string(family) + "/" + at);
        if (found == m_styles.end()) break;
        if (found->second.*member) return found->second.*member;
        if (at.empty()) return std::nullopt;
        at = found->second.parent;
    }
    const auto standard = m_styles.find(std::string(family) + "/");
    return standard == m_styles.end() ? std::nullopt : standard->second.*member;
}

bool OdtStyles::hidden(std::string_view family, std::string_view name) const {
    return look_up(family, name, &Style::hidden).value_or(false);
}
bool OdtStyles::struck(std::string_view family, std::string_view name) const {
    return look_up(family, name, &Style::struck).value_or(false);
}
bool OdtStyles::hidden_section(std::string_view section_style) const {
    return hidden("section", section_style);
}
std::string OdtStyles::list_style(std::string_view paragraph_style) const {
    return look_up("paragraph", paragraph_style, &Style::list).value_or(std::string());
}

const OdtListStyle* OdtStyles::list(const std::string& name) const {
    const auto found = m_lists.find(name);
    return found == m_lists.end() ? nullptr : &found->second;
}

void OdtListCounter::next(const OdtListStyle& style, int level, std::optional<int> own_start) {
    for (int i = 0; i < odt_list_levels; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (i < level && !m_numbers[at]) m_numbers[at] = style[at].start;
        if (i == level) {
            m_numbers[at] = m_numbers[at] ? std::min(*m_numbers[at] + 1, max_list_number) : style[at].start;
            if (own_start) m_numbers[at] = *own_start;
        }
        if (i > level) m_numbers[at].reset();
    }
}

void OdtListCounter::restart(int level) {
    for (int i = level; i < odt_list_levels; ++i)
        m_numbers[static_cast<std::size_t>(i)].reset();
}

std::string OdtListCounter::label(const OdtListStyle& style, int level) const {
    const OdtListLevel& own = style[static_cast<std::size_t>(level)];
    const auto number = [&](int of) {
        const auto at = static_cast<std::size_t>(of);
        return format_list_number(m_numbers[at].value_or(style[at].start), style[at].format);
    };
    std::string label;
    if (!own.bullet.empty()) {
        label = own.prefix + own.bullet + own.suffix;
    } else if (own.format.empty()) {
        label = own.prefix + own.suffix; // no number is no label, but for signs around it
    } else if (!own.pattern.empty()) {
        const std::string& pattern = own.pattern;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            const std::size_t end = pattern[i] == '%' ? pattern.find('%', i + 1) : std::string::npos;
            const int named = end == i + 2 ? pattern[i + 1] - '1' : end == i + 3 && pattern[i + 1] == '1' ? 9 : -1;
            if (named < 0 || named > level) {
                label += pattern[i];
                continue;
            }
            if (!style[static_cast<std::size_t>(named)].format.empty()) label += number(named);
            i = end;
        }
    } else {
        std::string numbers;
        for (int i = std::max(0, level - own.shown_levels + 1); i <= level; ++i) {
            if (style[static_cast<std::size_t>(i)].format.empty()) continue;
            if (!numbers.empty()) numbers += '.';
            numbers += number(i);
        }
        label = own.prefix + numbers + own.suffix;
    }
    if (!label.empty() && label.back() != ' ') label += ' ';
    return label;
}

} // namespace emic
