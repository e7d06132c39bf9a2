#include "corpora.h"
#include "engine/commands/names.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/project_file.h"
#include "engine/formats/refi_import.h"
#include "engine/formats/zip_writer.h"
#include "engine/indexes.h"

#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace emic;

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

constexpr const char* real_files[] = {"nvivo-windows-12.6-anonymised.qdpx", "ponte-blank-atlas-project.qdpx",
                                      "ponte-target-atlas-project.qdpx", "skyloom-TestProject.qdpx"};

const char* const head = R"(<?xml version="1.0" encoding="utf-8"?><Project name="Ward" origin="Some tool" xmlns="urn:QDA-XML:project:1.0">)"
                         R"(<Users><User guid="{AAAAAAAA-0000-4000-8000-000000000001}" name="Ada"/></Users>)"
                         R"x(<CodeBook><Codes><Code guid="bbbbbbbb-0000-4000-8000-000000000001" name="Judged" isCodable="true" color="rgb(255, 0, 16)"/></Codes></CodeBook>)x";

/// A project with one document from a file and one coding on it.
std::string project_with(const std::string& text, int start, int end, const std::string& origin = "Some tool", const std::string& name = "") {
    std::string qde = head;
    qde.replace(qde.find("Some tool"), 9, origin);
    qde += R"(<Sources><TextSource guid="cccccccc-0000-4000-8000-000000000001" name="P01" plainTextPath="internal://CCCCCCCC-0000-4000-8000-000000000001.TXT">)"
           R"(<PlainTextSelection guid="dddddddd-0000-4000-8000-000000000001" name=")" + name + R"(" startPosition=")" + std::to_string(start) +
           R"(" endPosition=")" + std::to_string(end) + R"("><Coding guid="eeeeeeee-0000-4000-8000-000000000001" creatingUser="aaaaaaaa-0000-4000-8000-000000000001">)"
           R"(<CodeRef targetGUID="{BBBBBBBB-0000-4000-8000-000000000001}"/></Coding></PlainTextSelection></TextSource></Sources></Project>)";
    ZipWriter zip;
    zip.add("project.qde", qde);
    zip.add("Sources/cccccccc-0000-4000-8000-000000000001.txt", text);
    return zip.finish().value();
}

std::string coded_words(const std::string& bytes) {
    const Result<RefiImport> import = read_refi({"x.qdpx", bytes});
    REQUIRE_MESSAGE(import.ok(), import.problem().message);
    REQUIRE(import->project.codings().size() == 1);
    const Coding& coding = *import->project.codings().begin();
    return std::string(slice(import->project.find(coding.source)->text.view(), coding.range));
}

} // namespace

TEST_CASE("REFI-QDA: every selection of the NVivo project has its expected text" * doctest::skip(test::corpora().empty())) {
    const std::string folder = test::corpora() + "/refi/";
    const Result<RefiImport> import = read_refi({"nvivo.qdpx", bytes_of(folder + real_files[0])});
    REQUIRE_MESSAGE(import.ok(), import.problem().message);
    const nlohmann::json expected = nlohmann::json::parse(bytes_of(folder + "nvivo-windows-12.6-anonymised.expected.json"));
    std::multimap<std::pair<std::string, std::string>, bool> left;
    for (const auto& selection : expected["selections"]) {
        std::string text = selection["text"];
        for (std::size_t at; (at = text.find("\r\n")) != std::string::npos;) text.erase(at, 1);
        left.emplace(std::pair{selection["code"].get<std::string>(), text}, true);
    }
    CHECK(import->project.codings().size() == left.size());
    std::size_t found = 0;
    for (const Coding& coding : import->project.codings()) {
        const std::string words(slice(import->project.find(coding.source)->text.view(), coding.range));
        const auto match = left.find({to_string(coding.code.guid), words});
        if (match == left.end()) continue;
        left.erase(match);
        ++found;
    }
    MESSAGE(found << " of " << expected["selections"].size() << " selections have their expected text");
    CHECK(left.empty());
    CHECK_FALSE(import->report.doubtful());
}

