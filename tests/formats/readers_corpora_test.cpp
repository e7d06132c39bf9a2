// Real files against the text that other programs read from them, word by word.
#include "engine/formats/reader.h"

#include "corpora.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace emic;

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    REQUIRE_MESSAGE(stream.good(), path);
    std::stringstream content;
    content << stream.rdbuf();
    return content.str();
}

ImportedDocument read_file(const std::string& path) {
    const std::string bytes = bytes_of(path);
    const Result<std::vector<ImportedDocument>> documents = read_documents({path, bytes});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    return documents->front();
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> found;
    for (std::string word; stream >> word;)
        found.push_back(word);
    return found;
}

struct Comparison {
    std::size_t left = 0;
    std::size_t right = 0;
    std::size_t equal = 0; ///< length of the longest common subsequence of words
    /// Twice the common words over all words of both.
    [[nodiscard]] double share() const {
        return left + right == 0 ? 1 : 2.0 * static_cast<double>(equal) / static_cast<double>(left + right);
    }
};

/// Myers' greedy O(ND) algorithm, length only.
Comparison compare(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto n = static_cast<std::ptrdiff_t>(a.size());
    const auto m = static_cast<std::ptrdiff_t>(b.size());
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * (n + m) + 3), 0);
    const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& {
        return furthest[static_cast<std::size_t>(k + n + m + 1)];
    };
    for (std::ptrdiff_t d = 0; d <= n + m; ++d)
        for (std::ptrdiff_t k = -d; k <= d; k += 2) {
            std::ptrdiff_t x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
                ++x;
            at(k) = x;
            if (x >= n && x - k >= m) return {a.size(), b.size(), static_cast<std::size_t>((n + m - d) / 2)};
        }
    return {a.size(), b.size(), 0};
}

} // namespace

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

TEST_CASE("pandoc's Word files against pandoc's plain text" * doctest::skip(test::corpora().empty())) {
    // Lower where the layout or the choice differs: pandoc prints comments into the text, draws tables with lines,
    // shows strike-through as ~~, takes title and authors as metadata, leaves numbers of headings out and bullets as
    // hyphens.
    const std::vector<std::pair<std::string, double>> lower = {{"comments", 0.7},
                                                               {"enumerated_headings", 0.8},
                                                               {"lists", 0.8},
                                                               {"metadata", 0.25},
                                                               {"normalize", 0.87},
                                                               {"table_captions_with_field", 0.72},
                                                               {"table_one_header_row", 0.54},
                                                               {"table_with_list_cell", 0.49},
                                                               {"track_changes_scrubbed_metadata", 0.5}};
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(test::corpora() + "/docx/pandoc"))
        if (entry.path().extension() == ".docx") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    CHECK(names.size() >= 20);
    for (const std::string& name : names) {
        const std::string path = test::corpora() + "/docx/pandoc/" + name;
        const Comparison result =
            compare(words(read_file(path + ".docx").content.text), words(bytes_of(path + ".expected.txt")));
        double least = 1;
        for (const auto& [other, share] : lower)
            if (other == name) least = share;
        MESSAGE(name << ": share of equal words " << result.share());
        CAPTURE(name);
        CHECK(result.share() >= least);
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
