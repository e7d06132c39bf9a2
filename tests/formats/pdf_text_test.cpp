#include "engine/formats/pdf_text.h"
#include "engine/source_structure.h"
#include "formats/pdf_page_builder.h"

#include <doctest/doctest.h>

using namespace emic;
using emic::test::PdfBuilder;

namespace {

ImportedDocument document_of(const PdfBuilder& file) {
    Result<ImportedDocument> read = pdf_document("Ana.pdf", parse_pdf_pages(file.text()));
    INFO((read.ok() ? "" : read.problem().message));
    REQUIRE(read.ok());
    Source source;
    source.text = SharedText(read->content.text);
    source.headings = read->content.headings;
    CHECK(!check_structure(source));
    return std::move(read).value();
}
std::string text_of(const PdfBuilder& file) { return document_of(file).content.text; }

bool noted(const ImportedDocument& document, std::string_view words) {
    for (const ImportNote& note : document.notes)
        if (note.message.find(words) != std::string::npos) return true;
    return false;
}

/// Lines of ten points, twelve apart; each is as wide as its words.
PdfBuilder lines_from(double y, std::initializer_list<const char*> lines, double x = 50) {
    PdfBuilder file;
    file.page();
    for (const char* line : lines) {
        if (*line) file.words(x, y, line);
        y -= 12;
    }
    return file;
}

} // namespace

TEST_CASE("PDF: lines become paragraphs by leading, room and speakers") {
    CHECK(text_of(lines_from(700, {"I was lonely at night and nobody came to see", "how I was, which made it all the harder then.", "",
                                   "Later my sister came and stayed with me for a"})) ==
          "I was lonely at night and nobody came to see how I was, which made it all the harder then.\n"
          "Later my sister came and stayed with me for a");
    CHECK(text_of(lines_from(700, {"A paragraph that goes on to the line's very end", "and ends here.", "The next one begins though no room is between,",
                                   "as its first word would have fitted above."})) ==
          "A paragraph that goes on to the line's very end and ends here.\n"
          "The next one begins though no room is between, as its first word would have fitted above.");
    CHECK(text_of(lines_from(700, {"P1: I do not know what I should say to that now", "P2: I do, and it is as long as the line up here", "but it goes on."})) ==
          "P1: I do not know what I should say to that now\nP2: I do, and it is as long as the line up here but it goes on.");
}

TEST_CASE("PDF: a label in the margin stays with its words, hanging lines follow") {
    PdfBuilder file;
    file.page();
    double y = 700;
    for (const char* line : {"How did you feel about the work there at first?", "and then later, when it was all over and done"}) {
        file.words(50, y, "Ana:").words(120, y, line).words(120, y - 12, "since then I have thought about it now and again").words(120, y - 24, "or so it seems.");
        y -= 36;
    }
    file.words(50, y, "Ben:").words(120, y, "Yes.");
    CHECK(text_of(file) == "Ana: How did you feel about the work there at first? since then I have thought about it now and again or so it seems.\n"
                           "Ana: and then later, when it was all over and done since then I have thought about it now and again or so it seems.\n"
                           "Ben: Yes.");
}

TEST_CASE("PDF: words that were parted are joined, compounds keep their hyphen") {
    const auto joined = [](const char* one, const char* other) { return text_of(lines_from(700, {one, other})); };
    CHECK(joined("All of the people were anx-", "ious that night.") == "All of the people were anxious that night.");
    CHECK(joined("All of the people were anx\xC2\xAD", "ious that night.") == "All of the people were anxious that night.");
    CHECK(joined("The talks were held in a semi-", "structured way.") == "The talks were held in a semi-structured way.");
    CHECK(joined("We did a first in-depth one, then another in-", "depth one.") == "We did a first in-depth one, then another in-depth one.");
    CHECK(joined("They were ill during COVID-", "19 and later.") == "They were ill during COVID-19 and later.");
    CHECK(joined("There were pre- and some more of the post-", "and other tests.") == "There were pre- and some more of the post- and other tests.");
    CHECK(joined("我们昨天晚上谈了很多关于家里的事情和工作", "的事情。") == "我们昨天晚上谈了很多关于家里的事情和工作的事情。");
}

TEST_CASE("PDF: columns are read one after the other, a title across them first") {
    PdfBuilder file;
    file.page();
    file.words(50, 760, "A title that stands over both of the columns", 18);
    const char* left[] = {"The left column says this", "and goes on for a line more", "until it has been said and", "then it is the end of that"};
    const char* right[] = {"which goes on at the right", "with its own lines that are", "no part of the others, and", "ends with the last word."};
    for (int i = 0; i < 4; ++i) file.words(50, 700 - 12 * i, left[i]).words(320, 700 - 12 * i, right[i]);
    const ImportedDocument document = document_of(file);
    CHECK(document.content.text == "A title that stands over both of the columns\n"
                                   "The left column says this and goes on for a line more until it has been said and then it is the end of that "
                                   "which goes on at the right with its own lines that are no part of the others, and ends with the last word.");
    REQUIRE(document.content.headings.size() == 1);
    CHECK(document.content.headings[0] == Heading{{0, 44}, 1});
}

