#pragma once

#include "engine/formats/xml.h"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>

namespace emic {

constexpr int odt_list_levels = 10;

/// How one level of a list is numbered.
struct OdtListLevel {
    std::string format; ///< as format_list_number names them; empty: no number
    std::string prefix;
    std::string suffix;
    std::string pattern; ///< "%1%.%2%." in newer files; empty: prefix, numbers, suffix
    std::string bullet;
    int start = 1;
    int shown_levels = 1;
};
using OdtListStyle = std::array<OdtListLevel, odt_list_levels>;

/// What the styles of an OpenDocument text say that matters for plain text. A style's own word counts before that of
/// its parent.
class OdtStyles {
public:
    /// Reads the styles among the children of `root`: office:styles, office:automatic-styles, office:master-styles.
    void add(const pugi::xml_node& root);

    /// "paragraph" or "text" styles; an empty name means the family's default.
    [[nodiscard]] bool hidden(std::string_view family, std::string_view name) const;
    [[nodiscard]] bool struck(std::string_view family, std::string_view name) const;
    [[nodiscard]] std::string list_style(std::string_view paragraph_style) const;
    [[nodiscard]] bool hidden_section(std::string_view section_style) const;
    /// Null where there is none of that name.
    [[nodiscard]] const OdtListStyle* list(const std::string& name) const;
    [[nodiscard]] const OdtListStyle& outline() const { return m_outline; }
    /// How many kinds of page have headers or footers with text.
    [[nodiscard]] std::uint32_t headers() const { return m_headers; }

private:
    struct Style {
        std::string parent;
        std::optional<bool> hidden;
        std::optional<bool> struck;
        std::optional<std::string> list;
    };
    void add_style(const pugi::xml_node& node, bool is_default);
    template <class Value>
    [[nodiscard]] std::optional<Value> look_up(std::string_view family, std::string_view name,
                                               std::optional<Value> Style::*member) const;

    std::unordered_map<std::string, Style> m_styles; ///< by family, slash, name; the family's default has no name
    std::unordered_map<std::string, OdtListStyle> m_lists;
    OdtListStyle m_outline;
    std::uint32_t m_headers = 0;
};

/// Counts a list along as its items are read.
class OdtListCounter {
public:
    /// Begins an item of that level, from 0; `own_start` where the item says its number.
    void next(const OdtListStyle& style, int level, std::optional<int> own_start);
    /// The label of the item that `next` began, with a blank behind it: "2.1 ", "• "; empty for none.
    [[nodiscard]] std::string label(const OdtListStyle& style, int level) const;
    /// As if no item of this level and those below had come.
    void restart(int level);

private:
    std::array<std::optional<int>, odt_list_levels> m_numbers;
};

} // namespace emic
