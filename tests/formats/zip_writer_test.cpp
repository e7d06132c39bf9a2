#include "engine/formats/zip_archive.h"
#include "engine/formats/zip_writer.h"

#include <doctest/doctest.h>

using namespace emic;

TEST_CASE("zip writer: what is written is read again, twice the same bytes") {
    const std::string repeated(5000, 'a');
    const auto write = [&] {
        ZipWriter writer;
        writer.add("mimetype", repeated, ZipPacking::store);
        writer.add("sources/été.txt", repeated);
        writer.add("empty", "");
        writer.add("x", "x");
        return writer.finish().value();
    };
    const std::string bytes = write();
    CHECK(bytes == write());
    CHECK(bytes.find(repeated) != std::string::npos); // stored as it is
    CHECK(bytes.size() < 2 * repeated.size());
    auto archive = ZipArchive::open({"a.zip", bytes});
    REQUIRE(archive.ok());
    CHECK(archive.value().names() == std::vector<std::string>{"empty", "mimetype", "sources/été.txt", "x"});
    CHECK(*archive.value().read("sources/été.txt") == repeated);
    CHECK(*archive.value().read("mimetype") == repeated);
    CHECK(archive.value().read("empty")->empty());
    CHECK(*archive.value().read("x") == "x");
}

TEST_CASE("zip writer: what has no room makes the whole archive fail, in words") {
    ZipWriter writer;
    for (int i = 0; i < 65535; ++i) writer.add(std::to_string(i), "");
    CHECK_FALSE(writer.has_room("one more.txt", ""));
    writer.add("one more.txt", "");
    const Result<std::string> whole = writer.finish();
    REQUIRE_FALSE(whole.ok());
    CHECK(whole.problem().message.find("one more.txt") != std::string::npos);
    // The next archive begins anew.
    writer.add("one.txt", "1");
    CHECK(writer.finish().ok());

    for (int i = 0; i < 65535; ++i) writer.add(std::to_string(i), "");
    const Result<std::string> full = writer.finish();
    REQUIRE(full.ok());
    CHECK(ZipArchive::open({"full.zip", *full}).value().names().size() == 65535);

    writer.add(std::string(70'000, 'x'), "");
    CHECK_FALSE(writer.finish().ok());
}
