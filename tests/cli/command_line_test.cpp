#include "cli/command_line.h"

#include "engine/formats/export_table.h"
#include "engine/formats/project_file.h"
#include "engine/formats/zip_writer.h"
#include "formats/fixture.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <unistd.h>

using namespace emic;
using test::fixture;

namespace {

/// A folder of its own that goes away with the test.
class Folder {
public:
    Folder() {
        static int count = 0;
        m_path = std::filesystem::temp_directory_path() / ("emic-cli-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(m_path);
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(m_path, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return (m_path / name).string(); }
    [[nodiscard]] std::string file(const std::string& name, std::string_view bytes) const {
        std::ofstream(m_path / name, std::ios::binary) << bytes;
        return file(name);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream stream(m_path / name, std::ios::binary);
        REQUIRE(stream.good());
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(m_path), {}));
    }

private:
    std::filesystem::path m_path;
};

struct Ran {
    int status;
    std::string out;
    std::string err;
};

Ran emic_run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int status = cli::run_command_line(arguments, out, err);
    return {status, out.str(), err.str()};
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

} // namespace

TEST_CASE("help: every command is listed and says how it is used") {
    const Ran overview = emic_run({"--help"});
    CHECK(overview.status == 0);
    CHECK(overview.err.empty());
    for (const cli::Command& command : cli::commands()) {
        CAPTURE(command.name);
        CHECK(has(overview.out, "emic " + std::string(command.usage)));
        const Ran help = emic_run({std::string(command.name), "--help"});
        CHECK(help.status == 0);
        CHECK(has(help.out, "Usage: emic " + std::string(command.usage)));
        CHECK(help.out.size() > command.usage.size() + 80);
        CHECK(emic_run({"help", std::string(command.name)}).out == help.out);
    }
    for (const ExportFormat& format : export_formats()) CHECK(has(emic_run({"export", "-h"}).out, format.id));
    CHECK(has(emic_run({"import", "--help"}).out, ".docx"));
}

TEST_CASE("misuse is said in plain words on standard error, with status 1") {
    const Folder folder;
    const std::string project = folder.file("study.emic", fixture("project-v1.emic"));
    const std::vector<std::string> misuses[] = {
        {}, {"dance"}, {"text"}, {"text", "a", "b"}, {"text", folder.file("nothing.txt")}, {"text", folder.file("")},
        {"import"}, {"import", folder.file("new.emic")}, {"import", folder.file("new.emic"), folder.file("nothing.txt")},
        {"import", folder.file("new.emic"), "--coder"}, {"info"}, {"info", folder.file("nothing.emic")}, {"info", project, "--all"},
        {"passages"}, {"export", project}, {"export", project, "--format"}, {"export", project, "--format", "magic"},
        {"export", project, "--format", "codebook-csv", "-o", folder.file("no/such/folder.csv")}, {"sample", project},
        {"sample", project, folder.file("x.emic")}};
    for (const std::vector<std::string>& arguments : misuses) {
        const Ran ran = emic_run(arguments);
        CAPTURE(ran.err);
        CHECK(ran.status == 1);
        CHECK(ran.out.empty());
        CHECK(ran.err.starts_with("emic: "));
        CHECK(folder.files() == 1);
    }
}

TEST_CASE("from interviews to a project and back") {
    const Folder folder;
    const std::string english = folder.file("P01.txt", "\xEF\xBB\xBFInterviewer: How was the ward?\r\nP01: I felt judged.\r\n");
    const std::string chinese = folder.file("访谈 4.txt", "访谈者：您好\nP04：💛\n");
    const Ran text = emic_run({"text", english});
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    CHECK(text.out.starts_with("Interviewer: How was the ward?\nP01: I felt judged."));
    CHECK_FALSE(has(text.out, "\r"));

    const std::string project = folder.file("Ward study.emic");
    const Ran import = emic_run({"import", project, english, chinese, "--coder", "王芳"});
    CHECK_MESSAGE(import.status == 0, import.err);
    CHECK(import.out.empty());
    const Ran info = emic_run({"info", project});
    CHECK(info.status == 0);
    CHECK(has(info.out, "\"name\": \"Ward study\""));
    CHECK(has(info.out, "\"documents\": 2,"));
    CHECK(has(info.out, "\"coders\": 1,"));
    CHECK(emic_run({"passages", project}).out == "[]\n");

    // Nothing is overwritten; with --add the documents come on top.
    const std::string before = folder.read("Ward study.emic");
    const Ran again = emic_run({"import", project, english});
    CHECK(again.status == 1);
    CHECK(has(again.err, "--add"));
    CHECK(folder.read("Ward study.emic") == before);
    CHECK(emic_run({"import", "--add", project, english}).status == 0);
    CHECK(has(emic_run({"info", project}).out, "\"documents\": 3,"));
    CHECK(folder.files() == 3);
}

