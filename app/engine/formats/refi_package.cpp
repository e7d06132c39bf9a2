#include "engine/formats/refi_package.h"

#include "engine/commands/names.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace emic::refi {

namespace {

constexpr std::size_t max_description = std::size_t{96} << 20; // bytes; a tree takes several times as much memory

std::string_view file_part(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

/// "a%20b" is "a b".
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size() && std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
            plain += static_cast<char>(value);
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

Problem refused(const FileInput& file, ProblemKind kind, const std::string& why) {
    return {kind, quoted_name(file) + " " + why, std::string(file.name)};
}

/// Problems of the archive speak of Word; a project says something else.
Problem of_project(const FileInput& file, const Problem& problem) {
    if (problem.kind == ProblemKind::damaged)
        return refused(file, problem.kind, "is damaged or incomplete. Nothing was imported from it. Export the project once more from the program it was made with.");
    return refused(file, problem.kind, "unpacks to far more than a project can hold, or is packed or locked in a way that Emic cannot read. Nothing was imported from it.");
}

} // namespace

Result<std::unique_ptr<xml::Document>> parse_description(const FileInput& file, std::string bytes, std::string_view wanted) {
    if (bytes.size() > max_description)
        return refused(file, ProblemKind::unsupported, "describes a project of more than 96 MB, which is more than Emic can hold. Nothing was imported from it. Export it in parts.");
    xml::Parsed parsed = xml::parse(std::move(bytes), xml::BetweenTags::dropped, xml::FaultyBytes::replaced);
    if (!parsed.document) {
        if (parsed.fault == xml::Fault::too_deep)
            return refused(file, ProblemKind::unsupported, "nests its codes more than 240 levels deep, which Emic cannot hold. Nothing was imported from it.");
        return refused(file, ProblemKind::damaged, "is damaged: its description is not whole XML. Nothing was imported from it. Export the project once more.");
    }
    const pugi::xml_node root = parsed.document->tree.document_element();
    if (xml::local_name(root) != wanted)
        return refused(file, ProblemKind::unreadable, wanted == "Project" ? "is not a REFI-QDA project. Nothing was imported from it."
                                                                          : "is not a REFI-QDA codebook. Nothing was imported from it.");
    return std::move(parsed.document);
}

std::string description_among(const std::vector<std::string>& names) {
    const auto rank = [](const std::string& name) {
        const std::string_view file = file_part(name);
        return std::tuple(std::count(name.begin(), name.end(), '/'), file != "project.qde", name);
    };
    std::string best;
    for (const std::string& name : names) {
        const bool usable = name.ends_with(".qde") && std::count(name.begin(), name.end(), '/') <= 1 && !file_part(name).starts_with("._");
        if (usable && (best.empty() || rank(name) < rank(best))) best = name;
    }
    return best;
}

Result<Package> Package::open(const FileInput& file) {
    Result<ZipArchive> archive = ZipArchive::open(file);
    if (!archive) return of_project(file, archive.problem());
    const std::string description = description_among(archive->names());
    if (description.empty())
        return refused(file, ProblemKind::unreadable, "holds no project description (project.qde), so it is not a REFI-QDA project. Nothing was imported from it.");
    Result<std::string> bytes = archive.value().read(description);
    if (!bytes) return of_project(file, bytes.problem());
    Result<std::unique_ptr<xml::Document>> parsed = parse_description(file, std::move(bytes).value(), "Project");
    if (!parsed) return parsed.problem();
    Package package(std::move(archive).value(), description.substr(0, description.size() - file_part(description).size()), std::move(parsed).value());
    package.m_asked.insert(description);
    return package;
}

std::string Package::ask(std::string_view path) {
    constexpr std::string_view scheme = "internal://";
    const bool internal = path.starts_with(scheme);
    std::string name(internal ? path.substr(scheme.size()) : path);
    std::replace(name.begin(), name.end(), '\\', '/');
    const std::string file(file_part(name));
    if (file.empty()) return {};
    const std::string usual = m_folder + "sources/" + file;
    std::string key;
    if (internal && m_archive.contains(usual)) key = usual;
    // Programs write the path in ways of their own: as it lies in the archive, without the folder, escaped.
    const std::string plain = unescaped(name);
    for (const std::string& tried : {name, plain, m_folder + name, m_folder + plain, m_folder + "sources/" + name, m_folder + "sources/" + plain, usual, m_folder + "sources/" + unescaped(file)})
        if (key.empty() && m_archive.contains(tried)) key = tried;
    if (key.empty()) key = only_file_named(unescaped(file));
    if (key.empty()) return {};
    if (!(internal && key == usual)) m_guessed.insert(std::string(path));
    std::string asked = key;
    std::transform(asked.begin(), asked.end(), asked.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    m_asked.insert(asked);
    return key;
}

std::string Package::only_file_named(std::string_view file) {
    if (m_by_name.empty()) {
        for (const std::string& name : m_archive.names()) {
            if (name.ends_with('/')) continue;
            for (const std::string& key : std::set<std::string>{name_key(file_part(name)), name_key(unescaped(file_part(name)))}) {
                const auto [place, first] = m_by_name.try_emplace(key, name);
                if (!first) place->second.clear(); // one of several: nobody knows which
            }
        }
    }
    const auto found = m_by_name.find(name_key(file));
    return found == m_by_name.end() ? std::string() : found->second;
}

bool Package::has(std::string_view path) { return !ask(path).empty(); }

std::optional<Package::File> Package::read(std::string_view path) {
    const std::string key = ask(path);
    if (key.empty()) return std::nullopt;
    Result<std::string> bytes = m_archive.read(key);
    if (!bytes) {
        ++m_unreadable;
        return std::nullopt;
    }
    return File{std::string(file_part(key)), std::move(bytes).value()};
}

std::vector<std::string> Package::unread() const {
    std::vector<std::string> names;
    for (const std::string& name : m_archive.names())
        if (m_asked.count(name) == 0 && !name.ends_with('/') && name.starts_with(m_folder + "sources/") && !name.ends_with("/.root")) names.emplace_back(file_part(name));
    return names;
}

} // namespace emic::refi
