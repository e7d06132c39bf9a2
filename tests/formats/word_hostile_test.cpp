// Damaged and malicious files of word processors: read or refused in plain words, with bounded memory.
#include "engine/text.h"

#include "formats/text_comparison.h"

#include <filesystem>
#include <random>

using namespace emic;
using namespace emic::test;

namespace {

/// Whether it was read.
bool check_harmless(const std::string& name, std::string_view bytes) {
    const Result<std::vector<ImportedDocument>> documents = read_documents({name, bytes});
    if (!documents) {
        CHECK(documents.problem().message.find("Nothing was imported from it.") != std::string::npos);
        return false;
    }
    for (const ImportedDocument& document : *documents) {
        const DocumentContent& content = document.content;
        const auto sound = [&](TextRange range) {
            return range.begin <= range.end && range.end <= content.text.size() &&
                   is_code_point_boundary(content.text, range.begin) && is_code_point_boundary(content.text, range.end);
        };
        if (!is_valid_utf8(content.text)) FAIL_CHECK("text is not valid");
        for (std::size_t i = 0; i < content.headings.size(); ++i) {
            const Heading& heading = content.headings[i];
            if (!sound(heading.range) || heading.range.empty()) FAIL_CHECK("a heading is out of place");
            if (i > 0 && content.headings[i - 1].range.end > heading.range.begin) FAIL_CHECK("headings overlap");
        }
        for (const NewMemo& memo : content.memos)
            if (!sound(memo.range) || !is_valid_utf8(memo.text)) FAIL_CHECK("a memo is out of place");
    }
    return true;
}

void damage_all(const std::string& folder, const std::string& extension, int seeds) {
    unsigned tries = 0;
    unsigned read = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::corpora() + "/" + folder)) {
        if (entry.path().extension() != extension) continue;
        const std::string whole = bytes_of(entry.path().string());
        CAPTURE(entry.path().string());
        std::mt19937 random(7);
        for (int i = 0; i < seeds; ++i) {
            std::string bytes = whole;
            if (i % 4 == 0) {
                bytes.resize(random() % whole.size());
            } else {
                for (std::size_t k = 1 + random() % 8; k > 0; --k)
                    bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
            }
            ++tries;
            read += check_harmless("x" + extension, bytes) ? 1 : 0;
        }
    }
    MESSAGE(folder << ": " << read << " of " << tries << " damaged files could still be read");
    CHECK(tries > 0);
}

} // namespace

TEST_CASE("hostile: damaged Word files" * doctest::skip(test::corpora().empty())) {
    damage_all("docx/pandoc", ".docx", 12);
}
TEST_CASE("hostile: damaged OpenDocument texts" * doctest::skip(test::corpora().empty())) {
    damage_all("odt/pandoc", ".odt", 25);
}
TEST_CASE("hostile: damaged RTF files" * doctest::skip(test::corpora().empty())) {
    damage_all("rtf/pandoc", ".rtf", 40);
    damage_all("rtf/striprtf", ".rtf", 40);
}

TEST_CASE("hostile: words of RTF in any order") {
    const char* const words[] = {"{", "}", "\\par ", "\\cell ", "\\row ", "\\nestcell ", "\\nestrow ", "\\intbl ", "\\itap3 ", "\\pard ",
                                 "{\\footnote ", "{\\*\\annotation ", "{\\shptxt ", "{\\*\\atrfstart 1}", "{\\*\\atrfend 1}", "\\u233", "?",
                                 "\\u-10179", "\\uc3 ", "\\'e9", "\\'", "\\bin3 ", "\\v ", "\\deleted0 ", "{\\listtext ", "{\\upr ", "{\\*\\ud ",
                                 "{\\field ", "{\\*\\fldinst SYMBOL 183}", "{\\fldrslt ", "{\\fonttbl", "\\f1 ", "\\fcharset128 ", "{\\stylesheet ",
                                 "\\outlinelevel1 ", "text ", "\\*", "\\chftn ", "\\ftnalt ", "\xEF\xB7\x90", "1", "\\page ", "\x80", "\\"};
    for (unsigned seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        std::string bytes = "{\\rtf1 ";
        for (std::size_t i = random() % 60; i > 0; --i)
            bytes += words[random() % std::size(words)];
        check_harmless("x.rtf", bytes);
    }
}

TEST_CASE("hostile: depth and size of RTF") {
    const Result<std::vector<ImportedDocument>> deep = read_documents({"x.rtf", "{\\rtf1 " + std::string(1'000'000, '{')});
    REQUIRE_FALSE(deep.ok());
    CHECK(deep.problem().message.find("used to harm") != std::string::npos);
    CHECK(check_harmless("x.rtf", "{\\rtf1 a" + std::string(1500, '{') + "b"));
    CHECK(check_harmless("x.rtf", "{\\rtf1 a\\bin2147483647 b}"));
    CHECK(check_harmless("x.rtf", "{\\rtf1 \\u99999999999999999999 a\\uc2147483647\\u233 b}"));
    std::string notes = "{\\rtf1 ";
    for (int i = 0; i < 900; ++i)
        notes += "\\chftn{\\footnote ";
    CHECK(check_harmless("x.rtf", notes));
}
