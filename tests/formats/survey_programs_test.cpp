// Tables as survey programs export them.
#include "engine/commands/sources.h"
#include "engine/formats/import_plan.h"
#include "engine/formats/survey_table.h"
#include "engine/formats/table_markup.h"
#include "engine/formats/workbook_values.h"

#include "formats/docx_builder.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

SurveyTable table_of(const std::string& bytes, std::string_view name = "survey.csv") {
    Result<SurveyTable> table = read_survey_table({name, bytes});
    REQUIRE_MESSAGE(table.ok(), table.problem().message);
    return std::move(table).value();
}

SurveyImport import_of(const std::string& bytes) {
    const SurveyTable table = table_of(bytes);
    return survey_import(table, guess_choices(table));
}

std::vector<std::string> headings(const SurveySheet& sheet) {
    std::vector<std::string> names;
    for (const SurveyColumn& column : sheet.columns) names.push_back(column.heading);
    return names;
}

bool has_note(const std::vector<ImportNote>& notes, std::string_view words) {
    return std::any_of(notes.begin(), notes.end(), [&](const ImportNote& note) { return note.message.find(words) != std::string::npos; });
}

const NewValue* value_of(const std::vector<NewValue>& values, std::string_view attribute) {
    const auto found = std::find_if(values.begin(), values.end(), [&](const NewValue& one) { return one.attribute == attribute; });
    return found == values.end() ? nullptr : &*found;
}

const std::string long_answer = "The hardest part was the evenings, when I had to plan everything alone and nobody told me what was good enough.";

const std::string qualtrics = "StartDate,Finished,ResponseId,Q1,Q2,Q3_1_TEXT\n"
                              "Start Date,Finished,Response ID,How old are you?,What was the hardest part?,Other - Text\n"
                              "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"Europe/Berlin\"\"}\",\"{\"\"ImportId\"\":\"\"finished\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\","
                              "\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID3_1_TEXT\"\"}\"\n"
                              "2026-02-01 09:00:00,True,R_3aaaaaaaaaaaaaa,34,\"" + long_answer + "\",\n"
                              "2026-02-01 10:00:00,True,R_3bbbbbbbbbbbbbb,41,\"" + long_answer + "\",mentor\n"
                              "2026-02-02 10:00:00,False,R_3cccccccccccccc,29,,\n";

} // namespace

TEST_CASE("survey programs: Qualtrics' three rows above the answers") {
    SurveyTable table = table_of(qualtrics);
    SurveySheet& sheet = table.sheets[0];
    CHECK(headings(sheet) == std::vector<std::string>{"Start Date", "Finished", "Response ID", "How old are you?", "What was the hardest part?", "Other - Text"});
    CHECK(sheet.rows.size() == 3);
    CHECK(sheet.head.size() == 3);
    CHECK(sheet.rows[0].number == 4);
    const SurveyChoices choices = guess_choices(table);
    CHECK(choices.case_column == std::optional<std::size_t>(2));
    CHECK(choices.columns[0].type == AttributeType::date_time);
    CHECK(choices.columns[1].type == AttributeType::boolean);
    CHECK(choices.columns[3].type == AttributeType::integer);
    CHECK(choices.columns[4].role == ColumnRole::text);
    const SurveyImport made = survey_import(table, choices);
    REQUIRE(made.documents.size() == 2);
    CHECK(made.documents[0].content.text == long_answer);
    REQUIRE(made.cases.size() == 1);
    CHECK(made.cases[0].name == "R_3cccccccccccccc");
    REQUIRE(value_of(made.cases[0].values, "How old are you?"));
    CHECK(value_of(made.cases[0].values, "How old are you?")->value == "29");
    CHECK(has_note(made.notes, "The answers begin in row 4"));
    CHECK(has_note(made.notes, "1 row without an answer is a case without a document."));
    // The researcher may say otherwise, and come back.
    set_first_answer(sheet, 2);
    CHECK(sheet.columns[2].heading == "ResponseId");
    CHECK(sheet.rows.size() == 5);
    set_first_answer(sheet, 1);
    CHECK(sheet.columns[2].heading == "Column C");
    CHECK(sheet.head.empty());
    set_first_answer(sheet, guess_first_answer(sheet));
    CHECK(headings(sheet)[3] == "How old are you?");
}

