#include "engine/formats/text_file.h"

#include "engine/formats/charset_guess.h"
#include "engine/text.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <limits>

namespace emic {

namespace {

/// Far above any transcript, and below what offsets of 32 bits can count even when every byte grows to three.
constexpr std::size_t max_bytes = std::size_t{256} << 20;

std::uint32_t to_count(std::size_t count) {
    return static_cast<std::uint32_t>(std::min<std::size_t>(count, std::numeric_limits<std::uint32_t>::max()));
}

void add_note(TextFile& read, std::string message, std::size_t count) { read.notes.push_back({std::move(message), to_count(count)}); }

/// Bytes that the charset has not are counted.
std::string decoded(const FileInput& file, const Charset& charset, TextFile& read) {
    std::uint32_t undecoded = 0;
    std::string text = decode_charset(file.bytes, charset, undecoded);
    if (undecoded > 0)
        add_note(read, counted(undecoded, "faulty character was", "faulty characters were") + " replaced by the sign � (in " + std::string(charset.shown) + ").", undecoded);
    return text;
}

std::string guessed(const FileInput& file, TextFile& read) {
    const CharsetGuess guess = guess_charset(file.bytes);
    const std::string sample = charset_sample(file.bytes, *guess.charset);
    add_note(read,
             std::string(guess.sure ? "The file does not say how its letters are stored; they were read as "
                                    : "The file does not say how its letters are stored, and it is not certain; they were read as ") +
                 std::string(guess.charset->shown) + (sample.empty() ? "" : ": " + in_quotes(sample)) + ". Check that they are right.",
             1);
    return decoded(file, *guess.charset, read);
}

/// UTF-8, mended where bytes of another charset stand in it.
std::string unicode(std::string_view bytes, TextEncoding encoding, TextFile& read) {
    if (encoding != TextEncoding::utf8 || is_valid_utf8(bytes)) {
        std::size_t malformed = 0;
        std::string text = decode_text(bytes, encoding, malformed);
        if (encoding != TextEncoding::utf8) add_note(read, std::string("The text is stored as ") + encoding_name(encoding) + " and was read as such.", 1);
        if (malformed > 0)
            add_note(read, counted(to_count(malformed), "faulty byte was", "faulty bytes were") + " replaced by the sign � (in " + encoding_name(encoding) + ").", malformed);
        return text;
    }
    MixedText mixed = decode_mixed(bytes);
    if (mixed.read > 0)
        add_note(read,
                 counted(to_count(mixed.read), "byte that is no UTF-8 was", "bytes that are no UTF-8 were") + " read as " + std::string(mixed.charset->shown) +
                     (mixed.sample.empty() ? "" : ", as in " + in_quotes(mixed.sample)) + ". Check that these letters are right.",
                 mixed.read);
    if (mixed.replaced > 0)
        add_note(read, counted(to_count(mixed.replaced), "faulty byte was", "faulty bytes were") + " replaced by the sign � (in UTF-8).", mixed.replaced);
    return std::move(mixed.text);
}

/// By a name of the standard that stands for UTF-8 or UTF-16.
TextEncoding unicode_encoding(std::string_view label) {
    const bool wide = label.find("16") != std::string_view::npos || label.find("UCS") != std::string_view::npos || label.find("ucs") != std::string_view::npos;
    const bool big = label.find("be") != std::string_view::npos || label.find("BE") != std::string_view::npos;
    return !wide ? TextEncoding::utf8 : big ? TextEncoding::utf16_big : TextEncoding::utf16_little;
}

} // namespace

Result<TextFile> read_text_file(const FileInput& file, const Charset* said) {
    const std::string name = quoted_name(file);
    if (file.bytes.size() > max_bytes)
        return Problem{
            ProblemKind::unsupported,
            name +
                " is larger than 256 MB. Nothing was imported from it. Split it into smaller files and drop them here.",
            std::string(file.name)};
    const DetectedText detected = detect_text(file.bytes);
    const Charset* const chosen = find_charset(file.charset);
    if (detected.verdict == TextVerdict::binary && !chosen && !is_unicode_label(file.charset))
        return Problem{ProblemKind::unreadable,
                       name + " does not hold text. Nothing was imported from it. Open it in the program it was made "
                              "with, save it as "
                              "a Word document (.docx) or as plain text, and drop that file here.",
                       std::string(file.name)};
    TextFile read;
    std::string text;
    const bool older = detected.mark_size == 0 && (detected.encoding == TextEncoding::older || (detected.encoding == TextEncoding::utf8 && !is_valid_utf8(file.bytes)));
    if (chosen && detected.mark_size == 0) {
        text = decoded(file, *chosen, read);
        add_note(read, "Its letters were read as " + std::string(chosen->shown) + ", as was asked for.", 1);
    } else if (!file.charset.empty() && is_unicode_label(file.charset)) {
        const TextEncoding encoding = detected.mark_size > 0 ? detected.encoding : unicode_encoding(file.charset);
        text = unicode(file.bytes.substr(detected.mark_size), encoding, read);
    } else if (said && older) {
        text = decoded(file, *said, read);
    } else if (detected.encoding == TextEncoding::older) {
        text = guessed(file, read);
    } else {
        text = unicode(file.bytes.substr(detected.mark_size), detected.encoding, read);
    }
    std::size_t controls = 0;
    read.text = clean_text(text, controls);
    if (controls > 0)
        add_note(read, counted(to_count(controls), "invisible control character was", "invisible control characters were") + " left out.", controls);
    return read;
}

void note_blank(ImportedDocument& document) {
    if (document.content.text.find_first_not_of(" \t\n") == std::string::npos)
        document.notes.push_back({"The file holds no text.", 1});
}

} // namespace emic
