#include "engine/formats/web_text.h"

#include "engine/formats/charsets.h"
#include "engine/text.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

std::string lower(std::string_view text) {
    std::string folded(text);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return folded;
}

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.'; }

/// What stands behind `key` and "=", with or without quotation marks.
std::string value_behind(std::string_view text, std::string_view key) {
    for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
        std::size_t i = at + key.size();
        const auto pass = [&](std::string_view what) {
            while (i < text.size() && what.find(text[i]) != std::string_view::npos) ++i;
        };
        pass(" \t\r\n");
        if (i >= text.size() || text[i] != '=') continue;
        ++i;
        pass(" \t\r\n\"'");
        std::size_t end = i;
        while (end < text.size() && is_name_character(text[end])) ++end;
        if (end > i) return std::string(text.substr(i, end - i));
    }
    return {};
}

} // namespace

std::string declared_charset(std::string_view bytes) {
    constexpr std::size_t near = 4096;
    const std::string start = lower(bytes.substr(0, near));
    if (start.starts_with("<?xml"))
        if (std::string found = value_behind(std::string_view(start).substr(0, start.find("?>")), "encoding"); !found.empty()) return found;
    for (std::size_t at = start.find("<meta"); at != std::string::npos; at = start.find("<meta", at + 1)) {
        const std::string_view tag = std::string_view(start).substr(at, start.find('>', at) - at);
        if (std::string found = value_behind(tag, "charset"); !found.empty()) return found;
    }
    return {};
}

Result<TextFile> read_web_text(const FileInput& file, std::string_view charset) {
    const std::string said = charset.empty() ? declared_charset(file.bytes) : std::string(charset);
    const Charset* const known = find_charset(said);
    // Valid UTF-8 with more than ASCII is no accident, whatever a page says of itself.
    Result<TextFile> read = read_text_file(file, known);
    if (!read || !file.charset.empty() || said.empty()) return read;
    const DetectedText detected = detect_text(file.bytes);
    const bool plain = std::all_of(file.bytes.begin(), file.bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::vector<ImportNote>& notes = read.value().notes;
    const std::string shown = std::string(said.substr(0, 40));
    if (!known && !is_unicode_label(said) && !plain)
        notes.insert(notes.begin(), {"The page says that its letters are stored as " + in_quotes(shown) + ", which is not known. Check that they are right.", 1});
    else if (known && known->name != "windows-1252" && detected.mark_size == 0 && (detected.encoding == TextEncoding::older || !is_valid_utf8(file.bytes)))
        notes.insert(notes.begin(), {"The text is stored as " + std::string(known->shown) + " and was read as such.", 1});
    else if (known && known->name != "windows-1252" && detected.encoding == TextEncoding::utf8 && !plain)
        notes.insert(notes.begin(), {"The page says that its letters are stored as " + in_quotes(shown) + ", but they are stored as UTF-8 and were read as such.", 1});
    return read;
}

} // namespace emic
