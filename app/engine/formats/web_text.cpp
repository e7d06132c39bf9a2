#include "engine/formats/web_text.h"

#include "engine/formats/code_pages.h"
#include "engine/text.h"

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

int code_page_of(std::string_view charset) {
    struct Named {
        std::string_view name;
        int number;
    };
    static constexpr Named names[] = {
        {"utf-8", 65001},        {"utf8", 65001},      {"us-ascii", 1252},     {"ascii", 1252},       {"iso-8859-1", 1252},   {"latin1", 1252},
        {"iso-8859-15", 1252},   {"iso-8859-9", 1254}, {"shift_jis", 932},     {"shift-jis", 932},    {"x-sjis", 932},        {"gb2312", 936},
        {"gbk", 936},            {"gb18030", 936},     {"x-gbk", 936},         {"ks_c_5601-1987", 949}, {"euc-kr", 949},      {"big5", 950},
        {"macintosh", 10000},    {"x-mac-roman", 10000}};
    const std::string wanted = lower(charset);
    for (const Named& one : names)
        if (one.name == wanted) return one.number;
    for (const std::string_view start : {"windows-", "cp", "x-cp"}) {
        if (!wanted.starts_with(start)) continue;
        const std::string number = wanted.substr(start.size());
        for (int page = 1250; page <= 1258; ++page)
            if (number == std::to_string(page)) return page;
        if (number == "874") return 874;
    }
    return 0;
}

Result<TextFile> read_web_text(const FileInput& file, std::string_view charset) {
    const DetectedText detected = detect_text(file.bytes);
    const std::string said = charset.empty() ? declared_charset(file.bytes) : std::string(charset);
    const int page = code_page_of(said);
    const bool unicode = detected.encoding != TextEncoding::windows_1252 && detected.encoding != TextEncoding::latin_1;
    const bool ours = page != 0 && page != 65001 && page != 1252 && (is_double_byte_page(page) || find_code_page(page) != nullptr);
    // Valid UTF-8 with more than ASCII is no accident.
    const bool by_page = detected.mark_size == 0 && detected.verdict != TextVerdict::binary && ours && (!unicode || !is_valid_utf8(file.bytes));
    if (!by_page) return read_text_file(file, page == 1252 ? std::optional(TextEncoding::windows_1252) : std::nullopt);
    constexpr std::size_t max_bytes = std::size_t{256} << 20;
    if (file.bytes.size() > max_bytes) return read_text_file(file);
    TextFile read;
    std::uint32_t undecoded = 0;
    std::size_t controls = 0;
    read.text = clean_text(decode_code_page(file.bytes, page, undecoded), controls);
    read.notes.push_back({"The text is stored as " + said + " and was read as such.", 1});
    if (undecoded > 0)
        read.notes.push_back({counted(undecoded, "faulty character was", "faulty characters were") + " replaced by the sign �.", undecoded});
    return read;
}

} // namespace emic
