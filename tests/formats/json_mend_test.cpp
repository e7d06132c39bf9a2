// One value that cannot be read spoils its field, never the project.
#include "engine/formats/journal.h"
#include "engine/formats/json_mend.h"
#include "engine/formats/project_file.h"
#include "engine/formats/record_json.h"
#include "engine/formats/sha256.h"
#include "formats/fixture.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace emic;
using test::fixture;
using test::fixture_guid;

namespace {

/// The file without its checksum, with `from` in it replaced.
std::string changed_file(std::string_view from, std::string_view to) {
    std::string bytes = write_project_file(read_project_file(fixture("project-v1.emic")).value().project);
    const std::size_t sum = bytes.find(",\n\"sha256\":");
    bytes = bytes.substr(0, sum) + "}\n";
    const std::size_t at = bytes.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    return bytes.replace(at, from.size(), to);
}

bool told(const std::vector<std::string>& notes, std::string_view words) {
    return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("JSON: what a parser refuses within values is set right, and nothing else is touched") {
    const auto mended = [](std::string_view text) { return mend_json(text).text; };
    const std::string sound = "{\"a\": [1, -2.5e+3, true, null, \"\\u00e4\\ud83d\\ude00 ä \\\\ \\\"\"], \"b\":{}}";
    CHECK(mended(sound) == sound);
    CHECK(mended("[1e999,01,+1,NaN,-,1.,.5,0x1F,Infinity,1]") == "[\"1e999\",\"01\",\"+1\",\"NaN\",\"-\",\"1.\",\".5\",\"0x1F\",\"Infinity\",1]");
    CHECK(mended("{\"a\":,\"b\": }") == "{\"a\":null,\"b\": null}");
    CHECK(mended("\"a\\ud800b\"") == "\"a\xEF\xBF\xBD" "b\"");
    CHECK(mended("\"\\udc00\\ud800\\ud800\\udc00\"") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\\ud800\\udc00\"");
    CHECK(mended("\"a\xED\xA0\x80z\"") == "\"a\xEF\xBF\xBDz\"");
    CHECK(mended("\"a\xE6z\xFF\"") == "\"a?z?\"");
    CHECK(mended("\"tab\there\"") == "\"tab\\u0009here\"");
    CHECK(mended("\"C:\\qda\\u12\"") == "\"C:\\\\qda\\\\u12\"");
    CHECK(mend_json("[1e999,\"\\ud800\"]").values == 1);
    CHECK(mend_json("[1e999,\"\\ud800\"]").characters == 1);
    for (const char* broken : {"\"", "\"\\", "\"\\u", "\"\\ud800\\", "[1", "\xFF", "\"\xED", ""}) {
        CAPTURE(broken);
        CHECK_FALSE(mended(broken).size() > 40);
    }
}

TEST_CASE("a project file with one bad number or half a surrogate pair opens, tells it and keeps the rest") {
    const Project whole = read_project_file(fixture("project-v1.emic")).value().project;
    struct Fault {
        const char* from;
        const char* to;
        const char* words; ///< of a note
    };
    const Fault faults[] = {
        {"\"created\":", "\"created\":1e999,\"x\":", "should be a time in milliseconds"},
        {"\"position\":1", "\"position\":NaN", "should be a whole number"},
        {"\"position\":1", "\"position\":", "should be a whole number"},
        {"\"position\":1", "\"position\":99999999999", "should be a whole number"},
        {"\"colour\":\"#", "\"colour\":\"\\ud800#", "should be a colour"},
        {"\"Judged\"", "\"Jud\\ud800ged\"", "characters that are none"},
        {"\"Judged\"", "\"Jud\xED\xA0\x80ged\"", "characters that are none"},
        {"\"Judged\"", "\"Jud\xFFged\"", "characters that are none"},
        {"\"Judged\"", "\"Jud\x01ged\"", "characters that are none"},
        {"\"version\":2", "\"version\":2x", "“version” in the file"},
        {"\"saved_by\":\"Emic\"", "\"saved_by\":1e999", "“saved_by” in the file"},
    };
    for (const Fault& fault : faults) {
        CAPTURE(fault.to);
        const Result<ProjectFile> file = read_project_file(changed_file(fault.from, fault.to));
        REQUIRE_MESSAGE(file.ok(), file.problem().message);
        CHECK_MESSAGE(told(file->notes, fault.words), (file->notes.empty() ? std::string("nothing told") : file->notes.front()));
        CHECK(file->project.sources().size() == whole.sources().size());
        CHECK(file->project.codes().size() == whole.codes().size());
        CHECK(file->project.codings().size() == whole.codings().size());
        CHECK(read_project_file(write_project_file(file->project)).value().project == file->project);
    }
    // The number as it stood is kept.
    const Result<ProjectFile> kept = read_project_file(changed_file("\"position\":1", "\"position\":1e999"));
    REQUIRE(kept.ok());
    CHECK(kept->project.unknown.find("1e999") != std::string::npos);
    // A whole number may be written as other programs write it.
    const Result<ProjectFile> other = read_project_file(changed_file("\"position\":1", "\"position\":1.0e0"));
    REQUIRE(other.ok());
    CHECK(other->project == whole);
}

TEST_CASE("a character of a document that is none leaves every passage on its words") {
    const Project whole = read_project_file(fixture("project-v1.emic")).value().project;
    for (const char* bad : {"\\ud800", "\xED\xA0\x80"}) {
        // Three bytes stand where three stood.
        const Result<ProjectFile> file = read_project_file(changed_file("我一直", std::string(bad) + "一直"));
        REQUIRE(file.ok());
        CHECK(told(file->notes, "A document in the file has characters that are none"));
        for (const Coding& coding : whole.codings()) {
            const Coding* there = file->project.find(coding.id);
            REQUIRE(there);
            CHECK(there->range == coding.range);
        }
    }
}

TEST_CASE("a record that is nested too deeply is kept aside, the others open") {
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    const Result<ProjectFile> file = read_project_file(changed_file("\"name\":\"Judged\"", "\"deep\":" + deep + ",\"name\":\"Judged\""));
    REQUIRE_MESSAGE(file.ok(), file.problem().message);
    CHECK(told(file->notes, "cannot be read"));
    CHECK(file->project.unknown.find("Judged") != std::string::npos);
    CHECK(file->project.codings().size() == 4);
}

TEST_CASE("a journal line with a value that cannot be read is taken without that value") {
    Workspace start;
    start.project = read_project_file(fixture("project-v1.emic")).value().project;
    start.indexes.rebuild(start.project);
    const Code before = *start.project.find(Id<Code>{fixture_guid(0x41)});
    Code after = before;
    after.name = "Seen";
    after.position = 7;
    Change change;
    change.label = "Code changed";
    change.stamp = {{1, 2}, 1, 5, {}, 1000};
    change.update(before, after);
    Coding added = *start.project.codings().begin();
    added.id = {fixture_guid(0x999)};
    added.weight = 50;
    change.insert(added);
    const std::string line = write_journal_line(change, "start");
    const auto resealed = [&](std::string_view from, std::string_view to) {
        std::string content = line.substr(0, line.rfind(",\"sha256\""));
        const std::size_t at = content.find(from);
        REQUIRE_MESSAGE(at != std::string::npos, from);
        content.replace(at, from.size(), to);
        return content + ",\"sha256\":\"" + sha256_hex(content) + "\"}";
    };
    const auto replayed = [&](const std::string& changed) {
        Workspace workspace = start;
        const Replayed result = replay_journal(workspace, std::vector<std::string>{changed}, "start");
        CHECK_MESSAGE(!result.problem, (result.problem ? result.problem->message : std::string()));
        CHECK(result.applied == 1);
        return std::pair{workspace.project, result.notes};
    };
    const auto [position, of_position] = replayed(resealed("\"position\":7", "\"position\":1e999"));
    CHECK(position.find(before.id)->name == "Seen");
    CHECK(position.find(before.id)->position == before.position);
    CHECK(told(of_position, "should be a whole number"));
    const auto [weight, of_weight] = replayed(resealed("\"weight\":50", "\"weight\":5e400"));
    REQUIRE(weight.find(added.id));
    CHECK_FALSE(weight.find(added.id)->weight);
    CHECK(told(of_weight, "should be a whole number"));
    const auto [name, of_name] = replayed(resealed("\"Seen\"", "\"Se\\ud800en\""));
    CHECK(name.find(before.id)->name == "Se\xEF\xBF\xBD" "en");
    CHECK(told(of_name, "characters that are none"));
    const auto [wall, of_wall] = replayed(resealed("\"wall\":1000", "\"wall\":1e999"));
    CHECK(wall.find(before.id)->name == "Seen");
    CHECK(of_wall.empty());
}
