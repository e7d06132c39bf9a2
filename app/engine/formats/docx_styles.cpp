#include "engine/formats/docx_styles.h"

namespace emic {

namespace {

/// Longer chains of styles are taken for circles.
constexpr int max_chain = 32;

/// The level that the name of a built-in style says: "heading 1" is 0.
std::optional<std::uint32_t> level_of_name(std::string_view name) {
    const bool is_heading = name.size() == 9 && (name.substr(0, 8) == "heading " || name.substr(0, 8) == "Heading ");
    if (!is_heading || name[8] < '1' || name[8] > '9') return std::nullopt;
    return static_cast<std::uint32_t>(name[8] - '1');
}

} // namespace

std::optional<std::uint32_t> docx_outline_level(const pugi::xml_node& paragraph_properties) {
    const pugi::xml_node level = xml::child(paragraph_properties, "outlineLvl");
    if (!level) return std::nullopt;
    return static_cast<std::uint32_t>(xml::attribute_number(level, "val", 0, 9, 9));
}

std::optional<bool> docx_toggle(const pugi::xml_node& properties, std::string_view name) {
    const pugi::xml_node element = xml::child(properties, name);
    if (!element) return std::nullopt;
    const std::string_view value = xml::attribute_text(element, "val");
    return value != "0" && value != "false" && value != "off";
}

DocxListPlace docx_list_place(const pugi::xml_node& paragraph_properties) {
    DocxListPlace place;
    const pugi::xml_node numbering = xml::child(paragraph_properties, "numPr");
    if (const char* list = xml::attribute(xml::child(numbering, "numId"), "val")) place.list = list;
    if (const pugi::xml_node level = xml::child(numbering, "ilvl"))
        place.level = xml::attribute_number(level, "val", 0, 8, 0);
    return place;
}

DocxStyles::DocxStyles(const pugi::xml_node& root) {
    const pugi::xml_node defaults = xml::child(xml::child(xml::child(root, "docDefaults"), "rPrDefault"), "rPr");
    m_hidden_by_default = docx_toggle(defaults, "vanish").value_or(false);
    for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) {
        if (xml::local_name(node) != "style") continue;
        const std::string id(xml::attribute_text(node, "styleId"));
        Style style;
        style.based_on = std::string(xml::attribute_text(xml::child(node, "basedOn"), "val"));
        style.hidden = docx_toggle(xml::child(node, "rPr"), "vanish");
        style.place = docx_list_place(xml::child(node, "pPr"));
        style.outline_level = docx_outline_level(xml::child(node, "pPr"));
        if (!style.outline_level) style.outline_level = level_of_name(xml::attribute_text(xml::child(node, "name"), "val"));
        style.prompt = xml::attribute_text(xml::child(node, "name"), "val") == "Placeholder Text";
        const std::string_view is_default = xml::attribute_text(node, "default");
        if (xml::attribute_text(node, "type") == "paragraph" &&
            (is_default == "1" || is_default == "true" || is_default == "on"))
            m_default_paragraph_style = id;
        m_styles.try_emplace(id, std::move(style));
    }
}

const DocxStyles::Style* DocxStyles::find(std::string_view style) const {
    const auto found = m_styles.find(std::string(style));
    return found == m_styles.end() ? nullptr : &found->second;
}

bool DocxStyles::is_prompt(std::string_view style) const {
    const Style* found = find(style);
    return found && found->prompt;
}

std::optional<bool> DocxStyles::hidden(std::string_view style) const {
    const Style* at = find(style.empty() ? m_default_paragraph_style : style);
    for (int i = 0; at && i < max_chain; ++i) {
        if (at->hidden) return at->hidden;
        at = find(at->based_on);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> DocxStyles::outline_level(std::string_view style) const {
    const Style* at = find(style.empty() ? m_default_paragraph_style : style);
    for (int i = 0; at && i < max_chain; ++i) {
        if (at->outline_level) return at->outline_level;
        at = find(at->based_on);
    }
    return std::nullopt;
}

DocxListPlace DocxStyles::list_place(std::string_view style) const {
    DocxListPlace place;
    const Style* at = find(style.empty() ? m_default_paragraph_style : style);
    for (int i = 0; at && i < max_chain; ++i) {
        if (!place.list) place.list = at->place.list;
        if (!place.level) place.level = at->place.level;
        at = find(at->based_on);
    }
    return place;
}

} // namespace emic
