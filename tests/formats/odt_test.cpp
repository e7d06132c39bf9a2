#include "engine/formats/odt_styles.h"
#include "engine/formats/reader.h"
#include "engine/text.h"

#include "formats/docx_builder.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

const std::string type = "application/vnd.oasis.opendocument.text";

/// A flat file with this inside its office:text.
std::string fodt(const std::string& body, const std::string& styles = {}) {
    return "<?xml version=\"1.0\"?><office:document office:mimetype=\"" + type +
           "\" xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:draw=\"d\" xmlns:style=\"s\" xmlns:dc=\"dc\">"
           "<office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:text>" + body +
           "</office:text></office:body></office:document>";
}

ImportedDocument read_odt(const std::string& body, const std::string& styles = {}) {
    const Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.fodt", fodt(body, styles)});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    return documents->front();
}

std::string text_of(const std::string& body, const std::string& styles = {}) {
    return read_odt(body, styles).content.text;
}

std::string p(const std::string& inside) { return "<text:p>" + inside + "</text:p>"; }
std::string item(const std::string& inside) { return "<text:list-item>" + inside + "</text:list-item>"; }

bool has_note(const ImportedDocument& document, const std::string& part) {
    for (const ImportNote& note : document.notes)
        if (note.message.find(part) != std::string::npos) return true;
    return false;
}

const std::string numbers =
    "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" "
    "style:num-suffix=\".\"/><text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\" "
    "text:display-levels=\"2\" text:start-value=\"3\"/></text:list-style>";

} // namespace

TEST_CASE("OpenDocument: white space, tabs, breaks") {
    CHECK(text_of(p(" a  <text:span>b</text:span> <text:span> c</text:span>\n ")) == "a b c");
    CHECK(text_of(p("a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d")) == "a   b\tc\nd");
    CHECK(text_of(p("a") + p("") + p("b")) == "a\n\nb");
    CHECK(text_of("<text:section>" + p("a") + "</text:section>") == "a");
    // A blank asked for a thousand million times is not written out.
    CHECK(text_of(p("a<text:s text:c=\"1000000000\"/>b")) == "a b");
}

TEST_CASE("OpenDocument: lists count, nest, go on and start where they say") {
    const std::string list = "<text:list text:style-name=\"L\">" + item(p("one") + p("more")) +
                             item(p("two") + "<text:list>" + item(p("in")) + item(p("in")) + "</text:list>") +
                             "</text:list>";
    CHECK(text_of(list, numbers) == "1. one\nmore\n2. two\n2.c) in\n2.d) in");
    CHECK(text_of(list + p("x") + "<text:list text:continue-numbering=\"true\" text:style-name=\"L\">" + item(p("three")) +
                      "</text:list><text:list text:style-name=\"L\">" + item(p("new")) + "</text:list>",
                  numbers) == "1. one\nmore\n2. two\n2.c) in\n2.d) in\nx\n3. three\n1. new");
    CHECK(text_of("<text:list text:style-name=\"L\"><text:list-header>" + p("head") +
                      "</text:list-header><text:list-item text:start-value=\"7\">" + p("seven") + "</text:list-item></text:list>",
                  numbers) == "head\n7. seven");
    const std::string pattern = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" "
                                "style:num-format=\"I\" loext:num-list-format=\"§%1%:\"/></text:list-style>";
    CHECK(text_of("<text:list text:style-name=\"L\">" + item(p("x")) + "</text:list>", pattern) == "§I: x");
    const std::string bullet = "<text:list-style style:name=\"L\"><text:list-level-style-bullet text:level=\"1\" "
                               "text:bullet-char=\"\uF0B7\"/></text:list-style>";
    CHECK(text_of("<text:list text:style-name=\"L\">" + item(p("x")) + "</text:list>", bullet) == "• x");
}

TEST_CASE("OpenDocument: headings with their numbers") {
    const std::string outline =
        "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\"/><text:outline-level-style "
        "text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>";
    const ImportedDocument document = read_odt(
        "<text:h text:outline-level=\"1\">A</text:h>" + p("x") + "<text:h text:outline-level=\"2\">B</text:h>", outline);
    CHECK(document.content.text == "1 A\nx\n1.1 B");
    REQUIRE(document.content.headings.size() == 2);
    CHECK(slice(document.content.text, document.content.headings[1].range) == "1.1 B");
    CHECK(document.content.headings[1].level == 2);
}

TEST_CASE("OpenDocument: tables by rows") {
    const auto cell = [](const std::string& inside, const std::string& more = {}) {
        return "<table:table-cell" + more + ">" + inside + "</table:table-cell>";
    };
    CHECK(text_of("<table:table><table:table-header-rows><table:table-row>" + cell(p("a")) + cell(p("b")) +
                  "</table:table-row></table:table-header-rows><table:table-row>" + cell(p("c") + p("d")) + cell("") +
                  "</table:table-row></table:table>") == "a\tb\nc\nd\t");
    CHECK(text_of("<table:table><table:table-row>" + cell(p("wide"), " table:number-columns-spanned=\"2\"") +
                  "<table:covered-table-cell/>" + cell(p("x")) + "</table:table-row></table:table>") == "wide\tx");
}

