#include "engine/formats/epub_package.h"

#include "engine/formats/xml.h"
#include "engine/formats/zip_archive.h"

#include <map>

namespace emic {

namespace {

Problem problem(const FileInput& file, ProblemKind kind, const char* what) {
    return {kind, quoted_name(file) + what, std::string(file.name)};
}

Problem no_book(const FileInput& file) {
    return problem(file, ProblemKind::damaged,
                   " is damaged: the list of its chapters cannot be read. Nothing was imported from it. Get a fresh copy, or open it in an "
                   "e-book reader, copy its text into a Word document, and drop that here.");
}

/// "OEBPS/content.opf" and "../text/a%20b.xhtml#top" make "text/a b.xhtml".
std::string path_beside(std::string_view base, std::string_view reference) {
    std::string plain;
    reference = reference.substr(0, reference.find('#'));
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            const char c = at < reference.size() ? reference[at] : ' ';
            return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        };
        if (reference[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
            plain += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
            i += 2;
        } else {
            plain += reference[i];
        }
    }
    const std::size_t slash = base.rfind('/');
    const std::string joined = plain.starts_with('/') ? plain.substr(1) : std::string(slash == std::string_view::npos ? "" : base.substr(0, slash + 1)) + plain;
    std::vector<std::string> folders;
    for (std::size_t at = 0; at <= joined.size();) {
        const std::size_t end = std::min(joined.find('/', at), joined.size());
        const std::string part = joined.substr(at, end - at);
        if (part == "..") {
            if (!folders.empty()) folders.pop_back();
        } else if (part != "." && !part.empty()) {
            folders.push_back(part);
        }
        at = end + 1;
    }
    std::string path;
    for (const std::string& folder : folders) path += (path.empty() ? "" : "/") + folder;
    return path;
}

pugi::xml_node find_element(const pugi::xml_node& root, std::string_view name) {
    for (pugi::xml_node one = root.first_child(); one; one = one.next_sibling()) {
        if (xml::local_name(one) == name) return one;
        if (const pugi::xml_node inner = find_element(one, name)) return inner;
    }
    return {};
}

/// A document type declaration, which older books have, is taken off; what it would declare is never used.
xml::Parsed parse_part(std::string bytes) {
    const std::size_t begin = bytes.find("<!DOCTYPE");
    if (begin != std::string::npos && begin < 1000) {
        const std::size_t end = bytes.find('>', begin);
        const std::size_t bracket = bytes.find('[', begin);
        if (end != std::string::npos && (bracket == std::string::npos || bracket > end)) bytes.erase(begin, end + 1 - begin);
    }
    return xml::parse(std::move(bytes));
}

/// Fonts may be scrambled; a book whose pages are is protected.
bool has_locked_pages(const xml::Document& encryption) {
    for (pugi::xml_node one = encryption.tree.document_element().first_child(); one; one = one.next_sibling()) {
        const pugi::xml_node reference = find_element(one, "CipherReference");
        std::string name(xml::attribute_text(reference, "URI"));
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if (name.ends_with(".xhtml") || name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xml") || name.ends_with(".opf")) return true;
    }
    return false;
}

/// The paths of the pages in the order of reading.
std::vector<std::string> spine_of(const xml::Document& book, const std::string& place) {
    const pugi::xml_node root = book.tree.document_element();
    std::map<std::string, std::string> pages;
    const pugi::xml_node manifest = xml::child(root, "manifest");
    for (pugi::xml_node item = manifest.first_child(); item; item = item.next_sibling()) {
        const std::string_view type = xml::attribute_text(item, "media-type");
        if (type == "application/xhtml+xml" || type == "text/html" || type == "text/x-oeb1-document")
            pages[std::string(xml::attribute_text(item, "id"))] = path_beside(place, xml::attribute_text(item, "href"));
    }
    std::vector<std::string> paths;
    const pugi::xml_node spine = xml::child(root, "spine");
    for (pugi::xml_node one = spine.first_child(); one; one = one.next_sibling()) {
        const auto page = pages.find(std::string(xml::attribute_text(one, "idref")));
        if (page == pages.end()) continue;
        paths.push_back(page->second);
        pages.erase(page); // a page is read once
    }
    return paths;
}

} // namespace

Result<EpubPackage> open_epub(const FileInput& file) {
    ZipLimits limits;
    limits.part = std::uint64_t{64} << 20;
    limits.total = std::uint64_t{128} << 20;
    Result<ZipArchive> opened = ZipArchive::open(file, limits);
    if (!opened) return opened.problem();
    ZipArchive& archive = opened.value();
    if (archive.contains("META-INF/encryption.xml")) {
        Result<std::string> bytes = archive.read("META-INF/encryption.xml");
        if (!bytes) return bytes.problem();
        const xml::Parsed encryption = parse_part(std::move(bytes).value());
        if (!encryption.document || has_locked_pages(*encryption.document))
            return problem(file, ProblemKind::unsupported,
                           " is protected against copying, so its text cannot be read. Nothing was imported from it. Ask the publisher for a copy "
                           "without protection, or type the passages that you need into a Word document and drop that here.");
    }
    Result<std::string> container = archive.read("META-INF/container.xml");
    if (!container) return container.problem();
    const xml::Parsed links = parse_part(std::move(container).value());
    if (!links.document) return no_book(file);
    const std::string place(xml::attribute_text(find_element(links.document->tree.document_element(), "rootfile"), "full-path"));
    if (place.empty() || !archive.contains(place)) return no_book(file);
    Result<std::string> book = archive.read(place);
    if (!book) return book.problem();
    const xml::Parsed parsed = parse_part(std::move(book).value());
    if (!parsed.document) return no_book(file);
    EpubPackage package;
    for (const std::string& path : spine_of(*parsed.document, place)) {
        Result<std::string> chapter = archive.contains(path) ? archive.read(path) : Result<std::string>(no_book(file));
        if (chapter) {
            package.chapters.push_back(std::move(chapter).value());
            continue;
        }
        if (chapter.problem().kind != ProblemKind::damaged) return chapter.problem();
        ++package.unreadable;
    }
    if (package.chapters.empty() && package.unreadable == 0) return no_book(file);
    return package;
}

} // namespace emic
