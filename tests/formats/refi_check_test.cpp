#include "corpora.h"
#include "engine/formats/refi_check.h"
#include "engine/formats/refi_codebook.h"
#include "formats/refi_support.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace emic;

namespace {

RefiCheck checked(const std::string& bytes, const char* name = "study.qdpx") {
    const Result<RefiCheck> check = check_refi({name, bytes});
    REQUIRE_MESSAGE(check.ok(), check.problem().message);
    return *check;
}

std::uint32_t problem(const RefiCheck& check, std::string_view id) {
    for (const RefiFinding& one : check.problems)
        if (one.id == id) return one.count;
    return 0;
}

std::uint32_t held(const RefiCheck& check, std::string_view words) {
    for (const RefiCount& one : check.holds)
        if (one.many == words) return one.count;
    return 0;
}

/// A project of one text and one code, with the selections given.
std::string described(const std::string& selections, const std::string& rest = "", const std::string& text_attributes = R"(plainTextPath="internal://t.txt")") {
    return R"(<Project name="Ward" origin="Some tool" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="AAAAAAAA-0000-4000-8000-000000000001" name="Ada"/></Users>)"
           R"(<CodeBook><Codes><Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="Judged" isCodable="true" color="#FF0010"/></Codes></CodeBook>)"
           R"(<Sources><TextSource guid="CCCCCCCC-0000-4000-8000-000000000001" name="P01" )" + text_attributes + ">" + selections + "</TextSource></Sources>" + rest + "</Project>";
}

std::string selection(int number, int start, int end, const std::string& name, const std::string& code = "BBBBBBBB-0000-4000-8000-000000000001") {
    const std::string tail = "-0000-4000-8000-00000000000" + std::to_string(number);
    return "<PlainTextSelection guid=\"DDDDDDDD" + tail + "\" name=\"" + name + "\" startPosition=\"" + std::to_string(start) + "\" endPosition=\"" + std::to_string(end) +
           "\"><Coding guid=\"EEEEEEEE" + tail + "\"><CodeRef targetGUID=\"" + code + "\"/></Coding></PlainTextSelection>";
}

constexpr const char* text = "I felt judged. They were kind.";

} // namespace

TEST_CASE("REFI-QDA check: a sound project has nothing to look at") {
    const RefiCheck check = checked(test::qdpx(described(selection(1, 7, 13, "judged")), {{"sources/t.txt", text}}));
    CAPTURE(refi_check_text(check));
    CHECK_FALSE(check.found());
    CHECK(held(check, "codes") == 1);
    CHECK(held(check, "texts") == 1);
    CHECK(held(check, "selections of text") == 1);
    CHECK(held(check, "codings") == 1);
    CHECK(check.origin == "Some tool");
    CHECK(refi_check_text(check).find("1 code, ") != std::string::npos);
}

TEST_CASE("REFI-QDA check: a quotation that is not the passage is shown with what stands there") {
    const std::string bytes = test::qdpx(described(selection(1, 7, 13, "judged") + selection(2, 15, 19, "were kind")), {{"sources/t.txt", text}});
    const RefiCheck check = checked(bytes);
    CHECK(check.found());
    CHECK(check.differing == 1);
    REQUIRE(check.differences.size() == 1);
    CHECK(check.differences[0] == RefiDifference{"P01", "Judged", "were kind", "They"});
    // A name that is only a name is no quotation.
    CHECK(checked(test::qdpx(described(selection(1, 7, 13, "Quotation 1")), {{"sources/t.txt", text}})).differing == 0);
}

TEST_CASE("REFI-QDA check: no more than 20 differing passages are shown, and all are counted") {
    std::string selections;
    for (int i = 0; i < 30; ++i) {
        std::string one = selection(1, 7, 13, "They were");
        for (const char* prefix : {"DDDDDDDD-", "EEEEEEEE-"}) one.replace(one.find(prefix) + 9, 4, std::to_string(1000 + i));
        selections += one;
    }
    const RefiCheck check = checked(test::qdpx(described(selections), {{"sources/t.txt", text}}));
    CHECK(check.differing == 30);
    CHECK(check.differences.size() == 20);
    CHECK(refi_check_text(check).find("30 passages differ; the first 20 are:") != std::string::npos);
}

