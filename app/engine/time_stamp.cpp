#include "engine/time_stamp.h"

#include "engine/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace emic {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

/// Reads a text from a place on.
class Reading {
public:
    Reading(std::string_view text, std::size_t at) : m_text(text), m_at(at) {}

    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] bool at_digit(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() && is_digit(m_text[m_at + ahead]); }
    [[nodiscard]] char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    [[nodiscard]] std::string_view rest() const { return m_text.substr(std::min(m_at, m_text.size())); }
    bool take(std::string_view word) {
        if (word.empty() || !rest().starts_with(word)) return false;
        m_at += word.size();
        return true;
    }
    void skip_blanks() {
        do
            while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t')) ++m_at;
        while (take("\u00A0"));
    }
    /// The digit that stands here.
    std::int64_t digit() { return m_text[m_at++] - '0'; }
    /// A number of `least` to `most` digits.
    std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
        std::int64_t value = 0;
        std::size_t digits = 0;
        for (; at_digit(digits) && digits <= most; ++digits) value = value * 10 + (m_text[m_at + digits] - '0');
        if (digits < least || digits > most) return std::nullopt;
        m_at += digits;
        return value;
    }

private:
    std::string_view m_text;
    std::size_t m_at;
};

struct Clock {
    std::int64_t milliseconds = 0;
    bool hours = false;
    bool fraction = false;
};

/// The digits behind a decimal sign, as milliseconds.
std::int64_t fraction(Reading& reading) {
    std::int64_t milliseconds = 0;
    for (std::int64_t worth = 100; reading.at_digit(); worth /= 10) milliseconds += worth * reading.digit();
    return milliseconds;
}

/// 1:05, 75:12, 00:01:05.200 or 00:00:01:12 with frames; between marks also with full stops, and "-3" for tenths.
std::optional<Clock> clock_time(Reading& reading, bool marked, bool dotted) {
    const char between = dotted ? '.' : reading.rest().substr(0, 4).find(';') != std::string_view::npos ? ';' : ':';
    std::array<std::int64_t, 3> parts{};
    std::size_t count = 0;
    for (; count < 3; ++count) {
        const bool first = count == 0;
        const auto part = reading.number(first && !dotted ? 1 : 2, first ? (dotted ? 2 : 3) : 2);
        if (!part || (!first && *part > 59)) return std::nullopt;
        parts[count] = *part;
        if (reading.here() != between || !reading.at_digit(1) || count == 2) {
            ++count;
            break;
        }
        reading.take(std::string_view(&between, 1));
    }
    if (count < 2 || (between == ';' && count < 3)) return std::nullopt;
    Clock clock;
    clock.hours = count == 3;
    clock.milliseconds = (clock.hours ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1]) * 1000;
    const char next = reading.here();
    const bool decimal = (next == '.' && !dotted) || next == ',' || (marked && next == '-');
    if (decimal && reading.at_digit(1)) {
        reading.take(std::string_view(&next, 1));
        clock.milliseconds += fraction(reading);
        clock.fraction = true;
    } else if (clock.hours && (next == ':' || next == ';') && reading.at_digit(1)) { // frames: how many make a second is not said
        reading.take(std::string_view(&next, 1));
        if (!reading.number(2, 2)) return std::nullopt;
        clock.fraction = true;
    }
    if (reading.at_digit() || (reading.here() == between && reading.at_digit(1))) return std::nullopt;
    return clock;
}

/// The word that says that a clock on the wall was read.
bool is_time_of_day(std::string_view behind) {
    std::size_t blanks = 0;
    while (blanks < behind.size() && behind[blanks] == ' ') ++blanks;
    std::string word = fold_case(behind.substr(blanks, 8));
    for (std::string_view clock : {"am", "pm", "a.m", "p.m", "uhr", "o'clock", "o’clo", "h", "hrs"}) {
        if (!word.starts_with(clock)) continue;
        const char after = word.size() > clock.size() ? word[clock.size()] : ' ';
        if (!is_letter(after)) return true;
    }
    return false;
}

