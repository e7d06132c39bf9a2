// The reader that takes records without a DOM against its twin, the DOM that every other file goes through.
#include "engine/formats/json_cursor.h"
#include "engine/formats/project_file.h"
#include "engine/random_study.h"
#include "formats/fixture.h"

#include <nlohmann/json.hpp>
#include <random>

using namespace emic;
using test::fixture;

namespace {

/// A file of this version with an unknown part, once or twice: no file of ours has it twice, so the twin reads that one.
std::string with_part(std::string bytes, int times) {
    for (; times > 0; --times) bytes.insert(1, "\"zz\":1,");
    return bytes;
}

void check_twins(const std::string& bytes) {
    const Result<ProjectFile> plain = read_project_file(with_part(bytes, 1)), twin = read_project_file(with_part(bytes, 2));
    // Record by record more can be saved than of a file that must be read in one piece.
    if (twin.ok()) REQUIRE(plain.ok());
    if (!plain.ok()) CHECK(plain.problem().kind == twin.problem().kind);
    if (!twin.ok()) {
        if (plain.ok()) CHECK_FALSE(plain->notes.empty());
        return;
    }
    CHECK(plain->notes.empty() == twin->notes.empty()); // they name the place each as closely as it can
    CHECK(plain->journal == twin->journal);
    CHECK(plain->project == twin->project);
    CHECK(plain->project.unknown == twin->project.unknown);
}

/// The fixture as this version writes it, without a checksum.
std::string current() {
    const Result<ProjectFile> file = read_project_file(fixture("project-v1.emic"));
    REQUIRE(file.ok());
    std::string bytes = write_project_file(file->project, file->journal);
    return bytes.erase(bytes.rfind(",\n\"sha256\""), bytes.rfind('}') - bytes.rfind(",\n\"sha256\""));
}

} // namespace

TEST_CASE("records are read the same way with and without a DOM, however the file is laid out") {
    const std::string bytes = current();
    check_twins(bytes);
    const nlohmann::json file = nlohmann::json::parse(bytes);
    check_twins(file.dump());
    check_twins(file.dump(3));
    check_twins(file.dump(1, '\t', true)); // every letter beyond ASCII as \u
    const Result<ProjectFile> laid_out = read_project_file(file.dump(3));
    REQUIRE(laid_out.ok());
    CHECK(laid_out->notes.empty());
    CHECK(laid_out->project == read_project_file(bytes)->project);
    for (std::uint64_t seed : {21u, 22u}) {
        test::RandomStudy study(seed);
        study.run(300, [](const Workspace&, const Change&) {});
        const std::string random = write_project_file(study.workspace().project);
        check_twins(random);
        CHECK(read_project_file(random)->project == study.workspace().project);
    }
}

TEST_CASE("damage of any kind is judged the same way with and without a DOM") {
    const std::string bytes = current();
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"weight\":80", "\"weight\":80.0"},
             {"\"weight\":80", "\"weight\":080"},
             {"\"weight\":80", "\"weight\":- 80"},
             {"\"weight\":80", "\"weight\":-80"},
             {"\"weight\":80", "\"weight\":99999999999999999999"},
             {"\"weight\":80", "\"weight\":80,\"weight\":81"},
             {"\"weight\":80", "\"weight\":80,\"mood\":[1,{\"a\":\"]}\"}]"},
             {"\"weight\":80", "\"weight\":80,"},
             {"\"weight\":80", "\"weight\":"},
             {"\"weight\":80", "\"weight\":null"},
             {"\"codings\":[", "\"codings\":[null,[],{},"},
             {"\"codings\":[", "\"codings\":[,"},
             {"\"codings\":[", "\"codings\":[] ,\"former\":["},
             {"\"codings\":[", "\"codings\":7,\"former\":["},
             {"\"codings\":[", "\"codings\":[{\"id\":\"00000000-0000-4000-8000-000000000099\"]},"},
             {"\"name\":\"", "\"name\":\"\\u00e4\\ud83d\\ude0a"},
             {"\"name\":\"", "\"name\":\"\\ud83d"},
             {"\"name\":\"", "\"name\":\"\\x"},
             {"\"name\":\"", "\"name\":\"\t"},
             {"\"name\":\"", "\"name\":\"\xff"},
             {"\"name\":\"", "\"name\":\"\xed\xa0\x80"},
             {"\"name\":\"", "\"n\\u0061me\":\""},
         }) {
        CAPTURE(from);
        CAPTURE(to);
        std::string damaged = bytes;
        const std::size_t at = damaged.find(from);
        REQUIRE(at != std::string::npos);
        check_twins(damaged.replace(at, from.size(), to));
    }
    std::mt19937 random(20261125);
    for (int round = 0; round < 3000; ++round) {
        std::string flipped = bytes;
        for (int flips = 1 + round % 3; flips > 0; --flips) flipped[1 + random() % (flipped.size() - 1)] ^= static_cast<char>(1 << random() % 8);
        CAPTURE(round);
        check_twins(flipped);
    }
    for (std::size_t length = 1; length + 2 < bytes.size(); length += 3) check_twins(bytes.substr(0, length));
}

TEST_CASE("a cursor reads strings, numbers and stretches of JSON, and refuses what needs more thought") {
    std::string text;
    CHECK(JsonCursor(" \"a\\n\\\"\\\\\\/ ä\"").read_string(text));
    CHECK(text == "a\n\"\\/ ä");
    for (const char* bad : {"\"a", "\"a\\", "\"\\u0041\"", "\"\n\"", "a", "", "\"\\\""}) {
        CAPTURE(bad);
        CHECK_FALSE(JsonCursor(bad).read_string(text));
    }
    std::int64_t number = 0;
    CHECK(JsonCursor(" -120,").read_integer(number));
    CHECK(number == -120);
    CHECK(JsonCursor("999999999999999999").read_integer(number));
    CHECK(number == 999'999'999'999'999'999);
    for (const char* bad : {"1.0", "1e3", "01", "-", "- 1", "+1", "1000000000000000000", "x", ""}) {
        CAPTURE(bad);
        CHECK_FALSE(JsonCursor(bad).read_integer(number));
    }
    std::string_view value;
    JsonCursor cursor(" {\"a\":[1,\"]}\\\"\"]} , 7");
    CHECK(cursor.read_any(value));
    CHECK(value == "{\"a\":[1,\"]}\\\"\"]} ");
    CHECK(cursor.take(','));
    CHECK(cursor.read_any(value));
    CHECK(value == "7");
    CHECK_FALSE(JsonCursor("[1,\"").read_any(value));
    CHECK_FALSE(JsonCursor("[[[").read_any(value));
    CHECK_FALSE(JsonCursor("]").read_any(value));
}
