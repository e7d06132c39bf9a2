#include "engine/formats/docx_numbering.h"
#include "engine/formats/list_number.h"
#include "formats/docx_text.h"

#include <doctest/doctest.h>

using namespace emic;
using namespace emic::test;

namespace {

std::string list_item(const std::string& text, int list, int level = 0) {
    return p(r(text), "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                          std::to_string(list) + "\"/></w:numPr>");
}

std::string level(int at, const std::string& format, const std::string& text, const std::string& more = {}) {
    return "<w:lvl w:ilvl=\"" + std::to_string(at) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" +
           more + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}

std::string abstract(int id, const std::string& levels) {
    return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + levels + "</w:abstractNum>";
}

std::string num(int id, int of, const std::string& more = {}) {
    return "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" + std::to_string(of) + "\"/>" +
           more + "</w:num>";
}

} // namespace

TEST_CASE("numbers of lists") {
    CHECK(format_list_number(4, "decimal") == "4");
    CHECK(format_list_number(4, "decimalZero") == "04");
    CHECK(format_list_number(1994, "upperRoman") == "MCMXCIV");
    CHECK(format_list_number(49, "lowerRoman") == "xlix");
    CHECK(format_list_number(0, "lowerRoman") == "0");
    CHECK(format_list_number(26, "lowerLetter") == "z");
    CHECK(format_list_number(27, "lowerLetter") == "aa");
    CHECK(format_list_number(54, "upperLetter") == "BBB");
    CHECK(format_list_number(1'000'000, "upperLetter") == "1000000");
    CHECK(format_list_number(22, "ordinal") == "22nd");
    CHECK(format_list_number(112, "ordinal") == "112th");
    CHECK(format_list_number(3, "decimalEnclosedCircle") == "③");
    CHECK(format_list_number(12, "chineseCounting") == "十二");
    CHECK(format_list_number(20, "chineseCounting") == "二十");
    CHECK(format_list_number(103, "chineseCountingThousand") == "一百零三");
    CHECK(format_list_number(110, "chineseCounting") == "一百一十");
    CHECK(format_list_number(5, "none").empty());
    CHECK(format_list_number(5, "klingon") == "5");
}

TEST_CASE("lists count, nest, restart and go on") {
    const Parts parts = {
        {"numbering", abstract(0, level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1.%2)") +
                                      level(2, "lowerRoman", "%3", "<w:suff w:val=\"nothing\"/>")) +
                          abstract(1, level(0, "bullet", "\uF0B7") + level(1, "bullet", "–")) + num(1, 0) + num(2, 1) +
                          num(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>") +
                          num(4, 0)}};
    CHECK(text_of(list_item("a", 1) + list_item("b", 1, 1) + list_item("c", 1, 1) + list_item("d", 1, 2) +
                      list_item("e", 1) + list_item("f", 1, 1),
                  parts) == "1. a\n1.a) b\n1.b) c\nid\n2. e\n2.a) f");
    CHECK(text_of(list_item("x", 2) + list_item("y", 2, 1), parts) == "• x\n– y");
    // Another number for the same abstract list counts on; one with an override starts anew, once.
    CHECK(text_of(list_item("a", 1) + p(r("between")) + list_item("b", 4) + list_item("c", 3) + list_item("d", 3) +
                      list_item("e", 4),
                  parts) == "1. a\nbetween\n2. b\n5. c\n6. d\n7. e");
    CHECK(text_of(list_item("deep first", 1, 1), parts) == "1.a) deep first");
    CHECK(text_of(list_item("none", 0) + list_item("unknown", 99) + list_item("no level", 1, 7), parts) ==
          "none\nunknown\nno level");
}

TEST_CASE("list details: restart rules, decimal only, overridden levels, picture bullets") {
    const std::string bottom = level(2, "decimal", "%1-%2-%3", "<w:lvlRestart w:val=\"1\"/>");
    const std::string legal = level(1, "decimal", "%1.%2", "<w:isLgl/>");
    const Parts parts = {
        {"numbering",
         abstract(0, level(0, "upperRoman", "%1.") + level(1, "decimal", "%2") + bottom) +
             abstract(1, level(0, "upperRoman", "%1") + legal) +
             abstract(2, "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlPicBulletId w:val=\"0\"/><w:lvlText "
                         "w:val=\"x\"/></w:lvl>"
                         "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"o\"/><w:rPr><w:rFonts "
                         "w:ascii=\"Courier New\"/></w:rPr></w:lvl>"
                         "<w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText "
                         "w:val=\"&#xF0A7;\"/><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr></w:lvl>") +
             num(1, 0) + num(2, 1) + num(3, 2) +
             num(4, 0, "<w:lvlOverride w:ilvl=\"0\">" + level(0, "decimal", "Q%1:") + "</w:lvlOverride>")}};
    CHECK(text_of(list_item("a", 1) + list_item("b", 1, 1) + list_item("c", 1, 2) + list_item("d", 1, 1) +
                      list_item("e", 1, 2) + list_item("f", 1) + list_item("g", 1, 2),
                  parts) == "I. a\n1 b\nI-1-1 c\n2 d\nI-2-2 e\nII. f\nII-1-1 g");
    CHECK(text_of(list_item("a", 2) + list_item("b", 2, 1), parts) == "I a\n1.1 b");
    CHECK(text_of(list_item("a", 3) + list_item("b", 3, 1) + list_item("c", 3, 2), parts) == "• a\n◦ b\n▪ c");
    CHECK(text_of(list_item("a", 4) + list_item("b", 4), parts) == "Q1: a\nQ2: b");
}

TEST_CASE("numbers that come with a style") {
    const std::string styles = "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:pPr><w:numPr><w:numId "
                               "w:val=\"1\"/></w:numPr></w:pPr></w:style>"
                               "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:basedOn w:val=\"H1\"/></w:style>"
                               "<w:style w:type=\"paragraph\" w:styleId=\"H3\"><w:basedOn "
                               "w:val=\"H1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style>"
                               "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId "
                               "w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    const Parts parts = {
        {"styles", styles},
        {"numbering", abstract(0, level(0, "decimal", "%1", "<w:pStyle w:val=\"H1\"/>") +
                                      level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>")) +
                          "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>" +
                          num(1, 0) + num(2, 1)}};
    const auto styled = [](const char* text, const char* style) {
        return p(r(text), "<w:pStyle w:val=\"" + std::string(style) + "\"/>");
    };
    CHECK(text_of(styled("a", "H1") + styled("b", "H2") + styled("c", "H2") + styled("d", "H3") + list_item("e", 2),
                  parts) == "1 a\n1.1 b\n1.2 c\nd\n2 e");
}

TEST_CASE("a list item whose mark is deleted takes no number") {
    const Parts parts = {{"numbering", abstract(0, level(0, "decimal", "%1.")) + num(1, 0)}};
    const std::string numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    CHECK(text_of(list_item("a", 1) + p("<w:del>" + r("gone") + "</w:del>", numbered + "<w:rPr><w:del/></w:rPr>") +
                      list_item("b", 1),
                  parts) == "1. a\n2. b");
}
