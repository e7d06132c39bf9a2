#include "formats/refi_support.h"

#include "engine/formats/zip_archive.h"
#include "engine/study.h"

#include <set>

using namespace emic;

namespace {

// An interview that was recorded: "I slept at last. 🙂 They let me hold her.", with points at 0, 17 and 19.
const char* const recorded =
    R"(<?xml version="1.0" encoding="utf-8"?><Project name="Ward" origin="Some tool" xmlns="urn:QDA-XML:project:1.0">)"
    R"(<Users><User guid="aaaaaaaa-0000-4000-8000-000000000001" name="Ada"/></Users>)"
    R"(<CodeBook><Codes><Code guid="bbbbbbbb-0000-4000-8000-000000000001" name="Rest" isCodable="true"/>)"
    R"(<Code guid="bbbbbbbb-0000-4000-8000-000000000002" name="Ward" isCodable="true"/></Codes></CodeBook>)"
    R"(<Cases><Case guid="99999999-0000-4000-8000-000000000001" name="P01"><SourceRef targetGUID="cccccccc-0000-4000-8000-000000000001"/></Case></Cases>)"
    R"(<Sources><AudioSource guid="cccccccc-0000-4000-8000-000000000001" path="internal://p01.m4a">)"
    R"(<Transcript guid="cccccccc-0000-4000-8000-000000000002" name="P01 by hand" plainTextPath="internal://p01.txt">)"
    R"(<SyncPoint guid="dddddddd-0000-4000-8000-000000000001" timeStamp="0" position="0"/>)"
    R"(<SyncPoint guid="dddddddd-0000-4000-8000-000000000002" timeStamp="2100" position="17"/>)"
    R"(<SyncPoint guid="dddddddd-0000-4000-8000-000000000003" timeStamp="2400" position="19"/>)"
    R"(<SyncPoint guid="dddddddd-0000-4000-8000-000000000004" timeStamp="9000"/>)"
    R"(<SyncPoint guid="dddddddd-0000-4000-8000-000000000005" position="39"/>)"
    R"(<TranscriptSelection guid="eeeeeeee-0000-4000-8000-000000000001" name="first" fromSyncPoint="dddddddd-0000-4000-8000-000000000003" toSyncPoint="dddddddd-0000-4000-8000-000000000005">)"
    R"(<Coding guid="ffffffff-0000-4000-8000-000000000001" creatingUser="aaaaaaaa-0000-4000-8000-000000000001"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000002"/></Coding></TranscriptSelection>)"
    R"(<TranscriptSelection guid="eeeeeeee-0000-4000-8000-000000000002" fromSyncPoint="dddddddd-0000-4000-8000-000000000002" toSyncPoint="dddddddd-0000-4000-8000-000000000004">)"
    R"(<Coding guid="ffffffff-0000-4000-8000-000000000002" creatingUser="aaaaaaaa-0000-4000-8000-000000000001"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000001"/></Coding></TranscriptSelection>)"
    R"(</Transcript>)"
    R"(<AudioSelection guid="eeeeeeee-0000-4000-8000-000000000003" begin="10" end="900"><Coding guid="ffffffff-0000-4000-8000-000000000003" creatingUser="aaaaaaaa-0000-4000-8000-000000000001"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000001"/></Coding></AudioSelection>)"
    R"(<Coding guid="ffffffff-0000-4000-8000-000000000004" creatingUser="aaaaaaaa-0000-4000-8000-000000000001"><CodeRef targetGUID="bbbbbbbb-0000-4000-8000-000000000001"/></Coding>)"
    R"(</AudioSource></Sources></Project>)";

std::string recorded_project() {
    return test::qdpx(recorded, {{"sources/p01.m4a", "not really sound"}, {"sources/p01.txt", "I slept at last. \xF0\x9F\x99\x82 They let me hold her."}});
}

std::string description_of(const std::string& qdpx) {
    auto archive = ZipArchive::open({"a.qdpx", qdpx});
    REQUIRE(archive.ok());
    return *archive.value().read("project.qde");
}

std::size_t times_in(const std::string& text, std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
    return count;
}

std::string coded_words(const Project& project, const char* coding) {
    const Coding* found = project.find(Id<Coding>{refi::read_guid(coding)});
    return found ? std::string(slice(project.find(found->source)->text.view(), found->range)) : "not there";
}

constexpr const char* held = "ffffffff-0000-4000-8000-000000000001";

} // namespace

