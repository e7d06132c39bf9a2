#include "engine/attribute_value.h"
#include "engine/formats/survey_columns.h"

#include <algorithm>

namespace emic {

namespace {

/// Names that stand in several rows each, and in every row: somebody answered more than once.
bool comes_again(const ColumnProfile& profile, std::size_t rows) {
    if (profile.values.size() != rows || profile.distinct || rows < 2) return false;
    std::vector<std::string> sorted = profile.values;
    std::sort(sorted.begin(), sorted.end());
    return std::unique(sorted.begin(), sorted.end()) - sorted.begin() > 1;
}

} // namespace

SurveyChoices guess_choices(const SurveyTable& table) {
    std::size_t best = 0;
    double most = -1;
    for (std::size_t i = 0; i < table.sheets.size(); ++i) {
        double characters = 0;
        for (std::size_t column = 0; column < table.sheets[i].columns.size(); ++column) {
            const ColumnProfile profile = profile_of(table.sheets[i], column);
            if (is_long_text(profile) || is_short_text(profile, table.sheets[i].columns[column].heading)) characters += profile.average * static_cast<double>(profile.values.size());
        }
        if (characters > most) {
            most = characters;
            best = i;
        }
    }
    return guess_choices(table, best);
}

SurveyChoices guess_choices(const SurveyTable& table, std::size_t sheet_number) {
    SurveyChoices choices;
    choices.sheet = sheet_number;
    if (sheet_number >= table.sheets.size()) return choices;
    const SurveySheet& sheet = table.sheets[sheet_number];
    std::vector<ColumnProfile> profiles;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) profiles.push_back(profile_of(sheet, column));
    std::optional<std::size_t> repeated, event;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        const ColumnProfile& profile = profiles[column];
        const std::string& heading = sheet.columns[column].heading;
        ColumnChoice choice;
        if (!profile.values.empty()) {
            const bool named = names_people(heading) && profile.average < 80;
            const bool whole = profile.values.size() == sheet.rows.size();
            const bool text = !named && (is_long_text(profile) || is_short_text(profile, heading));
            choice.type = type_of_values(profile.values);
            choice.role = text && choice.type == AttributeType::text ? ColumnRole::text : ColumnRole::attribute;
            if (!choices.case_column && named && whole && profile.distinct) {
                choices.case_column = choices.name_column = column;
                choice.role = ColumnRole::leave_out;
            }
            if (!repeated && named && comes_again(profile, sheet.rows.size())) repeated = column;
            if (!event && names_events(heading)) event = column;
        }
        choices.columns.push_back(choice);
    }
    // A case with several rows: each is a document of its own.
    if (!choices.case_column && repeated) {
        choices.case_column = repeated;
        choices.columns[*repeated].role = ColumnRole::leave_out;
        if (event) choices.name_column = event;
    }
    return choices;
}

} // namespace emic
