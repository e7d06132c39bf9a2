#include "engine/formats/import_batch.h"

#include "engine/formats/zip_writer.h"
#include "formats/docx_builder.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emic;

namespace {

std::string packed(const std::vector<std::pair<std::string, std::string>>& files, ZipPacking packing = ZipPacking::deflate) {
    ZipWriter writer;
    for (const auto& [name, bytes] : files) writer.add(name, bytes, packing);
    return writer.finish().value();
}

std::string word_file(const std::string& words) {
    return packed({{"[Content_Types].xml", "<Types/>"},
                   {"word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>" + words +
                                             "</w:t></w:r></w:p></w:body></w:document>"}},
                  ZipPacking::store);
}

std::vector<BatchFile> read_all(const std::vector<std::pair<std::string, std::string>>& files, const BatchLimits& limits = {}) {
    ImportBatch batch(PdfFiles::refused, limits);
    for (const auto& [name, bytes] : files) batch.add(name, bytes);
    while (batch.step()) {}
    CHECK(batch.empty());
    return batch.take();
}

/// "P01: Interview 1" for each document, its case before its name.
std::vector<std::string> documents(const std::vector<BatchFile>& files) {
    std::vector<std::string> all;
    for (const BatchFile& file : files)
        for (const ImportedDocument& document : file.documents) all.push_back(document.case_name.value_or("-") + ": " + document.name);
    return all;
}

using Names = std::vector<std::string>;

bool says(const BatchFile& file, std::string_view words) { return file.problem && file.problem->message.find(words) != std::string::npos; }

} // namespace

TEST_CASE("batch: the innermost folder is the case, but a folder that all share is none") {
    CHECK(documents(read_all({{"P01/Interview 1.txt", "a"}, {"P01/more/Interview 2.txt", "b"}, {"P02\\Interview.txt", "c"}, {"notes.txt", "d"}})) ==
          Names{"P01: Interview 1", "more: Interview 2", "P02: Interview", "-: notes"});
    CHECK(documents(read_all({{"study/a.txt", "a"}, {"study/b.txt", "b"}})) == Names{"-: a", "-: b"});
    CHECK(documents(read_all({{"study/P01/a.txt", "a"}, {"study/P02/b.txt", "b"}, {"study/c.txt", "c"}})) == Names{"P01: a", "P02: b", "-: c"});
    CHECK(documents(read_all({{"P01/a.txt", "a"}})) == Names{"-: a"});
    CHECK(documents(read_all({{"P01.v2/a.txt", "a"}, {"b.txt", "b"}})) == Names{"P01.v2: a", "-: b"});
    // A file that cannot be read decides nothing.
    CHECK(documents(read_all({{"study/a.txt", "a"}, {"elsewhere/b.png", "\x89PNG\r\n"}})) == Names{"-: a"});
}

TEST_CASE("batch: names lead nowhere") {
    CHECK(folders_of("../../C:/Users/./P01//a.txt") == Names{"Users", "P01"});
    CHECK(folders_of("").empty());
    CHECK(folders_of("..").empty());
    CHECK(documents(read_all({{"../..", "a"}, {"/", "b"}, {"", "c"}})).size() == 3);
    const std::string archive = test::zip({{"../../etc/a.txt", "a"}, {"/b.txt", "b"}, {"..", "c"}});
    const std::vector<BatchFile> files = read_all({{"x.zip", archive}});
    REQUIRE(files.size() == 3);
    CHECK(documents(files) == Names{"-: Untitled", "etc: a", "-: b"});
    for (const BatchFile& file : files) CHECK(file.name.find_first_of("/\\") == std::string::npos);
}

