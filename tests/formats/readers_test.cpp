#include "engine/formats/calendar_time.h"
#include "engine/formats/reader.h"

#include "formats/docx_builder.h"

#include <doctest/doctest.h>
#include <set>

using namespace emic;
using namespace std::string_literals;

namespace {

std::string refused(const std::string& bytes, std::string_view name) {
    const Result<std::vector<ImportedDocument>> documents = read_documents({name, bytes});
    REQUIRE_FALSE(documents.ok());
    return documents.problem().message;
}

std::string wide(std::string_view text) {
    std::string bytes;
    for (const char c : text)
        bytes += std::string{c, '\0'};
    return bytes;
}

} // namespace

TEST_CASE("the table of readers is sound") {
    std::set<std::string> ids;
    std::set<std::string_view> extensions;
    for (const Reader& reader : readers()) {
        CHECK(ids.insert(reader.id).second);
        CHECK(reader.label != nullptr);
        CHECK(reader.recognises != nullptr);
        CHECK(reader.read != nullptr);
        CHECK_FALSE(reader.extensions.empty());
        for (const std::string_view one : reader.extensions) {
            CHECK(one.front() == '.');
            CHECK(extensions.insert(one).second);
        }
    }
    CHECK(accepted_extensions() == ".epub,.docx,.docm,.dotx,.dotm,.odt,.ott,.fodt,.rtf,.xlsx,.xlsm,.csv,.tsv,.tab,.vtt,.srt,.sbv,.ass,.ssa,.ttml,.dfxp,.itt,.eaf,.cha,.otr,.json,.json3,.jsonl,.mht,.mhtml,.html,.htm,.xhtml,.md,.markdown,.txt,.text");
}

TEST_CASE("a file is told by its bytes, not by its name") {
    const std::string word = test::docx("<w:p><w:r><w:t>I felt lonely.</w:t></w:r></w:p>");
    CHECK(read_documents({"Interview.txt", word})->front().content.text == "I felt lonely.");
    const std::string sheet = test::zip({{"xl/workbook.xml", "<w/>"}});
    auto entries = test::docx_entries(test::wrapped("document", "<w:body/>"));
    entries.push_back({"word/embeddings/sheet.xlsx", sheet});
    CHECK(read_documents({"Interview.docx", test::zip(entries)}).ok());
    CHECK(read_documents({"Interview.docx", "Just text."})->front().content.text == "Just text.");
}

TEST_CASE("documents are named after their files") {
    CHECK(document_name("Ana.docx") == "Ana");
    CHECK(document_name("C:\\study\\Interview 3. Ana and Tom") == "Interview 3. Ana and Tom");
    CHECK(document_name("study/访谈 1.v2.DOCX") == "访谈 1.v2");
    CHECK(document_name(".txt") == ".txt");
    CHECK(document_name("notes.Markdown") == "notes");
    CHECK(document_name("Interview 3.Johanna") == "Interview 3.Johanna");
    CHECK(document_name("") == "Untitled");
    CHECK(document_name("a\u202Excod.txt") == "axcod");
    CHECK(document_name("a\xFF\n.txt") == "a\uFFFD");
    CHECK(quoted_name({"../x/Ana.docx", ""}) == "‘Ana.docx’");
    CHECK(counted(1, "picture", "pictures") == "1 picture");
    CHECK(counted(2, "picture", "pictures") == "2 pictures");
}

TEST_CASE("files that Emic does not read are named") {
    CHECK(refused("%PDF-1.7\n%\xE2\xE3", "x.pdf") ==
          "‘x.pdf’ is a PDF file, which only the page of Emic can read, not the command line. Nothing was imported from it. "
          "Open Emic in a browser, drop the file there, save the project, and go on with that.");
    CHECK(refused("\x89PNG\r\n\x1A\n", "x.png").find("is a picture") != std::string::npos);
    CHECK(refused("ID3\3\0\0"s, "x.mp3").find("is a sound recording") != std::string::npos);
    CHECK(refused("\0\0\0\x20"
                  "ftypmp42"s,
                  "x.mp4")
              .find("is a video") != std::string::npos);
    CHECK(refused("SQLite format 3\0"s, "study.qda").find("is a database") != std::string::npos);
    CHECK(refused(test::zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "x.ods").find("spreadsheet") !=
          std::string::npos);
    CHECK(refused(test::zip({{"project.qde", ""}}), "x.qdpx").find("project of another program") != std::string::npos);
    CHECK(refused(test::zip({{"a.txt", "hello"}}), "x.zip").find("packed archive") != std::string::npos);
    const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    CHECK(refused(ole + wide("EncryptedPackage"), "Interview 3.docx") ==
          "‘Interview 3.docx’ is protected with a password. Nothing was imported from it. Open it in Word, remove the "
          "password, and drop it here "
          "again.");
    CHECK(refused(ole + wide("WordDocument"), "old.doc").find("Word 97 to 2003") != std::string::npos);
    CHECK(read_documents({"x.txt", "ID3 said: I felt fine."}).ok());
    CHECK(read_documents({"x.txt", "PK said: I felt fine."}).ok());
}

TEST_CASE("moments of the calendar") {
    CHECK(time_of("1970-01-01T00:00:00Z") == 0);
    CHECK(time_of("2024-05-31T14:00:00Z") == 1717164000000);
    CHECK(time_of("2024-05-31T16:30:00+02:30") == 1717164000000);
    CHECK(time_of("2024-02-29") == 1709164800000);
    CHECK(time_of("2023-02-29") == 0);
    CHECK(time_of("1969-12-31T23:59:59Z") == -1000);
    CHECK(time_of("yesterday") == 0);
    CHECK(time_of("2024-05-31T14:00:00.25Z") == 1717164000250);
    CHECK(time_of("2024-05-31T16:30:00.250999+02:30") == 1717164000250);
    CHECK(time_of("2024-05-31T14:00") == 1717164000000);
    CHECK(time_of("2024-05-31T24:00:00Z") == time_of("2024-06-01T00:00:00Z"));
    CHECK(time_of("2023-02-29T10:00:00.5Z") == 0);
    CHECK(exact_iso_time(1717164000000) == "2024-05-31T14:00:00Z");
    CHECK(exact_iso_time(1717164000007) == "2024-05-31T14:00:00.007Z");
    CHECK(exact_iso_time(-1) == "1969-12-31T23:59:59.999Z");
}
