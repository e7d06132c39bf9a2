#include "engine/formats/workbook_values.h"

#include "engine/formats/calendar_time.h"
#include "engine/formats/text_encoding.h"
#include "engine/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>

namespace emic {

namespace {

/// The formats that every workbook has without defining them (ECMA-376 part 1, 18.8.30).
NumberFormat built_in_format(int id) {
    NumberFormat format;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47) format.shows = NumberFormat::Shows::time_of_day;
    else if (id == 46) format.shows = NumberFormat::Shows::duration;
    else if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) format.shows = NumberFormat::Shows::date;
    return format;
}

/// "_x000D_" stands for a character that XML cannot hold.
std::string unescaped(std::string_view text) {
    std::string read;
    for (std::size_t at = 0; at < text.size();) {
        std::uint32_t c = 0;
        if (text.substr(at, 2) == "_x" && at + 7 <= text.size() && text[at + 6] == '_') {
            const char* begin = text.data() + at + 2;
            const auto [end, error] = std::from_chars(begin, begin + 4, c, 16);
            if (error == std::errc() && end == begin + 4) {
                if (c < 0xD800 || c > 0xDFFF) append_utf8(read, c);
                at += 7;
                continue;
            }
        }
        read += text[at++];
    }
    return read;
}

} // namespace

NumberFormat number_format(std::string_view code) {
    NumberFormat format;
    bool date = false, time = false, elapsed = false, plain = true;
    bool months = false; // or minutes, beside hours or seconds
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) { // the first section is for numbers above 0
        const char c = code[at];
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (c == '"' || c == '[') {
            const std::size_t end = code.find(c == '"' ? '"' : ']', at + 1);
            if (end == std::string_view::npos) return {};
            const std::string_view inside = code.substr(at + 1, end - at - 1);
            if (c == '[' && !inside.empty() && fold_case(inside).find_first_not_of(fold_case(inside.substr(0, 1))) == std::string::npos &&
                std::string_view("hHmMsS").find(inside.front()) != std::string_view::npos)
                elapsed = true;
            else if (c == '"' && format.digits == 0) format.prefix += inside;
            else if (c == '"' && !inside.empty()) plain = false;
            at = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            if (c == '\\' && format.digits == 0 && at + 1 < code.size()) format.prefix += code[at + 1];
            else plain = false;
            ++at;
        } else if (fold_case(code.substr(at, 7)) == "general") {
            return {};
        } else if (small == 'a' && (fold_case(code.substr(at, 5)) == "am/pm" || fold_case(code.substr(at, 3)) == "a/p")) {
            time = true;
            at += code[at + 1] == '/' ? 2 : 4;
        } else if (small == 'y' || small == 'd') {
            date = true;
        } else if (small == 'h' || small == 's') {
            time = true;
        } else if (small == 'm') {
            months = true;
        } else if (c == '0') {
            if ((time || elapsed) && at > 0 && (code[at - 1] == '.' || code[at - 1] == ',')) format.fractions = true;
            ++format.digits;
        } else {
            plain = false;
        }
    }
    using Shows = NumberFormat::Shows;
    format.shows = elapsed ? Shows::duration : date ? Shows::date : time ? Shows::time_of_day : months ? Shows::date : Shows::number;
    // "000" pads, "0" and what has signs of its own shows a number as it is.
    if (format.shows != Shows::number || !plain || format.digits < 2) {
        format.prefix.clear();
        format.digits = 0;
    }
    return format;
}

std::vector<NumberFormat> number_formats(const pugi::xml_node& style_sheet) {
    constexpr int highest = 1'000'000;
    std::map<int, NumberFormat> own;
    const pugi::xml_node formats = xml::child(style_sheet, "numFmts");
    for (pugi::xml_node one = formats.first_child(); one; one = one.next_sibling())
        own[xml::attribute_number(one, "numFmtId", 0, highest, -1)] = number_format(xml::attribute_text(one, "formatCode"));
    std::vector<NumberFormat> styles;
    const pugi::xml_node cells = xml::child(style_sheet, "cellXfs");
    for (pugi::xml_node one = cells.first_child(); one; one = one.next_sibling()) {
        if (xml::local_name(one) != "xf") continue;
        const int id = xml::attribute_number(one, "numFmtId", 0, highest, 0);
        const auto known = own.find(id);
        styles.push_back(known != own.end() ? known->second : built_in_format(id));
    }
    return styles;
}