TEST_CASE("batch: archives of documents are opened in place, what systems add is passed over") {
    const std::string archive = packed({{"study/P02/Interview.docx", word_file("Two.")},
                                        {"study/P01/Interview.docx", word_file("One.")},
                                        {"study/P01/.hidden.txt", "x"},
                                        {"study/Thumbs.db", "x"},
                                        {"study/P01/desktop.ini", "x"},
                                        {"study/P01/~$terview.docx", "x"},
                                        {"study/.DS_Store", "x"},
                                        {"__MACOSX/study/P01/._Interview.docx", "x"}},
                                       ZipPacking::store);
    const std::vector<BatchFile> files = read_all({{"study.zip", archive}, {"after.txt", "Three."}, {".DS_Store", "x"}});
    REQUIRE(files.size() == 3);
    CHECK(documents(files) == Names{"P01: Interview", "P02: Interview", "-: after"});
    CHECK(files[0].documents[0].content.text == "One.");
    CHECK(shown_name(files[0]) == "‘Interview.docx’ in ‘study.zip’");
    // Letters of any script, as archives of Windows and Linux spell them.
    CHECK(documents(read_all({{"x.zip", packed({{"受访者 4/访谈.txt", "一"}, {"受访者 5/访谈.txt", "二"}})}})) == Names{"受访者 4: 访谈", "受访者 5: 访谈"});
}

TEST_CASE("batch: a document that is itself an archive is never taken for one of documents") {
    CHECK(documents(read_all({{"renamed.zip", word_file("One.")}})) == Names{"-: renamed"});
    for (const char* mark : {"project.qde", "study.qde", "META-INF/container.xml", "xl/workbook.xml", "content.xml"}) {
        const std::vector<BatchFile> files = read_all({{"x.zip", packed({{mark, "<x/>"}, {"a.txt", "hello"}})}});
        CAPTURE(mark);
        REQUIRE(files.size() == 1);
        CHECK(files[0].problem);
        CHECK(files[0].archive.empty());
    }
    // A folder called "word" makes no Word file.
    CHECK(documents(read_all({{"x.zip", packed({{"word/a.txt", "a"}, {"excel/b.txt", "b"}})}})) == Names{"excel: b", "word: a"});
}

TEST_CASE("batch: one bad file stops none of the rest, and each says why") {
    const std::string inner = packed({{"a.txt", "a"}});
    std::string broken = packed({{"long.txt", std::string(5000, 'x')}, {"good.txt", "good"}}, ZipPacking::store);
    broken[200] ^= 1;
    const std::vector<BatchFile> files =
        read_all({{"a.png", "\x89PNG\r\n"}, {"outer.zip", packed({{"inner.zip", inner}, {"b.txt", "b"}, {"c.mp3", "ID3\3"}})}, {"half.zip", inner.substr(0, 40)},
                  {"empty.zip", packed({{"folder/.keep", ""}})}, {"secret.zip", test::zip({{"s.txt", "s", false, 1}})}, {"broken.zip", broken},
                  {"study.emic", "{\"format\":\"emic-project\",\"version\":2"}, {"deep.zip", packed({{"p.emic", "{\"format\":\"emic-project\""}})}, {"last.txt", "last"}});
    REQUIRE(files.size() == 12);
    CHECK(says(files[0], "‘a.png’ is a picture"));
    CHECK(files[1].documents.size() == 1);
    CHECK(says(files[2], "sound recording"));
    CHECK(says(files[3], "‘inner.zip’ in ‘outer.zip’ is an archive within an archive"));
    CHECK(says(files[4], "‘half.zip’ is damaged"));
    CHECK(says(files[5], "‘empty.zip’ holds no files"));
    CHECK(says(files[6], "‘s.txt’ in ‘secret.zip’ is protected with a password"));
    CHECK(files[7].documents.at(0).content.text == "good");
    CHECK(says(files[8], "‘long.txt’ in ‘broken.zip’ is damaged"));
    CHECK(files[9].project);
    CHECK(files[10].project);
    CHECK(files[11].documents.size() == 1);
}

