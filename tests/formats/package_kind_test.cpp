#include "engine/formats/import_batch.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/reader.h"
#include "engine/formats/zip_archive.h"
#include "formats/docx_text.h"

using namespace emic;

namespace {

std::vector<test::ZipEntry> book() {
    return {{"META-INF/container.xml", "<?xml version=\"1.0\"?><container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"},
            {"OEBPS/c1.xhtml", "<html><body><p>One.</p></body></html>"},
            {"OEBPS/c2.xhtml", "<html><body><p>Two.</p></body></html>"},
            {"OEBPS/book.opf", "<?xml version=\"1.0\"?><package><manifest><item id=\"a\" href=\"c1.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"b\" href=\"c2.xhtml\" "
                               "media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>"},
            {"mimetype", "application/epub+zip", true}};
}

std::string text_of(std::string_view name, const std::string& bytes) {
    const Result<std::vector<ImportedDocument>> read = read_documents({name, bytes});
    REQUIRE_MESSAGE(read.ok(), read.problem().message);
    return read->front().content.text;
}

} // namespace

TEST_CASE("packages: what a ZIP archive is says its directory") {
    CHECK(text_of("b.epub", test::zip(book())) == "One.\nTwo.");
    std::vector<test::ZipEntry> without_type = book();
    without_type.pop_back();
    CHECK(text_of("b.epub", test::zip(without_type)) == "One.\nTwo.");
    CHECK(text_of("b.zip", test::zip(book())) == "One.\nTwo.");
    CHECK(package_kind(test::zip(book())) == PackageKind::epub);
    // The main part of a Word file may have another name; names may be written with backslashes.
    std::vector<test::ZipEntry> word = test::docx_entries(test::wrapped("document", "<w:body>" + test::p(test::r("Yes.")) + "</w:body>"));
    for (test::ZipEntry& entry : word) {
        if (entry.name == "[Content_Types].xml") entry.bytes = "<Types><Override PartName=\"/word/document2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        if (entry.name == "_rels/.rels") entry.bytes = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"word\\document2.xml\"/></Relationships>";
        if (entry.name == "word/document.xml") entry.name = "word\\document2.xml";
    }
    CHECK(text_of("a.docx", test::zip(word)) == "Yes.");
    const std::string odt = test::zip({{"content.xml", "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text><text:p>Odt.</text:p></office:text></office:body></office:document-content>", true},
                                       {"META-INF/manifest.xml", "<manifest/>"},
                                       {"mimetype", "application/vnd.oasis.opendocument.text", true}});
    CHECK(text_of("a.odt", odt) == "Odt.");
    // An archive of documents is none of them, though a folder in it has such a name.
    const std::string folder = test::zip({{"word/Ana.txt", "Ana: yes"}, {"xl/notes.txt", "Ben: no"}});
    CHECK(package_kind(folder) == PackageKind::archive);
    ImportBatch batch;
    batch.add("study.zip", folder);
    while (batch.step()) {}
    CHECK(batch.take().size() == 2);
    CHECK(package_kind(test::zip({{"[Content_Types].xml", "<Types/>"}, {"visio/document.xml", "<v/>"}})) == PackageKind::other_package);
    CHECK(read_documents({"a.vsdx", test::zip({{"[Content_Types].xml", "<Types/>"}, {"visio/document.xml", "<v/>"}})}).problem().message.find("a file of another program") != std::string::npos);
    CHECK(package_kind("Ana: PK said nothing.") == PackageKind::none);
    CHECK(package_kind("") == PackageKind::none);
}

TEST_CASE("packages: what stands before an archive, and one that breaks off") {
    const std::string whole = test::zip(book());
    CHECK(text_of("b.epub", "#!/bin/sh\nunpack me\n" + whole) == "One.\nTwo.");
    const std::string word = test::docx(test::p(test::r("Yes.")));
    CHECK(text_of("a.docx", std::string(1000, ' ') + word) == "Yes.");
    CHECK(read_documents({"a.docx", word.substr(0, word.size() / 2)}).problem().kind == ProblemKind::damaged);
    for (std::size_t size = 0; size < whole.size(); size += 5) {
        (void)package_kind(std::string_view(whole).substr(0, size));
        (void)package_kind(std::string_view(whole).substr(size));
    }
    CHECK(directory_end(whole) == whole.size() - 22);
}
