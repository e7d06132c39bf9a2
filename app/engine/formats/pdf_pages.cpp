#include "engine/formats/pdf_pages.h"

#include "engine/formats/calendar_time.h"
#include "engine/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr double farthest = 1e6; ///< points; beyond it a number is taken for damage

/// Digits with a sign and a decimal point; nothing else.
std::optional<double> number(std::string_view text) {
    if (text.empty() || text.size() > 24) return std::nullopt;
    double value = 0, place = 1;
    bool fraction = false;
    const bool minus = text.front() == '-';
    for (std::size_t i = minus ? 1 : 0; i < text.size(); ++i) {
        if (text[i] == '.' && !fraction) {
            fraction = true;
        } else if (text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i] - '0');
            if (fraction) place *= 10;
        } else {
            return std::nullopt;
        }
    }
    value /= place;
    return value <= farthest ? (minus ? -value : value) : 0;
}

std::uint32_t count(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

std::string_view next_field(std::string_view& rest) {
    const std::size_t tab = rest.find('\t');
    const std::string_view field = rest.substr(0, tab);
    rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
    return field;
}

/// Letters in the shape that they have in a word, as some programs write Arabic and Hebrew: the plain letters.
bool append_plain_letters(std::string& text, char32_t c) {
    if (!((c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC))) return false;
    utf8proc_int32_t parts[24];
    int last_class = 0;
    const utf8proc_ssize_t count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 24,
                                                         static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), &last_class);
    if (count <= 0 || count > 24) return false;
    for (utf8proc_ssize_t i = 0; i < count; ++i) append_utf8(text, static_cast<char32_t>(parts[i]));
    return true;
}

/// Valid and without control characters, which become spaces.
std::string clean(std::string_view text) {
    std::size_t replaced = 0;
    const std::string valid = repair_utf8(text, replaced);
    std::string result;
    for (std::uint32_t at = 0; at < valid.size();) {
        const std::uint32_t begin = at;
        const char32_t c = next_code_point(valid, at);
        const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
        const bool space = control || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
        if (space) result += ' ';
        else if (!append_plain_letters(result, c)) result.append(valid, begin, at - begin);
    }
    return result;
}

std::optional<PdfItem> item(std::string_view line) {
    PdfItem read;
    for (double* field : std::array{&read.x, &read.y, &read.width, &read.size, &read.angle}) {
        const std::optional<double> value = number(next_field(line));
        if (!value) return std::nullopt;
        *field = *value;
    }
    const std::string_view direction = next_field(line);
    read.direction = direction == "r"   ? PdfDirection::right_to_left
                     : direction == "t" ? PdfDirection::downwards
                                        : PdfDirection::left_to_right;
    read.answer = direction == "a";
    read.font = count(next_field(line));
    read.text = clean(line);
    read.width = std::fabs(read.width);
    read.size = std::fabs(read.size);
    if (read.text.empty()) return std::nullopt;
    return read;
}

std::optional<PdfNote> comment(std::string_view line) {
    PdfNote read;
    const std::optional<double> x = number(next_field(line)), y = number(next_field(line));
    if (!x || !y) return std::nullopt;
    read.x = *x;
    read.y = *y;
    read.author = clean(next_field(line));
    read.written = time_of(next_field(line));
    constexpr std::string_view line_end = "\u2028";
    while (true) {
        const std::size_t end = line.find(line_end);
        read.text += clean(line.substr(0, end));
        if (end == std::string_view::npos) break;
        read.text += '\n';
        line.remove_prefix(end + line_end.size());
    }
    return read;
}

} // namespace

PdfPages parse_pdf_pages(std::string_view lines) {
    PdfPages result;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        const std::string_view whole = line;
        const std::string_view kind = next_field(line);
        if (kind == "page") {
            PdfPage page;
            page.width = number(next_field(line)).value_or(0);
            page.height = number(next_field(line)).value_or(0);
            result.pages.push_back(std::move(page));
        } else if (kind == "left") {
            result.pages_left = count(next_field(line));
        } else if (kind == "table") {
            ++result.tables_lacking;
        } else if (kind == "answers") {
            result.answers = count(next_field(line));
        } else if (kind == "marks") {
            result.marks = count(next_field(line));
        } else if (kind == "files") {
            result.files = count(next_field(line));
        } else if (kind == "unread") {
            result.unread = count(next_field(line));
        } else if (kind == "xfa") {
            result.foreign_form = true;
        } else if (kind == "note") {
            if (std::optional<PdfNote> read = comment(line); read && !result.pages.empty()) result.pages.back().notes.push_back(std::move(*read));
        } else if (kind == "lost") {
            // The page may have failed before its own line came.
            const std::uint32_t place = count(next_field(line));
            if (place == result.pages.size() + 1) result.pages.emplace_back();
            if (place > 0 && place <= result.pages.size()) result.pages[place - 1].lost = true;
        } else if (!result.pages.empty()) {
            if (std::optional<PdfItem> read = item(whole)) result.pages.back().items.push_back(std::move(*read));
        }
    }
    return result;
}

} // namespace emic