TEST_CASE("PDF: the rows of a table stay together") {
    PdfBuilder file;
    file.page();
    for (int i = 0; i < 6; ++i) file.words(50, 700 - 12 * i, "Case").words(200, 700 - 12 * i, "Age").words(350, 700 - 12 * i, "Town");
    CHECK(text_of(file).substr(0, 28) == "Case\tAge\tTown\nCase\tAge\tTown\n");
}

TEST_CASE("PDF: a short heading below columns comes behind them, one beside a line of the other column is its own") {
    PdfBuilder file;
    file.page();
    file.words(50, 712, "Why", 16);
    for (int i = 0; i < 5; ++i) file.words(50, 690 - 12 * i, "and so the left column goes,").words(320, 714 - 12 * i, "while the right one goes on,");
    file.words(50, 600, "Transcript", 16);
    const ImportedDocument document = document_of(file);
    CHECK(document.content.text.ends_with("while the right one goes on,\nTranscript"));
    REQUIRE(document.content.headings.size() == 2);
    CHECK(slice(document.content.text, document.content.headings[0].range) == "Why");
}

TEST_CASE("PDF: a stretched line and a quotation that is set in are parts of their paragraphs") {
    PdfBuilder file = lines_from(700, {"A paragraph of which the first line is filled up.."});
    file.words(50, 688, "The").words(140, 688, "second").words(270, 688, "stretched").words(50, 676, "and the third one is not.");
    CHECK(text_of(file) == "A paragraph of which the first line is filled up.. The second stretched and the third one is not.");
    PdfBuilder quotation = lines_from(700, {"He said that it had been so for a very long time and on and"});
    quotation.words(90, 676, "It was a long winter and I sat by the stove all").words(90, 664, "evening.");
    CHECK(text_of(quotation).ends_with("\nIt was a long winter and I sat by the stove all evening."));
}

TEST_CASE("PDF: Arabic letters in the shape of their place become plain letters") {
    PdfBuilder file;
    file.page();
    file.raw("250\t700\t40\t10\t0\tr\t0\t\uFEDB\uFEE8\uFE96 \uFEFB");
    CHECK(text_of(file) == "\u0643\u0646\u062A \u0644\u0627");
}

TEST_CASE("PDF: heads, feet and page numbers are left out, sentences run on over pages") {
    PdfBuilder file;
    const char* last[] = {"She came home at ten and then she went out to", "see to the garden, as on every other day when", "it rained."};
    for (int page = 0; page < 3; ++page) {
        file.page();
        file.words(50, 770, "Interview study, transcript of Ana");
        file.words(50, 700, last[page]);
        file.words(290, 30, "Page " + std::to_string(page + 1) + " of 3");
    }
    const ImportedDocument document = document_of(file);
    CHECK(document.content.text == "Interview study, transcript of Ana\nShe came home at ten and then she went out to see to the garden, as on every other day when it rained.");
    CHECK(noted(document, "‘Interview study, transcript of Ana’"));
    CHECK(noted(document, "3 page numbers were left out."));
}

TEST_CASE("PDF: what several people say at a page's head stays") {
    PdfBuilder file;
    for (int page = 0; page < 4; ++page) file.page().words(50, 770, "Ana: Yes.").words(50, 740, "Ben: And what was it like on day " + std::string(1, static_cast<char>('a' + page)));
    CHECK(text_of(file).substr(0, 43) == "Ana: Yes.\nBen: And what was it like on day ");
}

TEST_CASE("PDF: numbers of paragraphs in the margin are left out") {
    PdfBuilder file;
    file.page();
    for (int i = 0; i < 6; ++i) file.words(24, 700.5 - 24 * i, std::to_string(i + 1)).words(50, 700 - 24 * i, i % 2 ? "Ana: It was in the year 1999" : "Ben: How many were there then?");
    const ImportedDocument document = document_of(file);
    CHECK(document.content.text.substr(0, 59) == "Ben: How many were there then?\nAna: It was in the year 1999");
    CHECK(noted(document, "6 numbers of lines or paragraphs"));
}

TEST_CASE("PDF: marks of notes are told from words, powers stay") {
    PdfBuilder file;
    file.page();
    file.words(50, 700, "They were lonely").words(130, 704, "12", 6).words(140, 700, "in 20 m").words(175, 704, "2", 6);
    CHECK(text_of(file) == "They were lonely[12] in 20 m2");
}

TEST_CASE("PDF: words from right to left come in their order") {
    PdfBuilder file;
    file.page();
    file.raw("250\t700\t40\t10\t0\tr\t0\tעולם").raw("300\t700\t40\t10\t0\tr\t0\tשלום");
    CHECK(text_of(file) == "שלום עולם");
}