std::string shown_number(double number, const NumberFormat& format, DateSystem system) {
    using Shows = NumberFormat::Shows;
    switch (format.shows) {
    case Shows::date: return date_text(number, system);
    case Shows::duration: return duration_text(number, format.fractions);
    case Shows::time_of_day:
        if (!(number >= 0)) return duration_text(number, format.fractions);
        return duration_text(number - std::floor(number), format.fractions);
    case Shows::number: break;
    }
    std::string text = number_text(number);
    if (format.digits == 0 || text.find_first_not_of("0123456789") != std::string::npos) return text;
    if (text.size() < format.digits) text.insert(0, format.digits - text.size(), '0');
    std::size_t replaced = 0;
    return repair_utf8(format.prefix, replaced) + text;
}

std::string number_text(double number) {
    // Fifteen digits are what a spreadsheet keeps; more would show the binary fraction.
    constexpr int kept_digits = 15;
    if (number == 0 || !std::isfinite(number)) return "0";
    std::string text = nlohmann::json(number).dump();
    std::int64_t digits = 0;
    int count = 0;
    int exponent = 0;
    bool fraction = false;
    const std::size_t end_of_digits = std::min(text.find('e'), text.size());
    for (const char c : std::string_view(text).substr(0, end_of_digits)) {
        if (c == '.') fraction = true;
        if (c < '0' || c > '9') continue;
        digits = digits * 10 + (c - '0');
        if (digits != 0) ++count;
        if (fraction) --exponent;
    }
    if (count > kept_digits) {
        if (end_of_digits < text.size()) exponent += std::atoi(text.c_str() + end_of_digits + 1);
        for (; count > kept_digits; --count, ++exponent) digits = (digits + (count == kept_digits + 1 ? 5 : 0)) / 10;
        const std::string rounded = (number < 0 ? "-" : "") + std::to_string(digits) + "e" + std::to_string(exponent);
        text = nlohmann::json(std::strtod(rounded.c_str(), nullptr)).dump();
    }
    if (text.ends_with(".0")) text.erase(text.size() - 2);
    return text;
}

std::string date_text(double serial, DateSystem system) {
    constexpr double last_day = 2958465; // 9999-12-31
    if (!(serial >= 0) || serial > last_day) return number_text(serial);
    constexpr int day_seconds = 24 * 60 * 60;
    const auto all_seconds = static_cast<std::int64_t>(std::llround(serial * day_seconds));
    auto day = static_cast<int>(all_seconds / day_seconds);
    const auto seconds = static_cast<int>(all_seconds % day_seconds);
    const std::string clock = iso_time(WallTime{seconds} * 1000).substr(11, 8);
    if (day == 0 && system == DateSystem::from_1900) return clock;
    // Excel counts a 29 February 1900 that never was.
    const WallTime epoch = system == DateSystem::from_1904 ? time_of_day(1904, 1, 1, 0)
                           : day < 60                     ? time_of_day(1899, 12, 31, 0)
                                                          : time_of_day(1899, 12, 30, 0);
    const std::string date = iso_time(epoch + WallTime{day} * day_seconds * 1000).substr(0, 10);
    return seconds == 0 ? date : date + "T" + clock;
}

std::string duration_text(double days, bool fractions) {
    constexpr double longest = 2958465; // days: as many as there are dates
    if (!(std::fabs(days) <= longest)) return number_text(days);
    constexpr std::int64_t second = 1000, minute = 60 * second, hour = 60 * minute; // milliseconds
    std::int64_t time = std::llround(std::fabs(days) * 24 * static_cast<double>(hour));
    if (!fractions) time = (time + second / 2) / second * second;
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    std::string text = (days < 0 && time > 0 ? "-" : "") + two(time / hour) + ":" + two(time % hour / minute) + ":" + two(time % minute / second);
    if (const std::int64_t rest = time % second; rest > 0) {
        std::string digits = std::to_string(second + rest).substr(1);
        while (digits.ends_with('0')) digits.pop_back();
        text += "." + digits;
    }
    return text;
}

std::string string_text(const pugi::xml_node& item) {
    std::string text;
    for (pugi::xml_node one = item.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "t") text += one.child_value();
        else if (name == "r") text += xml::child(one, "t").child_value();
    }
    std::size_t counts = 0;
    return clean_text(repair_utf8(unescaped(text), counts), counts);
}

std::optional<CellPlace> cell_place(std::string_view reference) {
    CellPlace place;
    std::size_t at = 0;
    std::size_t column = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at) {
        if (at == 4) return std::nullopt;
        column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
    }
    const char* begin = reference.data() + at;
    const char* end = reference.data() + reference.size();
    const auto [stop, error] = std::from_chars(begin, end, place.row);
    if (column == 0 || begin == end || stop != end || error != std::errc() || place.row == 0) return std::nullopt;
    place.column = column - 1;
    return place;
}

} // namespace emic
