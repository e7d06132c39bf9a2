#include "bench/big_study.h"
#include "engine/formats/refi_check.h"
#include "engine/text.h"
#include "formats/refi_support.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace emic;

namespace {

/// How a made-up program counts characters, and how it writes its text files.
struct Way {
    refi::TextUnit unit = refi::TextUnit::code_points;
    bool crlf = false;
    bool line_end_is_two = true;
    bool mark = false;
    bool mark_counts = false;
};

struct Made {
    std::string bytes;
    std::vector<std::string> words; ///< of each passage, in order
};

std::uint32_t units_of(char32_t c, refi::TextUnit unit) {
    if (unit == refi::TextUnit::bytes) return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    return unit == refi::TextUnit::utf16_units && c > 0xFFFF ? 2 : 1;
}

/// A seeded interview in which every third word is a coded passage, counted in one way.
Made interview(std::uint64_t seed, const Way& way, bool quoted) {
    constexpr const char* vocabulary[] = {"ward", "judged", "naïve", "été", "她们", "🙂🙂", "watched", "Überwachung", "again", "and", "quiet", "💛heart"};
    test::Dice dice(seed);
    Made made;
    std::string file = way.mark ? "\xEF\xBB\xBF" : "";
    std::uint32_t at = way.mark && way.mark_counts ? (way.unit == refi::TextUnit::bytes ? 3 : 1) : 0;
    std::string selections;
    for (int i = 0; i < 240; ++i) {
        const std::string word = vocabulary[dice.roll(12)];
        std::uint32_t width = 0;
        for (std::uint32_t byte = 0; byte < word.size();) width += units_of(next_code_point(word, byte), way.unit);
        if (i % 3 == 2) {
            const std::string number = std::to_string(100000 + i);
            selections += "<PlainTextSelection guid=\"DDDDDDDD-0000-4000-8000-000000" + number + "\" name=\"" + (quoted ? word : "") + "\" startPosition=\"" + std::to_string(at) +
                          "\" endPosition=\"" + std::to_string(at + width) + "\"><Coding guid=\"EEEEEEEE-0000-4000-8000-000000" + number +
                          "\"><CodeRef targetGUID=\"BBBBBBBB-0000-4000-8000-000000000001\"/></Coding></PlainTextSelection>";
            made.words.push_back(word);
        }
        const bool line = dice.chance(20);
        file += word + (!line ? " " : way.crlf ? "\r\n" : "\n");
        at += width + (line && way.crlf && way.line_end_is_two ? 2 : 1);
    }
    made.bytes = test::qdpx("<Project name=\"Ward\" xmlns=\"urn:QDA-XML:project:1.0\"><CodeBook><Codes><Code guid=\"BBBBBBBB-0000-4000-8000-000000000001\" name=\"Judged\" isCodable=\"true\"/></Codes></CodeBook>"
                            "<Sources><TextSource guid=\"CCCCCCCC-0000-4000-8000-000000000001\" name=\"P01\" plainTextPath=\"internal://t.txt\">" + selections + "</TextSource></Sources></Project>",
                            {{"sources/t.txt", file}});
    return made;
}

std::vector<std::string> coded_words(const RefiImport& import) {
    std::vector<const Coding*> codings;
    for (const Coding& coding : import.project.codings()) codings.push_back(&coding);
    std::sort(codings.begin(), codings.end(), [](const Coding* a, const Coding* b) { return a->range.begin < b->range.begin; });
    std::vector<std::string> words;
    for (const Coding* coding : codings) words.emplace_back(slice(import.project.find(coding->source)->text.view(), coding->range));
    return words;
}

std::string one_text(const std::string& selections, const std::string& codes = R"(<Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="A" isCodable="true"/>)") {
    return R"(<Project name="Ward" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes>)" + codes +
           R"(</Codes></CodeBook><Sources><TextSource guid="CCCCCCCC-0000-4000-8000-000000000001" name="P01" plainTextPath="internal://t.txt">)" + selections + "</TextSource></Sources></Project>";
}

std::string coded(const std::string& start, const std::string& end) {
    return "<PlainTextSelection guid=\"DDDDDDDD-0000-4000-8000-000000000001\" startPosition=\"" + start + "\" endPosition=\"" + end +
           "\"><Coding guid=\"EEEEEEEE-0000-4000-8000-000000000001\"><CodeRef targetGUID=\"BBBBBBBB-0000-4000-8000-000000000001\"/></Coding></PlainTextSelection>";
}

} // namespace

TEST_CASE("REFI-QDA variants: passages are found in every way of counting, with quotations or without") {
    for (const refi::TextUnit unit : {refi::TextUnit::code_points, refi::TextUnit::utf16_units, refi::TextUnit::bytes})
        for (const bool crlf : {false, true})
            for (const bool two : {false, true})
                for (const bool mark : {false, true})
                    for (const bool counts : {false, true})
                        for (const bool quoted : {false, true}) {
                            if ((!crlf && !two) || (!mark && counts)) continue;
                            const Made made = interview(7, {unit, crlf, two, mark, counts}, quoted);
                            CAPTURE(static_cast<int>(unit));
                            CAPTURE(crlf);
                            CAPTURE(two);
                            CAPTURE(mark);
                            CAPTURE(counts);
                            CAPTURE(quoted);
                            const RefiImport import = test::imported(made.bytes);
                            CHECK(coded_words(import) == made.words);
                            CHECK(import.report.differing == 0);
                        }
}

