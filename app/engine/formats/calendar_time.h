#pragma once

#include "engine/records.h"

#include <string>
#include <string_view>

namespace emic {

/// The moment of a day of the Gregorian calendar; 0 where there is no such day.
WallTime time_of_day(int year, int month, int day, int seconds);

/// The moment of "2024-05-31T14:00:00.250+02:00" (xsd:dateTime, or a date alone), to the millisecond; without a zone it is taken as UTC.
/// 0 where it is none.
WallTime time_of(std::string_view iso_time);

/// "2024-05-31T14:00:00Z"; fractions of a second are dropped. For years 1 to 9999.
std::string iso_time(WallTime milliseconds);

/// The same with the fraction of its second, where there is one: "2024-05-31T14:00:00.250Z".
std::string exact_iso_time(WallTime milliseconds);

} // namespace emic