TEST_CASE("turns are recognised as the page recognises them, by one pattern or by none") {
    const Folder folder;
    const std::string colons = folder.file("P01.txt", "Interviewer: How was it?\nAna: Lonely.\nInterviewer: And then?\nAna: Better.\n");
    const auto source_of = [&](const std::vector<std::string>& options) {
        const std::string project = folder.file("new.emic");
        std::vector<std::string> words = {"import", project, colons};
        words.insert(words.end(), options.begin(), options.end());
        const Ran ran = emic_run(words);
        REQUIRE_MESSAGE(ran.status == 0, ran.err);
        CHECK(has(ran.err, "4 turns by Interviewer and Ana") == !(options.size() == 2));
        const Result<ProjectFile> read = read_project_file(folder.read("new.emic"));
        REQUIRE(read.ok());
        std::filesystem::remove(project);
        return *read->project.sources().begin();
    };
    const Source source = source_of({});
    REQUIRE(source.turns.size() == 4);
    REQUIRE(source.speakers.size() == 2);
    CHECK(source.speakers[0].interviewer);
    CHECK(slice(source.text.view(), {source.turns[1].words, source.turns[1].range.end}).starts_with("Lonely."));
    CHECK(source_of({"--speakers", "brackets"}).turns.empty());
    CHECK(source_of({"--speakers", "none"}).speakers.empty());
    const Ran ran = emic_run({"import", folder.file("new.emic"), colons, "--speakers", "dots"});
    CHECK(ran.status == 1);
    CHECK(has(ran.err, "own-line"));
}

TEST_CASE("one file that cannot be read: nothing is written") {
    const Folder folder;
    const std::string good = folder.file("P01.txt", "P01: Yes.\n");
    const std::string bad = folder.file("P02.docx", "PK\x03\x04 this is no document");
    const Ran ran = emic_run({"import", folder.file("new.emic"), good, bad});
    CHECK(ran.status == 1);
    CHECK(has(ran.err, "P02.docx"));
    CHECK(folder.files() == 2);
}

TEST_CASE("folders and archives are imported with their cases; what is bad in them stops nothing") {
    const Folder folder;
    std::filesystem::create_directories(folder.file("study/P02"));
    std::filesystem::create_directories(folder.file("study/P01"));
    (void)folder.file("study/P02/Interview.txt", "P02: Two.");
    (void)folder.file("study/P01/Interview.txt", "P01: One.");
    (void)folder.file("study/P01/sound.mp3", "ID3\3 sound");
    (void)folder.file("study/.DS_Store", "x");
    ZipWriter writer;
    writer.add("P03/Interview.txt", "P03: Three.");
    const std::string archive = folder.file("more.zip", writer.finish().value());
    const std::string project = folder.file("new.emic");
    const Ran ran = emic_run({"import", project, folder.file("study") + "/", archive});
    CHECK_MESSAGE(ran.status == 0, ran.err);
    CHECK(has(ran.err, "sound.mp3"));
    CHECK_FALSE(has(ran.err, "DS_Store"));
    const Result<ProjectFile> read = read_project_file(folder.read("new.emic"));
    REQUIRE(read.ok());
    std::vector<std::string> cases;
    for (const Case& one : read->project.cases()) cases.push_back(one.name);
    std::sort(cases.begin(), cases.end());
    CHECK(cases == std::vector<std::string>{"P01", "P02", "P03"});
    CHECK(read->project.sources().size() == 3);
    std::filesystem::create_directories(folder.file("empty"));
    CHECK(emic_run({"import", folder.file("none.emic"), folder.file("empty")}).status == 1);
}