TEST_CASE("REFI-QDA: real projects are read whole and give sound projects that save and load" * doctest::skip(test::corpora().empty())) {
    for (const char* name : real_files) {
        CAPTURE(name);
        const std::string bytes = bytes_of(test::corpora() + "/refi/" + name);
        CHECK(is_refi({name, bytes}));
        REQUIRE(foreign_project_reader({name, bytes}) != nullptr);
        CHECK(std::string(foreign_project_reader({name, bytes})->id) == "qdpx");
        const Result<RefiImport> import = read_refi({name, bytes});
        REQUIRE_MESSAGE(import.ok(), import.problem().message);
        CHECK(find_problems(import->project).empty());
        CHECK(read_refi({name, bytes})->project == import->project);
        const Result<ProjectFile> again = read_project_file(write_project_file(import->project));
        REQUIRE(again.ok());
        CHECK(again->project == import->project);
        MESSAGE(refi_report_text(import->report));
    }
}

TEST_CASE("REFI-QDA: passages are found however a program counts") {
    // "🙂 one\r\ntwo three": three is 12..17 in code points with CR LF as two, 13..18 in UTF-16 units, 11..16 with CR LF as one.
    const std::string text = "🙂 one\r\ntwo three";
    CHECK(coded_words(project_with(text, 11, 16)) == "three");
    CHECK(coded_words(project_with(text, 12, 17, "NVivo")) == "three");
    CHECK(coded_words(project_with("\xEF\xBB\xBF" + text, 12, 17, "NVivo")) == "three");
    CHECK(coded_words(project_with("one two three", 4, 7)) == "two");
    CHECK(coded_words(project_with("one\r\ntwo\r\nthree four five", 8, 13, "ATLAS.ti Win 23", "three")) == "three");
}

TEST_CASE("REFI-QDA: identifiers in any form, odd colours and folders in capitals are understood") {
    const Result<RefiImport> import = read_refi({"x.qdpx", project_with("one two three", 4, 7)});
    REQUIRE(import.ok());
    const Project& project = import->project;
    CHECK(project.info().name == "Ward");
    REQUIRE(project.codes().size() == 1);
    CHECK(project.codes().begin()->colour == 0xFF0010);
    CHECK(project.codes().begin()->name == "Judged");
    CHECK(project.find(project.codings().begin()->coder)->name == "Ada");
    CHECK(project.sources().begin()->name == "P01");
}

TEST_CASE("REFI-QDA: what was read is told in the singular where there is one") {
    CHECK(counted_words({"document", "documents", 1}) == "1 document");
    CHECK(counted_words({"set of codes, as a theme", "sets of codes, as themes", 2}) == "2 sets of codes, as themes");
    CHECK(counted_words({"value of a variable", "values of variables", 0}) == "0 values of variables");
    const std::string bytes = project_with("one two three", 4, 7);
    const FileInput file{"x.qdpx", bytes};
    const ForeignProjectReader* reader = foreign_project_reader(file);
    REQUIRE(reader);
    const IdSource ids = seeded_ids(7);
    const Result<ForeignProject> foreign = reader->read(file, {ids, 1000, "Mia"});
    REQUIRE(foreign.ok());
    CHECK(foreign->report.front().message == "Read: 1 coder, 1 code, 1 coding, 1 document.");
}

TEST_CASE("REFI-QDA: damaged projects are refused or read, never more") {
    const std::string whole = project_with("one two three, and more of it", 4, 7);
    std::uint32_t state = 7;
    for (int round = 0; round < 400; ++round) {
        std::string bytes = whole;
        state = state * 1664525 + 1013904223;
        if (round % 4 == 0) bytes.resize(state % bytes.size());
        else bytes[state % bytes.size()] ^= static_cast<char>(1u << (state >> 29));
        CAPTURE(round);
        const Result<RefiImport> import = read_refi({"x.qdpx", bytes});
        if (import.ok()) CHECK(find_problems(import->project).empty());
        else CHECK_FALSE(import.problem().message.empty());
    }
}
