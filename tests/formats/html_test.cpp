#include "formats/web_support.h"

using namespace emic;
using namespace std::string_literals;
using test::has_note;
using test::headings_of;
using test::read_one;
using test::text_of_page;

TEST_CASE("web pages: paragraphs, line breaks and white space as a browser shows them") {
    CHECK(text_of_page("<!DOCTYPE html><html><head><title>No</title><style>p{}</style></head><body>\n <p>I  felt\n  <b>lone</b>ly .</p>\n<p>At <i>night</i> only</p></body></html>\n") ==
          "I felt lonely .\nAt night only");
    CHECK(text_of_page("<p>one<br>two<br/>\n three <br></p><div>four<div>five</div>six</div>") == "one\ntwo\nthree\nfour\nfive\nsix");
    CHECK(text_of_page("<p>one<p>&nbsp;<p>two<div><br></div>three") == "one\n\ntwo\n\nthree");
    CHECK(text_of_page("<pre>\n  a\n\tb  c\n</pre><p>d") == "  a\n\tb  c\nd");
    CHECK(text_of_page("<p>a <span> b</span> <q>c</q></p>") == "a b “c”");
    CHECK(text_of_page("<p style='white-space: pre-wrap'>a   b\nc</p>") == "a   b\nc");
    CHECK(text_of_page("<b><p>one</b> two</p>three") == "one two\nthree");
}

TEST_CASE("web pages: character references, also the old ones") {
    CHECK(text_of_page("<p>&lt;b&gt; &amp;amp; caf&eacute; &#8217;&#x2019;&#146; &nbsp;x &copy 5 &eacute &NotEqualTilde; a&b &unknown; &#0; AT&T") ==
          "<b> &amp; café ’’’ \u00A0x © 5 é ≂̸ a&b &unknown; \uFFFD AT&T");
    CHECK(text_of_page("<p>3 < 4 and 5 > 4, <3") == "3 < 4 and 5 > 4, <3");
    CHECK(text_of_page("<p title=\"a > b\" data-x='<p>'>x") == "x");
    CHECK(text_of_page("<p>a<!-- no > --> b<!--> c<![if x]> d<![endif]>e<?php 1 ?> f") == "a b c de f");
}

TEST_CASE("web pages: headings become headings") {
    const ImportedDocument page = read_one("a.html", "<h1>Lone<i>liness</i></h1><p>x</p><h3>At<br>night</h3><h2> </h2>y<table><tr><td><h2>no</h2></td></tr></table>");
    CHECK(page.content.text == "Loneliness\nx\nAt\nnight\ny\nno");
    CHECK(headings_of(page) == std::vector<std::string>{"1 Loneliness", "3 At\nnight"});
    CHECK(page.name == "a");
}

TEST_CASE("web pages: lists with the numbers and bullets that a browser shows") {
    CHECK(text_of_page("<ol><li>a<li>b<ul><li>c</li><li><p>d</p><p>e</p></li></ul></li><li value=7>f</ol>g") == "1. a\n2. b\n• c\n• d\ne\n7. f\ng");
    CHECK(text_of_page("<ol type=a start=3><li>x<li>y</ol><ol type=I><li>z</ol><ol start=2 reversed><li>p<li>q</ol>") == "c. x\nd. y\nI. z\n2. p\n1. q");
    CHECK(text_of_page("<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul><ul style='list-style: none'><li>d</ul>") == "• a\n◦ b\n▪ c\nd");
    CHECK(text_of_page("<dl><dt>Ana<dd>I felt<dt>Ben<dd>Why</dl>") == "Ana\nI felt\nBen\nWhy");
}

TEST_CASE("web pages: tables by rows, TAB between cells") {
    const ImportedDocument page = read_one("a.html", "x<table><caption>T</caption><tr><th>a<th>b<tr><td>c<p>d</p><td>e</table>y");
    CHECK(page.content.text == "x\nT\na\tb\nc\nd\te\ny");
    CHECK(has_note(page, "1 table became lines"));
    const ImportedDocument layout = read_one("a.html", "<table><tbody><tr><td><p>I felt</p><table><tr><td>1</td><td>2</td></tr></table>lonely</td></tr></tbody></table>");
    CHECK(layout.content.text == "I felt\n1\t2\nlonely");
    CHECK(has_note(layout, "1 table became lines"));
    CHECK(text_of_page("<tr><td>a<td>b") == "a\nb");
}

TEST_CASE("web pages: what is hidden or no text is left out and told") {
    const ImportedDocument page = read_one("a.html", "<div>a<span hidden>secret <div>more</div></span></div><p style='color:red; DISPLAY : none'>gone</p><p hidden> </p>"
                                                     "<script>if (a < b) '<p>no</p>'</script><noscript>no</noscript><template><p>no</p></template><style>no</style>"
                                                     "<select><option>no</select><svg><text>no</text></svg><img src=x><img src=y alt=''><iframe>no</iframe>"
                                                     "<ruby>漢<rt>kan</ruby> <s>old</s> <textarea>typed <b></textarea>");
    CHECK(page.content.text == "a\n漢 old typed <b>");
    CHECK(has_note(page, "2 passages of hidden text were left out", 2));
    CHECK(has_note(page, "2 pictures were left out", 2));
    CHECK(has_note(page, "1 embedded object"));
    CHECK(has_note(page, "1 reading aid"));
    CHECK(has_note(page, "1 passage that is struck through"));
}