std::optional<int> unit_of(std::string_view word) {
    const std::string unit = fold_case(word);
    const auto is = [&](std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), unit) != words.end(); };
    const auto begins = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return unit.starts_with(one); });
    };
    if (is({"h", "hr", "hrs", "std", "ora", "ore", "time", "timer", "tim"}) || begins({"hour", "stunde", "heure", "hora", "uur", "uren", "timm", "час", "小时", "小時", "時間"})) return 3600;
    if (is({"m"}) || begins({"min", "мин", "分"})) return 60;
    if (is({"s"}) || begins({"sec", "sek", "seg", "сек", "秒"})) return 1;
    return std::nullopt;
}

/// "1 hour 0 minutes 4 seconds", "1h09m31s": at least two units, from the largest down; one is enough where it is a whole word
/// and nothing stands behind it ("Ana 4 minutes").
std::optional<std::int64_t> time_in_words(Reading& reading) {
    std::int64_t seconds = 0;
    int before = 4000;
    int units = 0;
    bool whole_word = false;
    Reading ahead = reading;
    while (ahead.at_digit()) {
        const auto value = ahead.number(1, 3);
        if (!value) break;
        ahead.skip_blanks();
        std::size_t letters = 0;
        while (letters < ahead.rest().size() && is_letter(ahead.rest()[letters])) ++letters;
        const auto unit = unit_of(ahead.rest().substr(0, letters));
        if (!unit || *unit >= before) break;
        ahead.take(ahead.rest().substr(0, letters));
        ahead.take("."); // "3 Sek."
        constexpr std::size_t shortest = 3; // bytes of a word that is no sign for a unit
        whole_word = letters >= shortest;
        before = *unit;
        seconds += *value * *unit;
        ++units;
        reading = ahead;
        ahead.skip_blanks();
        if (ahead.take(",")) ahead.skip_blanks();
        for (std::string_view joint : {"and ", "und ", "et ", "y ", "e ", "och ", "og ", "en "})
            if (ahead.take(joint)) break;
    }
    const bool enough = units >= 2 || (units == 1 && whole_word && reading.rest().find_first_not_of(" \t") == std::string_view::npos);
    return enough ? std::optional(seconds * 1000) : std::nullopt;
}

struct Pair {
    std::string_view open, close;
    StampMarks marks;
};
constexpr Pair pairs[] = {{"[", "]", StampMarks::square}, {"【", "】", StampMarks::square}, {"［", "］", StampMarks::square},
                          {"(", ")", StampMarks::round},  {"（", "）", StampMarks::round},  {"{", "}", StampMarks::curly},
                          {"<", ">", StampMarks::angle},  {"#", "#", StampMarks::hashes}};

bool has_full_stops(std::string_view rest) { return rest.size() > 3 && is_digit(rest[0]) && is_digit(rest[1]) && rest[2] == '.' && is_digit(rest[3]); }

/// The end of a stretch behind its beginning: "--> 00:00:03.000".
std::optional<Clock> stretch_end(Reading& reading, const Clock& begin, bool marked, bool& arrow) {
    Reading ahead = reading;
    ahead.skip_blanks();
    arrow = ahead.take("-->") || ahead.take("->") || ahead.take("→");
    const bool dash = !arrow && (ahead.take("-") || ahead.take("–") || ahead.take("—"));
    if (!arrow && !dash) return std::nullopt;
    ahead.skip_blanks();
    const auto end = clock_time(ahead, marked, false);
    if (!end || end->milliseconds < begin.milliseconds) return std::nullopt;
    if (dash && !marked && !(begin.hours && end->hours) && !(begin.fraction && end->fraction)) return std::nullopt; // "10:30-11:00"
    reading = ahead;
    return end;
}

