#include "engine/formats/symbol_fonts.h"
#include "formats/docx_text.h"

#include "engine/text.h"

#include <doctest/doctest.h>

using namespace emic;
using namespace emic::test;

namespace {

std::string field(const std::string& instruction, const std::string& result) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" + instruction +
           "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + result +
           "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

std::string cell(const std::string& paragraphs) {
    return "<w:tc><w:tcPr/>" + paragraphs + "</w:tc>";
}

bool has_note(const ImportedDocument& document, std::string_view words, std::uint32_t count) {
    for (const ImportNote& note : document.notes)
        if (note.message.find(words) != std::string::npos && note.count == count) return true;
    return false;
}

} // namespace

TEST_CASE("paragraphs, runs, tabs, breaks and hyphens") {
    CHECK(text_of(p(r("Ana: ") + r("I felt", "<w:b/>") + r(" lonely.")) + p("") + p(r("B"))) ==
          "Ana: I felt lonely.\n\nB");
    CHECK(text_of(p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:ptab/><w:t>e</w:t></"
                    "w:r>")) == "a\tb\nc\nd\te");
    CHECK(text_of(p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>er</w:t></w:r>")) ==
          "co\u2011op\u00ADer");
    // A page break parts text, but adds no line of its own.
    CHECK(text_of(p(r("a") + "<w:r><w:br w:type=\"page\"/></w:r>" + r("b")) + p("<w:r><w:br w:type=\"page\"/></w:r>") +
                  p(r("c"))) == "a\nb\n\nc");
    CHECK(text_of(p("<w:r><w:t> a </w:t></w:r>" + r(" b ")) +
                  p("<w:r><w:t xml:space=\"preserve\">  </w:t><w:t>&lt;c&gt; &amp;&#x20AC;</w:t></w:r>")) ==
          "a b \n  <c> &€");
    CHECK(text_of(p(r("很累，没有人帮我 👩‍👧"))) == "很累，没有人帮我 👩‍👧");
    CHECK(text_of("") == "");
}

TEST_CASE("strict documents and foreign prefixes read alike") {
    const std::string body = "<w:body>" + p(r("Hello")) + "</w:body>";
    CHECK(read_docx(test::zip(test::docx_entries(test::wrapped("document", body, test::strict)))).content.text == "Hello");
    const std::string plain =
        "<document xmlns=\"" + std::string(test::strict) + "\"><body><p><r><t>Hello</t></r></p></body></document>";
    CHECK(read_docx(test::zip(test::docx_entries(plain))).content.text == "Hello");
    auto entries = test::docx_entries(test::wrapped("document", body));
    for (auto& entry : entries)
        for (char& c : entry.name)
            if (c == '/') c = '\\';
    entries[0].bytes += "word/";
    CHECK(read_docx(test::zip(entries)).content.text == "Hello");
}

TEST_CASE("symbols") {
    const auto sym = [](const char* font, const char* code) {
        return std::string("<w:r><w:sym w:font=\"") + font + "\" w:char=\"" + code + "\"/></w:r>";
    };
    CHECK(text_of(p(sym("Symbol", "F061") + sym("Symbol", "F0B3") + sym("Wingdings", "F0E0") +
                    sym("Wingdings", "F0FC") + sym("Times", "2022"))) == "α≥→✓•");
    const ImportedDocument unknown =
        read_docx(docx(p(sym("Wingdings", "F0BB") + sym("Bookshelf", "F041") + sym("Symbol", "zz"))));
    CHECK(unknown.content.text == "\uFFFD\uFFFD");
    CHECK(has_note(unknown, "symbols of special fonts are not known", 2));
    CHECK(text_of(p(r("\uF0E0", "<w:rFonts w:ascii=\"Wingdings\"/>") + r("\uF0B7"))) == "→•");
    for (char32_t code = 0; code < 0x110; ++code)
        for (const SymbolFont font : {SymbolFont::none, SymbolFont::symbol, SymbolFont::wingdings,
                                      SymbolFont::wingdings_2, SymbolFont::wingdings_3, SymbolFont::webdings})
            CHECK(symbol_character(font, code) == symbol_character(font, 0xF000 + code));
}

