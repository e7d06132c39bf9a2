#include "engine/attribute_value.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

std::optional<std::string> boolean(std::string_view text) {
    const std::string word = fold_case(text);
    for (const char* yes : {"true", "yes", "1", "y", "checked", "ja", "oui", "sí", "sim", "tak", "igen", "да", "wahr", "vrai"})
        if (word == yes) return "true";
    for (const char* no : {"false", "no", "0", "n", "unchecked", "nein", "nej", "nee", "non", "não", "nie", "nem", "нет", "falsch", "faux"})
        if (word == no) return "false";
    return std::nullopt;
}

/// Without a plus sign, leading noughts and "-0".
std::optional<std::string> integer(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 40 || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
    return (negative && text != "0" ? "-" : "") + std::string(text);
}

std::optional<std::string> number(std::string_view text) {
    const std::size_t mark = text.find_first_of(".,");
    if (mark == std::string_view::npos) return integer(text);
    std::string_view whole = text.substr(0, mark);
    std::string_view part = text.substr(mark + 1);
    const bool negative = !whole.empty() && whole.front() == '-';
    if (!whole.empty() && (whole.front() == '-' || whole.front() == '+')) whole.remove_prefix(1);
    if ((whole.empty() && part.empty()) || part.size() > 40 || !std::all_of(part.begin(), part.end(), is_digit)) return std::nullopt;
    const std::optional<std::string> front = whole.empty() ? "0" : integer(whole);
    if (!front || front->front() == '-') return std::nullopt;
    while (!part.empty() && part.back() == '0') part.remove_suffix(1);
    const std::string value = *front + (part.empty() ? "" : "." + std::string(part));
    return (negative && value != "0" ? "-" : "") + value;
}

std::string padded(int number, std::size_t digits) {
    std::string text = std::to_string(number);
    return std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

bool is_day(int year, int month, int day) {
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

/// The numbers of a text and the signs between them; empty when there is anything else.
struct Numbers {
    std::vector<int> values;
    std::string signs;
};
Numbers numbers_of(std::string_view text) {
    Numbers found;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) return {};
        int value = 0;
        std::size_t digits = 0;
        for (; at < text.size() && is_digit(text[at]); ++at, ++digits) {
            if (digits == 4) return {};
            value = value * 10 + (text[at] - '0');
        }
        found.values.push_back(value);
        if (at < text.size()) found.signs += text[at++];
    }
    return found;
}

/// 2024-05-31, 31.5.2024 and 5/31/2024 or 31/5/2024 where only one of both can be meant.
std::optional<std::string> date(std::string_view text) {
    const Numbers numbers = numbers_of(text);
    if (numbers.values.size() != 3 || numbers.signs.size() != 2 || numbers.signs[0] != numbers.signs[1]) return std::nullopt;
    const int a = numbers.values[0];
    const int b = numbers.values[1];
    const int c = numbers.values[2];
    const auto made = [](int year, int month, int day) -> std::optional<std::string> {
        if (!is_day(year, month, day)) return std::nullopt;
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
    };
    switch (numbers.signs[0]) {
    case '-': return a > 31 ? made(a, b, c) : std::nullopt;
    case '.': return c > 31 ? made(c, b, a) : std::nullopt;
    case '/':
        if (a > 31) return made(a, b, c);
        if (c <= 31) return std::nullopt;
        if (a > 12) return made(c, b, a);
        if (b > 12 || a == b) return made(c, a, b);
        return std::nullopt;
    default: return std::nullopt;
    }
}

/// "GMT+1" and "UTC" as ISO 8601 writes zones: "+01:00", "Z"; nothing for a zone without a number.
std::optional<std::string> zone_of(std::string_view text) {
    if (text == "Z" || text == "GMT" || text == "UTC") return "Z";
    const bool named = text.starts_with("GMT") || text.starts_with("UTC");
    if (named) text.remove_prefix(3);
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const Numbers offset = numbers_of(text.substr(1));
    const bool short_form = named && offset.values.size() == 1 && offset.signs.empty() && text.size() <= 3;
    const bool long_form = offset.values.size() == 2 && offset.signs == ":" && (named || text.size() == 6) && offset.values[1] <= 59;
    if ((!short_form && !long_form) || offset.values[0] > 14) return std::nullopt;
    return text[0] + padded(offset.values[0], 2) + ":" + padded(long_form ? offset.values[1] : 0, 2);
}