TEST_CASE("REFI-QDA recordings: a transcript is a document with its times, its case and its codings") {
    const RefiImport import = test::imported(recorded_project());
    const Project& project = import.project;
    REQUIRE(project.sources().size() == 1);
    const Source& source = *project.sources().begin();
    CHECK(source.name == "P01 by hand");
    CHECK(source.text.view() == "I slept at last. \xF0\x9F\x99\x82 They let me hold her.");
    CHECK(project.find(source.case_id)->name == "P01");
    CHECK(source.times == std::vector<TimeAnchor>{{0, 0}, {17, 2100}, {22, 2400}});
    CHECK(coded_words(project, held) == "They let me hold her");
    CHECK(coded_words(project, "ffffffff-0000-4000-8000-000000000004") == source.text.view());
    CHECK(project.codings().size() == 2); // the other two stand on time alone, and are kept
}

TEST_CASE("REFI-QDA recordings: what is kept but not shown is told") {
    std::string described = recorded;
    const std::string from = R"(fromSyncPoint="dddddddd-0000-4000-8000-000000000003" toSyncPoint="dddddddd-0000-4000-8000-000000000005")";
    const std::string turned = R"(fromSyncPoint="dddddddd-0000-4000-8000-000000000005" toSyncPoint="dddddddd-0000-4000-8000-000000000003")";
    described.replace(described.find(from), from.size(), turned);
    const std::string second = R"(<Transcript guid="cccccccc-0000-4000-8000-000000000003" name="by machine" plainTextPath="internal://p01b.txt"/>)";
    described.insert(described.find("<AudioSelection"), second);
    const RefiImport import = test::imported(test::qdpx(
        described.c_str(), {{"sources/p01.m4a", "not really sound"}, {"sources/p01.txt", "I slept at last. They let me hold her, and then she slept."}, {"sources/p01b.txt", "I slept."}}));
    CHECK(import.project.codings().size() == 1);
    CHECK(import.report.losses == std::vector<std::string>{
        "A coded passage holds no text: it ends where it begins, or before. It is kept but not shown.",
        "A coded stretch of a recording has no place in its transcript. It is kept but not shown.",
        "A recording has several transcripts. Only the first is shown, the others are kept with what is coded in them."});
    // Kept means that it leaves again.
    const std::string description = description_of(export_refi(import.project, refi::TextUnit::code_points).bytes);
    CHECK(times_in(description, "ffffffff-0000-4000-8000-00000000000") == 4);
    CHECK(times_in(description, "internal://p01b.txt") == 1);
}

TEST_CASE("REFI-QDA recordings: they come back out as they were, in every unit") {
    const RefiImport import = test::imported(recorded_project());
    for (refi::TextUnit unit : {refi::TextUnit::code_points, refi::TextUnit::utf16_units}) {
        const RefiExport out = export_refi(import.project, unit);
        const std::string description = description_of(out.bytes);
        CAPTURE(description);
        CHECK(out.notes.empty());
        CHECK(times_in(description, "<SyncPoint ") == 5);
        CHECK(times_in(description, "<TranscriptSelection ") == 2);
        CHECK(times_in(description, "<PlainTextSelection") == 0);
        CHECK(times_in(description, "<AudioSelection ") == 1);
        CHECK(times_in(description, "<Coding ") == 4);
        CHECK(times_in(description, unit == refi::TextUnit::code_points ? R"(position="39")" : R"(position="40")") == 1);
        const RefiImport back = test::imported(out.bytes);
        test::check_same(import.project, back.project);
        auto archive = ZipArchive::open({"a.qdpx", out.bytes});
        CHECK(*archive.value().read("sources/p01.m4a") == "not really sound");
    }
}

TEST_CASE("REFI-QDA recordings: what is coded in Emic runs between new points, and a corrected text takes its points along") {
    test::Study study;
    RefiImport import = test::imported(recorded_project());
    study.coder = import.project.coders().begin()->id;
    study.workspace.project = std::move(import.project);
    study.workspace.indexes.rebuild(study.workspace.project);
    const Id<Source> source = study.project().sources().begin()->id;
    const Id<Code> code = study.project().codes().begin()->id;
    study.run(apply_code, ApplyCode{source, {2, 7}, code});
    RefiExport out = export_refi(study.project(), refi::TextUnit::code_points);
    CHECK(times_in(description_of(out.bytes), "<SyncPoint ") == 7);
    RefiImport back = test::imported(out.bytes);
    CHECK(back.project.codings().size() == 3);

    study.run(edit_source_text, EditSourceText{source, "Well. I slept at last. \xF0\x9F\x99\x82 They let me hold her."});
    out = export_refi(study.project(), refi::TextUnit::code_points);
    back = test::imported(out.bytes);
    CHECK(coded_words(back.project, held) == "They let me hold her");
    const std::vector<TimeAnchor> times = back.project.sources().begin()->times;
    CHECK(times == study.project().sources().begin()->times);
    CHECK(times.back() == TimeAnchor{28, 2400});
}

