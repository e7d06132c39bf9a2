#include "engine/formats/project_file.h"

#include "engine/commands/code_tree.h"
#include "engine/formats/project_reading.h"
#include "engine/queries/codebook.h"
#include "formats/fixture.h"

#include <algorithm>
#include <random>
#include <set>

using namespace emic;
using test::fixture;
using test::fixture_guid;

namespace {

/// Read in stretches of about a record, which must come to the same as read at once.
Result<ProjectFile> read(std::string_view bytes) {
    ProjectReading reading{std::string(bytes)};
    while (!reading.step(100)) {}
    Result<ProjectFile> slow = std::move(reading).take();
    Result<ProjectFile> file = read_project_file(bytes);
    REQUIRE(slow.ok() == file.ok());
    if (file.ok()) {
        CHECK(slow->project == file->project);
        CHECK(slow->project.unknown == file->project.unknown);
        CHECK(slow->journal == file->journal);
        CHECK(slow->notes == file->notes);
    } else {
        CHECK(slow.problem().message == file.problem().message);
    }
    return file;
}

ProjectFile opened(std::string_view bytes) {
    Result<ProjectFile> file = read(bytes);
    REQUIRE_MESSAGE(file.ok(), file.problem().message);
    return std::move(file).value();
}

std::string without_checksum(std::string bytes) {
    const std::size_t begin = bytes.rfind(",\n\"sha256\"");
    return bytes.replace(begin, bytes.rfind('}') - begin, "");
}

/// The fixture with one stretch replaced, as another program might have changed it.
std::string changed(std::string_view from, std::string_view to) {
    std::string bytes = without_checksum(fixture("project-v1.emic"));
    const std::size_t at = bytes.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    return bytes.replace(at, from.size(), to);
}

bool mentions(const std::vector<std::string>& notes, std::string_view words) {
    return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("the project file of version 1 opens") {
    const ProjectFile file = opened(fixture("project-v1.emic"));
    const Project& project = file.project;
    CHECK(file.notes.empty());
    CHECK(file.journal.lamport == 41);
    CHECK(file.journal.last_hash.substr(0, 4) == "abab");
    CHECK(project.info().name == "Ward study – 病房研究");
    CHECK(project.info().created == 1700000000000);
    CHECK(project.coders().size() == 2);
    CHECK(project.cases().size() == 2);
    CHECK(project.sources().size() == 2);
    CHECK(project.codes().size() == 3);
    CHECK(project.codings().size() == 4);
    CHECK(project.memos().size() == 6);
    CHECK(project.themes().size() == 2);

    const Source* chinese = project.find(Id<Source>{fixture_guid(0x31)});
    REQUIRE(chinese);
    CHECK(chinese->name == "P04 访谈");
    CHECK(chinese->case_id == Id<Case>{fixture_guid(0x21)});
    const Coding* coding = project.find(Id<Coding>{fixture_guid(0x53)});
    REQUIRE(coding);
    CHECK(slice(chinese->text.view(), coding->range) == "我没有重新做人，我一直是人。💛");
    CHECK_FALSE(coding->weight);
    CHECK(project.find(Id<Coding>{fixture_guid(0x51)})->weight == 0);
    CHECK(project.find(Id<Coding>{fixture_guid(0x50)})->weight == 80);

    const Code* judged = project.find(Id<Code>{fixture_guid(0x41)});
    REQUIRE(judged);
    CHECK(judged->parent == Id<Code>{fixture_guid(0x40)});
    CHECK(judged->colour == 0xaa2244);
    CHECK(judged->exclude == "By neighbours: “Stigma”.");
    CHECK(judged->unknown == R"({"status":"agreed"})");
    const Memo* moon = project.find(Id<Memo>{fixture_guid(0x63)});
    REQUIRE(moon);
    CHECK(moon->target == MemoTarget::passage);
    CHECK(moon->range.size() == 4);
    const Theme* theme = project.find(Id<Theme>{fixture_guid(0x70)});
    REQUIRE(theme);
    CHECK(theme->codes == std::vector{Id<Code>{fixture_guid(0x41)}, Id<Code>{fixture_guid(0x40)}});
    CHECK(theme->key_quotations.size() == 2);
    CHECK(theme->relations == std::vector{ThemeRelation{Id<Theme>{fixture_guid(0x71)}, "is held in tension with"}});
}

TEST_CASE("the project file of version 2 opens") {
    const ProjectFile file = opened(fixture("project-v2.emic"));
    const Project& project = file.project;
    CHECK(file.notes.empty());
    CHECK(project.codings().size() == 4);
    const Source* source = project.find(Id<Source>{fixture_guid(0x30)});
    REQUIRE(source);
    CHECK(source->speakers == std::vector{Speaker{"Interviewer", {}, true}, Speaker{"P01", Id<Case>{fixture_guid(0x20)}, false}});
    REQUIRE(source->turns.size() == 3);
    CHECK(slice(source->text.view(), {source->turns[1].words, source->turns[1].range.end}).substr(0, 13) == "I felt judged");
    CHECK(source->turns[1].speaker == 1);
    CHECK(source->headings == std::vector{Heading{{0, 30}, 2}});
    CHECK(source->times == std::vector{TimeAnchor{0, 0}, TimeAnchor{31, 95'500}});
    const Attribute* age = project.find(Id<Attribute>{fixture_guid(0x80)});
    REQUIRE(age);
    CHECK(age->type == AttributeType::integer);
    const AttributeValue* ward = project.find(Id<AttributeValue>{fixture_guid(0x83)});
    REQUIRE(ward);
    CHECK(ward->holder == AttributeHolder::source);
    CHECK(ward->value == "Ward 3 <b>");
    CHECK(project.find(Id<Code>{fixture_guid(0x40)})->category);
    CHECK_FALSE(project.find(Id<Code>{fixture_guid(0x41)})->category);
    CHECK(project.find(Id<Memo>{fixture_guid(0x63)})->title == "The moon");
    CHECK(project.find(Id<Pseudonym>{fixture_guid(0x90)})->standin == "a city");
    const Kept* kept = project.find(Id<Kept>{fixture_guid(0x91)});
    REQUIRE(kept);
    CHECK(kept->bytes.view() == std::string_view("\0\xFF\x10", 3));
    CHECK(kept->owner == fixture_guid(0x41));
}

TEST_CASE("saving what was opened gives the same bytes, unknown fields among them") {
    const std::string bytes = fixture("project-v2.emic");
    const ProjectFile file = opened(bytes);
    CHECK(write_project_file(file.project, file.journal) == bytes);
    CHECK(file.project.unknown == R"({"study_design":{"note":"kept, 保留","waves":[1,2]}})");
}

TEST_CASE("an empty project can be saved and opened") {
    const ProjectFile file = opened(write_project_file(Project{}));
    CHECK(file.project == Project{});
    CHECK(file.notes.empty());
    CHECK(file.journal == JournalPlace{});
}

TEST_CASE("any characters survive saving") {
    std::string name = "\"quoted\" \\ / \b\t\r\n\x01\x7f <b> \xE2\x80\xA8 💛 العربية";
    name += '\0';
    name += "end";
    Project project;
    Change change;
    ProjectInfo info;
    info.id.guid = {1, 2};
    info.name = name;
    info.created = -5;
    change.insert(info);
    REQUIRE_FALSE(project.apply(change));
    CHECK(opened(write_project_file(project)).project.info().name == name);
    CHECK(opened(write_project_file(project)).project == project);
}

TEST_CASE("what is not UTF-8 is saved as replacement characters, and the file still opens") {
    Project project;
    Change change;
    Coder coder;
    coder.id.guid = {1, 2};
    coder.name = "A\xff\xc3";
    change.insert(coder);
    REQUIRE_FALSE(project.apply(change));
    CHECK(opened(write_project_file(project)).project.find(coder.id)->name == "A\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("files that are no project are refused in plain words") {
    for (const char* bytes : {"", "{", "[]", "null", "{}", "PK\x03\x04", "Interviewer: How was the ward?", "{\"format\":\"emic-project\"}",
                              "{\"format\":\"emic-project\",\"version\":0}", "{\"format\":\"emic-project\",\"version\":\"1\"}",
                              "{\"format\":\"other\",\"version\":1}"}) {
        const Result<ProjectFile> file = read(bytes);
        CAPTURE(bytes);
        REQUIRE_FALSE(file.ok());
        CHECK(file.problem().kind == ProblemKind::unreadable);
        CHECK_FALSE(file.problem().message.empty());
    }
}

TEST_CASE("a file of a newer version is refused as such") {
    const Result<ProjectFile> file = read(changed("\"version\":1", "\"version\":3"));
    REQUIRE_FALSE(file.ok());
    CHECK(file.problem().kind == ProblemKind::unsupported);
    CHECK(file.problem().message.find("newer version") != std::string::npos);
}

TEST_CASE("the order of the fields in the file does not matter") {
    std::string bytes = without_checksum(fixture("project-v1.emic"));
    const std::string head = "\"format\":\"emic-project\",\"version\":1,";
    bytes.erase(bytes.find(head), head.size());
    bytes.insert(bytes.rfind('}'), ",\"version\":1,\"format\":\"emic-project\"");
    const ProjectFile file = opened(bytes);
    CHECK(file.notes.empty());
    CHECK(file.project == opened(fixture("project-v1.emic")).project);
}

TEST_CASE("a file changed by another program opens with a word of warning") {
    std::string bytes = fixture("project-v1.emic");
    bytes.replace(bytes.find("By whom?"), 8, "By them?");
    const ProjectFile file = opened(bytes);
    CHECK(file.project.find(Id<Memo>{fixture_guid(0x62)})->text == "By them?");
    CHECK(mentions(file.notes, "changed by another program"));
}

TEST_CASE("damaged records are set right and told of, and nothing else is lost") {
    const std::string document = "\"document\":\"00000000-0000-4000-8000-000000000030\",\"range\":[38,49]";
    struct Damage {
        std::string from;
        std::string to;
        std::string note;
        std::size_t codings;
    };
    const Damage damages[] = {
        {document, "\"document\":\"00000000-0000-4000-8000-0000000000ff\",\"range\":[38,49]", "document that is not in the file", 3},
        {document, "\"document\":\"00000000-0000-4000-8000-000000000030\",\"range\":[38,38]", "no passage", 3},
        {document, "\"document\":\"00000000-0000-4000-8000-000000000030\",\"range\":[38,99999]", "clipped", 4},
        {"\"range\":[101,105]", "\"range\":[102,104]", "clipped", 4},
        {document, "\"document\":7,\"range\":[38,49]", "“document” should be an identifier", 3},
        {"\"weight\":80", "\"weight\":\"much\"", "“weight” should be a whole number", 4},
        {"\"weight\":80", "\"weight\":1e300", "“weight” should be a whole number", 4},
        {"\"weight\":80", "\"weight\":99999999999", "“weight” should be a whole number", 4},
        {"\"colour\":\"#aa2244\"", "\"colour\":\"red\"", "“colour” should be a colour", 4},
        {"\"position\":1,\"site\"", "\"position\":-1,\"site\"", "“position” should be a whole number", 4},
        {"\"target\":\"code\"", "\"target\":\"moon\"", "project, document, code", 4},
        {"\"target_id\":\"00000000-0000-4000-8000-000000000041\"", "\"target_id\":\"00000000-0000-4000-8000-0000000000ff\"", "memo on the project", 4},
        {"\"range\":[101,105]", "\"range\":[5,5]", "memo on the document", 4},
        {"\"parent\":\"00000000-0000-4000-8000-000000000040\"", "\"parent\":\"00000000-0000-4000-8000-000000000041\"", "beneath itself", 4},
        {"\"parent\":\"00000000-0000-4000-8000-000000000040\"", "\"parent\":\"00000000-0000-4000-8000-0000000000ff\"", "code above", 4},
        {"\"to\":\"00000000-0000-4000-8000-000000000071\"", "\"to\":\"00000000-0000-4000-8000-000000000070\"", "relation", 4},
        {"\"case\":\"00000000-0000-4000-8000-000000000021\"", "\"case\":\"00000000-0000-4000-8000-0000000000ff\"", "now has none", 4},
        {"{\"id\":\"00000000-0000-4000-8000-000000000042\"", "{\"id\":\"00000000-0000-4000-8000-000000000043\"", "Recovered code", 4},
        {"{\"id\":\"00000000-0000-4000-8000-000000000011\"", "{\"id\":\"nobody\"", "Unknown coder", 4},
        {"{\"id\":\"00000000-0000-4000-8000-000000000031\"", "{\"id\":\"00000000-0000-4000-8000-000000000030\"", "twice", 3},
        {"\"codings\":[", "\"codings\":[7,", "It is not a record", 4},
        {"\"cases\":[", "\"cases\":{},\"former\":[", "not a list", 4},
    };
    for (const Damage& damage : damages) {
        CAPTURE(damage.from);
        CAPTURE(damage.to);
        const ProjectFile file = opened(changed(damage.from, damage.to));
        CHECK(find_problems(file.project).empty());
        CHECK_MESSAGE(mentions(file.notes, damage.note), (file.notes.empty() ? "no note" : file.notes.front()));
        CHECK(file.project.codings().size() == damage.codings);
        CHECK(file.project.memos().size() == 6);
        CHECK(file.project.themes().size() == 2);
        const ProjectFile again = opened(write_project_file(file.project));
        CHECK(again.notes.empty());
        CHECK(again.project == file.project);
        CHECK(again.project.unknown == file.project.unknown);
    }
}

TEST_CASE("what had to be left out stays in the file") {
    const ProjectFile file = opened(changed("{\"id\":\"00000000-0000-4000-8000-000000000051\"", "{\"id\":null"));
    CHECK(file.project.codings().size() == 3);
    CHECK(write_project_file(file.project).find("\"left_out\":[{\"code\":\"00000000-0000-4000-8000-000000000041\"") != std::string::npos);
}

TEST_CASE("nesting without end is refused") {
    std::string deep = "{\"format\":\"emic-project\",\"version\":1,\"unknown\":";
    deep += std::string(200'000, '[') + std::string(200'000, ']') + "}";
    CHECK_FALSE(read(deep).ok());
}

TEST_CASE("every truncation of a project file is a Problem") {
    const std::string bytes = fixture("project-v1.emic");
    for (std::size_t length = 0; length + 2 < bytes.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(read_project_file(std::string_view(bytes).substr(0, length)).ok());
    }
}

TEST_CASE("flipped bits never pass unnoticed and never give a project with problems") {
    const std::string bytes = fixture("project-v1.emic");
    const Project sound = opened(bytes).project;
    std::mt19937 random(20261123);
    for (int round = 0; round < 3000; ++round) {
        std::string flipped = bytes;
        for (int flips = 1 + round % 3; flips > 0; --flips)
            flipped[random() % (flipped.size() - 2)] ^= static_cast<char>(1 << random() % 8);
        if (flipped == bytes) continue;
        const Result<ProjectFile> file = read_project_file(flipped);
        CAPTURE(round);
        if (!file) {
            CHECK_FALSE(file.problem().message.empty());
            continue;
        }
        CHECK(find_problems(file->project).empty());
        // A flip in the name "sha256" itself leaves a sound project without a checksum.
        CHECK((!file->notes.empty() || file->project == sound));
        CHECK(opened(write_project_file(file->project)).project == file->project);
    }
}

TEST_CASE("codes that stand deeper than a codebook goes are lifted, told of, and keep everything") {
    const std::uint64_t deepest = 5'000;
    Project deep;
    Change change;
    change.insert(Coder{{{3, 1}}, "Mia", 0x336699, ""});
    Source source;
    source.id = {{4, 1}};
    source.name = "P01";
    source.text = SharedText("They kept checking on me.");
    change.insert(source);
    for (std::uint64_t i = 1; i <= deepest; ++i) {
        Code code;
        code.id = {{1, i}};
        if (i > 1) code.parent = {{1, i - 1}};
        code.name = i % 2 ? "Deeper" : "Code " + std::to_string(i);
        code.definition = "Definition " + std::to_string(i);
        change.insert(code);
        Coding coding;
        coding.id = {{2, i}};
        coding.source = source.id;
        coding.range = {5, 9};
        coding.code = code.id;
        coding.coder = {{3, 1}};
        change.insert(coding);
    }
    REQUIRE_FALSE(deep.apply(change));
    const ProjectFile file = opened(write_project_file(deep));
    CHECK(mentions(file.notes, "deeper than 100 levels"));
    CHECK(file.project.codings() == deep.codings());
    REQUIRE(file.project.codes().size() == deepest);
    Indexes indexes;
    indexes.rebuild(file.project);
    const std::vector<CodeRow> rows = codebook_rows(file.project, indexes);
    REQUIRE(rows.size() == deepest);
    std::set<std::pair<Id<Code>, std::string>> names;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // One after the other as in the tree that it was.
        CHECK(rows[i].id == Id<Code>{{1, i + 1}});
        CHECK(rows[i].depth == std::min<std::size_t>(i, most_code_levels - 1));
        CHECK(names.emplace(rows[i].parent, rows[i].name).second);
    }
    CHECK(file.project.find(Id<Code>{{1, deepest}})->definition == "Definition " + std::to_string(deepest));
    // From then on it is a project like any other.
    const ProjectFile again = opened(write_project_file(file.project));
    CHECK(again.notes.empty());
    CHECK(again.project == file.project);
}
