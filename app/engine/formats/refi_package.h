#pragma once

#include "engine/formats/xml.h"
#include "engine/formats/zip_archive.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace emic::refi {

/// A .qdpx file, opened: its description and the files beside it.
class Package {
public:
    static Result<Package> open(const FileInput& file);

    [[nodiscard]] pugi::xml_node root() const { return m_xml->tree.document_element(); }
    /// Bytes of the description that are no UTF-8 and became U+FFFD.
    [[nodiscard]] std::size_t faulty_bytes() const { return m_xml->replaced; }
    /// The file that a path names; nothing when it is not there or cannot be read. "internal://a.txt" lies in the folder "sources";
    /// a path of another form is looked for as it is written, then there, then among all files by its name alone.
    struct File {
        std::string name; ///< without folder
        std::string bytes;
    };
    std::optional<File> read(std::string_view path);
    /// True when the file is there; it counts as asked for.
    bool has(std::string_view path);
    /// How many files were found although their path is not of the form that the standard asks for.
    [[nodiscard]] std::size_t guessed() const { return m_guessed.size(); }
    [[nodiscard]] std::size_t unreadable() const { return m_unreadable; }
    /// Files that nothing has asked for.
    [[nodiscard]] std::vector<std::string> unread() const;

private:
    Package(ZipArchive archive, std::string folder, std::unique_ptr<xml::Document> xml) : m_archive(std::move(archive)), m_folder(std::move(folder)), m_xml(std::move(xml)) {}

    /// The archive's key of a path; empty when there is no such file.
    std::string ask(std::string_view path);
    /// The key of the one file of this name in whatever folder, whatever its case; empty when there is none or several.
    [[nodiscard]] std::string only_file_named(std::string_view file);

    ZipArchive m_archive;
    std::string m_folder; ///< that everything lies in, with its slash; empty where the description lies at the top
    std::unique_ptr<xml::Document> m_xml;
    std::map<std::string, std::string> m_by_name; ///< what only_file_named() answers, by name_key(); made when it is first asked
    std::set<std::string> m_asked;
    std::set<std::string> m_guessed; ///< paths
    std::size_t m_unreadable = 0;
};

/// The key of the description among an archive's names, at the top or in one folder; empty when there is none.
std::string description_among(const std::vector<std::string>& names);

/// Parses a REFI-QDA description whose root is `wanted` ("Project" or "CodeBook"); problems name the file.
Result<std::unique_ptr<xml::Document>> parse_description(const FileInput& file, std::string bytes, std::string_view wanted);

} // namespace emic::refi
