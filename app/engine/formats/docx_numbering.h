#pragma once

#include "engine/formats/docx_styles.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

namespace emic {

/// The lists of a document, counting along as its paragraphs are read in order (ECMA-376 part 1, 17.9).
class DocxNumbering {
public:
    DocxNumbering() = default;
    DocxNumbering(const pugi::xml_node& root, const DocxStyles& styles);

    /// The number or bullet of the next paragraph of a list with the space that follows it: "2.1 ", "• "; empty for
    /// none.
    std::string next_label(const std::string& list, int level);

    /// The level of `list` that numbers paragraphs of this style.
    [[nodiscard]] std::optional<int> level_of_style(const std::string& list, std::string_view style) const;

private:
    static constexpr int level_count = 9;
    struct Level {
        int start = 0;
        std::string format = "decimal";
        std::string text;
        std::string style;
        bool space_after = true;
        bool decimal_only = false;
        std::optional<int> restart; ///< 0: never; n: after a paragraph of one of the first n levels
    };
    using Levels = std::array<Level, level_count>;
    struct Abstract {
        Levels levels;
        std::string style_link;
    };
    struct List {
        std::string abstract;
        std::array<std::optional<int>, level_count> start;
        std::map<int, Level> levels;
    };
    using Counters = std::array<std::optional<int>, level_count>;

    static Level read_level(const pugi::xml_node& node);
    [[nodiscard]] const List* find_list(const std::string& list) const;
    [[nodiscard]] const Level& level_at(const List& list, const Abstract& abstract, int level) const;

    std::unordered_map<std::string, Abstract> m_abstracts;
    std::unordered_map<std::string, List> m_lists;
    std::unordered_map<std::string, Counters> m_counters; ///< by abstract list: lists that share one count on
    std::set<std::string> m_begun;
};

} // namespace emic
