// Real files against the text that other programs read from them, word by word.
#include "formats/text_comparison.h"

using namespace emic;
using namespace emic::test;

TEST_CASE("the comparison of words counts rightly") {
    CHECK(compare(words("a b c d"), words("a x c d y")).equal == 3);
    CHECK(compare(words("a b"), words("c d")).equal == 0);
    CHECK(compare({}, {}).share() == 1);
    CHECK(compare(words("a b c"), words("a b c")).share() == 1);
}

TEST_CASE("real interviews: Word files against their plain text twins" * doctest::skip(test::corpora().empty())) {
    // Ana's and Lisa's twins lack words that the Word files show: in Ana's, text in content controls ("“Introductory",
    // "the random sample trial") was lost when the twin was made; in Lisa's, one answer ("Not at this point.").
    struct Interview {
        const char* name;
        double least;
    };
    const Interview interviews[] = {{"Ana", 0.996}, {"David", 1}, {"Jessica", 1}, {"Kelly", 1}, {"Lisa", 0.9997}};
    for (const Interview& interview : interviews) {
        const std::string path = test::corpora() + "/interviews/sheffield/" + interview.name;
        const ImportedDocument word = read_file(path + ".docx");
        const ImportedDocument plain = read_file(path + ".txt");
        const Comparison result = compare(words(word.content.text), words(plain.content.text));
        MESSAGE(std::string(interview.name) << ": " << result.left << " words in the Word file, " << result.right
                                            << " in its twin, share of equal words " << result.share());
        CHECK(result.share() >= interview.least);
        CHECK(word.name == interview.name);
        if (std::string(interview.name) == "Ana")
            CHECK(result.equal + 14 >= result.right); // nearly every word of the twin is there
        else
            CHECK(result.equal == result.right);
    }
}

TEST_CASE("one feature a file: what becomes of it" * doctest::skip(test::corpora().empty())) {
    const auto text = [](const char* path) { return read_file(test::corpora() + "/docx/" + path + ".docx").content.text; };
    CHECK(text("mammoth/comments") == "Ouch.");
    CHECK(text("mammoth/empty").empty());
    CHECK(text("mammoth/endnotes") == "Ouch[i].[ii]\n\n[i] A tachyon walks into a bar.\n[ii] Fin.");
    CHECK(text("mammoth/footnotes") == "Ouch[1].[2]\n\n[1] A tachyon walks into a bar.\n[2] Fin.");
    CHECK(text("mammoth/simple-list") == "• Apple\n• Banana");
    CHECK(text("mammoth/single-paragraph") == "Walking on imported air");
    CHECK(text("mammoth/strikethrough") == "Today's Special: Salmon Sold out");
    CHECK(text("mammoth/tables") == "Above\nTop left\tTop right\nBottom left\tBottom right\nBelow");
    CHECK(text("mammoth/text-box") == "\nDatum plane");
    CHECK(text("mammoth/utf8-bom") == "This XML has a byte order mark.");
    CHECK(text("pandoc/lists_restart_8367") == "Section 1\n1. Item 1\n2. Item 2\n3. Item 3\nConclusion\n\nSection "
                                               "2\n1. Item 1\n2. Item 2\n3. Item 3\n4. Item 4\nConclusion\n");
    CHECK(text("pandoc/lists") ==
          "Some nested lists\n1. one\n2. two\na. a\nb. b\n• one\n• two\n− three\n• four\nSub paragraph\n• Same list\n"
          "• Different list adjacent to the one above.");
    CHECK(text("pandoc/enumerated_headings") == "1 H1\n1.1 H2\n1.1.1 H3\nAnd some text");
    CHECK(text("pandoc/table_with_list_cell") ==
          "Cell with text\tCell with text\n• Cell with\n• A \n• Bullet list\t1. Cell with\n2. A\n3. Numbered list.\n");
    CHECK(text("pandoc/track_changes_scrubbed_metadata") == "Here is a test document.");
    CHECK(text("pandoc/unicode") == "Hello, 世界. This costs €10.∨∨(");
}

TEST_CASE("real Word files, cut off or with flipped bits, are refused or read" *
          doctest::skip(test::corpora().empty())) {
    const std::string whole = bytes_of(test::corpora() + "/docx/mammoth/footnotes.docx");
    for (std::size_t size = 0; size < whole.size(); size += 50)
        (void)read_documents({"x.docx", std::string_view(whole).substr(0, size)});
    unsigned read = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        std::string bytes = whole;
        std::uint64_t state = seed;
        for (int i = 0; i < 4; ++i) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            bytes[(state >> 33) % bytes.size()] ^= static_cast<char>(1 << (state >> 29) % 8);
        }
        const Result<std::vector<ImportedDocument>> documents = read_documents({"x.docx", bytes});
        if (documents)
            ++read;
        else
            CHECK_FALSE(documents.problem().message.empty());
    }
    MESSAGE(read << " of 300 damaged files could still be read");
}