TEST_CASE("survey programs: two rows of SurveyMonkey, a second row of words, a title above") {
    const SurveyTable monkey = table_of("Respondent ID,Start Date,What helps you?,,,Tell us more\n,,Family,Friends,Other (please specify),Open-Ended Response\n"
                                        "11,01/03/2026 10:00:00,Family,,,It was my sister mostly.\n12,01/13/2026 11:00:00,,Friends,work,Nothing at all.\n");
    CHECK(headings(monkey.sheets[0]) ==
          std::vector<std::string>{"Respondent ID", "Start Date", "What helps you? – Family", "What helps you? – Friends", "What helps you? – Other (please specify)", "Tell us more"});
    CHECK(monkey.sheets[0].rows.size() == 2);
    CHECK(survey_import(monkey, guess_choices(monkey)).documents.size() == 2);
    const SurveyTable second = table_of("q1,q2,q3\nYour age,Children,Say more\n34,2,yes I would\n41,0,no I would not\n29,1,\n");
    CHECK(headings(second.sheets[0]) == std::vector<std::string>{"Your age", "Children", "Say more"});
    CHECK(second.sheets[0].rows.size() == 3);
    const SurveyTable title = table_of("Study of first years,,,\nexported 3 May,,,\nid,age,site,answer\n1,34,north,\"" + long_answer + "\"\n2,41,south,\"" + long_answer + "\"\n");
    CHECK(headings(title.sheets[0]) == std::vector<std::string>{"id", "age", "site", "answer"});
    CHECK(title.sheets[0].rows[0].number == 4);
    // One row of names stays one, though an answer is missing or of another kind.
    CHECK(table_of("id,age,answer\nP1,not said,yes\nP2,34,no\nP3,41,no\n").sheets[0].rows.size() == 3);
    CHECK(table_of("a,b\n1,2\n").sheets[0].rows.size() == 1);
}

TEST_CASE("survey programs: times, addresses and lists of choices are never the text") {
    const std::string rows = "Timestamp,Email Address,What helps you? (choose all),Tell us more,Age\n"
                             "2026/01/03 10:11:12 AM GMT+1,a@example.org,\"Family, Friends, Work, school or training\",\"It was my sister, mostly.\",34\n"
                             "2026/01/03 11:11:12 PM GMT+1,b@example.org,\"Friends, Work, school or training\",,41\n"
                             "2026/01/04 11:11:12 AM GMT+1,c@example.org,Family,\"Nothing.\",\n";
    const SurveyTable table = table_of(rows);
    const SurveyChoices choices = guess_choices(table);
    CHECK(choices.columns[0].role == ColumnRole::attribute);
    CHECK(choices.columns[0].type == AttributeType::date_time);
    CHECK(choices.columns[1].role == ColumnRole::attribute);
    CHECK(choices.columns[2].role == ColumnRole::attribute);
    CHECK(choices.columns[3].role == ColumnRole::text);
    const SurveyImport made = survey_import(table, choices);
    REQUIRE(made.documents.size() == 2);
    CHECK(made.documents[0].content.text == "It was my sister, mostly.");
    CHECK(value_of(made.documents[0].content.values, "Timestamp")->value == "2026-01-03T10:11:12+01:00");
    // Addresses of machines, identifiers, words of browsers about themselves.
    const SurveyTable machines = table_of("token,ip,browser,url\n550e8400-e29b-41d4-a716-446655440000,2001:db8:85a3:0:0:8a2e:370:7334,Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML),"
                                          "https://example.org/a/very/long/address/that/nobody/wrote/as/an/answer\n");
    for (const ColumnChoice& choice : guess_choices(machines).columns) CHECK(choice.role != ColumnRole::text);
    // An answer in Chinese has no blanks.
    const SurveyTable chinese = table_of("编号,你第一天怎么样？\n1,很难，没有人帮我，后来才慢慢习惯了。\n2,还可以，大家都很好，我很高兴。\n");
    CHECK(guess_choices(chinese).columns[1].role == ColumnRole::text);
}

TEST_CASE("survey programs: a table of attributes alone fills cases") {
    const std::string rows = "Participant,Age,Site,Consent\nAna,34,North,yes\nBen,41,South,no\n";
    const SurveyImport made = import_of(rows);
    CHECK(made.documents.empty());
    REQUIRE(made.cases.size() == 2);
    CHECK(made.cases[1].name == "Ben");
    CHECK(made.cases[1].values == std::vector<NewValue>{{"Age", AttributeType::integer, AttributeHolder::case_, "41"}, {"Site", AttributeType::text, AttributeHolder::case_, "South"}, {"Consent", AttributeType::boolean, AttributeHolder::case_, "false"}});
    CHECK(has_note(made.notes, "2 rows are cases with their attributes"));
    ImportBatch batch;
    batch.add("people.csv", rows);
    while (batch.step()) {}
    std::vector<BatchFile> files = batch.take();
    REQUIRE(files.size() == 1);
    CHECK_FALSE(files[0].problem);
    CHECK(has_note(files[0].notes, "2 rows are cases"));
    ImportPlan plan = plan_import(std::move(files));
    CHECK(document_count(plan) == 0);
    CHECK(case_count(plan) == 2);
    CHECK(sources_of(plan).cases.size() == 2);
    CHECK(worth_a_look(plan));
    choose_first_answer(plan.items[0], 3);
    CHECK(case_count(plan) == 1);
    CHECK(plan.items[0].table->sheets[0].columns[1].heading == "34");
}

