#include "engine/formats/docx_package.h"

#include "engine/sort_rows.h"

#include <algorithm>
#include <optional>

namespace emic {

namespace {

/// Of one XML part in bytes, and of parts in all: the parsed tree takes several times as much memory.
constexpr std::uint64_t max_part = std::uint64_t{64} << 20;
constexpr std::uint64_t max_total = std::uint64_t{256} << 20;
constexpr std::size_t max_headers = 200;
constexpr std::size_t max_inserted = 1000;

struct Relationship {
    std::string id;
    std::string type;   ///< the last segment of its address: the same in the strict and the transitional form
    std::string target; ///< a part's name
};

/// `target` as seen from the folder of `part`: "word/document.xml" and "../media/x" give "media/x".
std::string resolved(std::string_view part, std::string_view target) {
    std::string path;
    if (target.starts_with('/') || target.starts_with('\\'))
        target.remove_prefix(1);
    else
        path = std::string(part.substr(0, part.rfind('/') + 1));
    path += target;
    std::replace(path.begin(), path.end(), '\\', '/');
    std::vector<std::string_view> segments;
    const std::string_view all = path;
    for (std::size_t begin = 0; begin <= all.size();) {
        const std::size_t slash = std::min(all.find('/', begin), all.size());
        const std::string_view segment = all.substr(begin, slash - begin);
        if (segment == "..") {
            if (!segments.empty()) segments.pop_back();
        } else if (!segment.empty() && segment != ".") {
            segments.push_back(segment);
        }
        begin = slash + 1;
    }
    std::string name;
    for (const std::string_view segment : segments) {
        if (!name.empty()) name += '/';
        name += segment;
    }
    return name;
}

std::string relationships_part(std::string_view part) {
    const std::size_t slash = part.rfind('/');
    const std::string_view folder = slash == std::string_view::npos ? "" : part.substr(0, slash + 1);
    return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

/// Opens part after part and keeps the first Problem.
class Opener {
public:
    Opener(const FileInput& file, ZipArchive& archive) : m_file(file), m_archive(archive) {}

    /// Null for a part that is missing, broken or dangerous; the latter two are noted.
    std::unique_ptr<xml::Document> open(const std::string& part, std::string_view holds) {
        if (m_problem || part.empty() || !m_archive.contains(part)) return nullptr;
        Result<std::string> bytes = m_archive.read(part);
        if (!bytes) {
            if (bytes.problem().kind == ProblemKind::damaged)
                m_broken.emplace_back(holds);
            else
                m_problem = bytes.problem();
            return nullptr;
        }
        xml::Parsed parsed = xml::parse(std::move(bytes).value());
        if (!parsed.document && parsed.fault == xml::Fault::malformed)
            m_broken.emplace_back(holds);
        else if (!parsed.document)
            m_problem =
                Problem{ProblemKind::unsupported,
                        quoted_name(m_file) +
                            " is built in a way that Word never writes and that can be used to harm, so it was not "
                            "opened. Nothing was imported from it. If you trust it, open it in Word, save it anew, "
                            "and drop it here again.",
                        std::string(m_file.name)};
        return std::move(parsed.document);
    }

    std::vector<Relationship> relationships(const std::string& part) {
        std::vector<Relationship> found;
        const std::unique_ptr<xml::Document> document =
            open(relationships_part(part), "links between the file's parts");
        if (!document) return found;
        for (pugi::xml_node node = document->tree.document_element().first_child(); node; node = node.next_sibling()) {
            if (xml::attribute_text(node, "TargetMode") == "External") continue;
            const std::string_view type = xml::attribute_text(node, "Type");
            found.push_back(
                {std::string(xml::attribute_text(node, "Id")), std::string(type.substr(type.rfind('/') + 1)), resolved(part, xml::attribute_text(node, "Target"))});
        }
        return found;
    }

    /// A file inside this one as it is; nothing when it is missing or damaged.
    std::optional<std::string> bytes_of(const std::string& part) {
        if (m_problem || !m_archive.contains(part)) return std::nullopt;
        Result<std::string> bytes = m_archive.read(part);
        if (bytes) return std::move(bytes).value();
        if (bytes.problem().kind != ProblemKind::damaged) m_problem = bytes.problem();
        return std::nullopt;
    }

    [[nodiscard]] const std::optional<Problem>& problem() const { return m_problem; }
    [[nodiscard]] std::vector<std::string> broken() const {
        std::vector<std::string> sorted = m_broken;
        sort_rows(sorted);
        sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
        return sorted;
    }

private:
    const FileInput& m_file;
    ZipArchive& m_archive;
    std::optional<Problem> m_problem;
    std::vector<std::string> m_broken;
};

std::string target_of(const std::vector<Relationship>& relationships, std::string_view type, std::string otherwise) {
    for (const Relationship& one : relationships)
        if (one.type == type) return one.target;
    return otherwise;
}

} // namespace

Result<DocxPackage> open_docx(const FileInput& file) {
    ZipLimits limits;
    limits.part = max_part;
    limits.total = max_total;
    Result<ZipArchive> archive = ZipArchive::open(file, limits);
    if (!archive) return archive.problem();
    Opener opener(file, archive.value());

    const std::string main_part = target_of(opener.relationships(""), "officeDocument", "word/document.xml");
    DocxPackage package;
    package.main = opener.open(main_part, "text");
    if (opener.problem()) return *opener.problem();
    const pugi::xml_node root = package.main ? package.main->tree.document_element() : pugi::xml_node();
    if (!package.main) {
        if (archive.value().contains(main_part))
            return Problem{
                ProblemKind::damaged,
                quoted_name(file) +
                    " is damaged: its text cannot be read. Nothing was imported from it. Get a fresh copy, or let "
                    "Word repair it, save it anew, and drop it here again.",
                std::string(file.name)};
    }
    if (xml::local_name(root) != "document" || !xml::child(root, "body"))
        return Problem{
            ProblemKind::unreadable,
            quoted_name(file) +
                " holds no Word document. Nothing was imported from it. Open it in the program it was made with, "
                "save it as a Word document (.docx), and drop that file here.",
            std::string(file.name)};

    const std::vector<Relationship> parts = opener.relationships(main_part);
    package.styles = opener.open(target_of(parts, "styles", ""), "styles");
    package.numbering = opener.open(target_of(parts, "numbering", ""), "list numbers");
    package.footnotes = opener.open(target_of(parts, "footnotes", ""), "footnotes");
    package.endnotes = opener.open(target_of(parts, "endnotes", ""), "endnotes");
    package.comments = opener.open(target_of(parts, "comments", ""), "comments");
    package.settings = opener.open(target_of(parts, "settings", ""), "settings");
    for (const Relationship& one : parts)
        if ((one.type == "header" || one.type == "footer") && package.headers_and_footers.size() < max_headers)
            if (std::unique_ptr<xml::Document> part = opener.open(one.target, "headers and footers"))
                package.headers_and_footers.push_back(std::move(part));
    for (const Relationship& one : parts)
        if (one.type == "aFChunk" && package.inserted.size() < max_inserted)
            if (std::optional<std::string> bytes = opener.bytes_of(one.target))
                package.inserted[one.id] = {one.target.substr(one.target.rfind('/') + 1), std::move(*bytes)};
    package.depth = file.depth;
    if (opener.problem()) return *opener.problem();
    package.unreadable = opener.broken();
    return package;
}

} // namespace emic