TEST_CASE("PDF: what cannot be read is said") {
    const Result<ImportedDocument> scan = pdf_document("Ana.pdf", parse_pdf_pages("page\t600\t800\n"));
    REQUIRE(!scan.ok());
    CHECK(scan.problem().message.find("it is a scan") != std::string::npos);
    const Result<ImportedDocument> unsaid = pdf_document("Ana.pdf", parse_pdf_pages("page\t600\t800\ntable\tAdobe-GB1-UCS2\n"));
    REQUIRE(!unsaid.ok());
    CHECK(unsaid.problem().message.find("does not say which Chinese, Japanese or Korean characters") != std::string::npos);
    for (const PdfTrouble trouble : {PdfTrouble::password, PdfTrouble::damaged, PdfTrouble::too_large, PdfTrouble::too_slow, PdfTrouble::stopped, PdfTrouble::no_reader})
        CHECK(pdf_problem("x/Ana.pdf", trouble).message.starts_with("‘Ana.pdf’ "));
    CHECK(pdf_problem("Ana.pdf", PdfTrouble::password).message.find("password") != std::string::npos);

    PdfBuilder file = lines_from(700, {"A page with words"});
    file.page().page().raw("lost\t3").raw("table\tGBK-EUC-H").raw("left\t7");
    file.words(50, 700, "And \xEF\xBF\xBD");
    const ImportedDocument document = document_of(file);
    CHECK(noted(document, "Page 2 holds no text"));
    CHECK(noted(document, "Page 3 is damaged"));
    CHECK(noted(document, "The last 7 pages were not read"));
    CHECK(noted(document, "1 character could not be told"));
    CHECK(noted(document, "Chinese, Japanese or Korean"));
}

TEST_CASE("PDF: lines of another form are passed over") {
    CHECK(parse_pdf_pages("").pages.empty());
    CHECK(parse_pdf_pages("1\t2\t3\t4\t0\tl\t0\twords before a page").pages.empty());
    const PdfPages file = parse_pdf_pages("page\t-5\tnan\n1\t2\n1e99\t2\t3\t4\t0\tl\t0\tx\n99999999999\t2\t3\t-4\t0\tq\t-1\ta\xFF\x01\tb\npage\nlost\t9\nlost\t0\n");
    REQUIRE(file.pages.size() == 2);
    REQUIRE(file.pages[0].items.size() == 1);
    CHECK(file.pages[0].items[0].x == 0);
    CHECK(file.pages[0].items[0].size == 4);
    CHECK(file.pages[0].items[0].text == "a\uFFFD  b");
}

TEST_CASE("PDF: a PDF is told by its mark") {
    CHECK(is_pdf("%PDF-1.4\n"));
    CHECK(is_pdf("\xEF\xBB\xBF%PDF-1.4\n%%EOF"));
    CHECK(!is_pdf("I sent her the file %PDF-1.4 by mail."));
    CHECK(!is_pdf(""));
}

TEST_CASE("PDF: what stands on every page stands once, at the top") {
    PdfBuilder file;
    for (int page = 1; page <= 4; ++page) {
        file.page();
        file.words(50, 780, "Interview with P07");
        file.words(50, 700, "Ana: I was lonely on day " + std::to_string(page) + ".");
        file.words(280, 30, std::to_string(page));
    }
    const ImportedDocument document = document_of(file);
    CHECK(document.content.text == "Interview with P07\nAna: I was lonely on day 1.\nAna: I was lonely on day 2.\nAna: I was lonely on day 3.\nAna: I was lonely on day 4.");
    CHECK(noted(document, "Lines that stand on every page stand once, at the top of the text: ‘Interview with P07’."));
    CHECK(noted(document, "4 page numbers were left out."));
}

TEST_CASE("PDF: answers of a form stand where they were typed, comments become memos") {
    PdfBuilder file = lines_from(760, {"1. What helped you most?", "", "2. What would you change?"});
    file.raw("190\t760\t180\t10\t0\ta\t1\t My sister, she came every day.");
    file.raw("note\t80\t763\tBen\t2024-05-31T14:00:00Z\tfirst sign\xE2\x80\xA8of trouble");
    file.raw("note\t80\t100\t\t\tfar from any words");
    file.raw("answers\t1").raw("marks\t2").raw("files\t1");
    const ImportedDocument document = document_of(file);
    CHECK(document.content.text == "1. What helped you most? My sister, she came every day.\n2. What would you change?");
    CHECK(noted(document, "1 answer typed into the form of the PDF stands in the text"));
    CHECK(noted(document, "2 highlights and drawings without a comment were left out."));
    CHECK(noted(document, "1 file that is attached to a page was left out."));
    REQUIRE(document.content.memos.size() == 2);
    CHECK(document.content.memos[0].range.empty());
    CHECK(document.content.memos[0].text == "Page 1: far from any words");
    CHECK(slice(document.content.text, document.content.memos[1].range) == "1. What helped you most? My sister, she came every day.");
    CHECK(document.content.memos[1].title == "Comment by Ben");
    CHECK(document.content.memos[1].text == "Page 1: first sign\nof trouble");
    CHECK(noted(document_of(lines_from(760, {"Please wait for the form."}).raw("xfa\t1")), "(XFA)"));
}