TEST_CASE("REFI-QDA check: what a program trips over is found") {
    const auto count = [](const std::string& bytes, const char* id) {
        const RefiCheck check = checked(bytes);
        CAPTURE(refi_check_text(check));
        CHECK(check.found());
        return problem(check, id);
    };
    const std::string whole = selection(1, 7, 13, "judged");
    CHECK(count(test::qdpx(described(whole)), "missing-file") == 1);
    CHECK(count(test::qdpx(described("", "", "")), "no-text") == 1);
    CHECK(count(test::qdpx(described(whole), {{"sources/t.txt", "\xEF\xBB\xBFI felt judged."}}), "byte-order-mark") == 1);
    CHECK(count(test::qdpx(described(whole), {{"sources/t.txt", "I felt judged.\r\nYes."}}), "line-ends") == 1);
    CHECK(count(test::qdpx(described(whole), {{"sources/t.txt", "I felt judged. 🙂"}}), "two-units") == 1);
    CHECK(count(test::qdpx(described(whole), {{"sources/t.txt", "I felt judged, caf\xE9."}}), "encoding") == 1);
    CHECK(count(test::qdpx(described(whole), {{"Sources/t.txt", text}}), "folder-name") == 1);
    CHECK(count(test::qdpx(described(whole), {{"sources/t.txt", text}, {"sources/u.txt", text}}), "unused-file") == 1);
    CHECK(count(test::qdpx(described(selection(1, 7, 999, "")), {{"sources/t.txt", text}}), "outside") == 1);
    CHECK(count(test::qdpx(described(selection(1, 13, 7, "")), {{"sources/t.txt", text}}), "backwards") == 1);
    CHECK(count(test::qdpx(described(whole + selection(2, 0, 1, "I", "BBBBBBBB-0000-4000-8000-00000000FFFF")), {{"sources/t.txt", text}}), "dangling") == 1);
    CHECK(count(test::qdpx(described(whole + whole), {{"sources/t.txt", text}}), "duplicate-guid") == 2);
    CHECK(count(test::qdpx(described(whole, "<Sets/>"), {{"sources/t.txt", text}}), "empty-list") == 1);
    CHECK(count(test::qdpx(described("<NoteRef/>" + whole), {{"sources/t.txt", text}}), "order") == 1);
    std::string odd = described(whole);
    odd.replace(odd.find("#FF0010"), 7, "rgb(1,2,3)");
    CHECK(count(test::qdpx(odd, {{"sources/t.txt", text}}), "colour") == 1);
    odd = described(whole);
    odd.replace(odd.find(" isCodable=\"true\""), 17, "");
    CHECK(count(test::qdpx(odd, {{"sources/t.txt", text}}), "codable-missing") == 1);
    odd = described(whole);
    odd.replace(odd.find("urn:QDA-XML:project:1.0"), 23, "urn:QDA-XML:project:0:10");
    CHECK(count(test::qdpx(odd, {{"sources/t.txt", text}}), "name-space") == 1);
    odd = described(whole);
    for (std::size_t at; (at = odd.find("AAAAAAAA-0000-4000-8000-000000000001")) != std::string::npos;) odd.replace(at, 36, "ada");
    CHECK(count(test::qdpx(odd, {{"sources/t.txt", text}}), "guid-form") == 1);
}

TEST_CASE("REFI-QDA check: files that cannot be read are refused in words") {
    for (const std::string& bytes : {std::string(), std::string("hello"), std::string("PK"), test::qdpx("<Project"), test::qdpx("<CodeBook/>")}) {
        const Result<RefiCheck> check = check_refi({"a.qdpx", bytes});
        REQUIRE_FALSE(check.ok());
        CHECK(check.problem().message.find("‘a.qdpx’") != std::string::npos);
    }
}

TEST_CASE("REFI-QDA check: a codebook is checked like a project") {
    const std::string sound = R"(<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Tool"><Codes><Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="A" isCodable="true">)"
                              R"(<Description>What it means.</Description><Code guid="BBBBBBBB-0000-4000-8000-000000000002" name="B" isCodable="false" color="#010203"/></Code></Codes></CodeBook>)";
    const RefiCheck check = checked(sound, "book.qdc");
    CAPTURE(refi_check_text(check));
    CHECK(check.codebook);
    CHECK_FALSE(check.found());
    CHECK(held(check, "codes") == 2);
    CHECK(check.origin == "Tool");
    std::string sets = sound;
    sets.insert(sets.find("</CodeBook>"), R"(<Sets><Set guid="BBBBBBBB-0000-4000-8000-000000000003" name="S"><MemberCode guid="BBBBBBBB-0000-4000-8000-00000000FFFF"/></Set></Sets>)");
    const RefiCheck broken = checked(sets, "book.qdc");
    CHECK(problem(broken, "dangling") == 1);
    REQUIRE(broken.lost.size() == 1);
    CHECK(broken.lost[0].id == "lost-sets");
}

TEST_CASE("REFI-QDA check: the data say the same as the words") {
    const RefiCheck check = checked(test::qdpx(described(selection(1, 7, 13, "judged") + selection(2, 15, 19, "were kind")), {{"Sources/t.txt", "I felt judged. They were \"kind\"."}}));
    const nlohmann::json data = nlohmann::json::parse(refi_check_json(check));
    CHECK(data["kind"] == "project");
    CHECK(data["found"] == true);
    CHECK(data["problems"].size() == check.problems.size());
    CHECK(data["problems"][0]["id"] == check.problems[0].id);
    CHECK(data["differing"] == check.differing);
    CHECK(data["documents"][0]["candidates"].size() == check.documents[0].candidates.size());
    for (const RefiFinding& one : check.problems) CHECK(refi_check_text(check).find(one.message) != std::string::npos);
}

TEST_CASE("REFI-QDA check: real files" * doctest::skip(test::corpora().empty())) {
    const std::string folder = test::corpora() + "/refi/";
    const RefiCheck nvivo = checked(test::file_bytes(folder + "nvivo-windows-12.6-anonymised.qdpx"));
    CHECK(held(nvivo, "codes") == 60);
    CHECK(held(nvivo, "codings") == 97);
    REQUIRE(nvivo.documents.size() == 1);
    CHECK(nvivo.documents[0].reading.unit == refi::TextUnit::utf16_units);
    CHECK(nvivo.documents[0].candidates.size() == 12);
    CHECK(nvivo.documents[0].fitting == 97);
    CHECK(nvivo.differing == 0);
    CHECK(nvivo.lost.empty());
    CHECK(problem(nvivo, "line-ends") == 1);
    CHECK(problem(nvivo, "byte-order-mark") == 1);
    CHECK(problem(nvivo, "folder-name") == 1);
    for (const char* name : {"ponte-blank-atlas-project.qdpx", "ponte-target-atlas-project.qdpx"}) CHECK_FALSE(checked(test::file_bytes(folder + name)).found());
    const RefiCheck annex = checked(test::file_bytes(folder + "skyloom-TestProject.qdpx"));
    CHECK(problem(annex, "missing-file") == 17);
    CHECK(problem(annex, "description-name") == 1);
    CHECK(annex.lost.empty());
}
