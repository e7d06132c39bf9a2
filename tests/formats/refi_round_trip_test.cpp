#include "formats/refi_support.h"

#include "corpora.h"
#include "engine/formats/refi_codebook.h"
#include "engine/formats/zip_archive.h"
#include "engine/random_study.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace emic;

namespace {

std::string refi_corpus() { return test::corpora().empty() ? std::string() : test::corpora() + "/refi"; }
std::string schemas() { return test::corpora().empty() ? std::string() : test::corpora() + "/../refi"; }

bool has_xmllint() { return std::system("command -v xmllint >/dev/null 2>&1") == 0 && std::filesystem::exists(schemas() + "/Project.xsd"); }

/// Empty when the XML is valid.
std::string invalid(const std::string& xml, const std::string& schema) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const std::string file = (folder / ("emic_refi_" + std::to_string(std::hash<std::string>{}(xml)) + ".xml")).string();
    std::ofstream(file, std::ios::binary) << xml;
    const bool valid = std::system(("xmllint --nonet --noout --schema '" + schemas() + "/" + schema + "' '" + file + "' >'" + file + ".log' 2>&1").c_str()) == 0;
    const std::string log = valid ? std::string() : test::file_bytes(file + ".log");
    std::filesystem::remove(file);
    std::filesystem::remove(file + ".log");
    return log;
}

std::string description_of(const std::string& qdpx) {
    auto archive = ZipArchive::open({"a.qdpx", qdpx});
    REQUIRE(archive.ok());
    return *archive.value().read("project.qde");
}

void check_round_trip(const std::string& bytes) {
    const RefiImport first = test::imported(bytes);
    for (refi::TextUnit unit : {refi::TextUnit::code_points, refi::TextUnit::utf16_units}) {
        const RefiExport out = export_refi(first.project, unit);
        CHECK(out.notes.empty());
        CHECK(out.bytes == export_refi(first.project, unit).bytes);
        if (has_xmllint()) CHECK(invalid(description_of(out.bytes), "Project.xsd") == "");
        const RefiImport second = test::imported(out.bytes);
        test::check_same(first.project, second.project);
    }
}

} // namespace

TEST_CASE("REFI-QDA: random studies come back as they were, as far as the standard can hold them") {
    for (std::uint64_t seed : {21U, 22U, 23U}) {
        CAPTURE(seed);
        test::RandomStudy study(seed);
        study.run(400, {});
        REQUIRE_MESSAGE(study.fault().empty(), study.fault());
        const Project& project = study.workspace().project;
        for (refi::TextUnit unit : {refi::TextUnit::code_points, refi::TextUnit::utf16_units}) {
            const RefiExport out = export_refi(project, unit);
            CHECK(out.notes.empty());
            CHECK(out.bytes == export_refi(project, unit).bytes);
            const RefiImport back = test::imported(out.bytes);
            CHECK_FALSE(back.report.doubtful());
            test::check_same(test::as_the_standard_holds(project), test::as_the_standard_holds(back.project));
            if (has_xmllint()) CHECK(invalid(description_of(out.bytes), "Project.xsd") == "");
        }
        Indexes indexes;
        indexes.rebuild(project);
        const std::string codebook = write_refi_codebook(project, indexes);
        if (has_xmllint() && !project.codes().empty()) CHECK(invalid(codebook, "Codebook.xsd") == "");
        CHECK(is_refi_codebook({"a.qdc", codebook}));
        CHECK(read_refi_codebook({"a.qdc", codebook}).ok());
    }
}

TEST_CASE("REFI-QDA: real files come back as they were read" * doctest::skip(refi_corpus().empty())) {
    for (const auto& entry : std::filesystem::directory_iterator(refi_corpus())) {
        if (entry.path().extension() != ".qdpx") continue;
        CAPTURE(entry.path().string());
        check_round_trip(test::file_bytes(entry.path()));
    }
    check_round_trip(test::qdpx(test::file_bytes(refi_corpus() + "/skyloom-Project.qde")));
    const std::filesystem::path toolkit = refi_corpus() + "/qdpx-toolkit-hand-authored";
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::directory_iterator(toolkit / "sources"))
        files.emplace_back("sources/" + entry.path().filename().string(), test::file_bytes(entry.path()));
    check_round_trip(test::qdpx(test::file_bytes(toolkit / "project.qde"), files));
}

TEST_CASE("REFI-QDA: every passage of the NVivo file has its words" * doctest::skip(refi_corpus().empty())) {
    const RefiImport import = test::imported(test::file_bytes(refi_corpus() + "/nvivo-windows-12.6-anonymised.qdpx"));
    const nlohmann::json expected = nlohmann::json::parse(test::file_bytes(refi_corpus() + "/nvivo-windows-12.6-anonymised.expected.json"));
    std::multiset<std::pair<std::string, std::string>> found, wanted;
    for (const Coding& coding : import.project.codings())
        found.emplace(to_string(coding.code.guid), std::string(slice(import.project.find(coding.source)->text.view(), coding.range)));
    for (const auto& one : expected["selections"]) {
        std::string text = one["text"];
        std::erase(text, '\r');
        wanted.emplace(one["code"].get<std::string>(), text);
    }
    CHECK(wanted.size() == 97);
    CHECK(found == wanted);
    REQUIRE(import.report.documents.size() == 1);
    CHECK(import.report.documents[0].reading == refi::Reading{refi::TextUnit::utf16_units, true, false});
    CHECK_FALSE(import.report.doubtful());
}
