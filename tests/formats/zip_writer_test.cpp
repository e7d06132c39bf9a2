#include "engine/formats/zip_archive.h"
#include "engine/formats/zip_writer.h"

#include <doctest/doctest.h>

using namespace emic;

TEST_CASE("zip writer: what is written is read again, twice the same bytes") {
    const std::string repeated(5000, 'a');
    const auto write = [&] {
        ZipWriter writer;
        CHECK(writer.add("mimetype", repeated, ZipPacking::store));
        CHECK(writer.add("sources/été.txt", repeated));
        CHECK(writer.add("empty", ""));
        CHECK(writer.add("x", "x"));
        return writer.finish();
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
