#include "engine/formats/refi_standard.h"

#include "engine/formats/refi_xml.h"
#include "engine/formats/text_encoding.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace emic::refi {

namespace {

struct Kind {
    const char* id;
    const char* one;
    const char* many;
    const char* meaning;
};

/// The most important first.
constexpr std::array kinds = {
    Kind{"missing-file", "file that the description names is not in the archive", "files that the description names are not in the archive", "Programs show such a document empty, or refuse the whole project."},
    Kind{"no-text", "document has no text, neither in the description nor as a file", "documents have no text, neither in the description nor as files", "Their passages cannot be shown."},
    Kind{"outside", "passage reaches past the end of its text or begins inside a character", "passages reach past the end of their text or begin inside a character", "ATLAS.ti refuses a project for that; others move or drop the passages."},
    Kind{"backwards", "passage ends before it begins or at a negative place", "passages end before they begin or at a negative place", "Programs drop them."},
    Kind{"position", "passage has no whole number for its place", "passages have no whole number for their place", "Programs drop them or take the beginning of the text."},
    Kind{"dangling", "reference leads to nothing", "references lead to nothing", "Programs drop what hangs on them; some refuse the project."},
    Kind{"duplicate-guid", "identifier stands on two things of one kind", "identifiers stand on two things of one kind", "Programs keep one of the two, or refuse the project."},
    Kind{"guid-missing", "thing has no identifier", "things have no identifier", "The standard demands one."},
    Kind{"guid-form", "identifier does not have the form that the standard demands", "identifiers do not have the form that the standard demands", "Strict programs refuse the project."},
    Kind{"name-missing", "code, variable or set has no name", "codes, variables or sets have no name", "The standard demands one."},
    Kind{"codable-missing", "code does not say whether it can be put on passages (isCodable)", "codes do not say whether they can be put on passages (isCodable)", "The standard demands it."},
    Kind{"colour", "colour is not written as #rrggbb", "colours are not written as #rrggbb", "Programs choose a colour of their own, and some refuse the file."},
    Kind{"line-ends", "text file has Windows line ends (CR LF)", "text files have Windows line ends (CR LF)", "Programs count such a line end as one character or as two, so passages can move by one character with every line."},
    Kind{"byte-order-mark", "text file begins with a byte order mark", "text files begin with a byte order mark", "Programs count it or not, so passages can move by one character."},
    Kind{"encoding", "text file is not in UTF-8", "text files are not in UTF-8", "The standard demands UTF-8; letters beyond English can come out wrong."},
    Kind{"two-units", "text holds coded passages and emoji or other rare characters", "texts hold coded passages and emoji or other rare characters", "NVivo counts these as two characters, the standard as one, so passages behind them can move."},
    Kind{"two-texts", "text stands in the description and as a file too", "texts stand in the description and as files too", "The standard allows one of the two."},
    Kind{"rich-text", "formatted twin of a text is not a Word file", "formatted twins of texts are not Word files", "ATLAS.ti loads an empty document and refuses the project."},
    Kind{"empty-list", "list is empty", "lists are empty", "The schema wants an empty list to be left out; strict programs refuse the file."},
    Kind{"order", "element has its parts in another order than the schema wants", "elements have their parts in another order than the schema wants", "Strict programs refuse the file."},
    Kind{"name-space", "name space is not that of the standard", "name spaces are not those of the standard", "Programs that look at it refuse the file."},
    Kind{"description-name", "description is not called project.qde", "descriptions are not called project.qde", "Programs that look for that name refuse the file."},
    Kind{"description-folder", "description lies in a folder", "descriptions lie in folders", "The standard wants it at the top of the archive; most programs do not find it."},
    Kind{"descriptions", "further description lies in the archive", "further descriptions lie in the archive", "The standard wants exactly one."},
    Kind{"folder-name", "folder is not called sources, in small letters", "folders are not called sources, in small letters", "ATLAS.ti refuses a folder in capitals."},
    Kind{"sub-folder", "file lies in a folder within sources", "files lie in folders within sources", "The standard wants them side by side."},
    Kind{"unused-file", "file in the archive is named by nothing", "files in the archive are named by nothing", "Programs leave it out."},
};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_source(std::string_view name) { return name.ends_with("Source") && name != "MemberSource"; }

std::string shown(const pugi::xml_node& node) {
    std::string name = quotation_name(legal_text(node.attribute("name").value()));
    return name.empty() ? std::string(node.name()) : name;
}

void check_guids_as_written(const pugi::xml_node& node, Findings& findings) {
    const pugi::xml_attribute attribute = node.attribute("guid");
    if (!attribute) return;
    std::string_view guid = attribute.value();
    if (guid.size() > 2 && guid.front() == '{' && guid.back() == '}') guid = guid.substr(1, guid.size() - 2);
    if (!guid.empty() && !parse_guid(guid)) findings.add("guid-form", std::string(guid.substr(0, 60)));
}

void check_positions(const pugi::xml_node& node, Findings& findings) {
    std::int64_t ends[2] = {0, 0};
    for (int i = 0; i < 2; ++i) {
        const std::string_view text = node.attribute(i == 0 ? "startPosition" : "endPosition").value();
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), ends[i]);
        if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return findings.add("position", shown(node));
    }
    if (ends[0] < 0 || ends[1] < ends[0]) findings.add("backwards", std::to_string(ends[0]) + " to " + std::to_string(ends[1]));
}

