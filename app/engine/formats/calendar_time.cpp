#include "engine/formats/calendar_time.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace emic {

namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return std::nullopt;
    int value = 0;
    const char* const end = text.data() + at + count;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    if (error != std::errc() || stop != end || value < 0) return std::nullopt;
    return value;
}

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

} // namespace

WallTime time_of_day(int year, int month, int day, int seconds) {
    constexpr int days_of[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return 0;
    if (day > days_of[month - 1] + (month == 2 && is_leap(year) ? 1 : 0)) return 0;
    const int past = year - 1;
    WallTime days = WallTime{past} * 365 + past / 4 - past / 100 + past / 400 - 719162; // to 1970-01-01
    for (int i = 1; i < month; ++i)
        days += days_of[i - 1] + (i == 2 && is_leap(year) ? 1 : 0);
    return ((days + day - 1) * 86400 + seconds) * 1000;
}

std::string iso_time(WallTime milliseconds) {
    constexpr WallTime day_seconds = 86400;
    WallTime seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0);
    WallTime days = seconds / day_seconds - (seconds % day_seconds < 0 ? 1 : 0);
    seconds -= days * day_seconds;
    days += 719162; // since 0001-01-01
    auto year = static_cast<int>(days / 366) + 1; // not too late; a few steps at most
    while (time_of_day(year + 1, 1, 1, 0) / 1000 / day_seconds + 719162 <= days && year < 9999) ++year;
    int month = 1;
    while (month < 12 && time_of_day(year, month + 1, 1, 0) / 1000 / day_seconds + 719162 <= days) ++month;
    const auto day = static_cast<int>(days - (time_of_day(year, month, 1, 0) / 1000 / day_seconds + 719162)) + 1;
    const auto padded = [](WallTime number, std::size_t size) {
        const std::string text = std::to_string(number);
        return std::string(size > text.size() ? size - text.size() : 0, '0') + text;
    };
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T" + padded(seconds / 3600, 2) + ":" +
           padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + "Z";
}

std::string exact_iso_time(WallTime milliseconds) {
    std::string text = iso_time(milliseconds);
    const WallTime fraction = (milliseconds % 1000 + 1000) % 1000;
    if (fraction != 0) text.replace(text.size() - 1, 1, "." + std::to_string(1000 + fraction).substr(1) + "Z");
    return text;
}

WallTime time_of(std::string_view text) {
    const std::optional<int> year = digits(text, 0, 4);
    const std::optional<int> month = digits(text, 5, 2);
    const std::optional<int> day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') return 0;
    int seconds = 0;
    WallTime fraction = 0;
    const std::optional<int> hour = digits(text, 11, 2);
    const std::optional<int> minute = digits(text, 14, 2);
    if (text.size() > 10 && text[10] == 'T' && hour && minute && *minute < 60 && (*hour < 24 || (*hour == 24 && *minute == 0))) {
        seconds = *hour * 3600 + *minute * 60;
        if (text.substr(16, 1) == ":") seconds += std::min(digits(text, 17, 2).value_or(0), 59);
        if (text.size() > 19 && text[19] == '.')
            for (std::size_t at = 20, unit = 100; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10)
                fraction += static_cast<WallTime>(unit) * (text[at] - '0');
        const std::size_t zone = text.find_first_of("+-", 16);
        if (zone != std::string_view::npos) {
            const int east = digits(text, zone + 1, 2).value_or(0) * 60 + digits(text, zone + 4, 2).value_or(0);
            seconds -= (text[zone] == '+' ? 60 : -60) * east;
        }
    }
    const WallTime moment = time_of_day(*year, *month, *day, seconds);
    return moment == 0 ? 0 : moment + fraction;
}

} // namespace emic
