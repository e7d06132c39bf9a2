// The package for statistics programs: tables that can be joined.
#include "engine/formats/data_package.h"
#include "engine/formats/zip_archive.h"
#include "engine/queries_study.h"

#include <set>

using namespace emic;
using namespace emic::test;

namespace {

/// The columns of a table of the package, by its head line.
std::vector<std::string> head_of(const std::string& bytes, const char* file) {
    Result<ZipArchive> archive = ZipArchive::open({"package.zip", bytes});
    REQUIRE(archive.ok());
    const std::string table = archive.value().read(file).value();
    std::vector<std::string> names(1);
    for (const char c : table.substr(0, table.find("\r\n"))) {
        if (c == ',') names.emplace_back();
        else if (c != '"') names.back() += c;
    }
    return names;
}

} // namespace

TEST_CASE("data package: a code has one column name in all tables, whatever it is called") {
    DrawnStudy study;
    std::string drawing = "I";
    // Without Latin letters, with a digit first, alike but for capitals, words of the programs, columns that stand before the codes.
    for (const char* name : {"失望", "忙しい", "1st", "Night", "night", "with", "document", "code", "case", "v1", "Nights > cold"}) {
        study.code(name);
        drawing += std::string(" [word|") + name + "]";
    }
    study.document("P01", drawing);
    const std::string bytes = write_data_package({study.project(), study.indexes(), {}}).value();
    std::vector<std::string> counts = head_of(bytes, "code_counts.csv"), presence = head_of(bytes, "code_presence.csv"), meetings = head_of(bytes, "cooccurrence.csv");
    REQUIRE(counts.size() == 14);
    CHECK(std::set<std::string>(counts.begin(), counts.end()).size() == counts.size());
    CHECK(std::set<std::string>(meetings.begin(), meetings.end()).size() == meetings.size());
    CHECK(counts == presence);
    counts.erase(counts.begin(), counts.begin() + 2);
    meetings.erase(meetings.begin());
    const std::set<std::string> known(counts.begin(), counts.end());
    for (const std::string& name : meetings) CHECK(known.contains(name));
    CHECK(counts == meetings);
}
