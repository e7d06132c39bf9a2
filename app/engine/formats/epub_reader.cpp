#include "engine/formats/epub_package.h"
#include "engine/formats/html_text.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/web_text.h"

namespace emic {

namespace {

bool recognises(const FileInput& file) { return package_kind(file.bytes) == PackageKind::epub; }

/// One document: the chapters in the order of reading.
Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const Result<EpubPackage> package = open_epub(file);
    if (!package) return package.problem();
    ImportedDocument document;
    document.name = document_name(file.name);
    ContentMarks marks;
    TextLosses losses;
    TextBlock text;
    std::uint32_t unreadable = package->unreadable;
    for (const std::string& chapter : package->chapters) {
        const Result<TextFile> page = read_web_text({file.name, chapter});
        if (!page) {
            ++unreadable;
            continue;
        }
        TextBlock block = HtmlText().read(page->text, marks, losses);
        for (std::string& line : block.lines) text.lines.push_back(std::move(line));
    }
    if (unreadable > 0)
        document.notes.push_back({counted(unreadable, "chapter is", "chapters are") + " missing or damaged and not in the text. Compare it with the original.", unreadable});
    add_notes(losses, document.notes);
    marks.settle(text.text(), document);
    std::vector<ImportedDocument> documents;
    documents.push_back(std::move(document));
    return documents;
}

} // namespace

Reader epub_reader() { return {"epub", "E-book (EPUB)", {".epub"}, recognises, read}; }

} // namespace emic
