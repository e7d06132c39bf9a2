// What stands in a Word file for some programs only, and files inside it.
#include "formats/docx_text.h"

#include <algorithm>

using namespace emic;
using test::docx_entries;
using test::p;
using test::r;
using test::read_docx;
using test::text_of;
using test::wrapped;
using test::ZipEntry;

namespace {

bool has_note(const ImportedDocument& document, std::string_view words) {
    return std::any_of(document.notes.begin(), document.notes.end(), [&](const ImportNote& note) { return note.message.find(words) != std::string::npos; });
}

std::string alternatives(const std::string& choices, const std::string& fallback = {}) {
    return "<mc:AlternateContent>" + choices + (fallback.empty() ? "" : "<mc:Fallback>" + fallback + "</mc:Fallback>") + "</mc:AlternateContent>";
}
std::string choice(const std::string& requires_, const std::string& inside) { return "<mc:Choice Requires=\"" + requires_ + "\">" + inside + "</mc:Choice>"; }

const std::string smile = "<w16se:symEx xmlns:w16se=\"http://schemas.microsoft.com/office/word/2015/wordml/symex\" w16se:font=\"Segoe UI Emoji\" w16se:char=\"1F60A\"/>";

/// A Word file with files inside it, by the names of their parts; each stands where <w:altChunk r:id="NAME"/> does.
std::string with_files(const std::string& body, const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<ZipEntry> entries = docx_entries(wrapped("document", "<w:body>" + body + "</w:body>"));
    std::string links = "<?xml version=\"1.0\"?><Relationships>";
    for (const auto& [name, bytes] : files) {
        links += "<Relationship Id=\"" + name + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" Target=\"" + name + "\"/>";
        entries.push_back({"word/" + name, bytes});
    }
    for (ZipEntry& entry : entries)
        if (entry.name == "word/_rels/document.xml.rels") entry.bytes = links + "</Relationships>";
    return test::zip(entries);
}
std::string chunk(const std::string& name) { return "<w:altChunk r:id=\"" + name + "\"/>"; }

} // namespace

TEST_CASE("Word: of alternatives the one is read that can be understood") {
    CHECK(text_of(p(r("happy ") + "<w:r>" + alternatives(choice("w16se", smile), "<w:t>x</w:t>") + "</w:r>" + r("."))) == "happy 😊.");
    // Word puts the font of the fallback apart, and forgets to say the namespace at times.
    CHECK(text_of(p(r("B: ") + "<w:r>" + alternatives("<mc:Choice Requires=\"w16se\"/>", "<w:rPr><w:rFonts w:ascii=\"Segoe UI Emoji\"/></w:rPr>") + alternatives(choice("w16se", smile), "<w:t>😊</w:t>") + "</w:r>")) == "B: 😊");
    CHECK(text_of(p("<w:r>" + alternatives(choice("later", "<w:t>new</w:t>"), "<w:t>old</w:t>") + "</w:r>")) == "old");
    CHECK(text_of(p("<w:r>" + alternatives(choice("later", "<w:t>new</w:t>") + choice("wps", "<w:t>known</w:t>"), "<w:t>old</w:t>") + "</w:r>")) == "known");
    CHECK(text_of(p("<w:r>" + alternatives(choice("wps later", "<w:t>new</w:t>"), "<w:t>old</w:t>") + "</w:r>")) == "old");
    CHECK(text_of(alternatives(choice("wps", p(r("CHOICE"))), p(r("FALLBACK")))) == "CHOICE");
    const ImportedDocument lost = read_docx(test::docx(p(r("Runs: ") + "<w:r>" + alternatives(choice("later", "<w:t>UNKNOWN</w:t>")) + "</w:r>" + r("no fallback."))));
    CHECK(lost.content.text == "Runs: no fallback.");
    CHECK(has_note(lost, "1 passage that only other programs can show was left out."));
    // A field that begins in one branch is not missed in the other.
    CHECK(text_of(p("<w:r>" + alternatives(choice("later", "<w:fldChar w:fldCharType=\"begin\"/>"), "<w:t>a</w:t>") + "</w:r>" + r(" b"))) == "a b");
}

