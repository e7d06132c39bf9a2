#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace emic {

/// How a time of the recording is set off from the words around it.
enum class StampMarks : std::uint8_t { none, round, square, curly, angle, hashes };

/// A time of the recording as transcripts write it.
///
///     0:03   75:12   1:02:03.450   #00:00:12-3#   [00.00.12]   {00:00:35}   (00:12)   <00:00:03>   1h 2m 3s
///     0 minutes 3 seconds   00:00:01,000 --> 00:00:03,000   [00:00.000 --> 00:03.000]   00:00:00:00 - 00:00:05:12
struct TimeStamp {
    std::uint32_t end = 0; ///< bytes; behind it and its marks
    std::int64_t milliseconds = 0;
    std::optional<std::int64_t> until; ///< where it gives a stretch
    StampMarks marks = StampMarks::none;
    bool hours = false;    ///< hours, minutes and seconds are all written
    bool dotted = false;   ///< with full stops, as dates are
    bool in_words = false; ///< "3 seconds"
    bool arrow = false;    ///< a stretch written with an arrow

    /// Whether nothing else is written like this, wherever it stands: neither a clock time nor a date nor a verse.
    [[nodiscard]] bool unmistakable() const {
        if (arrow || marks == StampMarks::hashes) return true;
        constexpr std::int64_t hour = std::int64_t{60} * 60 * 1000; // with full stops, more may be a day, a month and a year
        return hours && marks != StampMarks::none && marks != StampMarks::round && (!dotted || milliseconds < hour);
    }
    bool operator==(const TimeStamp&) const = default;
};

/// The stamp that begins at `at` (bytes). Clock times of the day ("10:30 am", "10:30 Uhr") are none.
std::optional<TimeStamp> time_stamp_at(std::string_view text, std::size_t at);

/// The beginning of the stamp that ends with `text`; nothing where none does. One without marks begins behind a blank.
std::optional<std::uint32_t> time_stamp_before_end(std::string_view text);

/// `text` as nothing but one stamp, blanks around allowed: its milliseconds.
std::optional<std::int64_t> whole_time(std::string_view text);

/// `text` as one stamp or several of the same second ("0 minutes 3 seconds0:03").
std::optional<std::int64_t> whole_times(std::string_view text);

} // namespace emic