TEST_CASE("survey programs: REDCap's events are documents of one case") {
    const std::string more = "We moved in with my mother and I stopped working at night, which changed everything for the children.";
    const SurveyImport made = import_of("Record ID,Event Name,Site,Complete?,What support did you get? (choice=Family),Please describe what changed for you\n"
                                        "1,Baseline,North,Complete,Checked,\"" + more + "\"\n1,Follow-up,,Complete,Unchecked,\"" + more + " Now.\"\n2,Baseline,South,Incomplete,Unchecked,\n");
    REQUIRE(made.documents.size() == 2);
    CHECK(made.documents[0].name == "1 · Baseline");
    CHECK(made.documents[1].name == "1 · Follow-up");
    CHECK(made.documents[0].case_name == std::optional<std::string>("1"));
    CHECK(made.documents[1].case_name == std::optional<std::string>("1"));
    const NewValue* support = value_of(made.documents[1].content.values, "What support did you get? (choice=Family)");
    REQUIRE(support);
    CHECK(support->holder == AttributeHolder::source); // it changes within a case
    CHECK(support->value == "false");
    CHECK(value_of(made.documents[0].content.values, "Site")->holder == AttributeHolder::case_);
    REQUIRE(made.cases.size() == 1);
    CHECK(made.cases[0].name == "2");
}

TEST_CASE("survey programs: HTML in questions and answers becomes text") {
    const SurveyImport made = import_of("\"Antwort ID\";\"Datum Abgeschickt\";\"G01Q01. <p>Wie haben Sie die <strong>Beratung</strong> erlebt?</p>\";\"G01Q02[SQ001]. Was half? [Familie]\"\n"
                                        "\"1\";\"2026-02-03 10:00:00\";\"<p>Sehr gut &amp; ruhig.</p><p>Nur etwas kurz.</p>\";\"Ja\"\n\"2\";\"\";\"Es war laut\";\"Nein\"\n");
    REQUIRE(made.documents.size() == 2);
    CHECK(made.documents[0].name == "1");
    CHECK(made.documents[0].content.text == "Sehr gut & ruhig.\nNur etwas kurz.");
    CHECK(made.documents[1].content.text == "Es war laut");
    CHECK(value_of(made.documents[0].content.values, "G01Q02[SQ001]. Was half? [Familie]")->type == AttributeType::boolean);
    CHECK(has_note(made.notes, "Marks of HTML"));
    for (const char* typed : {"I earn <1000 and >500 & more", "a <- b", "AT&T; R&D", "<3 you", "if x<p then", "<unsure>"}) {
        std::string cell = typed;
        CHECK_FALSE(markup_to_text(cell));
        CHECK(cell == typed);
    }
    std::string cell = "first<br />second &lt;p&gt;";
    CHECK(markup_to_text(cell));
    CHECK(cell == "first\nsecond <p>");
    cell = "caf&eacute; &amp; bar\nsecond";
    CHECK(markup_to_text(cell));
    CHECK(cell == "café & bar\nsecond");
}

