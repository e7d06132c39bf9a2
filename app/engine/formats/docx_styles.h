#pragma once

#include "engine/formats/xml.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace emic {

/// On, off or not said: the value of an on/off element such as w:vanish inside `properties` (ECMA-376 part 1, 17.17.4).
std::optional<bool> docx_toggle(const pugi::xml_node& properties, std::string_view name);

/// Which list and which of its levels a paragraph or style belongs to, as far as it says.
struct DocxListPlace {
    std::optional<std::string> list; ///< the numId; "0" means no list
    std::optional<int> level;        ///< from 0
};

/// The w:numPr of paragraph properties.
DocxListPlace docx_list_place(const pugi::xml_node& paragraph_properties);

/// The w:outlineLvl of paragraph properties: 0 to 8 for headings, 9 for ordinary text.
std::optional<std::uint32_t> docx_outline_level(const pugi::xml_node& paragraph_properties);

/// What styles.xml says that matters for plain text. A style's own word counts before that of the style it is based on.
class DocxStyles {
public:
    DocxStyles() = default;
    explicit DocxStyles(const pugi::xml_node& root);

    /// Whether text in this style is hidden; an empty id means the default paragraph style.
    [[nodiscard]] std::optional<bool> hidden(std::string_view style) const;
    [[nodiscard]] DocxListPlace list_place(std::string_view style) const;
    [[nodiscard]] std::optional<std::uint32_t> outline_level(std::string_view style) const;
    /// Whether this is Word's style for "Click here to enter text.": ids of built-in styles are translated, names are
    /// not.
    [[nodiscard]] bool is_prompt(std::string_view style) const;
    /// Whether the document's defaults hide all text.
    [[nodiscard]] bool hidden_by_default() const { return m_hidden_by_default; }
    [[nodiscard]] const std::string& default_paragraph_style() const { return m_default_paragraph_style; }

private:
    struct Style {
        std::string based_on;
        std::optional<bool> hidden;
        DocxListPlace place;
        std::optional<std::uint32_t> outline_level;
        bool prompt = false;
    };
    [[nodiscard]] const Style* find(std::string_view style) const;

    std::unordered_map<std::string, Style> m_styles;
    std::string m_default_paragraph_style;
    bool m_hidden_by_default = false;
};

} // namespace emic