void check_element(const pugi::xml_node& node, std::set<std::pair<std::string, std::string>>& seen, Findings& findings) {
    const std::string_view name = node.name();
    const bool identified = is_source(name) || is_one_of(name, {"User", "Code", "Case", "Variable", "Set", "Note", "Link", "Graph", "Vertex", "Edge", "Coding",
                                                                 "PlainTextSelection", "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection",
                                                                 "Transcript", "TranscriptSelection", "SyncPoint", "Representation"});
    const std::string guid = node.attribute("guid").value();
    if (identified && guid.empty()) findings.add("guid-missing", shown(node));
    if (identified && !guid.empty() && !seen.emplace(is_source(name) ? "Source" : std::string(name), guid).second) findings.add("duplicate-guid", shown(node));
    if (is_one_of(name, {"Code", "Variable", "Set"}) && *node.attribute("name").value() == 0) findings.add("name-missing", guid);
    if (name == "Code" && !is_one_of(node.attribute("isCodable").value(), {"true", "false", "1", "0"})) findings.add("codable-missing", shown(node));
    if (const pugi::xml_attribute colour = node.attribute("color")) {
        const std::string_view text = colour.value();
        if (!text.starts_with('#') || (text.size() != 4 && text.size() != 7) || !read_colour(text)) findings.add("colour", std::string(text.substr(0, 30)));
    }
    if (name == "PlainTextSelection") check_positions(node, findings);
    if (is_one_of(name, {"Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"}) && !node.first_child()) findings.add("empty-list", std::string(name));
    if (!in_schema_order(node)) findings.add("order", shown(node));
}

/// Names as they stand in the archive's directory; ZipArchive knows them in small letters only.
std::vector<std::string_view> names_as_written(std::string_view bytes) {
    constexpr std::size_t header = 46;
    std::vector<std::string_view> names;
    for (std::size_t at = bytes.find("PK\1\2"); at != std::string_view::npos && at + header <= bytes.size(); at = bytes.find("PK\1\2", at + 4)) {
        const std::size_t size = static_cast<unsigned char>(bytes[at + 28]) + 256u * static_cast<unsigned char>(bytes[at + 29]);
        if (at + header + size <= bytes.size()) names.push_back(bytes.substr(at + header, size));
    }
    return names;
}

void check_names(std::string_view bytes, Findings& findings) {
    std::set<std::string> folders;
    std::uint32_t descriptions = 0;
    for (const std::string_view name : names_as_written(bytes)) {
        const std::size_t slash = name.find_first_of("/\\");
        if (slash == std::string_view::npos) {
            const bool qde = name.size() > 4 && is_one_of(name.substr(name.size() - 4), {".qde", ".QDE"});
            if (!qde) continue;
            if (++descriptions > 1) findings.add("descriptions", std::string(name));
            else if (name != "project.qde") findings.add("description-name", std::string(name));
            continue;
        }
        const std::string folder(name.substr(0, slash));
        if (folder != "sources" && folder.size() == 7 && (folder[0] | 0x20) == 's' && folders.insert(folder).second) findings.add("folder-name", folder);
        const bool sources = folder.size() == 7 && (folder[0] | 0x20) == 's';
        if (sources && name.find_first_of("/\\", slash + 1) != std::string_view::npos && !name.ends_with('/')) findings.add("sub-folder", std::string(name));
        if (name.ends_with(".qde") && name.find("/._") == std::string_view::npos) findings.add("description-folder", std::string(name));
    }
}

