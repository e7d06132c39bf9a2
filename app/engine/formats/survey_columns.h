#pragma once

#include "engine/formats/survey_table.h"

namespace emic {

/// What the values of a column look like, without the blank ones.
struct ColumnProfile {
    std::vector<std::string> values;
    double average = 0;        ///< code points; a Chinese, Japanese or Korean one counts more
    double words = 0;          ///< on average
    std::size_t longest = 0;
    double spaced = 0;         ///< share of values with a space inside
    double sentences = 0;      ///< share of values that end like one
    double different = 0;      ///< share of values that stand once
    bool distinct = true;      ///< all of them
    bool never_text = false;   ///< times, addresses, identifiers
    bool chosen = false;       ///< from a list that the question gave
};
ColumnProfile profile_of(const SurveySheet& sheet, std::size_t column);

/// Whether answers in people's own words stand in the column, long ones or short.
bool is_long_text(const ColumnProfile& profile);
bool is_short_text(const ColumnProfile& profile, std::string_view heading);

/// "Record ID", "Participant": who answered.
bool names_people(std::string_view heading);
/// "Event Name", "Wave": which of several times it was.
bool names_events(std::string_view heading);

} // namespace emic