TEST_CASE("web pages: what Word saves as a web page") {
    const ImportedDocument page = read_one(
        "w.htm", "<html xmlns:o=\"urn\"><body><div class=WordSection1><p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
                 "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span>"
                 "<![endif]>I felt\nlonely<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml><w:x>no</w:x></xml><![endif]-->"
                 "<p><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Two <del cite=\"mailto:x\" datetime=\"2024\">gone</del><ins datetime=\"2024\">new</ins></p></div></body></html>");
    CHECK(page.content.text == "• I felt lonely\n\n2. Two new");
    CHECK(has_note(page, "1 tracked deletion was left out"));
}

TEST_CASE("web pages: the encoding that the page names, or the bytes show") {
    CHECK(text_of_page("<meta charset=windows-1251><p>\xC0\xED\xED\xE0") == "Анна");
    CHECK(text_of_page("<meta http-equiv='Content-Type' content='text/html; charset=gb2312'><p>\xC4\xB8\xC7\xD7") == "母亲");
    CHECK(text_of_page("<meta charset=iso-8859-1><p>\x93gut\x94 caf\xE9") == "“gut” café");
    CHECK(text_of_page("<meta charset=iso-8859-1><p>schön") == "schön");
    CHECK(text_of_page("\xEF\xBB\xBF<meta charset=windows-1251><p>schön") == "schön");
    CHECK(text_of_page("\xFF\xFE<\0p\0>\0\xE9\0"s) == "é");
    CHECK(has_note(read_one("a.html", "<meta charset=windows-1251><p>\xC0\xED\xED\xE0"), "stored as Cyrillic (Windows-1251)"));
}

TEST_CASE("web pages are told by their bytes, pieces of them by their names") {
    CHECK(read_one("a.txt", "\xEF\xBB\xBF <!-- saved -->\n<!doctype HTML><p>I felt").content.text == "I felt");
    CHECK(read_one("a.xhtml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html><head><title/></head><body><p>a<![CDATA[<b>]]></p></body></html>").content.text == "a<b>");
    CHECK(read_one("a.htm", "<p>I <b>felt</b></p>").content.text == "I felt");
    CHECK(read_one("a.txt", "<p>I <b>felt</b></p>").content.text == "<p>I <b>felt</b></p>");
    CHECK(has_note(read_one("a.html", "<html><script>x</script></html>"), "holds no text"));
}

TEST_CASE("web pages in one file: the page among the parts, however it is packed") {
    const auto message = [](const std::string& headers, const std::string& body) {
        return "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n\r\n----x--\r\n"
               "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n----x--\r\n" + headers + "\r\n" + body + "\r\n----x----\r\n";
    };
    const ImportedDocument quoted = read_one("a.mhtml", message("Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n",
                                                                "<!DOCTYPE html><p class=3D\"x\">I felt lone=\r\nly, caf=C3=A9 =3D 5</p><img src=3D\"cid:1\">"));
    CHECK(quoted.content.text == "I felt lonely, café = 5");
    CHECK(quoted.name == "a");
    CHECK(read_one("a.mht", message("Content-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n", "PHA+wO3t4DwvcD4=")).content.text == "Анна");
    CHECK(read_one("a.mht", message("Content-Type: multipart/alternative; boundary=in\r\n", "--in\r\nContent-Type: text/plain\r\n\r\nno\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>yes\r\n--in--"))
              .content.text == "yes");
    const Result<std::vector<ImportedDocument>> none = read_documents({"a.mht", message("Content-Type: text/css\r\n", "p{}")});
    REQUIRE_FALSE(none.ok());
    CHECK(none.problem().message.find("‘a.mht’ holds no web page. Nothing was imported from it.") == 0);
}

TEST_CASE("web pages: nothing makes a page crash, hang or grow") {
    using test::repeated;
    const std::size_t many = 1'000'000;
    CHECK(text_of_page("<html>" + repeated("<b>", many) + "x" + repeated("</b>", many)) == "x");
    CHECK(text_of_page("<html>" + repeated("<div>", 20'000) + "x" + repeated("</div>", 20'000) + "y") == "x\ny");
    CHECK(text_of_page("<html>" + repeated("<table><tr><td>", 20'000) + "x").find('x') != std::string::npos);
    CHECK(text_of_page("<html>" + repeated("<ul><li>", 20'000) + "x") .find('x') != std::string::npos);
    CHECK(text_of_page("<html>" + repeated("<p><b id=1><span><div></span>", 20'000) + "x") == "x");
    for (const char* piece : {"<a ", "<!--", "<script>", "<![CDATA[", "<a b='", "<a b=\"x>", "</", "&", "&#", "<textarea>", "<style></x", "<p", "<svg><p>", "<rt>", "<!", "<a/='>"}) {
        CAPTURE(piece);
        test::check_sound(read_documents({"a.html", "<html>" + repeated(piece, 10'000)}));
    }
    CHECK(text_of_page("<html><p>a<script>b") == "ab");
    CHECK(text_of_page("<html><p>a <unclosed b") == "a <unclosed b");
    CHECK(text_of_page("<html><p>a\uFDD0" "1\uFDD1") == "a\uFFFD1\uFDD1");
    CHECK(text_of_page("<html><p>a&#64976;1&#64977;<h1>b</h1>") == "a\uFFFD1\uFDD1\nb");
}

TEST_CASE("web pages: damaged ones give a sound text or a problem") {
    test::check_hostile("a.html", "<!DOCTYPE html><meta charset=utf-8><h1 hidden=no>Ein</h1><ol start=3><li>fühlte<li value=9>mich</ol><table><tr><td>a<td rowspan=2>b</table>"
                                  "<pre>\n x</pre><p style='display:none'>z</p><svg><a></svg><!-- c --><p>&eacute;&#x1F600;&copy<q>x</q><span style='mso-list:Ignore'>1</span>\n");
    test::check_hostile("a.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: "
                                 "quoted-printable\n\n<p>caf=C3=A9=\n!\n--x--\n");
}