void check_text(const pugi::xml_node& node, Package& package, Findings& findings) {
    const char* path = node.attribute("plainTextPath").value();
    const bool inside = node.child("PlainTextContent");
    const std::string name = node.attribute("name") || !node.parent() ? shown(node) : shown(node.parent());
    if (*path != 0 && inside) findings.add("two-texts", name);
    if (const std::string_view rich = node.attribute("richTextPath").value(); !rich.empty() && !rich.ends_with(".docx") && !rich.ends_with(".DOCX"))
        findings.add("rich-text", name);
    if (*path == 0) {
        if (!inside && std::string_view(node.name()) == "TextSource") findings.add("no-text", name);
        return;
    }
    const std::optional<Package::File> file = package.read(path);
    if (!file) return;
    const RawText text = read_text(file->bytes);
    const DetectedText detected = detect_text(file->bytes);
    if (text.mark) findings.add("byte-order-mark", name);
    if (text.crlf) findings.add("line-ends", name);
    if (detected.encoding != TextEncoding::utf8) findings.add("encoding", name);
    if (text.beyond_bmp && node.child("PlainTextSelection")) findings.add("two-units", name);
}

} // namespace

void Findings::add(const char* id, const std::string& example, std::uint32_t count) {
    constexpr std::size_t most_examples = 3;
    Seen& seen = m_seen[id];
    seen.count += count;
    if (!example.empty() && seen.examples.size() < most_examples && std::find(seen.examples.begin(), seen.examples.end(), example) == seen.examples.end())
        seen.examples.push_back(example);
}

std::vector<RefiFinding> Findings::rows() const {
    std::vector<RefiFinding> rows;
    for (const Kind& kind : kinds) {
        const auto seen = m_seen.find(kind.id);
        if (seen == m_seen.end()) continue;
        std::string examples;
        for (const std::string& one : seen->second.examples) examples += (examples.empty() ? "" : ", ") + (in_quotes(legal_text(one)));
        if (seen->second.count > seen->second.examples.size() && !examples.empty()) examples += " and more";
        rows.push_back({kind.id, counted(seen->second.count, kind.one, kind.many) + (examples.empty() ? "" : ": " + examples) + ". " + kind.meaning, seen->second.count});
    }
    return rows;
}

void find_schema_problems(const pugi::xml_node& root, Findings& findings) {
    const std::string_view space = root.attribute("xmlns").value();
    bool known = false;
    for (const pugi::xml_attribute& one : root.attributes()) {
        const std::string_view name = one.name();
        const std::string_view value = one.value();
        if (name.starts_with("xmlns")) known |= value == "urn:QDA-XML:project:1.0" || value == "urn:QDA-XML:codebook:1.0";
    }
    if (!known) findings.add("name-space", std::string(space.empty() ? "none" : space.substr(0, 80)));
    for (const pugi::xml_node& node : all_elements(root)) check_guids_as_written(node, findings);
    normalise(root);
    std::set<std::pair<std::string, std::string>> seen;
    for (const pugi::xml_node& node : all_elements(root)) check_element(node, seen, findings);
}

void find_package_problems(const FileInput& file, Package& package, Findings& findings) {
    check_names(file.bytes, findings);
    std::set<std::string> missing;
    for (const pugi::xml_node& node : all_elements(package.root())) {
        for (const char* attribute : {"path", "plainTextPath", "richTextPath"}) {
            const std::string path = node.attribute(attribute).value();
            if (path.starts_with("internal://") && missing.count(path) == 0 && !package.has(path)) {
                missing.insert(path);
                findings.add("missing-file", path.substr(11));
            }
        }
        if (is_one_of(node.name(), {"TextSource", "Representation", "Transcript", "TextDescription", "Note"})) check_text(node, package, findings);
    }
    for (const std::string& name : package.unread()) findings.add("unused-file", name);
}

} // namespace emic::refi
