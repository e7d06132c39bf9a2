#include "engine/formats/refi_codebook.h"

#include "engine/formats/codebook_readers.h"
#include "engine/formats/refi_description.h"
#include "engine/formats/refi_package.h"
#include "engine/formats/refi_xml.h"
#include "engine/sort_rows.h"

#include <algorithm>

namespace emic {

namespace {

using namespace refi;

ImportedCode read_code(const pugi::xml_node& node, std::uint32_t& unnamed, std::uint32_t& colours) {
    ImportedCode code;
    code.name = legal_text(node.attribute("name").value());
    if (code.name.empty()) {
        code.name = "Code without a name";
        ++unnamed;
    }
    code.colour = read_colour(node.attribute("color").value());
    if (!code.colour && node.attribute("color")) ++colours;
    Code texts;
    read_description(child_text(node, "Description"), texts);
    code.definition = std::move(texts.definition);
    code.include = std::move(texts.include);
    code.exclude = std::move(texts.exclude);
    code.examples = std::move(texts.examples);
    const std::string_view codable = node.attribute("isCodable").value();
    code.category = codable == "false" || codable == "0";
    if (const Guid guid = guid_attribute(node, "guid"); !guid.is_null()) code.guid = guid;
    for (const pugi::xml_node& child : node.children("Code")) code.children.push_back(read_code(child, unnamed, colours));
    return code;
}

} // namespace

bool is_refi_codebook(const FileInput& file) {
    std::string_view head = file.bytes.substr(0, 4096);
    const std::size_t at = head.find("CodeBook");
    return file.bytes.find('<') < 8 && at != std::string_view::npos && head.find("<Project") == std::string_view::npos;
}

Result<ImportedCodebook> read_refi_codebook(const FileInput& file) {
    Result<std::unique_ptr<xml::Document>> parsed = parse_description(file, std::string(file.bytes), "CodeBook");
    if (!parsed) return parsed.problem();
    const pugi::xml_node root = parsed.value()->tree.document_element();
    normalise(root);
    ImportedCodebook codebook;
    std::uint32_t unnamed = 0;
    std::uint32_t colours = 0;
    for (const pugi::xml_node& code : root.child("Codes").children("Code")) codebook.codes.push_back(read_code(code, unnamed, colours));
    std::uint32_t sets = 0;
    for (pugi::xml_node set = root.child("Sets").child("Set"); set; set = set.next_sibling("Set")) ++sets;
    if (const auto faulty = static_cast<std::uint32_t>(parsed.value()->replaced); faulty > 0)
        codebook.notes.push_back({counted(faulty, "byte is no character and became", "bytes are no characters and became") + " �.", faulty});
    if (unnamed > 0) codebook.notes.push_back({counted(unnamed, "code has", "codes have") + " no name in the file and got one.", unnamed});
    if (colours > 0) codebook.notes.push_back({"The " + std::string(colours == 1 ? "colour of a code" : "colours of some codes") + " could not be read.", colours});
    if (sets > 0) codebook.notes.push_back({counted(sets, "set of codes was", "sets of codes were") + " left out.", sets});
    return codebook;
}

CodebookReader refi_codebook_reader() { return {"qdc", "REFI-QDA codebook", {".qdc"}, is_refi_codebook, read_refi_codebook}; }

std::string write_refi_codebook(const Project& project, const Indexes& indexes) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("CodeBook");
    root.append_attribute("xmlns").set_value("urn:QDA-XML:codebook:1.0");
    set_attribute(root, "origin", "Emic");
    constexpr int max_depth = 200; // as in projects
    std::vector<std::tuple<pugi::xml_node, Id<Code>, int>> open;
    const auto push = [&](pugi::xml_node under, Id<Code> of, int depth) {
        const auto& children = indexes.children_of(of);
        for (auto child = children.rbegin(); child != children.rend(); ++child) open.emplace_back(under, *child, depth);
    };
    push(root.append_child("Codes"), {}, 0);
    while (!open.empty()) {
        const auto [under, id, depth] = open.back();
        open.pop_back();
        const Code* code = project.find(id);
        if (!code) continue;
        pugi::xml_node node = add_child(under, "Code");
        set_attribute(node, "guid", code->id.guid);
        set_attribute(node, "name", code->name);
        set_attribute(node, "isCodable", code->category ? "false" : "true");
        set_attribute(node, "color", write_colour(code->colour));
        if (const std::string text = write_description(*code); !text.empty()) add_text(node, "Description", text);
        push(depth < max_depth ? node : under, id, std::min(depth + 1, max_depth));
    }
    std::vector<const Theme*> themes;
    for (const Theme& theme : project.themes()) themes.push_back(&theme);
    sort_rows(themes, [](const Theme* a, const Theme* b) { return std::tie(a->position, a->id) < std::tie(b->position, b->id); });
    pugi::xml_node sets = themes.empty() ? pugi::xml_node() : root.append_child("Sets");
    for (const Theme* theme : themes) {
        pugi::xml_node set = sets.append_child("Set");
        set_attribute(set, "guid", theme->id.guid);
        set_attribute(set, "name", theme->name);
        if (!theme->description.empty()) add_text(set, "Description", theme->description);
        for (Id<Code> code : theme->codes) set_attribute(set.append_child("MemberCode"), "guid", code.guid);
    }
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + print(root) + "\n";
}

} // namespace emic
