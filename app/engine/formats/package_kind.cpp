#include "engine/formats/package_kind.h"

#include "engine/formats/refi_package.h"
#include "engine/formats/zip_archive.h"

#include <algorithm>

namespace emic {

namespace {

using namespace std::string_view_literals;

constexpr ZipLimits limits{std::uint64_t{16} << 20, std::uint64_t{32} << 20, 100'000, 2000, std::uint64_t{1} << 20};

std::string part_of(ZipArchive& archive, std::string_view name) {
    if (!archive.contains(name)) return {};
    Result<std::string> bytes = archive.read(name);
    return bytes ? std::move(bytes).value() : std::string();
}

/// The main part of an office file may have any name; the list of its parts says what it is.
PackageKind kind_of_office(ZipArchive& archive) {
    const std::string types = part_of(archive, "[Content_Types].xml");
    const auto holds = [&](std::string_view what) { return types.find(what) != std::string::npos; };
    if (holds("wordprocessingml.document.main") || holds("wordprocessingml.template.main") || holds("ms-word.document.macroEnabled.main") ||
        holds("ms-word.template.macroEnabledTemplate.main"))
        return PackageKind::word;
    if (holds("sheet.binary.macroEnabled.main")) return PackageKind::binary_workbook;
    if (holds("spreadsheetml.sheet.main") || holds("spreadsheetml.template.main") || holds("ms-excel.sheet.macroEnabled.main") || holds("ms-excel.template.macroEnabled.main"))
        return PackageKind::workbook;
    if (holds("presentationml.presentation.main") || holds("presentationml.slideshow.main")) return PackageKind::presentation;
    if (archive.contains("word/document.xml")) return PackageKind::word;
    if (archive.contains("xl/workbook.xml")) return PackageKind::workbook;
    if (archive.contains("xl/workbook.bin")) return PackageKind::binary_workbook;
    if (archive.contains("ppt/presentation.xml")) return PackageKind::presentation;
    return types.empty() ? PackageKind::archive : PackageKind::other_package;
}

PackageKind kind_of_open_document(std::string_view type) {
    constexpr std::string_view family = "application/vnd.oasis.opendocument";
    if (!type.starts_with(family)) return PackageKind::archive;
    return type.starts_with("application/vnd.oasis.opendocument.text") ? PackageKind::open_document : PackageKind::other_open_document;
}

PackageKind kind_of(ZipArchive& archive) {
    std::string type = part_of(archive, "mimetype");
    type.erase(0, std::min(type.find_first_not_of("\xEF\xBB\xBF \t\r\n"), type.size()));
    if (const PackageKind kind = kind_of_open_document(type); kind != PackageKind::archive) return kind;
    const std::vector<std::string> names = archive.names();
    const bool book = std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(".opf"); });
    if (type.starts_with("application/epub+zip") || (book && archive.contains("META-INF/container.xml"))) return PackageKind::epub;
    if (const PackageKind kind = kind_of_office(archive); kind != PackageKind::archive) return kind;
    if (!refi::description_among(names).empty()) return PackageKind::project;
    if (archive.contains("Index/Document.iwa") || archive.contains("Index.zip")) return PackageKind::pages;
    if (archive.contains("content.xml") && archive.contains("META-INF/manifest.xml")) {
        const std::string manifest = part_of(archive, "META-INF/manifest.xml");
        const std::size_t at = manifest.find("application/vnd.oasis.opendocument");
        return at == std::string::npos ? PackageKind::open_document : kind_of_open_document(std::string_view(manifest).substr(at));
    }
    const bool part = archive.contains("META-INF/container.xml") || archive.contains("META-INF/manifest.xml") || archive.contains("content.xml"); // of a package, damaged perhaps
    return type.empty() && !part ? PackageKind::archive : PackageKind::other_package;
}

/// Names stand unpacked before what they name, so a file that breaks off still tells what it was.
PackageKind kind_of_damaged(std::string_view bytes) {
    const auto holds = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
    const std::string_view start = bytes.substr(0, 200);
    if (const std::size_t at = start.find("application/vnd.oasis.opendocument"); at != std::string_view::npos) return kind_of_open_document(start.substr(at));
    if (start.find("application/epub+zip") != std::string_view::npos || holds("META-INF/container.xml")) return PackageKind::epub;
    if (holds("word/")) return PackageKind::word;
    if (holds("xl/workbook.bin")) return PackageKind::binary_workbook;
    if (holds("xl/workbook.") || holds("xl\\workbook.")) return PackageKind::workbook;
    if (holds("ppt/presentation.")) return PackageKind::presentation;
    if (holds("project.qde")) return PackageKind::project;
    if (holds("Index/Document.iwa")) return PackageKind::pages;
    if (holds("content.xml") && holds("META-INF/manifest.xml")) return PackageKind::open_document;
    return PackageKind::archive;
}

} // namespace

PackageKind package_kind(std::string_view bytes) {
    const bool begins = bytes.starts_with("PK\3\4"sv) || bytes.starts_with("PK\5\6"sv) || bytes.starts_with("PK\7\x08"sv) || bytes.starts_with("PK00PK\3\4"sv);
    if (!begins && directory_end(bytes) == std::string_view::npos) return PackageKind::none;
    Result<ZipArchive> archive = ZipArchive::open({"archive", bytes}, limits);
    if (archive) return begins || !archive->names().empty() ? kind_of(archive.value()) : PackageKind::none;
    return begins ? kind_of_damaged(bytes) : PackageKind::none;
}

} // namespace emic
