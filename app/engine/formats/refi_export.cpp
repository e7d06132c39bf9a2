#include "engine/formats/refi_export.h"

#include "engine/formats/refi_description.h"
#include "engine/formats/refi_exporter.h"
#include "engine/formats/refi_links.h"
#include "engine/sort_rows.h"

#include <cstring>

namespace emic::refi {

namespace {

const char* type_word(AttributeType type) {
    switch (type) {
    case AttributeType::text: return "Text";
    case AttributeType::boolean: return "Boolean";
    case AttributeType::integer: return "Integer";
    case AttributeType::number: return "Float";
    case AttributeType::date: return "Date";
    case AttributeType::date_time: return "DateTime";
    }
    return "Text";
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

template <class Record> void sort_by_id(std::vector<const Record*>& rows) {
    sort_rows(rows, [](const Record* a, const Record* b) { return a->id < b->id; });
}

} // namespace

const Kept* Exporter::kept(const char* place, Guid owner) const {
    const auto found = m_kept.find({std::string("refi/") + place, owner});
    return found == m_kept.end() ? nullptr : found->second;
}

std::unique_ptr<pugi::xml_document> Exporter::parsed(const Kept* record) const {
    auto document = std::make_unique<pugi::xml_document>();
    if (record) document->load_buffer(record->text.data(), record->text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    return document;
}

void Exporter::merge(pugi::xml_node node, const pugi::xml_node& residue) {
    for (const pugi::xml_attribute& one : residue.attributes())
        if (!node.attribute(one.name())) node.append_attribute(one.name()).set_value(one.value());
    Placement placement(node);
    for (const pugi::xml_node& one : residue.children()) {
        if (one.type() != pugi::node_element) continue;
        if (std::strcmp(one.name(), "Description") == 0 && node.child("Description")) continue;
        placement.add_copy(one);
    }
}
void Exporter::merge(const char* place, Guid owner, pugi::xml_node node) {
    const auto residue = parsed(kept(place, owner));
    merge(node, residue->document_element());
}

void Exporter::weave(pugi::xml_node list, const char* place) {
    // They come in the order of their places.
    pugi::xml_node before = list.first_child();
    std::uint32_t index = 0; // of `before`
    for (const Kept* one : m_lists[std::string("refi/") + place]) {
        const auto document = parsed(one);
        if (!document->document_element()) continue;
        for (; index < one->position && before; ++index) before = before.next_sibling();
        if (before) list.insert_copy_before(document->document_element(), before);
        else list.append_copy(document->document_element());
        ++index;
    }
}

bool Exporter::linked(Guid memo, Guid target) const {
    return m_links.count({memo, target}) != 0 || m_links.count({target, memo}) != 0;
}

std::string Exporter::text_file_name(Guid id) const {
    std::string name = to_string(id) + ".txt";
    while (m_file_names.count(name) != 0) {
        id = derived_guid(id, "text");
        name = to_string(id) + ".txt";
    }
    return name;
}

void Exporter::write_description(pugi::xml_node node, Guid owner, MemoTarget target, Guid target_id) {
    const Memo* memo = m_project.find(Id<Memo>{derived_guid(owner, "description")});
    if (!memo || memo->target != target || memo->target_id != target_id || !memo->title.empty() || memo->text.empty() || m_descriptions.count(memo->id.guid) != 0) return;
    m_descriptions.insert(memo->id.guid);
    add_text(node, "Description", memo->text);
}

void Exporter::write_note_references(pugi::xml_node node, MemoTarget target, Guid target_id) {
    for (const Memo* memo : m_memos[{target, target_id}]) {
        if (m_descriptions.count(memo->id.guid) != 0 || linked(memo->id.guid, target_id)) continue;
        if (target == MemoTarget::project && parsed(kept("Note", memo->id.guid))->document_element().attribute("free")) continue;
        add_reference(node, "NoteRef", memo->id.guid);
    }
}

void Exporter::collect() {
    for (const Kept* record : in_order(m_project.kept())) {
        if (record->place == "refi/file") m_file_names.insert(lower(record->name));
        else if (record->owner.is_null() && record->place != "refi/Project") m_lists[record->place].push_back(record);
        else m_kept.emplace(std::pair(record->place, record->owner), record);
    }
    for (const Kept* link : m_lists["refi/Links"]) {
        const auto document = parsed(link);
        const pugi::xml_node node = document->document_element();
        m_links.emplace(guid_attribute(node, "originGUID"), guid_attribute(node, "targetGUID"));
    }
    for (const Memo* memo : in_order(m_project.memos())) m_memos[{memo->target, memo->target_id}].push_back(memo);
    for (const AttributeValue& value : m_project.values()) m_values[value.holder_id].push_back(&value);
    for (const Coding& coding : m_project.codings()) m_codings[coding.source.guid].push_back(&coding);
    for (auto& [source, codings] : m_codings) sort_by_id(codings);
    for (const Code* code : in_order(m_project.codes())) m_children[code->parent.guid].push_back(code);
    for (const Theme& theme : m_project.themes())
        for (const Passage& passage : theme.key_quotations) m_quotations[passage.source.guid].push_back(passage.range);
}

void Exporter::write_users() {
    pugi::xml_node list = m_root.append_child("Users");
    for (const Coder* coder : in_order(m_project.coders())) {
        pugi::xml_node node = list.append_child("User");
        set_attribute(node, "guid", coder->id.guid);
        set_attribute(node, "name", coder->name);
        merge("User", coder->id.guid, node);
    }
}

void Exporter::write_codes(pugi::xml_node parent, Id<Code> above) {
    // Deeper than XML readers go, codes stand beside their parent instead of beneath it.
    constexpr int max_depth = 200;
    std::vector<std::tuple<pugi::xml_node, const Code*, int>> open;
    const auto push = [&](pugi::xml_node under, Id<Code> of, int depth) {
        const auto& children = m_children[of.guid];
        for (auto child = children.rbegin(); child != children.rend(); ++child) open.emplace_back(under, *child, depth);
    };
    push(parent, above, 0);
    while (!open.empty()) {
        const auto [under, code, depth] = open.back();
        open.pop_back();
        pugi::xml_node node = add_child(under, "Code");
        set_attribute(node, "guid", code->id.guid);
        set_attribute(node, "name", code->name);
        set_attribute(node, "isCodable", code->category ? "false" : "true");
        set_attribute(node, "color", write_colour(code->colour));
        if (const std::string text = refi::write_description(*code); !text.empty()) add_text(node, "Description", text);
        write_note_references(node, MemoTarget::code, code->id.guid);
        merge("Code", code->id.guid, node);
        if (depth == max_depth && !m_children[code->id.guid].empty()) ++m_notes["Codes more than 200 levels deep were moved up to that level."];
        push(depth < max_depth ? node : under, code->id, std::min(depth + 1, max_depth));
    }
}

void Exporter::write_variables() {
    pugi::xml_node list = m_root.append_child("Variables");
    for (const Attribute* attribute : in_order(m_project.attributes())) {
        pugi::xml_node node = list.append_child("Variable");
        set_attribute(node, "guid", attribute->id.guid);
        set_attribute(node, "name", attribute->name);
        set_attribute(node, "typeOfVariable", type_word(attribute->type));
        if (!attribute->description.empty()) add_text(node, "Description", attribute->description);
    }
}

void Exporter::write_values(pugi::xml_node node, AttributeHolder holder, Guid holder_id) {
    auto values = m_values[holder_id];
    sort_rows(values, [](const AttributeValue* a, const AttributeValue* b) { return a->attribute < b->attribute; });
    for (const AttributeValue* value : values) {
        const Attribute* attribute = m_project.find(value->attribute);
        if (value->holder != holder || !attribute) continue;
        pugi::xml_node one = add_child(node, "VariableValue");
        add_reference(one, "VariableRef", attribute->id.guid);
        add_text(one, (std::string(type_word(attribute->type)) + "Value").c_str(), value->value);
    }
}

void Exporter::write_cases() {
    pugi::xml_node list = m_root.append_child("Cases");
    const auto sources = in_order(m_project.sources());
    for (const Case* record : in_order(m_project.cases())) {
        const Guid guid = record->id.guid;
        pugi::xml_node node = list.append_child("Case");
        set_attribute(node, "guid", guid);
        set_attribute(node, "name", record->name);
        write_description(node, guid, MemoTarget::case_, guid);
        write_values(node, AttributeHolder::case_, guid);
        for (const Source* source : sources)
            if (source->case_id == record->id) add_reference(node, "SourceRef", source->id.guid);
        merge("Case", guid, node);
    }
}

void Exporter::write_notes() {
    pugi::xml_node list = m_root.append_child("Notes");
    for (const Memo* memo : in_order(m_project.memos())) {
        if (m_descriptions.count(memo->id.guid) != 0) continue;
        pugi::xml_node node = list.append_child("Note");
        set_attribute(node, "guid", memo->id.guid);
        set_attribute(node, "name", memo->title);
        set_attribute(node, "creatingUser", memo->coder.guid);
        if (memo->created != 0) set_attribute(node, "creationDateTime", write_time(memo->created));
        if (memo->modified != 0) set_attribute(node, "modifiedDateTime", write_time(memo->modified));
        add_text(node, "PlainTextContent", memo->text);
        const UnitIndex units(memo->text, TextUnit::code_points);
        const UnitIndex written(memo->text, m_unit);
        const auto residue = parsed(kept("Note", memo->id.guid));
        for (pugi::xml_node selection : residue->document_element().children("PlainTextSelection"))
            for (const char* end : {"startPosition", "endPosition"})
                set_attribute(selection, end, std::to_string(written.before(units.byte_at(selection.attribute(end).as_uint()))));
        merge(node, residue->document_element());
        node.remove_attribute("free");
    }
}

void Exporter::write_links() {
    pugi::xml_node list = m_root.append_child("Links");
    std::set<std::tuple<Guid, Guid, std::string>> said;
    const auto add = [&](Guid origin, Guid target, std::string_view name) {
        if (!said.emplace(origin, target, name).second) return;
        pugi::xml_node node = list.append_child("Link");
        set_attribute(node, "guid", link_guid(origin, target, legal_text(name)));
        set_attribute(node, "name", name);
        set_attribute(node, "direction", "OneWay");
        set_attribute(node, "originGUID", origin);
        set_attribute(node, "targetGUID", target);
    };
    std::set<std::tuple<Guid, Guid, std::string>> wanted;
    for (const Theme& theme : m_project.themes()) {
        for (const ThemeRelation& relation : theme.relations) wanted.emplace(theme.id.guid, relation.to.guid, relation.name);
        for (const Passage& passage : theme.key_quotations) wanted.emplace(theme.id.guid, m_selections[passage], key_quotation_name);
    }
    for (const Kept* record : m_lists["refi/Links"]) {
        const auto document = parsed(record);
        const pugi::xml_node node = document->document_element();
        const Guid origin = guid_attribute(node, "originGUID");
        const Guid target = guid_attribute(node, "targetGUID");
        const std::string name = node.attribute("name").value();
        const bool theirs = m_project.themes().contains({origin}) && (m_project.themes().contains({target}) || name == key_quotation_name);
        if (theirs && wanted.count({origin, target, name}) == 0) continue; // taken back in Emic
        said.emplace(origin, target, name);
        list.append_copy(node);
    }
    for (const Theme* theme : in_order(m_project.themes())) {
        for (const Passage& passage : theme->key_quotations) add(theme->id.guid, m_selections[passage], key_quotation_name);
        for (const ThemeRelation& relation : theme->relations) add(theme->id.guid, relation.to.guid, relation.name);
    }
    for (const Memo* memo : in_order(m_project.memos())) {
        const bool needs = (memo->target == MemoTarget::case_ || memo->target == MemoTarget::theme) && m_descriptions.count(memo->id.guid) == 0;
        if (needs && !linked(memo->id.guid, memo->target_id)) add(memo->id.guid, memo->target_id, memo_link_name);
    }
}

void Exporter::write_sets() {
    pugi::xml_node list = m_root.append_child("Sets");
    for (const Theme* theme : in_order(m_project.themes())) {
        pugi::xml_node node = list.append_child("Set");
        set_attribute(node, "guid", theme->id.guid);
        set_attribute(node, "name", theme->name);
        if (!theme->description.empty()) add_text(node, "Description", theme->description);
        for (Id<Code> code : theme->codes) add_reference(node, "MemberCode", code.guid);
        merge("Set", theme->id.guid, node);
    }
    weave(list, "Sets");
}

void Exporter::write_rest() {
    weave(m_root.append_child("Graphs"), "Graphs");
    write_description(m_root, derived_guid({}, "project"), MemoTarget::project, {});
    write_note_references(m_root, MemoTarget::project, {});
    merge("Project", {}, m_root);
    for (const auto& [what, number] : drop_dangling(m_root)) m_notes["A " + what + " was left out of the file."] += number;
    for (pugi::xml_node list = m_root.first_child(); list;) {
        const pugi::xml_node next = list.next_sibling();
        if (std::strcmp(list.name(), "Description") != 0 && std::strcmp(list.name(), "NoteRef") != 0 && !list.first_child()) m_root.remove_child(list);
        list = next;
    }
    if (!m_root.child("CodeBook").child("Codes").first_child()) m_root.remove_child("CodeBook");
}

void Exporter::write_files() {
    for (const Kept& record : m_project.kept()) {
        const bool there = record.owner.is_null() || m_project.sources().contains({record.owner}) || m_project.cases().contains({record.owner}) ||
                           m_project.memos().contains({record.owner}) || m_project.themes().contains({record.owner});
        if (record.place == "refi/file" && there && m_dropped_files.count(lower(record.name)) == 0) m_files.emplace(record.name, std::string(record.bytes.view()));
    }
}

RefiExport Exporter::run() {
    m_root = m_document.append_child("Project");
    m_root.append_attribute("xmlns").set_value("urn:QDA-XML:project:1.0");
    const ProjectInfo& info = m_project.info();
    set_attribute(m_root, "name", info.name);
    set_attribute(m_root, "origin", m_unit == TextUnit::utf16_units ? "Emic for NVivo" : "Emic");
    if (info.created != 0) set_attribute(m_root, "creationDateTime", write_time(info.created));
    collect();
    write_users();
    write_codes(m_root.append_child("CodeBook").append_child("Codes"), {});
    write_variables();
    write_cases();
    write_sources();
    write_notes();
    write_links();
    write_sets();
    write_rest();
    write_files();
    RefiExport out;
    ZipWriter archive;
    archive.add("project.qde", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + print(m_root) + "\n");
    for (const auto& [name, bytes] : m_files) archive.add("sources/" + name, bytes);
    if (Result<std::string> whole = archive.finish()) out.bytes = std::move(whole).value();
    else out.problem = whole.problem();
    for (const auto& [sentence, number] : m_notes) out.notes.push_back(number == 1 ? sentence : sentence + " (" + std::to_string(number) + " times)");
    return out;
}

} // namespace emic::refi

namespace emic {

namespace {

Result<std::string> bytes_of(RefiExport written) {
    if (written.problem) return *written.problem;
    return std::move(written.bytes);
}

} // namespace

RefiExport export_refi(const Project& project, refi::TextUnit unit) { return refi::Exporter(project, unit).run(); }
Result<std::string> write_refi(const Project& project, const Indexes&) { return bytes_of(export_refi(project, refi::TextUnit::code_points)); }
Result<std::string> write_refi_for_nvivo(const Project& project, const Indexes&) { return bytes_of(export_refi(project, refi::TextUnit::utf16_units)); }

} // namespace emic
