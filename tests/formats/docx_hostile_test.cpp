#include "engine/formats/reader.h"
#include "engine/formats/xml.h"
#include "engine/formats/zip_archive.h"
#include "engine/text.h"

#include "formats/docx_builder.h"

#include <doctest/doctest.h>
#include <random>

using namespace emic;
using test::docx;
using test::zip;

namespace {

std::string p(const std::string& text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string refused(const std::string& bytes) {
    const Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.docx", bytes});
    REQUIRE_FALSE(documents.ok());
    CHECK(documents.problem().message.find("‘Ana.docx’") == 0);
    CHECK(documents.problem().message.find("Nothing was imported from it.") != std::string::npos);
    return documents.problem().message;
}

/// A file with every kind of part, small.
std::string rich_docx() {
    return docx("<w:p><w:pPr><w:pStyle w:val=\"S\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
                "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>one</w:t>"
                "<w:footnoteReference w:id=\"1\"/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar "
                "w:fldCharType=\"end\"/></w:r></w:p>"
                "<w:tbl><w:tr><w:tc>" +
                    p("cell") + "</w:tc></w:tr></w:tbl>",
                {{"styles", "<w:style w:type=\"paragraph\" w:styleId=\"S\"/>"},
                 {"numbering", "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt "
                               "w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
                               "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"},
                 {"footnotes", "<w:footnote w:id=\"1\">" + p("note") + "</w:footnote>"}});
}

void check_harmless(const std::string& bytes) {
    const Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.docx", bytes});
    if (!documents) {
        CHECK_FALSE(documents.problem().message.empty());
        return;
    }
    for (const ImportedDocument& document : *documents)
        CHECK(is_valid_utf8(document.content.text));
}

} // namespace

TEST_CASE("a Word file cut off anywhere is refused or read, never more") {
    const std::string whole = rich_docx();
    REQUIRE(read_documents({"Ana.docx", whole}).ok());
    for (std::size_t size = 0; size < whole.size(); size += 7)
        check_harmless(whole.substr(0, size));
    CHECK(refused(whole.substr(0, whole.size() / 2)).find("is damaged or incomplete") != std::string::npos);
}

TEST_CASE("a Word file with flipped bits is refused or read, never more") {
    const std::string whole = rich_docx();
    for (unsigned seed = 1; seed <= 1500; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        std::string bytes = whole;
        for (std::size_t i = 1 + random() % 8; i > 0; --i)
            bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
        check_harmless(bytes);
    }
}

TEST_CASE("XML with flipped characters is refused or read, never more") {
    const std::string body = "<w:body><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:sym w:font=\"Symbol\" "
                             "w:char=\"F0B7\"/></w:r></w:p>" +
                             p("x") + "<w:tbl><w:tr><w:tc><w:tbl/></w:tc></w:tr></w:tbl></w:body>";
    const std::string whole = test::wrapped("document", body);
    for (unsigned seed = 1; seed <= 1000; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        std::string xml = whole;
        for (std::size_t i = 1 + random() % 6; i > 0; --i)
            xml[random() % xml.size()] = static_cast<char>("<>/&;\"w:t \0\xFFpr"[random() % 15]);
        check_harmless(zip(test::docx_entries(xml)));
    }
}

TEST_CASE("bombs are refused before they unpack") {
    // 90 MB of one letter pack into 90 KB.
    const std::string bomb = docx(p(std::string(std::size_t{90} << 20, 'a')));
    REQUIRE(bomb.size() < 200'000);
    CHECK(refused(bomb).find("unpacks to far more than a document can hold") != std::string::npos);
    // An honest long document is none: the text varies.
    std::mt19937 random(3);
    std::string body;
    for (int i = 0; i < 20000; ++i)
        body += p("word" + std::to_string(random()) + " and then " + std::to_string(random()));
    CHECK(read_documents({"Ana.docx", docx(body)}).ok());
}

TEST_CASE("limits of an archive: parts, total, entries, ratio") {
    const std::string half(500'000, 'x');
    const std::string bytes = zip({{"a", half}, {"b", half}, {"c", half}, {"d", std::string(3 << 20, 'x'), true}});
    ZipLimits limits;
    limits.part = 400'000;
    CHECK_FALSE(ZipArchive::open({"x", bytes}, limits).value().read("a").ok());
    limits = {};
    limits.total = 1'200'000;
    Result<ZipArchive> archive = ZipArchive::open({"x", bytes}, limits);
    CHECK(archive.value().read("a").ok());
    CHECK(archive.value().read("b").ok());
    CHECK_FALSE(archive.value().read("c").ok());
    limits = {};
    limits.entries = 3;
    CHECK_FALSE(ZipArchive::open({"x", bytes}, limits).ok());
    CHECK_FALSE(ZipArchive::open({"x", bytes}).value().read("d").ok()); // 1 : 1000
    limits = {};
    limits.ratio = 2000;
    CHECK(ZipArchive::open({"x", bytes}, limits).value().read("d")->size() == 3 << 20);
}

TEST_CASE("declared sizes and checksums are not believed") {
    const auto with_main = [](const test::ZipEntry& entry) {
        auto entries = test::docx_entries("");
        for (auto& one : entries)
            if (one.name == entry.name) one = entry;
        return zip(entries);
    };
    const std::string document = test::wrapped("document", "<w:body>" + p("x") + "</w:body>");
    for (const bool deflated : {false, true}) {
        CHECK(read_documents({"Ana.docx", with_main({"word/document.xml", document, deflated})}).ok());
        // A wrong size alone does no harm: what is there is read, or refused, whatever is declared.
        for (const std::uint32_t size : {0u, 10u, 0x7FFFFFFFu, 0xFFFFFFFEu}) {
            const Result<std::vector<ImportedDocument>> documents =
                read_documents({"Ana.docx", with_main({"word/document.xml", document, deflated, 0, size})});
            if (documents)
                CHECK(documents->front().content.text == "x");
            else
                CHECK(documents.problem().kind == ProblemKind::damaged);
        }
        CHECK(refused(with_main({"word/document.xml", document, deflated, 0, 0xFFFFFFFF, 1})).find("damaged") !=
              std::string::npos);
        CHECK(refused(with_main({"word/document.xml", document, deflated, 1})).find("protected with a password") !=
              std::string::npos);
    }
}

TEST_CASE("names are keys, never paths") {
    const std::string bytes = zip({{"../../etc/passwd", "a"},
                                   {"/abs", "b"},
                                   {"C:/x", "c"},
                                   {"a/../b", "d"},
                                   {"ok/..x", "e"},
                                   {"Dir\\File.XML", "f"},
                                   {"", "g"}});
    Result<ZipArchive> archive = ZipArchive::open({"x", bytes});
    CHECK(archive.value().names() == std::vector<std::string>{"dir/file.xml", "ok/..x"});
    CHECK(archive.value().read("DIR/file.xml").value() == "f");
    CHECK_FALSE(archive.value().contains("passwd"));
    CHECK_FALSE(archive.value().read("nothing").ok());
    // The same part twice: which one is the interview?
    auto entries = test::docx_entries(test::wrapped("document", "<w:body>" + p("one") + "</w:body>"));
    entries.push_back({"WORD/document.xml", test::wrapped("document", "<w:body>" + p("two") + "</w:body>")});
    refused(zip(entries));
    // A relationship that leads outside finds nothing there.
    entries = test::docx_entries(test::wrapped("document", "<w:body>" + p("one") + "</w:body>"), {{"styles", ""}});
    entries.back().bytes.replace(entries.back().bytes.find("styles.xml"), 10, "../../../../etc/passwd");
    CHECK(read_documents({"Ana.docx", zip(entries)})->front().content.text == "one");
}

TEST_CASE("entities and document types are refused") {
    const std::string laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>"
        "<w:document xmlns:w=\"x\"><w:body>" +
        p("&lol2;") + "</w:body></w:document>";
    CHECK(refused(zip(test::docx_entries(laughs))).find("can be used to harm") != std::string::npos);
    const std::string external = "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w:document><w:body/></w:document>";
    refused(zip(test::docx_entries(external)));
    CHECK(read_documents({"Ana.docx", docx(p("&unknown;"))})->front().content.text == "&unknown;");
}

TEST_CASE("deep nesting is refused, in whatever element") {
    for (const std::string& name : std::vector<std::string>{"w:x", "w:tbl", "w:sdtContent", "w:p", "m:oMath"}) {
        std::string open;
        std::string close;
        for (int i = 0; i < 200'000; ++i) {
            open += "<" + name + ">";
            close += "</" + name + ">";
        }
        auto entries = test::docx_entries(test::wrapped("document", "<w:body>" + open + close + "</w:body>"));
        for (auto& entry : entries)
            entry.deflated = false; // packed, it would be a bomb
        CHECK(refused(zip(entries)).find("can be used to harm") != std::string::npos);
    }
    std::string open;
    std::string close;
    for (int i = 0; i < 70; ++i) {
        open += "<w:tbl><w:tr><w:tc>";
        close += "</w:tc></w:tr></w:tbl>";
    }
    CHECK(read_documents({"Ana.docx", docx(open + p("deep") + close)})->front().content.text == "deep");
    CHECK(xml::parse("<a/>").document);
    CHECK_FALSE(xml::parse("<a>").document);
    CHECK_FALSE(xml::parse("").document);
}

TEST_CASE("references without end come to an end") {
    // A note that refers to itself, a label of a million signs, a thousand references to one note.
    const std::string note =
        "<w:footnote w:id=\"1\"><w:p><w:r><w:footnoteReference w:id=\"1\"/><w:t>n</w:t></w:r></w:p></w:footnote>";
    std::string marks;
    for (int i = 0; i < 1000; ++i)
        marks += "<w:footnoteReference w:id=\"1\"/>";
    const std::string text =
        read_documents({"Ana.docx", docx("<w:p><w:r>" + marks + "</w:r></w:p>", {{"footnotes", note}})})->front().content.text;
    CHECK(text.size() == 3000 + 2 + 4 + 3 + 1);
    std::string items;
    for (int i = 0; i < 100; ++i)
        items += "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    const std::string numbering =
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"" + std::string(1'000'000, '%') +
        "\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    CHECK(read_documents({"Ana.docx", docx(items, {{"numbering", numbering}})})->front().content.text.size() < 100'000);
}

TEST_CASE("broken optional parts cost their own content only") {
    auto entries = test::docx_entries(test::wrapped("document", "<w:body>" + p("kept") + "</w:body>"),
                                      {{"numbering", ""}, {"styles", ""}});
    for (auto& entry : entries)
        if (entry.name == "word/numbering.xml") entry.bytes = "<broken";
    const Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.docx", zip(entries)});
    REQUIRE(documents.ok());
    CHECK(documents->front().content.text == "kept");
    REQUIRE(documents->front().notes.size() == 1);
    CHECK(documents->front().notes[0].message.find("list numbers") != std::string::npos);
    refused(zip({{"[Content_Types].xml", ""}, {"word/x", ""}}));
    CHECK(refused(zip(test::docx_entries("<broken"))).find("its text cannot be read") != std::string::npos);
    CHECK(refused(zip(test::docx_entries("<w:workbook/>"))).find("holds no Word document") != std::string::npos);
}