TEST_CASE("REFI-QDA recordings: a transcript that is a document already is shown twice only where it is coded itself") {
    std::string twice = recorded;
    twice.replace(twice.find("<Sources>"), 9, R"(<Sources><TextSource guid="cccccccc-0000-4000-8000-000000000009" name="P01" plainTextPath="internal://p01.txt"/>)");
    for (const std::size_t documents : {2U, 1U}) {
        CAPTURE(documents);
        const std::string bytes = test::qdpx(twice, {{"sources/p01.m4a", "x"}, {"sources/p01.txt", "I slept at last. \xF0\x9F\x99\x82 They let me hold her."}});
        const RefiImport import = test::imported(bytes);
        CHECK(import.project.sources().size() == documents);
        const RefiImport back = test::imported(export_refi(import.project, refi::TextUnit::code_points).bytes);
        test::check_same(import.project, back.project);
        const std::size_t first = twice.find("<TranscriptSelection");
        if (first != std::string::npos) twice.erase(first, twice.find("</Transcript>") - first);
    }
}

TEST_CASE("REFI-QDA recordings: a transcript's old words do not leave with the project once its document was corrected") {
    std::string twice = recorded;
    twice.replace(twice.find("<Sources>"), 9, R"(<Sources><TextSource guid="cccccccc-0000-4000-8000-000000000009" name="P01" plainTextPath="internal://p01.txt"/>)");
    const std::size_t first = twice.find("<TranscriptSelection");
    twice.erase(first, twice.find("</Transcript>") - first);
    test::Study study;
    RefiImport import = test::imported(test::qdpx(twice, {{"sources/p01.m4a", "x"}, {"sources/p01.txt", "Anna Maier slept at last."}}));
    REQUIRE(import.project.sources().size() == 1);
    study.coder = import.project.coders().begin()->id;
    study.workspace.project = std::move(import.project);
    study.workspace.indexes.rebuild(study.workspace.project);
    study.run(edit_source_text, EditSourceText{study.project().sources().begin()->id, "P01 slept at last."});
    const RefiExport out = export_refi(study.project(), refi::TextUnit::code_points);
    CHECK(out.notes.size() == 1);
    auto archive = ZipArchive::open({"a.qdpx", out.bytes});
    REQUIRE(archive.ok());
    CHECK_FALSE(archive.value().read("sources/p01.txt").ok());
    CHECK(archive.value().read("sources/p01.m4a").ok());
    CHECK(test::imported(out.bytes).project.sources().size() == 1);
}

TEST_CASE("REFI-QDA recordings: points made in one unit do not move what is coded after them in the other") {
    test::Study study;
    RefiImport import = test::imported(recorded_project());
    const Guid coder = import.project.coders().begin()->id.guid;
    const auto take = [&](RefiImport from) {
        study.coder = {coder};
        study.workspace.project = std::move(from.project);
        study.workspace.indexes.rebuild(study.workspace.project);
    };
    take(std::move(import));
    const Id<Source> source = study.project().sources().begin()->id;
    const Id<Code> code = study.project().codes().begin()->id;
    study.run(apply_code, ApplyCode{source, {27, 30}, code}); // "let"; its end is 27 code points, 28 UTF-16 units away
    take(test::imported(export_refi(study.project(), refi::TextUnit::utf16_units).bytes));
    study.run(apply_code, ApplyCode{source, {28, 31}, code}); // ends at 28 code points
    const RefiImport back = test::imported(export_refi(study.project(), refi::TextUnit::code_points).bytes);
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> there, again;
    for (const Coding& coding : study.project().codings()) there.emplace(coding.range.begin, coding.range.end);
    for (const Coding& coding : back.project.codings()) again.emplace(coding.range.begin, coding.range.end);
    CHECK(there == again);
}

TEST_CASE("REFI-QDA recordings: times that were found in Emic leave with the project, those that were replaced do not") {
    RefiImport import = test::imported(recorded_project());
    const Source before = *import.project.sources().begin();
    Source after = before;
    after.times = {{0, 0}, {2, 700}, {22, 2500}};
    Change change;
    change.update(before, after);
    REQUIRE_FALSE(import.project.apply(change));
    for (refi::TextUnit unit : {refi::TextUnit::code_points, refi::TextUnit::utf16_units}) {
        const RefiImport back = test::imported(export_refi(import.project, unit).bytes);
        CHECK(back.project.sources().begin()->times == after.times);
        CHECK(coded_words(back.project, held) == "They let me hold her");
        CHECK(test::imported(export_refi(back.project, unit).bytes).project.sources().begin()->times == after.times);
    }
}