TEST_CASE("survey programs: quotation marks with backslashes, in the middle, and rows that are not even") {
    const SurveyTable escaped = table_of("\"record_id\",\"free_text\",\"site\"\n\"1\",\"She said \\\"never again\\\", and then\nshe left, I think.\",\"north\"\n\"2\",\"Nothing to add\",\"south\"\n");
    REQUIRE(escaped.sheets[0].rows.size() == 2);
    CHECK(escaped.sheets[0].rows[0].cells == std::vector<std::string>{"1", "She said \"never again\", and then\nshe left, I think.", "north"});
    CHECK(escaped.notes.empty());
    CHECK(table_of("a,b\n\"C:\\\",2\n\"D:\\\",3\n").sheets[0].rows[0].cells == std::vector<std::string>{"C:\\", "2"});
    CHECK(table_of("a;b\n1;He said \"no\" to me; \n2;\"No\", she said\n").sheets[0].rows[1].cells[1] == "\"No\", she said");
    const SurveyTable inner = table_of("id,text,site\n1,\"She said \"never\" to me\",north\n2,no,south\n");
    CHECK(inner.sheets[0].rows[0].cells == std::vector<std::string>{"1", "She said \"never\" to me", "north"});
    CHECK(has_note(inner.notes, "otherwise than tables write them"));
    const SurveyTable open = table_of("id,text\n1,\"never ends\n2,next\n");
    CHECK(open.sheets[0].rows.size() == 2);
    CHECK(has_note(open.notes, "otherwise than tables write them"));
    const SurveyTable uneven = table_of("id,text,site\n1,yes, and no,north\n2,fine,south\n3,good\n4,\"a\nb\",west\n5,,\n");
    CHECK(has_note(uneven.notes, "Rows 2 and 4 do not have as many cells as the others (3)"));
    CHECK(table_of("id,text\n1,a\n2,b\n\n").notes.empty());
    CHECK(table_of("\"sep=;\"\na;b,c\n1;2,3\n").sheets[0].columns[1].heading == "b,c");
    CHECK(table_of("SEP=\\t\na\tb\n1\t2\n").sheets[0].rows[0].cells[1] == "2");
    CHECK(table_of("id,code\n=\"007\",x\n").sheets[0].rows[0].cells[0] == "007");
    // Long lines of quotation marks, and cells that begin with one, take no time that grows with their square.
    std::string hostile = "a,b\n";
    for (int i = 0; i < 200'000; ++i) hostile += "\"x";
    CHECK(read_survey_table({"x.csv", hostile}).ok());
    hostile = "a,b\n";
    for (int i = 0; i < 50'000; ++i) hostile += "\"a,b\n";
    CHECK(read_survey_table({"x.csv", hostile}).ok());
}

TEST_CASE("survey programs: numbers of a workbook as their formats show them") {
    using Shows = NumberFormat::Shows;
    for (const char* code : {"dd/mm/yyyy", "[$-409]d mmm yyyy;@", "\"on\" d", "mmm", "d/m h:mm"}) CHECK(number_format(code).shows == Shows::date);
    for (const char* code : {"hh:mm", "mm:ss", "h:mm AM/PM", "h\"时\"mm\"分\"", "mm:ss.0"}) CHECK(number_format(code).shows == Shows::time_of_day);
    for (const char* code : {"[h]:mm:ss", "[hh]:mm", "[mm]:ss", "[s]", "[H]\"h \"mm"}) CHECK(number_format(code).shows == Shows::duration);
    for (const char* code : {"0.00", "General", "\"days\" 0", "#,##0;[Red]-#,##0", "0\\d", "@", "0%", "0.00E+00", "[Red]0"}) CHECK(number_format(code).shows == Shows::number);
    const auto shown = [](double number, const char* code, DateSystem system = DateSystem::from_1900) { return shown_number(number, number_format(code), system); };
    CHECK(shown(1.0625, "[h]:mm:ss") == "25:30:00");
    CHECK(shown(0.03125, "[mm]:ss") == "00:45:00");
    CHECK(shown(-0.0625, "[h]:mm") == "-01:30:00");
    CHECK(shown(1.0625, "hh:mm") == "01:30:00");
    CHECK(shown(0.5, "hh:mm", DateSystem::from_1904) == "12:00:00");
    CHECK(shown(35064, "dd/mm/yyyy", DateSystem::from_1904) == "2000-01-01");
    CHECK(shown(0.0000173611, "mm:ss.0") == "00:00:01.5");
    CHECK(shown(7, "000") == "007");
    CHECK(shown(7, "\"P\"000") == "P007");
    CHECK(shown(12.5, "000") == "12.5");
    CHECK(shown(0.25, "0%") == "0.25");
    CHECK(shown(1e300, "[h]:mm").size() > 3);
    const std::string head = "<?xml version=\"1.0\"?>";
    const auto cell = [](const std::string& inside) { return "<c t=\"inlineStr\"><is>" + inside + "</is></c>"; };
    std::vector<test::ZipEntry> entries = {
        {"xl\\workbook.xml", head + "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl\\_rels\\workbook.xml.rels", head + "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets\\sheet1.xml\"/></Relationships>"},
        {"[Content_Types].xml", head + "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"},
        {"xl\\worksheets\\sheet1.xml", head + "<worksheet><sheetData><row r=\"1\">" + cell("<t>Name</t>") + cell("<r><t>How </t></r><r><rPr><b/></rPr><t>long?</t></r><rPh><t>x</t></rPh>") +
                                           "</row><row r=\"2\">" + cell("<t>Ana</t>") + "<c><f t=\"shared\" si=\"0\"/><v>3</v></c></row><row r=\"3\">" + cell("<t>Ben</t>") + "<c><f>A1</f></c></row></sheetData></worksheet>"}};
    const SurveyTable table = table_of(test::zip(entries), "x.xlsx");
    CHECK(headings(table.sheets[0]) == std::vector<std::string>{"Name", "How long?"});
    CHECK(table.sheets[0].rows[0].cells == std::vector<std::string>{"Ana", "3"});
    CHECK(has_note(table.notes, "1 cell holds a formula whose result does not stand in the file"));
}