TEST_CASE("REFI-QDA variants: cut and flipped files are refused in words or read soundly, by the check too") {
    const std::string whole = interview(3, {refi::TextUnit::utf16_units, true, true, true, false}, true).bytes;
    test::Dice dice(11);
    for (int round = 0; round < 60; ++round) {
        std::string bytes = whole;
        if (round % 3 == 0) bytes.resize(dice.roll(static_cast<std::uint32_t>(bytes.size())));
        else for (int flip = 0; flip <= round % 5; ++flip) bytes[dice.roll(static_cast<std::uint32_t>(bytes.size()))] ^= static_cast<char>(1u << dice.roll(8));
        CAPTURE(round);
        const Result<RefiImport> import = read_refi({"x.qdpx", bytes});
        if (import.ok()) CHECK(find_problems(import->project).empty());
        else CHECK_FALSE(import.problem().message.empty());
        CHECK(check_refi({"x.qdpx", bytes}).ok() == import.ok());
    }
}

TEST_CASE("REFI-QDA variants: a project in a folder of its archive, and sources in capitals") {
    const std::string description = one_text(coded("0", "3"));
    for (const char* folder : {"", "My study/"})
        for (const char* sources : {"sources/", "Sources/", "SOURCES/"}) {
            ZipWriter zip;
            zip.add("__MACOSX/._project.qde", "not XML");
            zip.add(std::string(folder) + "project.qde", description);
            zip.add(std::string(folder) + sources + "T.TXT", "one two");
            const std::string bytes = zip.finish().value();
            CHECK(is_refi({"x.qdpx", bytes}));
            CHECK(coded_words(test::imported(bytes)) == std::vector<std::string>{"one"});
        }
    ZipWriter deep;
    deep.add("a/b/project.qde", description);
    CHECK_FALSE(is_refi({"x.qdpx", deep.finish().value()}));
}

TEST_CASE("REFI-QDA variants: places of any size never leave the text") {
    for (const char* start : {"0", "-1", "99999999999999999999999", "9223372036854775807", "-9223372036854775808", "", "x", "1e3", "4294967296"})
        for (const char* end : {"3", "-5", "99999999999999999999999", "9223372036854775807", "-9223372036854775808", "", "4294967299"}) {
            CAPTURE(start);
            CAPTURE(end);
            const RefiImport import = test::imported(test::qdpx(one_text(coded(start, end)), {{"sources/t.txt", "one two"}}));
            for (const Coding& coding : import.project.codings()) CHECK(coding.range.end <= 7);
        }
}

TEST_CASE("REFI-QDA variants: a code beneath itself, and one that hangs on every identifier twice") {
    const std::string code = R"(<Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="A" isCodable="true">)";
    std::string nested;
    for (int i = 0; i < 40; ++i) nested += code;
    for (int i = 0; i < 40; ++i) nested += "</Code>";
    const RefiImport import = test::imported(test::qdpx(one_text(coded("0", "3"), nested), {{"sources/t.txt", "one two"}}));
    CHECK(import.project.codes().size() == 40);
    CHECK(import.project.codings().size() == 1);
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += code;
    for (int i = 0; i < 5000; ++i) deep += "</Code>";
    CHECK_FALSE(read_refi({"x.qdpx", test::qdpx(one_text("", deep))}).ok());
}

TEST_CASE("REFI-QDA variants: entities of the file's own are never followed") {
    for (const char* declared : {R"(<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>)", R"(<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)"}) {
        const Result<RefiImport> import = read_refi({"x.qdpx", test::qdpx(declared + one_text(coded("0", "3")), {{"sources/t.txt", "one two"}})});
        CHECK_FALSE(import.ok());
    }
    for (const char* path : {"internal://../../etc/passwd", "internal:///etc/passwd", "absolute:///etc/passwd", "relative:///../x"}) {
        std::string description = one_text(coded("0", "3"));
        description.replace(description.find("internal://t.txt"), 16, path);
        const RefiImport import = test::imported(test::qdpx(description, {{"sources/t.txt", "one two"}}));
        CHECK(import.project.sources().empty());
    }
}

TEST_CASE("REFI-QDA variants: a document without its file is kept with what is coded in it, and said") {
    const RefiImport import = test::imported(test::qdpx(one_text(coded("0", "3"))));
    CHECK(import.project.sources().empty());
    CHECK(import.project.kept().size() == 1);
    CHECK(std::any_of(import.report.losses.begin(), import.report.losses.end(), [](const std::string& loss) { return loss.find("‘P01’ is not in the file") != std::string::npos; }));
}
