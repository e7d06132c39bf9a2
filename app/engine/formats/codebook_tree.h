#pragma once

#include "engine/formats/codebook_import.h"

#include <map>
#include <string>
#include <vector>

namespace emic {

/// Where the codes of a file become a tree: what stands twice in one place becomes one, and limits hold.
class CodebookTree {
public:
    static constexpr std::size_t max_codes = 20'000;
    static constexpr std::uint32_t max_depth = 60;
    static constexpr std::size_t top = static_cast<std::size_t>(-1);

    /// Adds a code beneath another (or `top`) and gives its number; the number of the one that stands there already when
    /// there is one of that name, which then takes over what it lacks. A name that cannot be one gives its parent's number.
    std::size_t add(std::size_t parent, ImportedCode code);

    /// The code with that name beneath a parent; `top` where there is none.
    [[nodiscard]] std::size_t find(std::size_t parent, std::string_view name) const;
    [[nodiscard]] bool empty() const { return m_nodes.empty(); }

    ImportedCodebook finish() &&;

private:
    struct Node {
        ImportedCode code;
        std::size_t parent = top;
        std::uint32_t depth = 0;
        std::vector<std::size_t> children;
    };
    ImportedCode take(std::size_t node);

    std::vector<Node> m_nodes;
    std::vector<std::size_t> m_tops;
    std::map<std::pair<std::size_t, std::string>, std::size_t> m_places; ///< by parent and name key
    std::uint32_t m_twice = 0;
    std::uint32_t m_nameless = 0;
    std::uint32_t m_too_deep = 0;
    std::uint32_t m_too_many = 0;
    std::uint32_t m_shortened = 0;
};

} // namespace emic
