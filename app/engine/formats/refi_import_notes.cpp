#include "engine/formats/refi_importer.h"
#include "engine/formats/refi_links.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <cstring>

namespace emic::refi {

/// Sets of codes are themes; sets of documents and notes are kept.
void Importer::read_sets() {
    std::uint32_t index = 0;
    for (pugi::xml_node node : children(m_root.child("Sets"), "Set")) {
        const Guid guid = own_guid("Set", node);
        const std::uint32_t place = index++;
        if (!node.child("MemberCode") && (node.child("MemberSource") || node.child("MemberNote"))) {
            keep("Sets", {}, place, node.attribute("name").value(), node, {"set of documents or notes", "sets of documents or notes"});
            continue;
        }
        Theme theme;
        theme.id = {guid};
        theme.position = static_cast<std::uint32_t>(m_themes.size());
        theme.name = legal_text(node.attribute("name").value());
        if (theme.name.empty()) theme.name = "Set without a name";
        theme.description = child_text(node, "Description");
        for (const pugi::xml_node& member : children(node, "MemberCode")) {
            const Id<Code> code{guid_attribute(member, "targetGUID")};
            if (m_codes.count(code.guid) != 0 && std::find(theme.codes.begin(), theme.codes.end(), code) == theme.codes.end()) theme.codes.push_back(code);
            node.remove_child(member);
        }
        node.remove_child("Description");
        node.remove_attribute("guid");
        node.remove_attribute("name");
        m_themes.insert(guid);
        count("set of codes, as a theme", "sets of codes, as themes");
        keep("Set", guid, 0, theme.name, node, {"list of a set’s documents or notes", "lists of sets’ documents or notes"});
        m_theme_records.emplace(guid, std::move(theme));
    }
    m_root.remove_child("Sets");
}

void Importer::read_links() {
    std::set<Guid> notes;
    for (const pugi::xml_node& node : m_root.child("Notes").children("Note")) notes.insert(guid_attribute(node, "guid"));
    // Selections that were made one.
    if (!m_same_selection.empty())
        for (pugi::xml_node node : all_elements(m_root))
            for (const char* name : {"targetGUID", "originGUID", "representedGUID"}) {
                const auto same = m_same_selection.find(node.attribute(name).value());
                if (same != m_same_selection.end()) node.attribute(name).set_value(same->second.c_str());
            }
    std::uint32_t index = 0;
    for (pugi::xml_node node : children(m_root.child("Links"), "Link")) {
        const Guid guid = own_guid("Link", node);
        Guid origin = guid_attribute(node, "originGUID");
        Guid target = guid_attribute(node, "targetGUID");
        const std::string name = legal_text(node.attribute("name").value());
        if (notes.count(target) != 0 && notes.count(origin) == 0) std::swap(origin, target);
        if (notes.count(origin) != 0) {
            NoteTarget on;
            bool known = true;
            if (const auto selection = m_selections.find(target); selection != m_selections.end()) on = {MemoTarget::passage, selection->second.source.guid, selection->second.range};
            else if (m_sources.count(target) != 0) on = {MemoTarget::source, target, {}};
            else if (m_codes.count(target) != 0) on = {MemoTarget::code, target, {}};
            else if (m_cases.count(target) != 0) on = {MemoTarget::case_, target, {}};
            else if (m_themes.count(target) != 0) on = {MemoTarget::theme, target, {}};
            else known = false;
            if (known) m_targets.try_emplace(origin, on);
        } else if (m_themes.count(origin) != 0 && m_themes.count(target) != 0 && origin != target) {
            m_theme_records[origin].relations.push_back({{target}, name});
        } else if (m_themes.count(origin) != 0 && name == key_quotation_name) {
            if (const auto selection = m_selections.find(target); selection != m_selections.end()) m_theme_records[origin].key_quotations.push_back(selection->second);
        }
        const bool ours = guid == link_guid(guid_attribute(node, "originGUID"), guid_attribute(node, "targetGUID"), name) && !node.first_child();
        if (!ours) keep("Links", {}, index++, name, node, {"link", "links"});
    }
    m_root.remove_child("Links");
    for (auto& [guid, theme] : m_theme_records) put(std::move(theme));
}

void Importer::read_notes() {
    note_references(m_root, {});
    description_memo(m_root, {}, derived_guid({}, "project"));
    for (pugi::xml_node node : children(m_root.child("Notes"), "Note")) {
        const Guid guid = own_guid("Note", node);
        const std::optional<RawText> raw = text_content(node);
        Memo memo;
        memo.id = {guid};
        memo.title = legal_text(node.attribute("name").value());
        if (raw) memo.text = raw->clean;
        else if (node.attribute("plainTextPath")) lose("The text of the note " + in_quotes(memo.title) + " is not in the file.");
        const auto target = m_targets.find(guid);
        if (target != m_targets.end()) {
            memo.target = target->second.target;
            memo.target_id = target->second.id;
            memo.range = target->second.range;
        }
        if (const Guid user = guid_attribute(node, "creatingUser"); !user.is_null()) memo.coder = coder(user);
        memo.created = read_time(node.attribute("creationDateTime").value());
        memo.modified = read_time(node.attribute("modifiedDateTime").value());
        put(memo);
        count("note, as a memo", "notes, as memos");
        if (target == m_targets.end()) set_attribute(node, "free", "true");
        if (raw) {
            std::vector<RawPosition> positions;
            std::vector<pugi::xml_node> selections = children(node, "PlainTextSelection");
            for (const pugi::xml_node& one : selections)
                positions.push_back({std::strtol(one.attribute("startPosition").value(), nullptr, 10), std::strtol(one.attribute("endPosition").value(), nullptr, 10), {}});
            const std::vector<ReadPosition> read = read_positions(*raw, positions, reading_of(m_report.origin));
            const UnitIndex units(raw->clean, TextUnit::code_points);
            for (std::size_t i = 0; i < selections.size(); ++i) {
                set_attribute(selections[i], "startPosition", std::to_string(units.before(read[i].range.begin)));
                set_attribute(selections[i], "endPosition", std::to_string(units.before(read[i].range.end)));
            }
        }
        for (const char* attribute : {"guid", "name", "creationDateTime", "modifiedDateTime", "creatingUser", "plainTextPath"}) node.remove_attribute(attribute);
        node.remove_child("PlainTextContent");
        keep("Note", guid, 0, memo.title, node);
    }
    m_root.remove_child("Notes");
}

/// Drawings, files that nothing names, and whatever else is left.
void Importer::keep_rest() {
    std::uint32_t index = 0;
    for (const pugi::xml_node& graph : children(m_root.child("Graphs"), "Graph")) keep("Graphs", {}, index++, graph.attribute("name").value(), graph, {"drawing", "drawings"});
    m_root.remove_child("Graphs");
    bool relative = false;
    flush();
    for (const Kept& kept : m_project.kept()) relative |= kept.text.find("\"relative:") != std::string::npos;
    if (!relative) m_root.remove_attribute("basePath");
    m_root.remove_child("CodeBook");
    for (const char* list : {"Users", "Cases", "Variables", "Sources", "Notes", "Links", "Sets"}) m_root.remove_child(list);
    for (const pugi::xml_node& rest : m_root.children())
        if (std::strcmp(rest.name(), "NoteRef") != 0) note("The project has a part that the standard does not know, " + in_quotes(rest.name()) + ". It is kept.");
    keep("Project", {}, 0, m_report.name, m_root);
    for (const std::string& name : m_package.unread()) {
        pugi::xml_document holder;
        pugi::xml_node node = holder.append_child("File");
        node.append_attribute("path").set_value(("internal://" + name).c_str());
        keep_files(node, {});
    }
}

} // namespace emic::refi
