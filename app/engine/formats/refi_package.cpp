#include "engine/formats/refi_package.h"

#include <algorithm>

namespace emic::refi {

namespace {

constexpr std::size_t max_description = std::size_t{96} << 20; // bytes; a tree takes several times as much memory

std::string_view file_part(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

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
    xml::Parsed parsed = xml::parse(std::move(bytes));
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

Result<Package> Package::open(const FileInput& file) {
    Result<ZipArchive> archive = ZipArchive::open(file);
    if (!archive) return of_project(file, archive.problem());
    std::string description;
    for (const std::string& name : archive->names())
        if (name.ends_with(".qde") && name.find('/') == std::string::npos && (description.empty() || name == "project.qde")) description = name;
    if (description.empty())
        return refused(file, ProblemKind::unreadable, "holds no project description (project.qde), so it is not a REFI-QDA project. Nothing was imported from it.");
    Result<std::string> bytes = archive.value().read(description);
    if (!bytes) return of_project(file, bytes.problem());
    Result<std::unique_ptr<xml::Document>> parsed = parse_description(file, std::move(bytes).value(), "Project");
    if (!parsed) return parsed.problem();
    Package package(std::move(archive).value(), std::move(parsed).value());
    package.m_asked.insert(description);
    return package;
}

std::optional<Package::File> Package::read(std::string_view path) {
    constexpr std::string_view scheme = "internal://";
    if (!path.starts_with(scheme)) return std::nullopt;
    const std::string_view name = file_part(path.substr(scheme.size()));
    const std::string key = "sources/" + std::string(name);
    if (name.empty() || !m_archive.contains(key)) return std::nullopt;
    std::string asked = key;
    std::transform(asked.begin(), asked.end(), asked.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    m_asked.insert(asked);
    Result<std::string> bytes = m_archive.read(key);
    if (!bytes) {
        ++m_unreadable;
        return std::nullopt;
    }
    return File{std::string(name), std::move(bytes).value()};
}

std::vector<std::string> Package::unread() const {
    std::vector<std::string> names;
    for (const std::string& name : m_archive.names())
        if (m_asked.count(name) == 0 && !name.ends_with('/') && name.starts_with("sources/") && name != "sources/.root") names.emplace_back(file_part(name));
    return names;
}

} // namespace emic::refi
