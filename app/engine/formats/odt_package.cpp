#include "engine/formats/odt_package.h"

#include "engine/formats/package_kind.h"

namespace emic {

namespace {

constexpr std::uint64_t max_part = std::uint64_t{64} << 20;
constexpr std::uint64_t max_total = std::uint64_t{128} << 20;

Problem problem(const FileInput& file, ProblemKind kind, const char* what) {
    return {kind, quoted_name(file) + what, std::string(file.name)};
}

Problem protected_file(const FileInput& file) {
    return problem(file, ProblemKind::unsupported,
                   " is protected with a password. Nothing was imported from it. Open it in LibreOffice, save it "
                   "without the password, and drop it here again.");
}

Problem fault_of(const FileInput& file, xml::Fault fault) {
    if (fault == xml::Fault::malformed)
        return problem(file, ProblemKind::damaged,
                       " is damaged: its text cannot be read. Nothing was imported from it. Get a fresh copy, or let "
                       "LibreOffice repair it, save it anew, and drop it here again.");
    return problem(file, ProblemKind::unsupported,
                   " is built in a way that word processors never write and that can be used to harm, so it was not "
                   "opened. Nothing was imported from it. If you trust it, open it in LibreOffice, save it anew, and "
                   "drop it here again.");
}

Result<OdtPackage> with_text(const FileInput& file, OdtPackage package) {
    if (package.text()) return package;
    return problem(file, ProblemKind::unreadable,
                   " holds no OpenDocument text. Nothing was imported from it. Open it in the program it was made "
                   "with, save it as a Word document (.docx), and drop that file here.");
}

Result<OdtPackage> open_flat(const FileInput& file) {
    if (file.bytes.size() > max_part)
        return problem(file, ProblemKind::unsupported,
                       " is larger than 64 MB. Nothing was imported from it. Save it as an OpenDocument text (.odt) "
                       "or a Word document (.docx), and drop that file here.");
    OdtPackage package;
    xml::Parsed parsed = xml::parse(std::string(file.bytes), xml::BetweenTags::kept);
    if (!parsed.document) return fault_of(file, parsed.fault);
    package.content = std::move(parsed.document);
    return with_text(file, std::move(package));
}

} // namespace

pugi::xml_node OdtPackage::text() const {
    return xml::child(xml::child(content->tree.document_element(), "body"), "text");
}

Result<OdtPackage> open_odt(const FileInput& file) {
    if (package_kind(file.bytes) == PackageKind::none) return open_flat(file);
    ZipLimits limits;
    limits.part = max_part;
    limits.total = max_total;
    Result<ZipArchive> opened = ZipArchive::open(file, limits);
    if (!opened) return opened.problem();
    ZipArchive& archive = opened.value();
    if (archive.contains("encrypted-package")) return protected_file(file);
    if (archive.contains("META-INF/manifest.xml")) {
        const Result<std::string> manifest = archive.read("META-INF/manifest.xml");
        if (manifest && manifest->find("encryption-data") != std::string::npos) return protected_file(file);
    }
    Result<std::string> content = archive.read("content.xml");
    if (!content) return content.problem();
    OdtPackage package;
    xml::Parsed parsed = xml::parse(std::move(content).value(), xml::BetweenTags::kept);
    if (!parsed.document) return fault_of(file, parsed.fault);
    package.content = std::move(parsed.document);
    if (archive.contains("styles.xml")) {
        Result<std::string> styles = archive.read("styles.xml");
        if (!styles && styles.problem().kind != ProblemKind::damaged) return styles.problem();
        parsed = styles ? xml::parse(std::move(styles).value()) : xml::Parsed{};
        if (!parsed.document && parsed.fault != xml::Fault::malformed) return fault_of(file, parsed.fault);
        package.styles = std::move(parsed.document);
        package.styles_broken = !package.styles;
    }
    return with_text(file, std::move(package));
}

} // namespace emic
