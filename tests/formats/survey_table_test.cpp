#include "engine/formats/survey_table.h"
#include "engine/formats/workbook_values.h"
#include "engine/text.h"

#include "formats/docx_builder.h"

#include <doctest/doctest.h>

using namespace emic;
using namespace std::string_literals;

namespace {

SurveyTable table_of(const std::string& bytes, std::string_view name = "survey.csv") {
    Result<SurveyTable> table = read_survey_table({name, bytes});
    REQUIRE_MESSAGE(table.ok(), table.problem().message);
    return std::move(table).value();
}

std::vector<test::ZipEntry> workbook(const std::string& sheet_data, const std::string& after = {}) {
    const std::string head = "<?xml version=\"1.0\"?>";
    return {{"[Content_Types].xml", head + "<Types/>"},
            {"xl/workbook.xml", head + "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>"
                                       "<sheet name=\"Answers\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels", head + "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
                                                  "<Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"},
            {"xl/styles.xml", head + "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
                                     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
            {"xl/sharedStrings.xml", head + "<sst><si><t>Name</t></si><si><r><t>I felt </t></r><r><t>lonely.</t></r><rPh><t>x</t></rPh></si></sst>"},
            {"xl/worksheets/sheet1.xml", head + "<worksheet><sheetData>" + sheet_data + "</sheetData>" + after + "</worksheet>", true}};
}

const std::string answer = "I felt lonely most of the time, and nobody in the town asked me how I was doing.";

} // namespace

TEST_CASE("survey: delimiters, quotation marks and line ends as people's files have them") {
    const SurveyTable table = table_of("Name,\"What, then?\",Age\r\nAna,\"a \"\"b\"\"\r\nc\",31\r\n,,\r\nBen,,\"4\"2\r\n");
    REQUIRE(table.sheets.size() == 1);
    const SurveySheet& sheet = table.sheets[0];
    CHECK(table.name == "survey");
    REQUIRE(sheet.columns.size() == 3);
    CHECK(sheet.columns[1].heading == "What, then?");
    CHECK(sheet.columns[2].samples == std::vector<std::string>{"31", "\"4\"2"}); // what is no quoted cell stays as it is
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[0].cells == std::vector<std::string>{"Ana", "a \"b\"\nc", "31"});
    CHECK(sheet.rows[0].number == 2);
    CHECK(sheet.rows[1].number == 5);
    CHECK(sheet.empty_rows == 1);
    CHECK(table_of("a;b\n1,5;2\n3,5;4\n").sheets[0].rows[0].cells == std::vector<std::string>{"1,5", "2"});
    CHECK(table_of("a\tb\n1, 2\t3\n").sheets[0].rows[0].cells == std::vector<std::string>{"1, 2", "3"});
    CHECK(table_of("sep=|\na|b,c\n1|2,3\n").sheets[0].columns[1].heading == "b,c");
    CHECK(table_of("a,a,\n1,2,3\n").sheets[0].columns[1].heading == "a (2)");
    CHECK(table_of("a,a,\n1,2,3\n").sheets[0].columns[2].heading == "Column C");
    CHECK(table_of("\xFF\xFE"s + "a\0,\0b\0\n\0001\0,\0002\0"s).sheets[0].rows[0].cells == std::vector<std::string>{"1", "2"});
}

TEST_CASE("survey: guessed choices make a document per row with the case's attributes") {
    const std::string csv = "ID,Age,Interviewed,How was it?,What else?\nP1,31,2024-05-31,\"" + answer + "\",Nothing more.\nP2,,2024-06-01,Fine.,\"" + answer +
                            "\"\nP3,40,2024-06-02,,\n";
    const SurveyTable table = table_of(csv);
    const SurveyChoices choices = guess_choices(table);
    CHECK(choices.name_column == std::optional<std::size_t>(0));
    CHECK(choices.columns[1].type == AttributeType::integer);
    CHECK(choices.columns[2].type == AttributeType::date);
    CHECK(choices.columns[3].role == ColumnRole::text);
    CHECK(choices.columns[4].role == ColumnRole::text);
    const std::vector<ImportedDocument> documents = documents_of(table, choices);
    REQUIRE(documents.size() == 2);
    CHECK(documents[0].name == "P1");
    CHECK(documents[0].case_name == std::optional<std::string>("P1"));
    CHECK(documents[0].content.text == "How was it?\n" + answer + "\nWhat else?\nNothing more.");
    REQUIRE(documents[0].content.headings.size() == 2);
    CHECK(slice(documents[0].content.text, documents[0].content.headings[1].range) == "What else?");
    CHECK(documents[0].content.values == std::vector<NewValue>{{"Age", AttributeType::integer, AttributeHolder::case_, "31"},
                                                               {"Interviewed", AttributeType::date, AttributeHolder::case_, "2024-05-31"}});
    CHECK(documents[1].content.values.size() == 1);
    CHECK(documents[0].notes == std::vector<ImportNote>{{"1 row without an answer is a case without a document.", 1}});
    CHECK(survey_import(table, choices).cases == std::vector<NewCase>{{"P3", {{"Age", AttributeType::integer, AttributeHolder::case_, "40"}, {"Interviewed", AttributeType::date, AttributeHolder::case_, "2024-06-02"}}}});
    CHECK(read_documents({"survey.csv", csv})->size() == 2);
    CHECK(read_documents({"survey.txt", csv})->size() == 1); // a text stays a text
    SurveyChoices wrong = choices;
    wrong.columns.pop_back();
    CHECK(documents_of(table, wrong).empty());
    wrong = choices;
    wrong.columns[3].role = ColumnRole::attribute;
    wrong.columns[3].type = AttributeType::number;
    CHECK(documents_of(table, wrong)[0].notes[0].message == "1 row without an answer is a case without a document.");
    CHECK(documents_of(table, wrong)[0].notes[1].message == "2 values do not fit the kind of their column and are left out.");
}

