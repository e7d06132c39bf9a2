// Sets of documents, and documents whose text is a word processor's file.
#include "engine/formats/zip_archive.h"
#include "formats/docx_text.h"
#include "formats/refi_support.h"

#include <algorithm>

using namespace emic;

namespace {

const std::string user = "11111111-1111-4111-8111-111111111111";
const std::string head = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Study\" origin=\"MAXQDA 24.7\" creatingUserGUID=\"" + user + "\"><Users><User guid=\"" + user +
                         "\" name=\"Ana\"/></Users><CodeBook><Codes><Code guid=\"00000001-0000-4000-8000-000000000000\" name=\"Care\" isCodable=\"true\"/></Codes></CodeBook>";

std::string selection(const std::string& name, int begin, int end) {
    return "<PlainTextSelection guid=\"00000015-0000-4000-8000-000000000000\" name=\"" + name + "\" startPosition=\"" + std::to_string(begin) + "\" endPosition=\"" + std::to_string(end) +
           "\"><Coding guid=\"00000016-0000-4000-8000-000000000000\" creatingUser=\"" + user + "\"><CodeRef targetGUID=\"00000001-0000-4000-8000-000000000000\"/></Coding></PlainTextSelection>";
}

bool told(const std::vector<std::string>& notes, std::string_view words) {
    return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("REFI-QDA: sets of documents are kept, told of and written back") {
    const std::string source = "<TextSource guid=\"0000001%-0000-4000-8000-000000000000\" name=\"T%\" plainTextPath=\"internal://t%.txt\"/>";
    const auto numbered = [](std::string text, char number) {
        for (char& c : text) c = c == '%' ? number : c;
        return text;
    };
    const std::string sets = "<Sets><Set guid=\"00000021-0000-4000-8000-000000000000\" name=\"Interviews\"><MemberSource targetGUID=\"00000014-0000-4000-8000-000000000000\"/>"
                             "<MemberSource targetGUID=\"00000015-0000-4000-8000-000000000000\"/></Set><Set guid=\"00000022-0000-4000-8000-000000000000\" name=\"Analyse\">"
                             "<MemberSource targetGUID=\"00000015-0000-4000-8000-000000000000\"/></Set></Sets>";
    const RefiImport import = test::imported(test::qdpx(head + "<Sources>" + numbered(source, '4') + numbered(source, '5') + "</Sources>" + sets + "</Project>", {{"sources/t4.txt", "one"}, {"sources/t5.txt", "two"}}));
    CHECK(import.project.sources().size() == 2);
    const auto kept = std::find_if(import.report.kept.begin(), import.report.kept.end(), [](const RefiCount& row) { return row.many == "sets of documents or notes"; });
    REQUIRE(kept != import.report.kept.end());
    CHECK(kept->count == 2);
    CHECK(refi_report_text(import.report).find("2 sets of documents or notes") != std::string::npos);
    const std::string bytes = export_refi(import.project, refi::TextUnit::code_points).bytes;
    Result<ZipArchive> archive = ZipArchive::open({"out.qdpx", bytes});
    REQUIRE(archive.ok());
    const std::string written = archive.value().read("project.qde").value();
    for (const char* part : {"name=\"Interviews\"", "name=\"Analyse\"", "<MemberSource"}) CHECK(written.find(part) != std::string::npos);
}

TEST_CASE("REFI-QDA: a text that is only there as a Word file is read from it") {
    const std::string word = test::docx(test::p(test::r("Ana: I was there for hours.")) + test::p(test::r("Ben: we waited too.")));
    const std::string plain = "Ana: I was there for hours.\nBen: we waited too.";
    const int at = static_cast<int>(plain.find("we waited"));
    const auto project = [&](const std::string& inside) {
        return test::imported(test::qdpx(head + "<Sources><TextSource guid=\"00000014-0000-4000-8000-000000000000\" name=\"Rich only\" richTextPath=\"internal://a.docx\">" + inside + "</TextSource></Sources></Project>",
                                         {{"sources/a.docx", word}}));
    };
    const RefiImport quoted = project(selection("we waited", at, at + 9));
    REQUIRE(quoted.project.sources().size() == 1);
    CHECK(quoted.project.sources().begin()->text.view() == plain);
    REQUIRE(quoted.project.codings().size() == 1);
    CHECK(slice(plain, quoted.project.codings().begin()->range) == "we waited");
    CHECK(told(quoted.report.notes, "it was read from the Word or RTF file beside it"));
    CHECK_FALSE(quoted.report.doubtful());
    // Nobody quoted the words: it is for the researcher to look.
    const RefiImport unquoted = project(selection("", at, at + 9));
    CHECK(unquoted.report.doubtful());
    CHECK(told(unquoted.report.documents.front().doubts, "may be counted otherwise"));
    // The file is not there: the document is kept as before.
    const RefiImport none = test::imported(test::qdpx(head + "<Sources><TextSource guid=\"00000014-0000-4000-8000-000000000000\" name=\"Rich only\" richTextPath=\"internal://b.docx\"/></Sources></Project>"));
    CHECK(none.project.sources().empty());
    CHECK(told(none.report.losses, "is not in the file"));
}