TEST_CASE("a project given to import: the command for it is named") {
    const Folder folder;
    ZipWriter writer;
    writer.add("project.qde", "<Project/>");
    const Ran ran = emic_run({"import", folder.file("new.emic"), folder.file("study.qdpx", writer.finish().value())});
    CHECK(ran.status == 1);
    CHECK(has(ran.err, "emic convert"));
    CHECK_FALSE(has(emic_run({"import", folder.file("new.emic"), folder.file("study.emic", fixture("project-v1.emic"))}).err, "emic convert"));
}

TEST_CASE("passages are every coding with its place in code points") {
    const Folder folder;
    const Ran ran = emic_run({"passages", folder.file("study.emic", fixture("project-v1.emic"))});
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out ==
          "[\n"
          "  {\"document\": \"P01 interview\", \"code\": \"The ward > Judged\", \"coder\": \"Ada\", \"start\": 36, \"end\": 61, \"text\": \"I felt judged, every day.\"},\n"
          "  {\"document\": \"P01 interview\", \"code\": \"The ward > Judged\", \"coder\": \"王芳\", \"start\": 38, \"end\": 49, \"text\": \"felt judged\"},\n"
          "  {\"document\": \"P01 interview\", \"code\": \"Calm & quiet <alone>\", \"coder\": \"Ada\", \"start\": 62, \"end\": 108, \"text\": \"Café at three – the only calm.\\nP01: 🌙 At night\"},\n"
          "  {\"document\": \"P04 访谈\", \"code\": \"The ward > Judged\", \"coder\": \"王芳\", \"start\": 21, \"end\": 36, \"text\": \"我没有重新做人，我一直是人。💛\"}\n"
          "]\n");
}

TEST_CASE("exports go to a file or to standard output") {
    const Folder folder;
    const std::string project = folder.file("study.emic", fixture("project-v1.emic"));
    for (const ExportFormat& format : export_formats()) {
        CAPTURE(format.id);
        const Ran to_file = emic_run({"export", project, "--format", format.id, "-o", folder.file("out")});
        CHECK_MESSAGE(to_file.status == 0, to_file.err);
        CHECK(to_file.out.empty());
        const Ran to_output = emic_run({"export", project, "--format=" + std::string(format.id)});
        CHECK(to_output.status == 0);
        CHECK(to_output.out == folder.read("out"));
        CHECK(to_output.out.size() > 100);
    }
}

TEST_CASE("what had to be set right in a project is said on standard error") {
    const Folder folder;
    std::string bytes = fixture("project-v1.emic");
    bytes.replace(bytes.find("\"weight\":80"), 11, "\"weight\":[]");
    const Ran ran = emic_run({"info", folder.file("study.emic", bytes)});
    CHECK(ran.status == 0);
    CHECK(has(ran.err, "“weight” should be a whole number"));
    CHECK(has(ran.out, "\"codings\": 4,"));
}

