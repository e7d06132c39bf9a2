#include "engine/formats/reader.h"
#include "engine/text.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

ImportedDocument read_rtf(const std::string& inside) {
    const Result<std::vector<ImportedDocument>> documents = read_documents({"Ana.rtf", "{\\rtf1\\ansi " + inside + "}"});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    return documents->front();
}

std::string text_of(const std::string& inside) { return read_rtf(inside).content.text; }

bool has_note(const ImportedDocument& document, const std::string& part) {
    for (const ImportNote& note : document.notes)
        if (note.message.find(part) != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("RTF: paragraphs, breaks, signs") {
    CHECK(text_of("a\\par b\\par") == "a\nb");
    CHECK(text_of("a\\\nb\\line c\\tab d\\par\n\\par e") == "a\nb\nc\td\n\ne");
    CHECK(text_of("\\{x\\}\\~\\_\\-\\\\ \\emdash\\lquote a\\rquote\\bullet") == "{x}\u00A0\u2011\u00AD\\ —‘a’•");
    CHECK(text_of("one\\page two\\par\\page three") == "one\ntwo\nthree");
    CHECK(text_of("a\r\nb\nc") == "abc");
    CHECK(text_of("{\\b bo}ld {\\*\\unknown gone}{\\info{\\title gone}}{\\*\\bkmkstart x}kept") == "bold kept");
    CHECK(text_of("a\\bin5 {{{{{b") == "ab");
}

TEST_CASE("RTF: code pages by document and by font") {
    CHECK(text_of("\\'e9\\'93") == "é“");
    CHECK(text_of("\\ansicpg1251 \\'cf\\'f0\\'e8") == "При");
    CHECK(text_of("\\mac \\'8e\\'a5") == "é•");
    CHECK(text_of("\\pc \\'82") == "é");
    CHECK(text_of("{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset238 Arial CE;}}"
                  "\\f0 \\'e9{\\f1 \\'e9\\plain\\'e9}{\\f2 \\'b9}") == "éйéą");
    CHECK(text_of("{\\fonttbl\\f0\\fcharset77 Geneva;}\\f0 \\'8e") == "é");
    CHECK(text_of("{\\fonttbl{\\f0\\fcharset128 Mincho;}{\\f1\\fcharset134 Song;}{\\f2\\fcharset129 Batang;}{\\f3\\fcharset136 Ming;}}"
                  "\\f0\\'93\\'fa\\'96{\\f0 {}}{\\f1 \\'d6\\'d0}{\\f2 \\'c7\\'d1}{\\f3 \\'a4\\'a4}") == "日\uFFFD中한中");
    CHECK(text_of("{\\fonttbl{\\f0\\fcharset128 Mincho;}}\\f0\\'93\\'fa\\'96{}") == "日\uFFFD");
    CHECK(has_note(read_rtf("\\'81"), "1 character is stored in an encoding"));
    CHECK(text_of("\\ansicpg1252 caf\xC3\xA9") == "café"); // UTF-8 that does not say so
    CHECK(text_of("\\ansicpg1252 caf\xE9") == "café");
    CHECK(text_of("{\\fonttbl{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset2 Wingdings;}}{\\f3 a\\'b7}{\\f4 \\'fc}") == "α•✓");
}

TEST_CASE("RTF: Unicode escapes and what stands for them") {
    CHECK(text_of("\\u233?x\\u8216\\'91y") == "éx‘y");
    CHECK(text_of("\\uc0\\u233 x{\\uc2\\u233\\'e9ab}\\u233 b") == "éxébéb");
    CHECK(text_of("\\u-10179?\\u-8704?!") == "😀!");
    CHECK(text_of("\\u55357?x") == "\uFFFDx");
    CHECK(text_of("\\u56832?x") == "\uFFFDx");
    CHECK(text_of("{\\u233}?") == "é?"); // a group's end ends the skipping
    CHECK(text_of("{\\upr{gone}{\\*\\ud{kept\\u233?}}}") == "kepté");
}

TEST_CASE("RTF: tables by rows, also in one another") {
    CHECK(text_of("x\\par\\trowd\\cellx1\\cellx2\\intbl a\\cell b\\par c\\cell\\row\\intbl d\\cell\\cell\\row\\pard y") ==
          "x\na\tb\nc\nd\t\ny");
    CHECK(text_of("\\trowd\\intbl\\itap1 out\\par\\itap2 in\\nestcell in 2\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}"
                  "{\\nonesttables gone\\par}\\itap1\\cell last\\cell\\row") == "out\nin\tin 2\tlast");
    CHECK(has_note(read_rtf("\\intbl a\\cell\\row\\intbl b\\cell\\row\\pard x\\par\\intbl c\\cell\\row"), "2 tables became"));
    CHECK(text_of("\\intbl a\\cell b") == "a\tb"); // cut off
    CHECK(text_of("\\row\\nestrow\\nestcell\\itap99999 x").find('x') != std::string::npos);
}

TEST_CASE("RTF: labels of lists, results of fields, notes, boxes") {
    CHECK(text_of("{\\listtext\\pard\\plain 1.\\tab}one\\par{\\pntext\\'B7\\tab}two\\par more") == "1. one\n· two\nmore");
    CHECK(text_of("{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt here}} on") == "here on");
    CHECK(text_of("{\\field{\\*\\fldinst SYMBOL 183 \\\\f \"Symbol\"}{\\fldrslt }}") == "•");
    CHECK(text_of("a{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} one\\par two}b\\chftn{\\*\\footnote\\ftnalt last}"
                  "c{\\footnote\\chftn x}\\par d") == "a[1]b[1]c[2]\nd\n\n[1] one\ntwo\n[2] x\n\n[1] last");
    CHECK(text_of("a*{\\footnote * own}\\aftnnrlc\\chftn{\\footnote\\ftnalt e}") == "a*[i]\n\n* own\n\n[i] e");
    CHECK(text_of("a{\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv v}}{\\shptxt\\pard box\\par}}{\\shprslt box}}b\\par c") == "ab\nbox\nc");
    CHECK(has_note(read_rtf("{\\*\\shppict{\\pict ffd8}}{\\nonshppict{\\pict ffd8}}x"), "1 picture was"));
    CHECK(has_note(read_rtf("{\\header Study 4}{\\footer }x"), "1 page header or footer"));
}

TEST_CASE("RTF: hidden, deleted and inserted") {
    const ImportedDocument document =
        read_rtf("a{\\v no}b{\\deleted no\\par}c{\\revised d}{\\strike e}\\v no\\v0 f\\plain\\par{\\v\\par}g");
    CHECK(document.content.text == "abcdef\ng");
    CHECK(has_note(document, "2 passages of hidden text"));
    CHECK(has_note(document, "1 tracked deletion"));
    CHECK(has_note(document, "1 tracked insertion"));
    CHECK(has_note(document, "1 passage that is struck through"));
}

TEST_CASE("RTF: comments become memos, headings are known") {
    const ImportedDocument document = read_rtf(
        "{\\stylesheet{\\s1\\outlinelevel1 heading 2;}}\\pard\\s1 Title\\par\\pard I {\\*\\atrfstart 1}felt {\\i lonely}"
        "{\\*\\atrfend 1}{\\*\\atnid M}{\\*\\atnauthor Mia}\\chatn{\\*\\annotation{\\*\\atnref 1}{\\*\\atndate -1480197248}"
        "\\pard why?\\par\\pard again}.\\par One{\\*\\atnid T}\\chatn{\\*\\annotation here}\\par\\outlinelevel0 End");
    const std::string& text = document.content.text;
    CHECK(text == "Title\nI felt lonely.\nOne\nEnd");
    REQUIRE(document.content.memos.size() == 2);
    CHECK(slice(text, document.content.memos[0].range) == "felt lonely");
    CHECK(document.content.memos[0].title == "Comment by Mia");
    CHECK(document.content.memos[0].text == "why?\nagain");
    CHECK(document.content.memos[0].written == 1717164000000);
    CHECK(slice(text, document.content.memos[1].range) == "One");
    CHECK(document.content.memos[1].title == "Comment by T");
    REQUIRE(document.content.headings.size() == 2);
    CHECK(document.content.headings[0].level == 2);
    CHECK(slice(text, document.content.headings[1].range) == "End");
}

TEST_CASE("RTF: two files joined are both read, cut off files say so") {
    CHECK(read_documents({"x.rtf", "{\\rtf1 one}\n{\\rtf1 two}"})->front().content.text == "one\ntwo");
    CHECK(read_documents({"x.rtf", "{\\rtf1 one}rest"})->front().content.text == "one");
    CHECK(has_note(read_documents({"x.rtf", "{\\rtf1 one{\\b two"})->front(), "breaks off"));
    CHECK(read_documents({"x.txt", "{\\rtf1 one}"})->front().content.text == "one");
}

TEST_CASE("RTF: \\* marks what may be passed over only as the first thing in a group") {
    CHECK(read_documents({"x.rtf", "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\pard\\plain First line.\\par {\\loch\\f0\\fs24\\lang1033\\i0\\b0\\*\\cs7\\cf0\\rtlch\\ltrch\\loch\\f0 The quick brown answer}\\par {\\b Bold} last line.\\par }"})
              ->front().content.text == "First line.\nThe quick brown answer\nBold last line.");
    CHECK(read_documents({"x.rtf", "{\\rtf1 a{\\*\\unknown gone}b{x\\*\\unknown stays}{\\b\\*\\unknown too}}"})->front().content.text == "abxstaystoo");
    CHECK(read_documents({"x.rtf", "{\\rtf1 a{\r\n\\*\\unknown gone}b\\*\\unknown c}"})->front().content.text == "abc");
}