TEST_CASE("batch: bombs and floods end in words") {
    BatchLimits small;
    small.files = 3;
    small.archive.ratio_from = 1000;
    std::vector<BatchFile> files = read_all({{"x.zip", packed({{"bomb.txt", std::string(4'000'000, 'x')}, {"c.txt", "c"}})}}, small);
    REQUIRE(files.size() == 2);
    CHECK(says(files[0], "unpacks to far more"));
    CHECK(files[1].documents.size() == 1);
    files = read_all({{"x.zip", packed({{"a", "a"}, {"b", "b"}, {"c", "c"}, {"d", "d"}, {"e", "e"}})}, {"f.txt", "f"}}, small);
    CHECK(documents(files).size() <= 3);
    CHECK(std::count_if(files.begin(), files.end(), [](const BatchFile& file) { return says(file, "more than 3 files"); }) == 2);
    BatchLimits narrow;
    narrow.text = 10;
    files = read_all({{"a.txt", "more than ten bytes"}, {"b.txt", "b"}}, narrow);
    CHECK(files[0].documents.size() == 1);
    CHECK(says(files[1], "was not read"));
    // Names that no project takes.
    files = read_all({{std::string(2000, 'n') + ".txt", "a"}, {"\xE2\x80\x8B.txt", "b"}});
    CHECK(files[0].documents[0].name.size() < 310);
    CHECK(files[1].documents[0].name == "Untitled");
}

TEST_CASE("batch: a PDF waits for whoever can read it, and the import can be stopped") {
    ImportBatch batch(PdfFiles::handed_out);
    batch.add("P01/a.pdf", "%PDF-1.4");
    batch.add("x.zip", packed({{"b.pdf", "%PDF-1.5"}, {"c.txt", "c"}}));
    batch.add("d.txt", "d");
    CHECK(batch.step());
    REQUIRE(batch.waiting());
    CHECK(batch.waiting()->bytes == "%PDF-1.4");
    CHECK(batch.step()); // nothing happens before it is settled
    CHECK(batch.done() == 0);
    batch.settle(ImportedDocument{"a", DocumentContent("A."), {}});
    while (batch.step() && !batch.waiting()) {}
    REQUIRE(batch.waiting());
    CHECK(batch.next() == "b.pdf");
    CHECK(batch.total() == 4);
    batch.stop();
    CHECK(batch.empty());
    const std::vector<BatchFile> files = batch.take();
    REQUIRE(files.size() == 4);
    CHECK(documents(files) == Names{"-: a"});
    for (std::size_t i = 1; i < files.size(); ++i) CHECK(says(files[i], "the import was stopped"));
    CHECK(says(read_all({{"a.pdf", "%PDF-1.4"}})[0], "PDF"));
}

TEST_CASE("batch: a survey keeps its table for the choices") {
    const std::vector<BatchFile> files = read_all({{"s.csv", "ID,Answer\nA1,I felt lonely in the long evenings after my son had moved away.\nA2,I felt at home here from the very first day on the ward.\n"},
                                                   {"none.csv", "a,b\n"}});
    REQUIRE(files[0].table);
    CHECK(documents(files) == Names{"A1: A1", "A2: A2"});
    CHECK(says(files[1], "without answers"));
}

TEST_CASE("batch: damaged archives never harm") {
    const std::string whole = packed({{"P01/a.docx", word_file("One.")}, {"P02/b.txt", std::string(300, 'b')}, {"c.zip", packed({{"x", "x"}})}});
    for (std::size_t size = 0; size < whole.size(); size += 3) (void)read_all({{"x.zip", whole.substr(0, size)}});
    for (unsigned seed = 1; seed <= 400; ++seed) {
        std::string bytes = whole;
        std::uint64_t state = seed;
        for (int i = 0; i < 4; ++i) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            bytes[(state >> 33) % bytes.size()] ^= static_cast<char>(1 << (state >> 29) % 8);
        }
        for (const BatchFile& file : read_all({{"x.zip", bytes}})) {
            CHECK(file.problem.has_value() != !file.documents.empty());
            if (file.problem) CHECK(is_valid_utf8(file.problem->message));
        }
    }
}
