#include "engine/formats/list_number.h"

#include "engine/text.h"

namespace emic {

namespace {

std::string roman(int number) {
    struct Part {
        int value;
        const char* letters;
    };
    constexpr Part parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                              {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    std::string text;
    for (const Part& part : parts)
        for (; number >= part.value; number -= part.value)
            text += part.letters;
    return text;
}

/// a to z, then aa, bb: the letter repeats.
std::string letters(int number) {
    return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), static_cast<char>('a' + (number - 1) % 26));
}

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return text;
}

std::string ordinal(int number) {
    const int tens = number % 100;
    const char* suffix = tens >= 11 && tens <= 13 ? "th"
                         : number % 10 == 1       ? "st"
                         : number % 10 == 2       ? "nd"
                         : number % 10 == 3       ? "rd"
                                                  : "th";
    return std::to_string(number) + suffix;
}

/// 1 to 9999 as Chinese writes counted things: 十二, 二十, 一百零三.
std::string chinese(int number) {
    constexpr const char* digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    constexpr const char* units[] = {"", "十", "百", "千"};
    const std::string decimal = std::to_string(number);
    std::string text;
    bool gap = false;
    for (std::size_t i = 0; i < decimal.size(); ++i) {
        const int digit = decimal[i] - '0';
        const std::size_t place = decimal.size() - 1 - i;
        if (digit == 0) {
            gap = true;
            continue;
        }
        if (gap) text += digits[0];
        gap = false;
        const bool plain_ten = digit == 1 && place == 1 && text.empty();
        if (!plain_ten) text += digits[digit];
        text += units[place];
    }
    return text;
}

std::string signs(char32_t first, int number) {
    std::string text;
    append_utf8(text, first + static_cast<char32_t>(number - 1));
    return text;
}

std::string pad(int number) {
    return (number >= 0 && number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

std::string format_list_number(int number, std::string_view format) {
    if (format == "none") return {};
    if (format == "decimalZero") return pad(number);
    if (number >= 1 && number <= 3999 && format == "lowerRoman") return roman(number);
    if (number >= 1 && number <= 3999 && format == "upperRoman") return upper(roman(number));
    if (number >= 1 && number <= 780 && format == "lowerLetter") return letters(number);
    if (number >= 1 && number <= 780 && format == "upperLetter") return upper(letters(number));
    if (number >= 1 && format == "ordinal") return ordinal(number);
    if (number >= 1 && number <= 20 && format.substr(0, 20) == "decimalEnclosedCircl") return signs(0x2460, number);
    if (number >= 1 && number <= 10 && format == "ideographTraditional") {
        constexpr const char* stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
        return stems[number - 1];
    }
    const bool chinese_format = format == "chineseCounting" || format == "chineseCountingThousand" ||
                                format == "ideographDigital" || format == "japaneseCounting" ||
                                format == "taiwaneseCounting" || format == "taiwaneseCountingThousand";
    if (number >= 1 && number <= 9999 && chinese_format) return chinese(number);
    return std::to_string(number);
}

} // namespace emic