TEST_CASE("OpenDocument: notes at the end, comments as memos") {
    const std::string note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>"
                             "<text:note-body>" + p("below") + "</text:note-body></text:note>";
    const std::string end = "<text:note text:note-class=\"endnote\"><text:note-citation text:label=\"*\">*</text:note-citation>"
                            "<text:note-body>" + p("last") + "</text:note-body></text:note>";
    CHECK(text_of(p("a" + end + "b" + note)) == "a*b[1]\n\n[1] below\n\n* last");
    const auto comment = [](const std::string& name, const std::string& text) {
        return "<office:annotation" + (name.empty() ? "" : " office:name=\"" + name + "\"") +
               "><dc:creator>Mia</dc:creator><dc:date>2024-05-31T14:00:00.5</dc:date>" + p(text) + "</office:annotation>";
    };
    const ImportedDocument document = read_odt(p("I " + comment("c1", "why?") + "felt <text:span>lonely</text:span>" +
                                                 "<office:annotation-end office:name=\"c1\"/> then") +
                                               p("One" + comment("", "here")));
    CHECK(document.content.text == "I felt lonely then\nOne");
    REQUIRE(document.content.memos.size() == 2);
    CHECK(slice(document.content.text, document.content.memos[0].range) == "felt lonely");
    CHECK(document.content.memos[0].title == "Comment by Mia");
    CHECK(document.content.memos[0].text == "why?");
    CHECK(document.content.memos[0].written == 1717164000500);
    CHECK(slice(document.content.text, document.content.memos[1].range) == "One");
}

TEST_CASE("OpenDocument: what is deleted, hidden or drawn") {
    const std::string styles = "<style:style style:name=\"T\" style:family=\"text\"><style:text-properties "
                               "text:display=\"none\"/></style:style><style:style style:name=\"P\" style:family=\"paragraph\" "
                               "style:parent-style-name=\"Q\"/><style:style style:name=\"Q\" style:family=\"paragraph\">"
                               "<style:text-properties text:display=\"none\"/></style:style>";
    const ImportedDocument document = read_odt(
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("gone") +
            "</text:deletion></text:changed-region></text:tracked-changes>" + p("a<text:change/>b") +
            p("<text:span text:style-name=\"T\">no</text:span>c") + "<text:p text:style-name=\"P\">no</text:p>" +
            "<text:section text:display=\"none\">" + p("no") + "</text:section>" +
            p("d<draw:frame><draw:text-box>" + p("box") + "</draw:text-box></draw:frame>e") +
            p("<draw:frame><draw:image/></draw:frame>") + p("<draw:custom-shape>" + p("shape") + "</draw:custom-shape>"),
        styles);
    CHECK(document.content.text == "ab\nc\nde\nbox\n\n\nshape");
    CHECK(has_note(document, "1 tracked deletion"));
    CHECK(has_note(document, "3 passages of hidden text"));
    CHECK(has_note(document, "1 picture was"));
    CHECK(has_note(document, "2 text boxes"));
}

TEST_CASE("OpenDocument: archives, passwords, other kinds") {
    const auto refused = [](const std::string& bytes) {
        const Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.odt", bytes});
        REQUIRE_FALSE(documents.ok());
        CHECK(documents.problem().message.find("Nothing was imported from it.") != std::string::npos);
        return documents.problem().message;
    };
    const std::string content = "<office:document-content><office:body><office:text>" + p("hello") +
                                "</office:text></office:body></office:document-content>";
    CHECK(read_documents({"x.odt", test::zip({{"mimetype", type}, {"content.xml", content, true}})})->front().content.text ==
          "hello");
    CHECK(refused(test::zip({{"mimetype", type},
                             {"META-INF/manifest.xml", "<manifest:encryption-data/>"},
                             {"content.xml", "\x8F\x01"}}))
              .find("protected with a password") != std::string::npos);
    CHECK(refused(test::zip({{"mimetype", type}, {"encrypted-package", "x"}})).find("protected with a password") !=
          std::string::npos);
    CHECK(refused(test::zip({{"META-INF/manifest.xml", ""}, {"content.xml", "<a><b/></a>"}})).find("holds no OpenDocument text") !=
          std::string::npos);
    CHECK(refused(test::zip({{"mimetype", type}, {"content.xml", "<a><b>"}})).find("is damaged") != std::string::npos);
    CHECK(refused("<!DOCTYPE x [<!ENTITY a \"b\">]>" + fodt(p("&a;"))).find("used to harm") != std::string::npos);
    std::string deep;
    for (int i = 0; i < 300; ++i)
        deep += "<text:span>";
    for (int i = 0; i < 300; ++i)
        deep += "</text:span>";
    CHECK(refused(fodt(p(deep))).find("used to harm") != std::string::npos);
}
