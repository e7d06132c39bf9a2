#include "formats/web_support.h"

using namespace emic;
using namespace std::string_literals;
using test::has_note;
using test::headings_of;
using test::read_one;
using test::ZipEntry;

namespace {

const std::string container = "<?xml version=\"1.0\"?><container xmlns=\"c\"><rootfiles><rootfile full-path=\"OEBPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

std::vector<ZipEntry> book() {
    return {{"mimetype", "application/epub+zip"},
            {"META-INF/container.xml", container},
            {"OEBPS/book.opf", "<?xml version=\"1.0\"?><!DOCTYPE package PUBLIC \"x\" \"y\"><package><manifest><item id=\"b\" href=\"text/two.xhtml#x\" media-type=\"application/xhtml+xml\"/>"
                               "<item id=\"a\" href=\"text/../text/one%20a.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"p\" href=\"p.png\" media-type=\"image/png\"/>"
                               "</manifest><spine><itemref idref=\"a\"/><itemref idref=\"p\"/><itemref idref=\"b\"/><itemref idref=\"a\"/></spine></package>"},
            {"OEBPS/text/two.xhtml", "<html><head><title>no</title></head><body><h2>Two</h2><p>At night.</p></body></html>", true},
            {"OEBPS/text/one a.xhtml", "<?xml version=\"1.0\" encoding=\"utf-8\"?><html><body><h1>Öne</h1><p>I felt <i/>lonely.<img src=\"p.png\"/></p></body></html>", true}};
}

std::string refused(const std::vector<ZipEntry>& entries) {
    const Result<std::vector<ImportedDocument>> read = read_documents({"b.epub", test::zip(entries)});
    REQUIRE_FALSE(read.ok());
    CHECK(read.problem().message.find("Nothing was imported from it.") != std::string::npos);
    return read.problem().message;
}

std::string encryption(const std::string& what) {
    return "<encryption xmlns:e=\"e\"><e:EncryptedData><e:CipherData><e:CipherReference URI=\"" + what + "\"/></e:CipherData></e:EncryptedData></encryption>";
}

} // namespace

TEST_CASE("e-books: the chapters in the order of reading, as one document with headings") {
    const ImportedDocument document = read_one("b.epub", test::zip(book()));
    CHECK(document.content.text == "Öne\nI felt lonely.\nTwo\nAt night.");
    CHECK(headings_of(document) == std::vector<std::string>{"1 Öne", "2 Two"});
    CHECK(has_note(document, "1 picture was left out"));
    CHECK(document.notes.size() == 1);
}

TEST_CASE("e-books: protected ones are refused, scrambled fonts do not matter") {
    std::vector<ZipEntry> entries = book();
    entries.push_back({"META-INF/encryption.xml", encryption("OEBPS/fonts/a.otf")});
    CHECK(read_one("b.epub", test::zip(entries)).content.text.starts_with("Öne"));
    entries.back().bytes = encryption("OEBPS/text/two.xhtml");
    CHECK(refused(entries).find("‘b.epub’ is protected against copying") == 0);
}

TEST_CASE("e-books: what is missing is told") {
    std::vector<ZipEntry> entries = book();
    entries[3].checksum_error = 1;
    const ImportedDocument document = read_one("b.epub", test::zip(entries));
    CHECK(document.content.text == "Öne\nI felt lonely.");
    CHECK(has_note(document, "1 chapter is missing or damaged"));
    entries = book();
    entries[2].bytes = "<package>";
    CHECK(refused(entries).find("is damaged") != std::string::npos);
    entries[1].bytes = "<container/>";
    CHECK(refused(entries).find("is damaged") != std::string::npos);
    entries = book();
    entries[3].bytes = "<p>" + std::string(80 << 20, 'x');
    refused(entries);
}

TEST_CASE("e-books: damaged ones give a sound text or a problem") { test::check_hostile("b.epub", test::zip(book())); }