TEST_CASE("survey: Excel's cells come as a reader of the table sees them") {
    const std::string rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>Day</t></is></c><c r=\"C1\" t=\"str\"><v>Says</v></c>"
                             "<c r=\"D1\" t=\"inlineStr\"><is><t>Site</t></is></c></row>"
                             "<row r=\"3\"><c r=\"A3\"><v>7</v></c><c r=\"B3\" s=\"1\"><v>45443</v></c><c r=\"C3\" t=\"s\"><v>1</v></c>"
                             "<c r=\"D3\" t=\"inlineStr\"><is><t>North</t></is></c></row>"
                             "<row r=\"4\"><c r=\"A4\"><v>0.30000000000000004</v></c><c r=\"B4\" s=\"2\"><v>45443.5</v></c><c r=\"C4\" t=\"e\"><v>#N/A</v></c></row>"
                             "<row r=\"5\"><c r=\"A5\" t=\"b\"><v>1</v></c><c r=\"C5\" t=\"s\"><v>99</v></c></row>";
    const SurveyTable table = table_of(test::zip(workbook(rows, "<mergeCells><mergeCell ref=\"D3:D4\"/></mergeCells>")), "x.xlsx");
    REQUIRE(table.sheets.size() == 1);
    const SurveySheet& sheet = table.sheets[0];
    CHECK(sheet.name == "Answers");
    REQUIRE(sheet.rows.size() == 3);
    CHECK(sheet.columns[0].heading == "Name");
    CHECK(sheet.rows[0].cells == std::vector<std::string>{"7", "2024-05-31", "I felt lonely.", "North"});
    CHECK(sheet.rows[1].cells == std::vector<std::string>{"0.3", "2024-05-31T12:00:00", "", "North"});
    CHECK(sheet.rows[2].cells == std::vector<std::string>{"true", "", "", ""});
    CHECK(sheet.rows[0].number == 3);
    CHECK(table.notes.size() == 2);
    CHECK(date_text(1, DateSystem::from_1900) == "1900-01-01");
    CHECK(date_text(61, DateSystem::from_1900) == "1900-03-01");
    CHECK(date_text(0, DateSystem::from_1904) == "1904-01-01");
    CHECK(date_text(0.75, DateSystem::from_1900) == "18:00:00");
    CHECK(date_text(-1, DateSystem::from_1900) == "-1");
}

TEST_CASE("survey: hostile tables are refused in plain words or read, in bounded memory") {
    std::string wide;
    for (int i = 0; i < 2000; ++i) wide += "x,";
    CHECK(read_survey_table({"x.csv", wide}).problem().message.find("1024 columns") != std::string::npos);
    std::string tall(2000, ',');
    tall = tall.substr(0, 1000) + "x\n" + [] {
        std::string rows;
        for (int i = 0; i < 100'000; ++i) rows += "y\n";
        return rows;
    }();
    CHECK_FALSE(read_survey_table({"x.csv", tall}).ok());
    CHECK_FALSE(read_survey_table({"x.csv", ""}).ok());
    CHECK_FALSE(read_survey_table({"x.csv", ",,\n,,"}).ok());
    CHECK_FALSE(read_documents({"x.csv", "a,b\n"}).ok());
    std::string shared = "<row r=\"1\">";
    for (int i = 0; i < 1000; ++i) shared += "<c t=\"s\"><v>0</v></c>";
    auto entries = workbook(shared + "</row>");
    entries[4] = {"xl/sharedStrings.xml", "<sst><si><t>" + std::string(500'000, 'x') + "</t></si></sst>"};
    CHECK_FALSE(read_survey_table({"x.xlsx", test::zip(entries)}).ok());
    CHECK_FALSE(read_survey_table({"x.xlsx", test::zip(workbook("<row r=\"2\"/><row r=\"1\"/>"))}).ok());
    const std::string whole = test::zip(workbook("<row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row>"));
    for (std::size_t size = 0; size < whole.size(); size += 7) (void)read_documents({"x.xlsx", std::string_view(whole).substr(0, size)});
    for (unsigned seed = 1; seed <= 500; ++seed) {
        std::string bytes = seed % 2 ? whole : "a,\"b\"\"\n\",c;d\t\n1,\"2\n\n\"\"x\",3;4";
        std::uint64_t state = seed;
        for (int i = 0; i < 3; ++i) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            bytes[(state >> 33) % bytes.size()] ^= static_cast<char>(1 << (state >> 29) % 8);
        }
        const auto documents = read_documents({seed % 2 ? "x.xlsx" : "x.csv", bytes});
        if (!documents) CHECK_FALSE(documents.problem().message.empty());
        else for (const ImportedDocument& document : *documents) CHECK(is_valid_utf8(document.content.text));
    }
}
