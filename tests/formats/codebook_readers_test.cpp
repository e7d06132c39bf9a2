#include "engine/formats/data_table.h"
#include "engine/formats/codebook_readers.h"
#include "engine/formats/table_cells.h"
#include "engine/study.h"

#include <random>

using namespace emic;
using namespace emic::test;

namespace {

void append_lines(std::vector<std::string>& lines, const std::vector<ImportedCode>& codes, const std::string& above) {
    for (const ImportedCode& code : codes) {
        const std::string path = above.empty() ? code.name : above + " > " + code.name;
        lines.push_back(code.definition.empty() ? path : path + ": " + code.definition);
        append_lines(lines, code.children, path);
    }
}

/// "Feelings > lonely: alone and sorry for it", in tree order; a Problem as its message.
std::vector<std::string> read_lines(const std::string& bytes, const std::string& name = "codes") {
    const auto codebook = read_codebook({name, bytes});
    if (!codebook) return {codebook.problem().message};
    std::vector<std::string> lines;
    append_lines(lines, codebook->codes, "");
    return lines;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("Codebook table: our own comes back as it was") {
    Study study;
    const Id<Code> top = created_code(study.run(create_code, CreateCode{"and/or > so", {}, 0x112233}));
    const Id<Code> below = created_code(study.run(create_code, CreateCode{"-x, \"y\"", top, 0x445566}));
    study.run(define_code, DefineCode{below, "=1+1\nsecond line", "when", "not when", "“so”"});
    study.run(create_code, CreateCode{"other", {}, 0x778899});
    const auto codebook = read_codebook({"codebook.csv", csv_of(codebook_table({study.project(), study.workspace.indexes, {}}), {})});
    REQUIRE(codebook.ok());
    REQUIRE(codebook->codes.size() == 2);
    const ImportedCode& first = codebook->codes[0];
    CHECK(first.name == "and/or > so");
    CHECK(first.colour == 0x112233);
    REQUIRE(first.children.size() == 1);
    CHECK(first.children[0].name == "-x, \"y\"");
    CHECK(first.children[0].definition == "=1+1\nsecond line");
    CHECK(first.children[0].include == "when");
    CHECK(first.children[0].exclude == "not when");
    CHECK(first.children[0].examples == "“so”");
    CHECK(codebook->codes[1].name == "other");
}

TEST_CASE("Codebook table: columns of other programs") {
    const Lines expected{"Feelings: felt", "Feelings > lonely: alone", "Work"};
    // Taguette
    CHECK(read_lines("tag,description,number of highlights\r\nFeelings,felt,3\r\nFeelings > lonely,alone,2\r\nWork,,0\r\n") == expected);
    CHECK(read_lines("path,description\nFeelings,felt\nFeelings.lonely,alone\nWork,\n") == expected);
    CHECK(read_lines("path,description\ne.g. time,x\n") == Lines{"e.g. time: x"});
    CHECK(read_lines("name,parent,description\nlonely,Feelings,alone\nFeelings,,felt\nWork,,\n") == expected);
    // MAXQDA, English and German, with a semicolon, in Windows-1252
    CHECK(read_lines("Code;Memo\nFeelings;felt\nFeelings > lonely;alone\nWork;\n") == expected);
    CHECK(read_lines("Farbe;Obercode;Code;Code-Memo\n#ff0000;;Gef\xFChle;f\n;Gef\xFChle;M\xFC" "de;\n") == Lines{"Gefühle: f", "Gefühle > Müde"});
    // NVivo: folder and hierarchy
    CHECK(read_lines("Name,Hierarchical Name,Description\nFeelings,Codes\\\\Feelings,felt\nlonely,Codes\\\\Feelings\\lonely,alone\nWork,Codes\\\\Work,\n") == expected);
    // ATLAS.ti
    CHECK(read_lines("Code\tComment\tCode Group 1\nlonely\talone\tFeelings\nWork\t\t\n") == Lines{"Feelings", "Feelings > lonely: alone", "Work"});
    // QualCoder: codes with categories
    CHECK(read_lines("Category,Code,Memo\nFeelings,lonely,alone\n,Work,\n") == Lines{"Feelings", "Feelings > lonely: alone", "Work"});
    // A column with the level
    CHECK(read_lines("Level,Code,Definition\n1,Feelings,felt\n2,lonely,alone\n1,Work,\n") == expected);
    CHECK(read_lines("code path\nFeelings/lonely\nWork\n") == Lines{"Feelings", "Feelings > lonely", "Work"});
    CHECK(read_lines("Code\nFeelings::lonely\nand/or\n") == Lines{"Feelings", "Feelings > lonely", "and/or"});
}

TEST_CASE("Codebook table: circles, doubles and missing names") {
    CHECK(read_lines("name,parent\na,b\nb,a\n").size() == 2);
    CHECK(read_lines("name,parent\na,a\n").size() >= 1);
    const auto codebook = read_codebook({"c.csv", "name,definition\na,one\nA,two\n,three\n"});
    REQUIRE(codebook.ok());
    CHECK(codebook->codes.size() == 1);
    CHECK(codebook->codes[0].definition == "one");
    CHECK(codebook->notes.size() == 2);
}

TEST_CASE("Codebook list: indentation, signs and numbers") {
    const Lines expected{"Feelings: felt", "Feelings > lonely: alone", "Feelings > lonely > at night", "Work"};
    CHECK(read_lines("Feelings: felt\n\tlonely - alone\n\t\tat night\nWork\n") == expected);
    CHECK(read_lines("  Feelings – felt\n    lonely: alone\n      at night\n  Work:\n") == expected);
    CHECK(read_lines("* Feelings: felt\r\n  * lonely: alone\r\n    - at night\r\n* Work\r\n") == expected);
    CHECK(read_lines("• Feelings\tfelt\n    ◦ lonely\talone\n        ▪ at night\n• Work\n") == expected);
    CHECK(read_lines("1. Feelings: felt\n1.1 lonely: alone\n1.1.1. at night\n2. Work\n") == expected);
    CHECK(read_lines("# Feelings: felt\n## lonely: alone\n### at night\n# Work\n") == expected);
    // QualCoder's text: two more signs for each level
    CHECK(read_lines("Feelings: felt\n--lonely: alone\n----at night\nWork\n") == expected);
    CHECK(read_lines("3 wishes\n1999. A year\nself-care\nand/or: both\n") == Lines{"3 wishes", "1999. A year", "self-care", "and/or: both"});
    CHECK(read_lines("Überforderung\n\t疲れ\n") == Lines{"Überforderung", "Überforderung > 疲れ"});
}

TEST_CASE("Codebook list: paths by whatever sign the list uses") {
    CHECK(read_lines("code1\tA memo for code 1\ncat1>>code2\ncat1>>code3\ncat3>>cat2>>code4\tanother memo\ncat3>>code5\ncode6\n") ==
          Lines{"code1: A memo for code 1", "cat1", "cat1 > code2", "cat1 > code3", "cat3", "cat3 > cat2", "cat3 > cat2 > code4: another memo", "cat3 > code5", "code6"});
    for (const char* sign : {" >> ", "::", " :: ", " > ", ">", "\\", " → ", "»", "|"}) {
        CAPTURE(sign);
        CHECK(read_lines(std::string("Care") + sign + "Self: how they keep going\nCare" + sign + "Family\n") == Lines{"Care", "Care > Self: how they keep going", "Care > Family"});
    }
    CHECK(read_lines("old: > 50\nand/or\n> quoted\n") == Lines{"old: > 50", "and/or", "quoted"});
    CHECK(read_lines("name,description\nCare>>Self,x\nCare>>Family,y\n") == Lines{"Care", "Care > Self: x", "Care > Family: y"});
}

TEST_CASE("Codebook readers: a REFI-QDA codebook is told from a list") {
    CHECK(read_lines("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>"
                     "<Code guid=\"0a000000-0000-0000-0000-000000000001\" name=\"Feelings\" isCodable=\"true\"><Description>felt</Description>"
                     "<Code guid=\"0a000000-0000-0000-0000-000000000002\" name=\"lonely\" isCodable=\"true\"/></Code></Codes></CodeBook>") ==
          Lines{"Feelings: felt", "Feelings > lonely"});
    CHECK_FALSE(read_codebook({"page.html", "\xEF\xBB\xBF<html><body>lonely</body></html>"}).ok());
}

TEST_CASE("Codebook readers: any bytes end in codes or a Problem") {
    CHECK(read_codebook({"a.csv", ""}).ok() == false);
    CHECK(read_codebook({"a.txt", " \n\n"}).ok() == false);
    CHECK(read_codebook({"a.bin", std::string("\0\1\2\3\0\0\0", 7)}).ok() == false);
    std::string deep;
    for (int i = 0; i < 400; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "c" + std::to_string(i) + "\n";
    const auto made = read_codebook({"deep", deep});
    REQUIRE(made.ok());
    CHECK_FALSE(made->notes.empty());
    std::mt19937 random(5);
    const std::string letters = "ab,;\t\n\r\" >\\/:-1.#\xC3\xBC";
    for (int round = 0; round < 3000; ++round) {
        std::string text = round % 2 == 0 ? "name,parent,level\n" : "";
        for (auto left = random() % 80; left > 0; --left) text += letters[random() % letters.size()];
        const auto read = read_codebook({"fuzz", text});
        if (!read) CHECK_FALSE(read.problem().message.empty());
    }
}

TEST_CASE("a table of codes: quoted fields, line ends, blank rows and delimiters") {
    const auto cells = [](std::string_view text) {
        const std::optional<RawSheet> sheet = parse_delimited(text);
        REQUIRE(sheet);
        std::vector<std::vector<std::string>> rows;
        for (const RawSheet::Row& row : sheet->rows) rows.push_back(row.cells);
        return rows;
    };
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(cells("a,\"b \"\"x\"\"\nc\",d\n,,\ne") == Rows{{"a", "b \"x\"\nc", "d"}, {"", "", ""}, {"e"}});
    CHECK(cells("a,") == Rows{{"a", ""}});
    CHECK(cells("a;b,c\nd;e\n") == Rows{{"a", "b,c"}, {"d", "e"}});
    CHECK(cells("a\tb\nc\td\n") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(cells("a\nb\n") == Rows{{"a"}, {"b"}});

    for (const std::string_view text : {"name,definition\r\n\r\n,,\r\nWard,\"a \"\"b\"\"\r\nc\"\r\n", "name;definition\rWard;\"a \"\"b\"\"\rc\"",
                                        "name\tdefinition\n\nWard\t\"a \"\"b\"\"\nc\"\n"}) {
        CAPTURE(text);
        const auto codebook = read_codebook({"codes.csv", text});
        REQUIRE(codebook);
        REQUIRE(codebook->codes.size() == 1);
        CHECK(codebook->codes[0].name == "Ward");
        CHECK(codebook->codes[0].definition == "a \"b\"\nc");
    }
}
