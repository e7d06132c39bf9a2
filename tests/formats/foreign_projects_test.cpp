#include "engine/formats/foreign_project_builder.h"
#include "engine/formats/taguette_text.h"
#include "engine/formats/zip_writer.h"
#include "engine/queries/codebook.h"
#include "formats/database_builder.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

using namespace emic;
using namespace emic::test;

namespace {

Result<ForeignProject> read_foreign(const std::string& bytes, const std::string& name = "study.bin") {
    const FileInput file{name, bytes};
    const IdSource ids = seeded_ids(7);
    const ForeignProjectReader* reader = foreign_project_reader(file);
    if (!reader) return Problem{ProblemKind::unreadable, "no reader", ""};
    return reader->read(file, {ids, 1000, "Me"});
}

template <class Record> const Record* named(const Project& project, std::string_view name) {
    for (const Record& record : project.table<Record>())
        if (record.name == name) return &record;
    return nullptr;
}

/// "Ana.txt: lonely = lonely by Mia", sorted.
std::vector<std::string> codings(const Project& project) {
    std::vector<std::string> lines;
    for (const Coding& coding : project.codings()) {
        const Source* source = project.find(coding.source);
        lines.push_back(source->name + ": " + std::string(slice(source->text.view(), coding.range)) + " = " +
                        code_path(project, coding.code) + " by " + project.find(coding.coder)->name);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

bool reports(const ForeignProject& made, std::string_view words) {
    return std::any_of(made.report.begin(), made.report.end(),
                       [&](const ImportNote& note) { return note.message.find(words) != std::string::npos; });
}

const Memo* memo_with(const Project& project, std::string_view text) {
    for (const Memo& memo : project.memos())
        if (memo.text == text) return &memo;
    return nullptr;
}

} // namespace

TEST_CASE("QualCoder: a project comes over whole") {
    const auto made = read_foreign(make_database(qualcoder_study()), "Nights.qda");
    REQUIRE(made.ok());
    const Project& project = made->project;
    CHECK(find_problems(project).empty());
    CHECK(project.info().name == "Nights");
    CHECK(made->program == "QualCoder 3.5");
    CHECK(project.sources().size() == 2);
    CHECK(named<Source>(project, "Ana.txt")->text.view() == "I felt lonely\nat night. Être là.");
    // The places in Ben.txt count 😀 twice: only so do the stored words fit.
    CHECK(codings(project) == std::vector<std::string>{"Ana.txt: lonely = Feelings > Dark feelings > lonely by Mia",
                                                      "Ana.txt: Être = Feelings > Dark feelings > lonely by Jo",
                                                      "Ben.txt: fine = fine by Mia", "Ben.txt: really = fine by Mia"});
    CHECK(reports(*made, "count characters such as"));
    CHECK(reports(*made, "1 picture or recording was left out"));
    CHECK(reports(*made, "1 coded region of a picture"));
    CHECK_FALSE(reports(*made, "differ"));
    const Code* lonely = named<Code>(project, "lonely");
    CHECK(lonely->colour == 0xF4A460);
    CHECK(lonely->definition == "Alone and sorry for it");
    CHECK(named<Code>(project, "Feelings")->category);
    CHECK(named<Source>(project, "Ana.txt")->case_id == named<Case>(project, "Ana")->id);
    REQUIRE(project.values().size() == 1);
    CHECK(project.values().begin()->value == "41");
    CHECK(project.attributes().begin()->type == AttributeType::number);
    CHECK(memo_with(project, "tense?")->target == MemoTarget::passage);
    CHECK(slice(named<Source>(project, "Ana.txt")->text.view(), memo_with(project, "tense?")->range) == "felt");
    CHECK(memo_with(project, "It rained.")->title == "Day 1");
    CHECK(memo_with(project, "How nurses speak of nights")->target == MemoTarget::project);
    CHECK(memo_with(project, "Nurse")->target == MemoTarget::case_);
    CHECK(memo_with(project, "First talk")->target == MemoTarget::source);
    for (const Coding& coding : project.codings())
        if (coding.code == lonely->id && project.find(coding.coder)->name == "Mia") {
            CHECK(coding.created == 1714723200000);
            CHECK(coding.weight == 100);
        }
}

TEST_CASE("QualCoder: the packed folder and the file in it are the same project") {
    const std::string database = make_database(qualcoder_study());
    ZipWriter zip;
    zip.add("Nights.qda/documents/Ana.txt", "x");
    zip.add("Nights.qda/data.qda", database);
    const auto packed = read_foreign(zip.finish().value(), "Nights.zip");
    REQUIRE(packed.ok());
    CHECK(packed->project == read_foreign(database, "Nights.qda")->project);
}

TEST_CASE("QualCoder: older and newer schemas") {
    // Version 1 had neither important codings nor a coder's name; newer ones have sub-codes.
    std::string old = "CREATE TABLE project (databaseversion text, date text, memo text, about text);"
                      "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);"
                      "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);"
                      "CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);"
                      "INSERT INTO source VALUES (1,'A','one two',NULL,'','','');"
                      "INSERT INTO code_name VALUES (1,'two','',NULL,'','','');"
                      "INSERT INTO code_text VALUES (1,1,'two',4,7,'','','');";
    const auto made = read_foreign(make_database(old));
    REQUIRE(made.ok());
    CHECK(codings(made->project) == std::vector<std::string>{"A: two = two by Me"});
}

TEST_CASE("QualCoder: what does not fit is said and never shifted") {
    const auto made = read_foreign(make_database(qualcoder_study() + "INSERT INTO code_text VALUES (9,2,1,'elsewhere',0,6,'Mia','','',NULL,0);"
                                                                     "INSERT INTO code_text VALUES (10,2,1,'x',900,905,'Mia','','',NULL,0);"
                                                                     "INSERT INTO code_text VALUES (11,77,1,'x',0,5,'Mia','','',NULL,0);"));
    REQUIRE(made.ok());
    CHECK(reports(*made, "1 coded passage in ‘Ana.txt’ differs"));
    CHECK(reports(*made, "1 coding was left out: its place is not in its document."));
    CHECK(reports(*made, "1 coding was left out: its document or code is not in the project."));
    const auto lines = codings(made->project);
    CHECK(std::count(lines.begin(), lines.end(), "Ana.txt: I felt = fine by Mia") == 1);
}

TEST_CASE("QualCoder: categories in a circle stand at the top") {
    const auto made = read_foreign(make_database(qualcoder_schema() + "INSERT INTO code_cat VALUES (1,'a','','','',2);"
                                                                      "INSERT INTO code_cat VALUES (2,'b','','','',1);"));
    REQUIRE(made.ok());
    CHECK(made->project.codes().size() == 2);
    CHECK(reports(*made, "lay beneath itself"));
}

TEST_CASE("Taguette: text and places of its HTML") {
    const TaguetteText text = place_taguette_text("\n<p>a &amp; <i>b</i>\n c</p>\n<ul><li>d</li><li>é</li></ul><pre>\nx  y\nz</pre>e<br>f");
    CHECK(text.placed.text == "a & b c\nd\né\nx  y\nz\ne\nf");
    CHECK(text.leading_blanks == 1);
    // Units:          LF a ␣ & ␣ b LF ␣ c LF d é(2) …
    CHECK(slice(text.placed.text, text.placed.range(1, 4)) == "a &");
    CHECK(slice(text.placed.text, text.placed.range(8, 13)) == "c\nd\né");
    CHECK(text.placed.range(5, 5).empty());
    CHECK(text.placed.range(0, 4000).empty());
}

TEST_CASE("Taguette: a project comes over whole") {
    const auto made = read_foreign(make_database(taguette_study()), "2024_Nights.sqlite3");
    REQUIRE(made.ok());
    const Project& project = made->project;
    CHECK(find_problems(project).empty());
    CHECK(project.info().name == "Nights");
    CHECK(named<Source>(project, "Ana")->text.view() == "Être là\nI felt lonely & sad.\nThen day.");
    CHECK(named<Source>(project, "Ana")->headings.size() == 1);
    CHECK(codings(project) == std::vector<std::string>{"Ana: day = e.g. time by Me", "Ana: felt lonely = feeling > lonely by jo",
                                                      "Ana: felt lonely = feeling by jo", "Ana: lonely & sad.\nThen = e.g. time by Me",
                                                      "Ana: Être là = Highlighted without a tag by Me"});
    CHECK(reports(*made, "1 highlight without a tag"));
    CHECK(reports(*made, "1 highlight in ‘Ana’ differs")); // "day" against the stored "Thursday."
    CHECK(memo_with(project, "How nurses speak")->target == MemoTarget::project);
    CHECK(memo_with(project, "first")->target == MemoTarget::source);
    CHECK(named<Code>(project, "feeling")->definition == "What is felt");
}

TEST_CASE("Taguette: places behind leading blanks are told by the stored words") {
    const auto made = read_foreign(make_database(taguette_schema() + "INSERT INTO projects VALUES (1,'P','','');"
                                                                     "INSERT INTO documents VALUES (1,'D','','','',1,'','\n\n<p>one two</p>');"
                                                                     "INSERT INTO tags VALUES (1,1,'t','');"
                                                                     "INSERT INTO highlights VALUES (1,1,4,7,'<p>two</p>');"
                                                                     "INSERT INTO highlight_tags VALUES (1,1);"));
    REQUIRE(made.ok());
    CHECK(codings(made->project) == std::vector<std::string>{"D: two = t by Me"});
}

TEST_CASE("Foreign projects: a database of another kind is none") {
    CHECK(foreign_project_reader({"a.db", make_database("CREATE TABLE a (b);")}) == nullptr);
    CHECK(foreign_project_reader({"a.qda", "SQLite format 3"}) == nullptr);
    CHECK(foreign_project_reader({"a.qda", std::string("SQLite format 3\0", 16)}) == nullptr);
    CHECK(foreign_project_reader({"a.qda", ""}) == nullptr);
    // Views in place of tables are never run.
    CHECK(foreign_project_reader({"a.qda", make_database("CREATE VIEW source AS WITH RECURSIVE n(fulltext) AS (SELECT 1 UNION ALL SELECT "
                                                         "fulltext FROM n) SELECT * FROM n; CREATE TABLE code_name (cid); CREATE TABLE "
                                                         "code_text (pos0, pos1);")}) == nullptr);
}

TEST_CASE("Foreign projects: truncated and bit-flipped databases end in a sound project or a Problem") {
    std::mt19937 random(11);
    int read = 0;
    int refused = 0;
    for (const std::string& sound : {make_database(qualcoder_study()), make_database(taguette_study())})
        for (int round = 0; round < 400; ++round) {
            std::string bytes = sound;
            if (round % 4 == 0) bytes.resize(random() % bytes.size());
            for (auto flips = 1 + random() % 30; flips > 0 && !bytes.empty(); --flips)
                bytes[random() % bytes.size()] ^= static_cast<char>(1u << (random() % 8));
            const auto made = read_foreign(bytes);
            ++(made.ok() ? read : refused);
            if (made.ok()) CHECK(find_problems(made->project).empty());
            else CHECK_FALSE(made.problem().message.empty());
        }
    CHECK(read > 50);
    CHECK(refused > 50);
}

TEST_CASE("Foreign projects: made-up columns and huge values are bounded") {
    const std::string file = make_database(
        "CREATE TABLE source (id integer primary key, name text, fulltext text GENERATED ALWAYS AS (hex(zeroblob(90000000))) VIRTUAL);"
        "CREATE TABLE code_name (cid); CREATE TABLE code_text (pos0, pos1);"
        "INSERT INTO source (id, name) VALUES (1,'a'); INSERT INTO source (id, name) VALUES (2,'b');");
    const auto made = read_foreign(file);
    REQUIRE_FALSE(made.ok());
    CHECK(made.problem().kind == ProblemKind::damaged);
}

TEST_CASE("Foreign projects: times") {
    CHECK(foreign_time("1970-01-01 00:00:01") == 1000);
    CHECK(foreign_time("2024-05-31T14:00:00.123456") == 1717164000000);
    CHECK(foreign_time("2024-05-31 14:00:00+02:00") == 1717156800000);
    CHECK(foreign_time("2024-05-31") == 1717113600000);
    CHECK(foreign_time("yesterday") == 0);
    CHECK(foreign_time("") == 0);
}