/// "[Time: 00:12]", "[TC 00:00:12]"
void skip_word_before(Reading& reading) {
    reading.skip_blanks();
    const std::string start = fold_case(reading.rest().substr(0, 16));
    for (std::string_view word : {"timestamp", "timecode", "time", "tc", "t", "at", "zeit", "tiempo", "temps"}) {
        if (!start.starts_with(word)) continue;
        Reading ahead = reading;
        ahead.take(reading.rest().substr(0, word.size()));
        if (ahead.take(":") || ahead.take("=") || ahead.here() == ' ') {
            ahead.skip_blanks();
            if (ahead.at_digit()) reading = ahead;
        }
        return;
    }
}

} // namespace

std::optional<TimeStamp> time_stamp_at(std::string_view text, std::size_t at) {
    Reading reading(text, at);
    TimeStamp stamp;
    std::string_view close;
    for (const Pair& pair : pairs)
        if (reading.take(pair.open)) {
            stamp.marks = pair.marks;
            close = pair.close;
            break;
        }
    const bool marked = stamp.marks != StampMarks::none;
    if (marked) skip_word_before(reading);
    if (!reading.at_digit()) return std::nullopt;
    stamp.dotted = marked && has_full_stops(reading.rest());
    const Reading begin = reading;
    if (const auto clock = clock_time(reading, marked, stamp.dotted)) {
        stamp.milliseconds = clock->milliseconds;
        stamp.hours = clock->hours;
        if (const auto until = stretch_end(reading, *clock, marked, stamp.arrow)) stamp.until = until->milliseconds;
        else stamp.arrow = false;
    } else {
        reading = begin;
        const auto words = time_in_words(reading);
        if (!words) return std::nullopt;
        stamp.milliseconds = *words;
        stamp.in_words = true;
        stamp.dotted = false;
    }
    if (marked) {
        reading.skip_blanks();
        if (!reading.take(close)) return std::nullopt;
    } else if ((!stamp.in_words && is_letter(reading.here())) || (!stamp.hours && !stamp.until && !stamp.in_words && is_time_of_day(reading.rest()))) {
        return std::nullopt;
    }
    stamp.end = static_cast<std::uint32_t>(reading.at());
    return stamp;
}

std::optional<std::uint32_t> time_stamp_before_end(std::string_view text) {
    constexpr std::size_t longest = 64; // bytes
    const std::size_t first = text.size() - std::min(text.size(), longest);
    for (std::size_t at = first; at < text.size(); ++at) {
        const bool opens = std::any_of(std::begin(pairs), std::end(pairs), [&](const Pair& pair) { return text.substr(at).starts_with(pair.open); });
        const char before = at == 0 ? ' ' : text[at - 1];
        if (!opens && !(is_digit(text[at]) && (before == ' ' || before == '\t' || (at > 1 && text.substr(at - 2, 2) == "\u00A0")))) continue;
        if (const auto stamp = time_stamp_at(text, at); stamp && stamp->end == text.size()) return static_cast<std::uint32_t>(at);
    }
    return std::nullopt;
}

namespace {

std::string_view without_blanks(std::string_view text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); }

} // namespace

std::optional<std::int64_t> whole_time(std::string_view text) {
    const std::string_view words = without_blanks(text);
    const auto stamp = time_stamp_at(words, 0);
    return stamp && stamp->end == words.size() ? std::optional(stamp->milliseconds) : std::nullopt;
}

std::optional<std::int64_t> whole_times(std::string_view text) {
    const std::string_view words = without_blanks(text);
    std::optional<std::int64_t> time;
    for (std::size_t at = 0; at < words.size();) {
        const auto stamp = time_stamp_at(words, at);
        if (!stamp || (time && *time / 1000 != stamp->milliseconds / 1000)) return std::nullopt;
        time = stamp->milliseconds;
        at = stamp->end;
        while (at < words.size() && (words[at] == ' ' || words[at] == '\t')) ++at;
    }
    return time;
}

} // namespace emic
