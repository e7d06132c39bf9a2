#include "engine/ambiguous_date.h"

#include "engine/attribute_value.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

/// "3 April 2023" of 2023-04-03.
std::string in_words(const std::string& date) {
    static constexpr std::array months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
    const auto number = [&](std::size_t at) { return static_cast<std::size_t>((date[at] - '0') * 10 + (date[at + 1] - '0')); };
    return std::to_string(number(8)) + " " + months[number(5) - 1] + " " + date.substr(0, 4);
}

} // namespace

std::string two_dates_words(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    const std::string_view day = text.substr(0, text.find_first_of("T "));
    const std::size_t first = day.find('/'), second = first == std::string_view::npos ? first : day.find('/', first + 1);
    if (second == std::string_view::npos || normal_value(AttributeType::date, day)) return {};
    // With full stops the day stands first.
    const std::string a(day.substr(0, first)), b(day.substr(first + 1, second - first - 1)), year(day.substr(second + 1));
    const auto one = normal_value(AttributeType::date, a + "." + b + "." + year), other = normal_value(AttributeType::date, b + "." + a + "." + year);
    if (!one || !other || one->size() != 10 || other->size() != 10) return {};
    return "can be " + in_words(*one) + " or " + in_words(*other) + " (write " + *one + " or " + *other + ")";
}

} // namespace emic
