#include "engine/formats/text_file.h"

#include <algorithm>
#include <limits>

namespace emic {

namespace {

/// Far above any transcript, and below what offsets of 32 bits can count even when every byte grows to three.
constexpr std::size_t max_bytes = std::size_t{256} << 20;

std::uint32_t to_count(std::size_t count) {
    return static_cast<std::uint32_t>(std::min<std::size_t>(count, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

Result<TextFile> read_text_file(const FileInput& file, std::optional<TextEncoding> encoding) {
    const std::string name = quoted_name(file);
    if (file.bytes.size() > max_bytes)
        return Problem{
            ProblemKind::unsupported,
            name +
                " is larger than 256 MB. Nothing was imported from it. Split it into smaller files and drop them here.",
            std::string(file.name)};
    DetectedText detected = detect_text(file.bytes);
    if (detected.verdict == TextVerdict::binary)
        return Problem{ProblemKind::unreadable,
                       name + " does not hold text. Nothing was imported from it. Open it in the program it was made "
                              "with, save it as "
                              "a Word document (.docx) or as plain text, and drop that file here.",
                       std::string(file.name)};
    const bool guessed = detected.encoding == TextEncoding::windows_1252 || detected.encoding == TextEncoding::latin_1;
    const bool said = encoding && guessed && detected.mark_size == 0;
    if (said) detected = {TextVerdict::text, *encoding, 0};
    if (detected.verdict == TextVerdict::unknown_encoding)
        return Problem{ProblemKind::unsupported,
                       name + " is stored in an older character encoding that Emic cannot tell for certain, so its "
                              "letters would come out "
                              "wrong. Nothing was imported from it. Open it in Word or a text editor, save it with the "
                              "encoding UTF-8, and "
                              "drop it here again.",
                       std::string(file.name)};

    TextFile read;
    std::size_t malformed = 0;
    std::size_t controls = 0;
    read.text = clean_text(decode_text(file.bytes.substr(detected.mark_size), detected.encoding, malformed), controls);

    const auto note = [&](std::string message, std::size_t count) {
        read.notes.push_back({std::move(message), to_count(count)});
    };
    if (guessed && !said)
        note(std::string("The file does not say how its letters are stored; it was read as ") +
                 encoding_name(detected.encoding) +
                 " (Western European). Check that accented letters and quotation marks are right.",
             1);
    else if (!guessed && detected.encoding != TextEncoding::utf8)
        note(std::string("The text is stored as ") + encoding_name(detected.encoding) + " and was read as such.", 1);
    if (malformed > 0)
        note(counted(to_count(malformed), "faulty byte was", "faulty bytes were") + " replaced by the sign � (in " +
                 encoding_name(detected.encoding) + ").",
             malformed);
    if (controls > 0)
        note(counted(to_count(controls), "invisible control character was", "invisible control characters were") +
                 " left out.",
             controls);
    return read;
}

void note_blank(ImportedDocument& document) {
    if (document.content.text.find_first_not_of(" \t\n") == std::string::npos)
        document.notes.push_back({"The file holds no text.", 1});
}

} // namespace emic
