#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"
#include "engine/text.h"

#include "corpora.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace emic;
using namespace std::string_literals;

namespace {

ImportedDocument read_text(const std::string& bytes, std::string_view name = "Ana.txt") {
    Result<std::vector<ImportedDocument>> documents = read_documents({name, bytes});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    REQUIRE(documents->size() == 1);
    return documents->front();
}

std::string refused(const std::string& bytes, std::string_view name = "Ana.txt") {
    const Result<std::vector<ImportedDocument>> documents = read_documents({name, bytes});
    REQUIRE_FALSE(documents.ok());
    return documents.problem().message;
}

std::string utf16(std::u16string_view text, bool big) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFF));
        const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8));
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}

std::u16string wide(std::string_view text) {
    std::u16string units;
    for (std::uint32_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        if (c < 0x10000) {
            units += static_cast<char16_t>(c);
        } else {
            units += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
            units += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
    return units;
}

bool has_note(const ImportedDocument& document, std::string_view words, std::uint32_t count = 1) {
    for (const ImportNote& note : document.notes)
        if (note.message.find(words) != std::string::npos && note.count == count) return true;
    return false;
}

const std::string sample = "Forscherin: Wie war’s? — “gut”\nMutter: Ich fühlte mich müde, café, œuvre €5.\n";
const std::string chinese = "研究者：一开始您感觉怎么样？\n母亲：一个人，很累。\n研究者：一直这样吗？\n";

} // namespace

TEST_CASE("UTF-8 stays byte for byte") {
    const std::string text = "  Ana:\tI  felt… 很累 👩‍👧 e\u0301\n\n\nB: \u200B\u00A0yes \n";
    CHECK(read_text(text).content.text == text);
    CHECK(read_text(text).notes.empty());
    CHECK(read_text("\xEF\xBB\xBF" + text).content.text == text);
    CHECK(read_text("\xEF\xBB\xBF\xEF\xBB\xBFx").content.text == "x");
    CHECK(read_text(text).name == "Ana");
}

TEST_CASE("UTF-16 and UTF-32, with and without byte order mark") {
    for (const std::string& text : {sample, chinese, "A: 😀 yes\n"s})
        for (const bool big : {false, true}) {
            CAPTURE(text);
            CAPTURE(big);
            const std::string bytes = utf16(wide(text), big);
            const ImportedDocument marked = read_text((big ? "\xFE\xFF"s : "\xFF\xFE"s) + bytes);
            CHECK(marked.content.text == text);
            CHECK(has_note(marked, "UTF-16"));
            const ImportedDocument unmarked = read_text(bytes);
            CHECK(unmarked.content.text == text);
            CHECK(has_note(unmarked, "UTF-16"));
        }
    CHECK(read_text("\xFF\xFE\0\0A\0\0\0\n\0\0\0"s).content.text == "A\n");
    CHECK(read_text("\0\0\xFE\xFF\0\0\0A\0\x01\xF6\x00"s).content.text == "A😀");
    const ImportedDocument broken = read_text("\xFF\xFE" +
                                              utf16(u"ab\xD800"
                                                    u"c\xDC00",
                                                    false) +
                                              "x");
    CHECK(broken.content.text == "ab\uFFFDc\uFFFD\uFFFD");
    CHECK(has_note(broken, "3 faulty bytes", 3));
}

TEST_CASE("Windows-1252 is recognised and said") {
    const ImportedDocument windows = read_text("Ana: \x93I felt caf\xE9 \x80"
                                               "5\x94 \x97 it\x92s na\xEFve\r\n");
    CHECK(windows.content.text == "Ana: “I felt café €5” — it’s naïve\n");
    CHECK(has_note(windows, "Windows-1252"));
    const ImportedDocument latin = read_text("Ana: \xAB"
                                             "fa\xE7on\xBB, d\xE9j\xE0\n");
    CHECK(latin.content.text == "Ana: «façon», déjà\n");
    CHECK(has_note(latin, "Windows-1252"));
    const ImportedDocument undefined = read_text("C'\xE9tait \x81 la fin, tr\xE8s tard, d\xE9j\xE0 la nuit.");
    CHECK(undefined.content.text == "C'était \uFFFD la fin, très tard, déjà la nuit.");
    CHECK(has_note(undefined, "1 faulty character was"));
}

TEST_CASE("UTF-8 with faults stays UTF-8 and counts them") {
    const ImportedDocument document = read_text("Müde, “gut”, café, été, \xC3( über \xFF\n");
    CHECK(document.content.text == "Müde, “gut”, café, été, \uFFFD( über \uFFFD\n");
    CHECK(has_note(document, "2 faulty bytes were replaced", 2));
    CHECK(read_text("été, cafés, déj\xC3").content.text == "été, cafés, déj\uFFFD");
}

TEST_CASE("older encodings of other scripts are read by their words") {
    CHECK(read_text("\xC7\xE4\xF0\xE0\xE2\xF1\xF2\xE2\xF3\xE9\xF2\xE5, \xEA\xE0\xEA \xE2\xFB \xF1\xE5\xE1\xFF "
                    "\xF7\xF3\xE2\xF1\xF2\xE2\xEE\xE2\xE0\xEB\xE8")
              .content.text == "Здравствуйте, как вы себя чувствовали");
    CHECK(read_text("\xC4\xB8\xC7\xD7\xA3\xBA\xCE\xD2\xBE\xF5\xB5\xC3\xBA\xDC\xC0\xDB\xA3\xAC\xC3\xBB\xD3\xD0\xC8\xCB\xB0"
                    "\xEF\xCE\xD2\n")
              .content.text == "母亲：我觉得很累，没有人帮我\n");
}

TEST_CASE("every kind of line end becomes LF") {
    CHECK(read_text("a\r\nb\rc\nd\u2028e\u2029f\u0085g\vh\fi\r\n\r\nj").content.text == "a\nb\nc\nd\ne\nf\ng\nh\ni\n\nj");
    CHECK(read_text("a\r\r\nb").content.text == "a\n\nb");
    CHECK(read_text("a\u2026b\u00A9\u0080c").content.text == "a\u2026b\u00A9c");
}

TEST_CASE("control characters go, with a note") {
    const std::string text =
        "This is a long enough line of an interview, in which a few stray bytes do not make it anything else than "
        "text, "
        "as every reader would agree who looked at it for a moment, and who then read on to the end of it.";
    const ImportedDocument document = read_text(text + "\0\x01"s + "\x1A\x7F");
    CHECK(document.content.text == text);
    CHECK(has_note(document, "4 invisible control characters were left out", 4));
}

TEST_CASE("what holds no text is refused in plain words") {
    std::mt19937 random(7);
    std::string noise;
    for (int i = 0; i < 4000; ++i)
        noise += static_cast<char>(static_cast<unsigned char>(random() & 0xFF));
    CHECK(refused(noise, "sound.dat").find("‘sound.dat’ does not hold text. Nothing was imported from it.") == 0);
    const ImportedDocument empty = read_text("");
    CHECK(empty.content.text.empty());
    CHECK(has_note(empty, "holds no text"));
    CHECK(has_note(read_text(" \r\n\t\n"), "holds no text"));
}

TEST_CASE("any bytes give valid, clean text or a problem") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        std::string bytes;
        const unsigned kind = random() % 4;
        for (std::size_t i = random() % 200; i > 0; --i) {
            const auto c = kind == 0   ? random() & 0xFF
                           : kind == 1 ? random() % 0x60 + 0x20
                           : kind == 2 ? random() % 2 * (random() & 0xFF)
                                       : random() | 0x80;
            bytes += static_cast<char>(static_cast<unsigned char>(c));
        }
        if (random() % 3 == 0) bytes.insert(0, random() % 2 ? "\xFF\xFE" : "\xEF\xBB\xBF");
        const Result<std::vector<ImportedDocument>> documents = read_documents({"x.txt", bytes});
        if (!documents) {
            CHECK_FALSE(documents.problem().message.empty());
            continue;
        }
        for (const ImportedDocument& document : *documents) {
            CHECK(is_valid_utf8(document.content.text));
            CHECK(document.content.text.find('\r') == std::string::npos);
            CHECK(document.content.text.substr(0, 3) != "\xEF\xBB\xBF");
            for (const char c : document.content.text)
                CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t'));
        }
    }
}

TEST_CASE("texts in many scripts come through unchanged" * doctest::skip(test::corpora().empty())) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::corpora() + "/multilingual")) {
        if (entry.path().extension() != ".txt") continue;
        ++files;
        CAPTURE(entry.path().filename().string());
        std::ifstream stream(entry.path(), std::ios::binary);
        std::stringstream content;
        content << stream.rdbuf();
        std::size_t controls = 0;
        const std::string expected = clean_text(content.str(), controls);
        CHECK(controls == 0);
        CHECK(read_text(content.str()).content.text == expected);
        for (const bool big : {false, true})
            CHECK(read_text(utf16(wide(expected), big)).content.text == expected);
    }
    CHECK(files == 12);
}