TEST_CASE("Word: a drop cap belongs to its paragraph") {
    const std::string cap = "<w:framePr w:dropCap=\"drop\" w:lines=\"3\"/>";
    CHECK(text_of(p(r("D"), cap) + p(r("rop cap.")) + p(r("Next."))) == "Drop cap.\nNext.");
    CHECK(text_of(p(r("“D"), "<w:framePr w:dropCap=\"margin\"/>") + p(r("rop”"))) == "“Drop”");
    CHECK(text_of(p(r("A frame"), "<w:framePr w:w=\"100\"/>") + p(r("stays apart"))) == "A frame\nstays apart");
    CHECK(text_of(p(r("D"), cap)) == "D");
    CHECK(read_documents({"a.rtf", "{\\rtf1\\ansi {\\pard\\dropcapli3\\dropcapt1 D\\par}\\pard rop cap.\\par Next.\\par}"})->front().content.text == "Drop cap.\nNext.");
}

TEST_CASE("Word: files inside are read in their place") {
    const std::string inner = test::docx(p(r("Title"), "<w:outlineLvl w:val=\"0\"/>") + p(r("Inner words.")));
    const std::string bytes = with_files(p(r("Before.")) + chunk("a.html") + p(r("Between.")) + chunk("b.mht") + chunk("c.docx") + chunk("d.rtf") + chunk("e.txt") + p(r("After.")),
                                         {{"a.html", "<html><body><p>Words of the <b>chunk</b>.</p></body></html>"},
                                          {"b.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=\"utf-8\"\r\n"
                                                    "Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>Ana: caf=C3=A9.</p></body></html>\r\n--x--\r\n"},
                                          {"c.docx", inner},
                                          {"d.rtf", "{\\rtf1 rich\\par}"},
                                          {"e.txt", "Ana: plain\nBen: text"}});
    const ImportedDocument document = read_docx(bytes);
    CHECK(document.content.text == "Before.\nWords of the chunk.\nBetween.\nAna: café.\nTitle\nInner words.\nrich\nAna: plain\nBen: text\nAfter.");
    REQUIRE(document.content.headings.size() == 1);
    CHECK(slice(document.content.text, document.content.headings[0].range) == "Title");
    // A comment of the inner file keeps its passage.
    const std::string commented = test::docx(p(r("One ") + "<w:commentRangeStart w:id=\"1\"/>" + r("two") + "<w:commentRangeEnd w:id=\"1\"/>" + r(" three.")),
                                             {{"comments", "<w:comment w:id=\"1\" w:author=\"Mia\"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:comment>"}});
    const ImportedDocument with_comment = read_docx(with_files(p(r("Before.")) + chunk("c.docx"), {{"c.docx", commented}}));
    REQUIRE(with_comment.content.memos.size() == 1);
    CHECK(slice(with_comment.content.text, with_comment.content.memos[0].range) == "two");
    CHECK(with_comment.content.memos[0].title == "Comment by Mia");
    // In a table's cell, and what cannot be read.
    CHECK(read_docx(with_files("<w:tbl><w:tr><w:tc>" + chunk("a.html") + p("") + "</w:tc><w:tc>" + p(r("b")) + "</w:tc></w:tr></w:tbl>", {{"a.html", "<html><p>a</p></html>"}})).content.text == "a\n\tb");
    for (const auto& [name, inside] : std::vector<std::pair<std::string, std::string>>{{"x.xml", "<?xml version=\"1.0\"?><w:wordDocument/>"}, {"x.bin", std::string("\x01\x02\x03\0\x05", 5)}, {"x.docx", "PK\3\4damaged"}, {"x.html", ""}}) {
        CAPTURE(name);
        const ImportedDocument refused = read_docx(with_files(p(r("Only.")) + chunk(name), {{name, inside}}));
        CHECK(refused.content.text == "Only.");
        CHECK(has_note(refused, "1 other file inside this one was left out."));
    }
    CHECK(has_note(read_docx(test::docx(p(r("Only.")) + chunk("missing"))), "1 other file inside this one was left out."));
}

TEST_CASE("Word: files within files end, however deep and however often") {
    std::string bytes = test::docx(p(r("deepest")));
    for (int depth = 0; depth < 8; ++depth) bytes = with_files(p(r("level " + std::to_string(depth))) + chunk("c.docx"), {{"c.docx", bytes}});
    const ImportedDocument document = read_docx(bytes);
    CHECK(document.content.text.starts_with("level 7\nlevel 6\nlevel 5"));
    CHECK(document.content.text.find("deepest") == std::string::npos);
    CHECK(has_note(document, "1 other file inside this one was left out."));
    std::string often;
    for (int i = 0; i < 3000; ++i) often += chunk("a.html");
    const ImportedDocument many = read_docx(with_files(p(r("x")) + often, {{"a.html", "<html><p>" + std::string(100'000, 'y') + "</p></html>"}}));
    CHECK(many.content.text.size() < (std::size_t{80} << 20));
    CHECK(has_note(many, "other files inside this one were left out."));
}
