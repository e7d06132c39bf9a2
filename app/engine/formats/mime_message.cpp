#include "engine/formats/mime_message.h"

#include "engine/formats/base64.h"

#include <algorithm>
#include <map>

namespace emic {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;
constexpr int max_nesting = 8;              ///< of parts that hold parts
constexpr std::size_t max_headers = 65'536; ///< bytes before a part

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string folded(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\r')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

/// Takes the next line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == nowhere ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

using Headers = std::map<std::string, std::string>;

/// Takes the headers off `message`, up to the empty line behind them.
Headers take_headers(std::string_view& message) {
    Headers headers;
    std::string name;
    std::size_t size = 0;
    while (!message.empty() && size < max_headers) {
        const std::string_view line = take_line(message);
        size += line.size() + 1;
        if (line.empty()) break;
        if (line.front() == ' ' || line.front() == '\t') {
            if (!name.empty()) headers[name] += " " + std::string(without_blanks(line));
            continue;
        }
        const std::size_t colon = line.find(':');
        name = colon == nowhere ? std::string() : folded(without_blanks(line.substr(0, colon)));
        if (!name.empty()) headers[name] = std::string(without_blanks(line.substr(colon + 1)));
    }
    return headers;
}

/// `charset="utf-8"` of a header's value.
std::string parameter(const std::string& value, std::string_view name) {
    const std::string plain = folded(value);
    for (std::size_t at = plain.find(';'); at != nowhere; at = plain.find(';', at + 1)) {
        std::size_t i = plain.find_first_not_of(" \t", at + 1);
        if (i == nowhere || plain.compare(i, name.size(), name) != 0) continue;
        i = plain.find_first_not_of(" \t", i + name.size());
        if (i == nowhere || plain[i] != '=') continue;
        i = plain.find_first_not_of(" \t", i + 1);
        if (i == nowhere) return {};
        if (value[i] == '"') return value.substr(i + 1, value.find('"', i + 1) - i - 1);
        return value.substr(i, value.find_first_of("; \t", i) - i);
    }
    return {};
}

int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// RFC 2045, 6.7; what is not packed as it says stays as it is.
std::string unpack_quoted(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    while (!text.empty()) {
        const bool has_end = text.find('\n') != nowhere;
        std::string_view line = take_line(text);
        while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
        const bool goes_on = line.ends_with('=');
        if (goes_on) line.remove_suffix(1);
        for (std::size_t i = 0; i < line.size(); ++i) {
            const int high = line[i] == '=' && i + 2 < line.size() ? hex_digit(line[i + 1]) : -1;
            const int low = high >= 0 ? hex_digit(line[i + 2]) : -1;
            if (low < 0) {
                bytes += line[i];
                continue;
            }
            bytes += static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (!goes_on && has_end) bytes += '\n';
    }
    return bytes;
}

/// The longest sound beginning, so that a message that was cut off still has its text.
std::string unpack_base64(std::string_view text) {
    std::string digits;
    digits.reserve(text.size());
    for (const char c : text) {
        const bool digit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
        if (digit) digits += c;
        else if (c != '\r' && c != '\n' && c != ' ' && c != '\t') break;
    }
    if (digits.size() % 4 == 1) digits.pop_back();
    while (digits.size() % 4 != 0) digits += '=';
    return read_base64(digits).value_or(std::string());
}

/// The pieces between lines of "--" and the boundary.
std::optional<MimePart> find_page(std::string_view message, int nesting) {
    const Headers headers = take_headers(message);
    const auto value = [&](const char* name) {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    };
    const std::string type = folded(value("content-type"));
    if (type.starts_with("multipart/")) {
        const std::string boundary = "--" + parameter(value("content-type"), "boundary");
        if (boundary.size() == 2 || nesting >= max_nesting) return std::nullopt;
        const char* begin = nullptr;
        while (true) {
            const char* const line_begin = message.data();
            const bool at_end = message.empty();
            const std::string_view line = at_end ? std::string_view() : without_blanks(take_line(message));
            const bool parts = at_end || line == boundary || line == boundary + "--";
            if (!parts) continue;
            if (begin)
                if (std::optional<MimePart> found = find_page({begin, static_cast<std::size_t>(line_begin - begin)}, nesting + 1)) return found;
            if (at_end || line != boundary) return std::nullopt;
            begin = message.data();
        }
    }
    if (!type.starts_with("text/html") && !type.starts_with("application/xhtml+xml")) return std::nullopt;
    MimePart part;
    part.charset = parameter(value("content-type"), "charset");
    const std::string packing = folded(value("content-transfer-encoding"));
    part.bytes = packing.starts_with("quoted-printable") ? unpack_quoted(message)
                 : packing.starts_with("base64")         ? unpack_base64(message)
                                                         : std::string(message);
    return part;
}

} // namespace

std::optional<MimePart> find_mime_page(std::string_view message) { return find_page(message, 0); }

} // namespace emic