TEST_CASE("the sample study's description gives a sound project, the same every time") {
    const Folder folder;
    const std::string description = test::repository("assets/sample_study/study.json");
    for (const char* name : {"one.emic", "two.emic"}) {
        const Ran ran = emic_run({"sample", description, folder.file(name)});
        REQUIRE_MESSAGE(ran.status == 0, ran.err);
    }
    CHECK((folder.read("one.emic") == folder.read("two.emic")));
    const Ran info = emic_run({"info", folder.file("one.emic")});
    CHECK(info.err.empty());
    for (const char* count : {"\"documents\": 4,", "\"codings\": 110,", "\"themes\": 2,", "\"coders\": 2,", "\"cases\": 4,"})
        CHECK_MESSAGE(has(info.out, count), info.out);
    const Result<ProjectFile> loaded = read_project_file(folder.read("one.emic"));
    REQUIRE(loaded.ok());
    for (const Source& source : loaded->project.sources()) {
        CAPTURE(source.name);
        REQUIRE(source.speakers.size() == 2); // who asks and who answers
        CHECK(source.speakers[0].interviewer);
        CHECK(source.speakers[1].name == source.name);
    }
    std::map<std::string, AttributeType> types;
    for (const Attribute& attribute : loaded->project.attributes()) types[attribute.name] = attribute.type;
    CHECK(types == std::map<std::string, AttributeType>{{"Children", AttributeType::integer}, {"Days on the ward", AttributeType::integer},
                                                        {"Language", AttributeType::text}, {"Treatment", AttributeType::text}});
    CHECK(loaded->project.values().size() == 16);
    const Ran passages = emic_run({"passages", folder.file("one.emic")});
    CHECK(has(passages.out, "你妈妈不是“那个吸毒的”，你妈妈是你妈妈。"));
}

TEST_CASE("a description that contradicts itself is refused with the name of what is missing") {
    const Folder folder;
    const std::string text = folder.file("P01.txt", "P01: I felt judged.\n");
    const auto sample = [&](const std::string& codings) {
        const std::string study = folder.file(
            "study.json", R"({"format":"emic-sample-study","version":1,"project":{"name":"A"},"coders":[{"name":"Ada"}],)"
                          R"("documents":[{"name":"P01","file":"P01.txt"}],"codebook":[{"path":"Ward"},{"path":"Ward / Judged"}],"codings":[)" +
                              codings + "]}");
        return emic_run({"sample", study, folder.file("out.emic")});
    };
    CHECK(sample("").status == 0);
    CHECK(sample(R"({"document":"P01","quote":"I felt","code":"Ward / Judged","coder":"Ada"})").status == 0);
    const std::pair<const char*, const char*> faults[] = {
        {R"({"document":"P01","quote":"I fell","code":"Ward","coder":"Ada"})", "‘I fell’ is not in the document"},
        {R"({"document":"P01","quote":"I felt","occurrence":2,"code":"Ward","coder":"Ada"})", "is not in the document"},
        {R"({"document":"P02","quote":"I felt","code":"Ward","coder":"Ada"})", "‘P02’"},
        {R"({"document":"P01","quote":"I felt","code":"Wart","coder":"Ada"})", "‘Wart’"},
        {R"({"document":"P01","quote":"I felt","code":"Ward","coder":"Eve"})", "‘Eve’"},
        {R"({"document":"P01","quote":"I felt","code":"Ward","coder":"Ada"},{"document":"P01","quote":"I felt","code":"Ward","coder":"Ada"})", "twice"},
        {"7", "quotation"},
    };
    for (const auto& [codings, words] : faults) {
        CAPTURE(codings);
        const Ran ran = sample(codings);
        CHECK(ran.status == 1);
        CHECK_MESSAGE(has(ran.err, words), ran.err);
    }
}

TEST_CASE("check: the exit status tells whether something was found") {
    const Folder folder;
    const std::string sound = R"(<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="A" isCodable="true"/></Codes></CodeBook>)";
    const Ran clean = emic_run({"check", folder.file("a.qdc", sound)});
    CHECK(clean.status == 0);
    CHECK(clean.err.empty());
    CHECK(has(clean.out, "Nothing was found"));
    std::string odd = sound;
    odd.replace(odd.find(" isCodable=\"true\""), 17, "");
    const Ran found = emic_run({"check", folder.file("b.qdc", odd), "--json"});
    CHECK(found.status == 3);
    CHECK(found.out.starts_with("{"));
    CHECK(has(found.out, "codable-missing"));
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check"}, {"check", folder.file("c.txt", "hello")}, {"check", folder.file("nothing.qdpx")}, {"check", folder.file("a.qdc"), "--xml"}}) {
        const Ran ran = emic_run(arguments);
        CHECK(ran.status == 1);
        CHECK(ran.out.empty());
        CHECK(ran.err.starts_with("emic: "));
    }
    CHECK(has(emic_run({"check", "--help"}).out, "3 when something was found"));
}