/// Takes "AM" or "PM" off the end of a clock; 0 where there is none.
char take_half_of_day(std::string_view& clock) {
    for (const char* word : {"am", "pm", "a.m.", "p.m."}) {
        const std::string_view half(word);
        if (clock.size() <= half.size() || fold_case(clock.substr(clock.size() - half.size())) != half) continue;
        clock.remove_suffix(half.size());
        while (clock.ends_with(' ')) clock.remove_suffix(1);
        return half.front();
    }
    return 0;
}

/// 2024-05-31T14:00:00 with or without seconds, fractions and zone, a blank for the T, with AM and PM; a zone is kept.
std::optional<std::string> date_time(std::string_view text) {
    const std::size_t middle = text.find_first_of("T ");
    if (middle == std::string_view::npos) return std::nullopt;
    const std::optional<std::string> day = date(text.substr(0, middle));
    std::string_view clock = text.substr(middle + 1);
    std::string zone;
    if (const std::size_t sign = clock.find_first_of("Z+-GU"); sign != std::string_view::npos) {
        const std::optional<std::string> known = zone_of(clock.substr(sign));
        if (!known) return std::nullopt;
        zone = *known;
        clock = without_blanks(clock.substr(0, sign));
    }
    const char half = take_half_of_day(clock);
    std::string fraction;
    if (const std::size_t point = clock.find('.'); point != std::string_view::npos) {
        fraction = std::string(clock.substr(point));
        clock = clock.substr(0, point);
        if (fraction.size() < 2 || fraction.size() > 10 || !std::all_of(fraction.begin() + 1, fraction.end(), is_digit)) return std::nullopt;
    }
    const Numbers time = numbers_of(clock);
    const bool seconds = time.values.size() == 3 && time.signs == "::";
    if (!day || (!seconds && (time.values.size() != 2 || time.signs != ":" || !fraction.empty()))) return std::nullopt;
    int hour = time.values[0];
    if (half != 0) {
        if (hour < 1 || hour > 12) return std::nullopt;
        hour = hour % 12 + (half == 'p' ? 12 : 0);
    }
    if (hour > 23 || time.values[1] > 59 || (seconds && time.values[2] > 59)) return std::nullopt;
    return *day + "T" + padded(hour, 2) + ":" + padded(time.values[1], 2) + ":" + padded(seconds ? time.values[2] : 0, 2) +
           fraction + zone;
}

} // namespace

std::optional<std::string> normal_value(AttributeType type, std::string_view raw) {
    if (!is_valid_utf8(raw)) return std::nullopt;
    const std::string_view text = without_blanks(raw);
    if (text.empty()) return std::string();
    switch (type) {
    case AttributeType::text: return std::string(text);
    case AttributeType::boolean: return boolean(text);
    case AttributeType::integer: return integer(text);
    case AttributeType::number: return number(text);
    case AttributeType::date: return date(text);
    case AttributeType::date_time: return date_time(text);
    }
    return std::nullopt;
}

AttributeType type_of_values(const std::vector<std::string>& values) {
    if (std::all_of(values.begin(), values.end(), [](const std::string& one) { return without_blanks(one).empty(); }))
        return AttributeType::text;
    for (AttributeType type : {AttributeType::boolean, AttributeType::integer, AttributeType::number, AttributeType::date, AttributeType::date_time}) {
        const bool fits = std::all_of(values.begin(), values.end(), [&](const std::string& one) { return normal_value(type, one).has_value(); });
        // A column of noughts and ones is one of numbers; a leading nought is a name's, not a number's.
        const bool digits = type == AttributeType::boolean && std::all_of(values.begin(), values.end(), [](const std::string& one) { return normal_value(AttributeType::integer, one).has_value(); });
        const bool padded_number = type == AttributeType::integer && std::any_of(values.begin(), values.end(), [](const std::string& one) {
            const std::string_view text = without_blanks(one);
            return text.size() > 1 && text.front() == '0' && normal_value(AttributeType::integer, one); // but not "03.01.2026"
        });
        if (padded_number) return AttributeType::text;
        if (fits && !digits) return type;
    }
    return AttributeType::text;
}

} // namespace emic