TEST_CASE("tables: a line per row, TAB between cells") {
    const auto row = [](const std::string& cells, const std::string& properties = {}) {
        return "<w:tr>" + (properties.empty() ? "" : "<w:trPr>" + properties + "</w:trPr>") + cells + "</w:tr>";
    };
    const std::string two = cell(p(r("a"))) + cell(p(r("b")));
    const ImportedDocument document = read_docx(docx(
        p(r("above")) + "<w:tbl><w:tblPr/><w:tblGrid/>" + row(two) + row(cell(p("")) + cell(p(r("c")) + p(r("d")))) +
        row(two, "<w:del/>") + row(two, "<w:hidden/>") + "</w:tbl>" + p(r("below"))));
    CHECK(document.content.text == "above\na\tb\n\tc\nd\nbelow");
    CHECK(has_note(document, "1 table became lines", 1));
    CHECK(has_note(document, "1 tracked deletion", 1));
    CHECK(has_note(document, "1 passage of hidden text", 1));
    const std::string inner = "<w:tbl>" + row(two) + row(two) + "</w:tbl>";
    CHECK(text_of("<w:tbl>" + row(cell(p(r("x"))) + cell(inner + p("")) + cell(p(r("y")))) + "</w:tbl>") ==
          "x\ta\tb\na\tb\n\ty");
    CHECK(text_of("<w:tbl><w:sdt><w:sdtPr/><w:sdtContent>" +
                  row("<w:sdt><w:sdtContent>" + two + "</w:sdtContent></w:sdt>" +
                      "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + p(r("gone")) + "</w:tc>") +
                  "</w:sdtContent></w:sdt></w:tbl>") == "a\tb");
}

TEST_CASE("footnotes and endnotes stand at the end with their numbers") {
    const auto mark = [](const char* kind, int id, const char* more = "") {
        return "<w:r><w:" + std::string(kind) + "Reference w:id=\"" + std::to_string(id) + "\"" + more + "/></w:r>";
    };
    const std::string notes = "<w:footnote w:type=\"separator\" w:id=\"-1\">" + p(r("sep")) +
                              "</w:footnote><w:footnote w:id=\"2\">" + p("<w:r><w:footnoteRef/></w:r>" + r(" second")) +
                              "</w:footnote><w:footnote w:id=\"1\">" + p(r(" first")) + p(r("more")) +
                              "</w:footnote><w:footnote w:id=\"3\">" + p(r("* custom")) + "</w:footnote>";
    const std::string ends = "<w:endnote w:id=\"1\">" + p(r("end")) + "</w:endnote>";
    const ImportedDocument document =
        read_docx(docx(p(r("a") + mark("footnote", 2) + r("b") + mark("footnote", 1) + r("c") + mark("endnote", 1) +
                         mark("footnote", 3, " w:customMarkFollows=\"1\"") + r("*") + mark("footnote", 2)),
                       {{"footnotes", notes}, {"endnotes", ends}}));
    CHECK(document.content.text == "a[1]b[2]c[i]*[1]\n\n[1] second\n[2] first\nmore\n* custom\n\n[i] end");
    CHECK(has_note(document, "4 footnotes and endnotes", 4));
    CHECK(text_of(p(r("x") + mark("endnote", 1)) +
                      "<w:sectPr><w:endnotePr><w:numFmt w:val=\"decimal\"/></w:endnotePr></w:sectPr>",
                  {{"endnotes", ends}}) == "x[1]\n\n[1] end");
    CHECK(text_of(p(r("x") + mark("footnote", 9))) == "x[1]");
}

TEST_CASE("hidden text is left out, also by style") {
    const std::string styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"Note\"><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"SubNote\"><w:basedOn w:val=\"Note\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Shown\"><w:basedOn w:val=\"Note\"/><w:rPr><w:vanish "
        "w:val=\"0\"/></w:rPr></w:style>"
        "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish w:val=\"true\"/></w:rPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>";
    const Parts parts = {{"styles", styles}};
    const ImportedDocument document =
        read_docx(docx(p(r("a") + r("x", "<w:vanish/>") + r("y", "<w:rStyle w:val=\"Secret\"/>") +
                         r("b", "<w:vanish w:val=\"false\"/>") + r("z", "<w:vanish w:val=\"1\"/>")) +
                           p(r("gone"), "<w:pStyle w:val=\"SubNote\"/>") +
                           p(r("shown"), "<w:pStyle w:val=\"Shown\"/>") + p(r("circle"), "<w:pStyle w:val=\"A\"/>"),
                       parts));
    CHECK(document.content.text == "ab\nshown\ncircle");
    CHECK(has_note(document, "3 passages of hidden text were left out", 3));
    // Two styles of different kinds cancel each other.
    CHECK(text_of(p(r("seen", "<w:rStyle w:val=\"Secret\"/>"), "<w:pStyle w:val=\"Note\"/>"), parts) == "seen");
    // A hidden paragraph mark joins two paragraphs.
    CHECK(text_of(p(r("one "), "<w:rPr><w:vanish/></w:rPr>") + p(r("two"))) == "one two");
    CHECK(text_of(p(r("x")),
                  {{"styles",
                    "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"}}) == "");
}

TEST_CASE("tracked changes: as if all were accepted") {
    const ImportedDocument document = read_docx(
        docx(p(r("a") + "<w:ins>" + r("b") + "</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:del>" +
               r("y") + "</w:del>" + r("c") + "<w:moveFrom>" + r("m") + "</w:moveFrom>") +
             p("<w:moveTo>" + r("m") + "</w:moveTo>") + p(r("one "), "<w:rPr><w:del/></w:rPr>") +
             p("<w:del>" + r("z") + "</w:del>" + r("two"))));
    CHECK(document.content.text == "abc\nm\none two");
    CHECK(has_note(document, "2 tracked deletions were left out", 2));
    CHECK(has_note(document, "1 tracked insertion was kept", 1));
}

TEST_CASE("fields keep their results") {
    CHECK(text_of(p(r("see ") + field(" REF x ", r("Table 1")) + r("."))) == "see Table 1.");
    CHECK(text_of(
              p(field("QUOTE " + std::string("</w:instrText></w:r>") + field("DATE", r("inner")) + "<w:r><w:instrText>",
                      r("outer")))) == "outer");
    CHECK(text_of(p("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + r("hidden code") +
                    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + r("after"))) == "after");
    CHECK(text_of(p("<w:fldSimple w:instr=\"PAGE\">" + r("7") + "</w:fldSimple>")) == "7");
    // A field that never ends hides nothing but its instruction.
    CHECK(text_of(p("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>CODE</w:instrText></w:r>" + r("kept")) +
                  p(r("too"))) == "kept\ntoo");
    CHECK(text_of(p(field("TOC", r("first"))) + p(r("x") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + r("y"))) ==
          "first\nxy");
    // Over several paragraphs.
    CHECK(
        text_of(
            p("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar "
              "w:fldCharType=\"separate\"/></w:r>" +
              r("1")) +
            p(r("2") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>")) == "1\n2");
    const auto form = [](const char* data) {
        return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>" + std::string(data) +
               "</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    };
    CHECK(text_of(p(form("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>") +
                    form("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>") +
                    form("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"no\"/><w:listEntry "
                         "w:val=\"yes\"/></w:ddList>"))) == "☒☐yes");
}

TEST_CASE("wrappers are transparent") {
    CHECK(text_of("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" +
                  p("<w:hyperlink r:id=\"r9\">" + r("link") + "</w:hyperlink>") +
                  "</w:sdtContent></w:sdt><w:customXml>" +
                  p("<w:smartTag><w:smartTagPr/>" + r("place") + "</w:smartTag><w:bookmarkStart/><w:dir>" + r(" rtl") +
                    "</w:dir>") +
                  "</w:customXml><w:sectPr/>") == "link\nplace rtl");
    const ImportedDocument form =
        read_docx(docx("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" +
                           p(r("Age: ") + r("Click here to enter text.", "<w:rStyle w:val=\"Platzhaltertext\"/>")) +
                           "</w:sdtContent></w:sdt>",
                       {{"styles", "<w:style w:type=\"character\" w:styleId=\"Platzhaltertext\"><w:name "
                                   "w:val=\"Placeholder Text\"/></w:style>"}}));
    CHECK(form.content.text == "Age: ");
    CHECK(has_note(form, "1 prompt of a form field", 1));
    const ImportedDocument ruby =
        read_docx(docx(p("<w:r><w:ruby><w:rubyPr/><w:rt>" + r("かんじ") + "</w:rt><w:rubyBase>" + r("漢字") +
                         "</w:rubyBase></w:ruby></w:r>")));
    CHECK(ruby.content.text == "漢字");
    CHECK(has_note(ruby, "1 reading aid", 1));
    CHECK(read_docx(
              docx(p("<m:oMathPara><m:oMath><m:r><m:t>E=m</m:t></m:r><m:r><m:t>c</m:t></m:r></m:oMath></m:oMathPara>")))
              .content.text == "E=mc");
}

TEST_CASE("text boxes, pictures, objects") {
    const std::string box = "<w:drawing><wps:wsp><wps:txbx><w:txbxContent>" + p(r("in the box")) + p(r("second")) +
                            "</w:txbxContent></wps:txbx></wps:wsp></w:drawing>";
    const std::string old =
        "<w:pict><v:textbox><w:txbxContent>" + p(r("in the box")) + "</w:txbxContent></v:textbox></w:pict>";
    const std::string picture = "<w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r>";
    const ImportedDocument document = read_docx(
        docx(p(r("before") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">" + box +
               "</mc:Choice><mc:Fallback>" + old + "</mc:Fallback></mc:AlternateContent></w:r>" + r(" after")) +
             p(picture + picture +
               "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r><w:r><w:object><v:shape><v:imagedata/></"
               "v:shape><o:OLEObject/></w:object></w:r>") +
             "<w:altChunk r:id=\"x\"/>"));
    CHECK(document.content.text == "before after\nin the box\nsecond\n");
    CHECK(has_note(document, "3 pictures were left out.", 3));
    CHECK(has_note(document, "1 embedded object was left out.", 1));
    CHECK(has_note(document, "1 other file inside this one", 1));
    CHECK(has_note(document, "1 text box stands after", 1));
    CHECK(text_of(p(r("x") + "<w:r>" + old + "</w:r>")) == "x\nin the box");
    CHECK(text_of("<mc:AlternateContent><mc:Fallback>" + p(r("fall back")) + "</mc:Fallback></mc:AlternateContent>") ==
          "fall back");
}

TEST_CASE("what is not taken is said") {
    const ImportedDocument document =
        read_docx(docx(p(r("text") + r("struck", "<w:strike/>")),
                       {{"comments", "<w:comment w:id=\"1\">" + p(r("c")) + "</w:comment><w:comment/>"},
                        {"header1", p(r("Study 4"))},
                        {"header2", p(r(" "))},
                        {"footer1", p(r("page"))},
                        {"settings", ""}}));
    CHECK(document.content.text == "textstruck");
    CHECK(has_note(document, "1 comment has no passage in the text", 1));
    CHECK(has_note(document, "2 page headers and footers were left out.", 2));
    CHECK(has_note(document, "1 passage that is struck through", 1));
    CHECK(has_note(read_docx(docx(p(""))), "holds no text", 1));
    CHECK(read_docx(docx(p(r("plain")))).notes.empty());
    CHECK(has_note(read_docx(docx(p(r("a\u0085"
                                      "b\xFF")))),
                   "1 faulty byte was replaced", 1));
}

TEST_CASE("comments become memos on their passages") {
    const auto ends = [](const std::string& name, int id) { return "<w:" + name + " w:id=\"" + std::to_string(id) + "\"/>"; };
    const std::string comments =
        "<w:comment w:id=\"0\" w:author=\"Mia\" w:date=\"2024-05-31T14:00:00Z\">" + p(r("Ask her.")) + p(r("Twice.")) +
        "</w:comment><w:comment w:id=\"1\" w:initials=\"T\">" + p(r("A point.")) + "</w:comment><w:comment w:id=\"2\">" +
        p(r("Two paragraphs.")) + "</w:comment>";
    const ImportedDocument document = read_docx(
        docx(p(r("é I ") + ends("commentRangeStart", 0) + r("felt lonely") + ends("commentRangeEnd", 0) + "<w:r>" +
               ends("commentReference", 0) + "</w:r>" + r(" here")) +
                 p(r("One") + "<w:r>" + ends("commentReference", 1) + "</w:r>") + ends("commentRangeStart", 2) + p(r("a")) +
                 "<w:tbl><w:tr><w:tc>" + p(r("b")) + "</w:tc></w:tr></w:tbl>" + ends("commentRangeEnd", 2),
             {{"comments", comments}}));
    const std::string& text = document.content.text;
    CHECK(text == "é I felt lonely here\nOne\na\nb");
    REQUIRE(document.content.memos.size() == 3);
    const auto& memos = document.content.memos;
    CHECK(slice(text, memos[0].range) == "felt lonely");
    CHECK(memos[0].title == "Comment by Mia");
    CHECK(memos[0].text == "Ask her.\nTwice.");
    CHECK(memos[0].written == 1717164000000);
    CHECK(slice(text, memos[1].range) == "One");
    CHECK(memos[1].title == "Comment by T");
    CHECK(slice(text, memos[2].range) == "a\nb");
    CHECK(memos[2].title == "Comment");
    CHECK(has_note(document, "3 comments became memos", 3));
}

TEST_CASE("a text cannot forge the place of a comment") {
    const ImportedDocument document = read_docx(
        docx(p(r("a\uFDD0" "0\uFDD1" "b") + "<w:r><w:commentReference w:id=\"0\"/></w:r>"),
             {{"comments", "<w:comment w:id=\"0\">" + p(r("c\uFDD0" "0\uFDD1")) + "</w:comment>"}}));
    CHECK(document.content.text == "a\uFFFD" "0\uFDD1" "b");
    REQUIRE(document.content.memos.size() == 1);
    CHECK(slice(document.content.text, document.content.memos[0].range) == document.content.text);
}

TEST_CASE("headings: by outline level, by style, by the style's name") {
    const std::string styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 2\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:basedOn w:val=\"H\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Not\"><w:basedOn w:val=\"H\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>";
    const ImportedDocument document = read_docx(
        docx(p(r("One"), "<w:outlineLvl w:val=\"0\"/>") + p(r("x")) + p(r(" Two "), "<w:pStyle w:val=\"Own\"/>") +
                 p("", "<w:pStyle w:val=\"H\"/>") + p(r("no"), "<w:pStyle w:val=\"Not\"/>") + "<w:tbl><w:tr><w:tc>" +
                 p(r("cell"), "<w:pStyle w:val=\"H\"/>") + "</w:tc></w:tr></w:tbl>",
             {{"styles", styles}}));
    REQUIRE(document.content.headings.size() == 2);
    const auto& headings = document.content.headings;
    CHECK(slice(document.content.text, headings[0].range) == "One");
    CHECK(headings[0].level == 1);
    CHECK(slice(document.content.text, headings[1].range) == "Two");
    CHECK(headings[1].level == 2);
}
