#include "engine/formats/reader.h"

#include "engine/formats/html_text.h"
#include "engine/formats/mime_message.h"
#include "engine/formats/recording_times.h"
#include "engine/formats/web_text.h"

#include <algorithm>

namespace emic {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_folded(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() && std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// Past a byte order mark, blanks, comments and the declaration of XML.
std::string_view first_tag(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    while (true) {
        start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
        const std::string_view closing = start.starts_with("<!--") ? "-->" : start.starts_with("<?xml") ? "?>" : "";
        const std::size_t end = closing.empty() ? std::string_view::npos : start.find(closing);
        if (end == std::string_view::npos) return start;
        start.remove_prefix(end + closing.size());
    }
}

/// The first bytes, where UTF-16 was decoded.
std::string start_of(std::string_view bytes) {
    constexpr std::size_t enough = 4096;
    const DetectedText detected = detect_text(bytes.substr(0, std::min(enough, bytes.size() & ~std::size_t{3})));
    if (detected.encoding != TextEncoding::utf16_little && detected.encoding != TextEncoding::utf16_big) return std::string(bytes.substr(0, enough));
    std::size_t malformed = 0;
    return decode_text(bytes.substr(detected.mark_size, enough), detected.encoding, malformed);
}

bool recognises_html(const FileInput& file) {
    const std::string start = start_of(file.bytes);
    const std::string_view first = first_tag(start);
    const std::string extension = file_extension(file.name);
    const bool named = extension == ".html" || extension == ".htm" || extension == ".xhtml";
    return (named && file.bytes.find('<') != std::string_view::npos && detect_text(file.bytes).verdict != TextVerdict::binary) || starts_folded(first, "<!doctype html") || starts_folded(first, "<html");
}

std::vector<ImportedDocument> document_of(const FileInput& file, const TextFile& page) {
    ImportedDocument document;
    document.name = document_name(file.name);
    document.notes = page.notes;
    ContentMarks marks;
    TextLosses losses;
    const TextBlock block = HtmlText().read(page.text, marks, losses);
    add_notes(losses, document.notes);
    marks.settle(block.text(), document);
    settle_transcript(document);
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

Result<std::vector<ImportedDocument>> read_html(const FileInput& file) {
    const Result<TextFile> page = read_web_text(file);
    if (!page) return page.problem();
    return document_of(file, *page);
}

bool recognises_message(const FileInput& file) {
    const std::string start = [&] {
        std::string folded(file.bytes.substr(0, 4096));
        std::transform(folded.begin(), folded.end(), folded.begin(), lower);
        return folded;
    }();
    const bool headed = start.starts_with("from:") || start.starts_with("mime-version:") || start.starts_with("content-type:") ||
                        start.find("\nmime-version:") != std::string::npos;
    const bool several = start.find("multipart/related") != std::string::npos || start.find("multipart/mixed") != std::string::npos ||
                         start.find("multipart/alternative") != std::string::npos;
    return headed && (several || (start.find("mime-version:") != std::string::npos && start.find("content-type: text/html") != std::string::npos));
}

Result<std::vector<ImportedDocument>> read_message(const FileInput& file) {
    const std::optional<MimePart> page = find_mime_page(file.bytes);
    if (!page)
        return Problem{ProblemKind::unreadable,
                       quoted_name(file) + " holds no web page. Nothing was imported from it. Open it in a browser, save the page as HTML, and drop that file here.",
                       std::string(file.name)};
    const FileInput inner{file.name, page->bytes};
    const Result<TextFile> text = read_web_text(inner, page->charset);
    if (!text) return text.problem();
    return document_of(file, *text);
}

} // namespace

Reader html_reader() { return {"html", "Web page", {".html", ".htm", ".xhtml"}, recognises_html, read_html}; }
Reader mht_reader() { return {"mht", "Web page in one file", {".mht", ".mhtml"}, recognises_message, read_message}; }

} // namespace emic
