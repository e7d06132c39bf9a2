#include "engine/formats/codebook_tree.h"

#include "engine/commands/names.h"
#include "engine/text.h"

namespace emic {

std::size_t CodebookTree::find(std::size_t parent, std::string_view name) const {
    const auto place = m_places.find({parent, name_key(name)});
    return place == m_places.end() ? top : place->second;
}

std::size_t CodebookTree::add(std::size_t parent, ImportedCode code) {
    if (code_points_before(code.name, static_cast<std::uint32_t>(code.name.size())) > max_name_length) {
        code.name.resize(byte_at_code_point(code.name, max_name_length));
        ++m_shortened;
    }
    const auto name = clean_name(code.name, "code");
    if (!name) {
        ++m_nameless;
        return parent;
    }
    code.name = *name;
    for (std::string* text : {&code.definition, &code.include, &code.exclude, &code.examples}) {
        const auto clean = clean_text(*text);
        *text = clean ? std::string(slice(*clean, trimmed(*clean, {0, static_cast<std::uint32_t>(clean->size())}))) : std::string();
    }
    if (parent != top && m_nodes[parent].depth >= max_depth) {
        ++m_too_deep;
        parent = m_nodes[parent].parent;
    }
    const auto [place, added] = m_places.try_emplace({parent, name_key(code.name)}, m_nodes.size());
    if (!added) {
        ImportedCode& there = m_nodes[place->second].code;
        const bool says_more = !code.definition.empty() && !there.definition.empty() && code.definition != there.definition;
        m_twice += says_more ? 1 : 0;
        for (const auto field : {&ImportedCode::definition, &ImportedCode::include, &ImportedCode::exclude, &ImportedCode::examples})
            if ((there.*field).empty()) there.*field = code.*field;
        if (!there.colour) there.colour = code.colour;
        if (!there.guid) there.guid = code.guid;
        return place->second;
    }
    if (m_nodes.size() >= max_codes) {
        m_places.erase(place);
        ++m_too_many;
        return parent;
    }
    Node node;
    node.code = std::move(code);
    node.parent = parent;
    node.depth = parent == top ? 0 : m_nodes[parent].depth + 1;
    const std::size_t index = m_nodes.size();
    m_nodes.push_back(std::move(node));
    (parent == top ? m_tops : m_nodes[parent].children).push_back(index);
    return index;
}

ImportedCode CodebookTree::take(std::size_t node) {
    ImportedCode code = std::move(m_nodes[node].code);
    for (const std::size_t child : m_nodes[node].children) code.children.push_back(take(child));
    return code;
}

ImportedCodebook CodebookTree::finish() && {
    ImportedCodebook made;
    for (const std::size_t index : m_tops) made.codes.push_back(take(index));
    const auto note = [&](std::uint32_t count, std::string_view one, std::string_view many, std::string_view what) {
        if (count > 0) made.notes.push_back({emic::counted(count, one, many) + std::string(what), count});
    };
    note(m_nameless, "row", "rows", " without a code’s name were passed over.");
    note(m_twice, "code", "codes", " stood twice in one place with another definition; the first one was taken.");
    note(m_shortened, "name", "names", " longer than 300 characters were shortened.");
    note(m_too_deep, "code", "codes", " lay deeper than 60 levels and moved up.");
    note(m_too_many, "code", "codes", " beyond the first 20,000 were left out.");
    return made;
}

} // namespace emic
