#include "engine/attribute_value.h"
#include "engine/formats/survey_table.h"
#include "engine/text.h"

#include <algorithm>
#include <set>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

/// What the cells of a column look like, without the blank ones.
struct Profile {
    std::vector<std::string> values;
    double average = 0; ///< code points
    std::size_t longest = 0;
    double spaced = 0; ///< share of values with a space inside
    bool distinct = true;
};

Profile profile_of(const SurveySheet& sheet, std::size_t column) {
    Profile profile;
    std::set<std::string_view> seen;
    std::size_t total = 0;
    std::size_t spaced = 0;
    for (const SurveyRow& row : sheet.rows) {
        const std::string_view value = without_blanks(row.cells[column]);
        if (value.empty()) continue;
        profile.distinct = seen.insert(value).second && profile.distinct;
        profile.values.emplace_back(value);
        const std::size_t length = code_points_before(value, static_cast<std::uint32_t>(value.size()));
        profile.longest = std::max(profile.longest, length);
        total += length;
        if (value.find(' ') != std::string_view::npos) ++spaced;
    }
    const double count = std::max<double>(1, static_cast<double>(profile.values.size()));
    profile.average = static_cast<double>(total) / count;
    profile.spaced = static_cast<double>(spaced) / count;
    return profile;
}

/// Answers are long, or long where somebody had much to say; or they end like sentences.
bool is_text(const Profile& profile) {
    constexpr double long_average = 40;
    constexpr std::size_t long_answer = 120;
    if (profile.values.empty()) return false;
    return profile.average >= long_average || (profile.longest >= long_answer && profile.spaced > 0.3);
}

bool names_people(std::string_view heading) {
    const std::string word = fold_case(without_blanks(heading));
    for (const char* name : {"id", "name", "participant", "participant id", "participant_id", "participantid", "case", "case id", "respondent",
                             "respondent id", "respondent_id", "respondentid", "pseudonym", "code", "responseid", "response id", "pid", "interviewee",
                             "teilnehmer", "teilnehmerin", "teilnehmende", "kürzel", "nom", "nombre", "participante"})
        if (word == name) return true;
    return false;
}

std::string short_name(std::string_view value) {
    constexpr std::uint32_t longest = 100; // code points
    std::string name(without_blanks(value));
    std::replace(name.begin(), name.end(), '\n', ' ');
    const std::uint32_t end = byte_at_code_point(name, longest);
    if (end < name.size()) name = name.substr(0, end) + "…";
    return name;
}

bool fits(const SurveyTable& table, const SurveyChoices& choices) {
    if (choices.sheet >= table.sheets.size()) return false;
    const std::size_t width = table.sheets[choices.sheet].columns.size();
    return choices.columns.size() == width && choices.name_column.value_or(0) < std::max<std::size_t>(width, 1) &&
           choices.case_column.value_or(0) < std::max<std::size_t>(width, 1);
}

/// The answers of one row, each under its question where there are several.
DocumentContent answers(const SurveySheet& sheet, const SurveyRow& row, const std::vector<std::size_t>& text_columns) {
    DocumentContent content;
    for (const std::size_t column : text_columns) {
        const std::string_view answer = without_blanks(row.cells[column]);
        if (answer.empty()) continue;
        if (!content.text.empty()) content.text += '\n';
        if (text_columns.size() > 1) {
            const auto begin = static_cast<std::uint32_t>(content.text.size());
            content.text += sheet.columns[column].heading;
            content.headings.push_back({{begin, static_cast<std::uint32_t>(content.text.size())}, 1});
            content.text += '\n';
        }
        content.text += answer;
    }
    return content;
}

} // namespace

SurveyChoices guess_choices(const SurveyTable& table) {
    std::size_t best = 0;
    double most = -1;
    for (std::size_t i = 0; i < table.sheets.size(); ++i) {
        double characters = 0;
        for (std::size_t column = 0; column < table.sheets[i].columns.size(); ++column) {
            const Profile profile = profile_of(table.sheets[i], column);
            if (is_text(profile)) characters += profile.average * static_cast<double>(profile.values.size());
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
    std::size_t longest_column = 0;
    double longest = -1;
    bool any_text = false;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        const Profile profile = profile_of(sheet, column);
        ColumnChoice choice;
        if (is_text(profile)) {
            choice.role = ColumnRole::text;
            any_text = true;
        } else if (!profile.values.empty()) {
            choice.role = ColumnRole::attribute;
            choice.type = type_of_values(profile.values);
            const bool all_named = profile.distinct && profile.values.size() == sheet.rows.size();
            if (!choices.case_column && all_named && names_people(sheet.columns[column].heading)) {
                choices.case_column = choices.name_column = column;
                choice.role = ColumnRole::leave_out;
            } else if (choice.type == AttributeType::text && profile.average > longest) {
                longest = profile.average;
                longest_column = column;
            }
        }
        choices.columns.push_back(choice);
    }
    // A survey of short answers is still to be read: then its wordiest column is the text.
    if (!any_text && longest >= 0) choices.columns[longest_column].role = ColumnRole::text;
    return choices;
}

std::vector<ImportedDocument> documents_of(const SurveyTable& table, const SurveyChoices& choices) {
    if (!fits(table, choices)) return {};
    const SurveySheet& sheet = table.sheets[choices.sheet];
    std::vector<std::size_t> text_columns;
    for (std::size_t column = 0; column < choices.columns.size(); ++column)
        if (choices.columns[column].role == ColumnRole::text) text_columns.push_back(column);
    std::vector<ImportedDocument> documents;
    std::uint32_t without_text = 0;
    std::uint32_t misfits = 0;
    for (const SurveyRow& row : sheet.rows) {
        ImportedDocument document;
        document.content = answers(sheet, row, text_columns);
        drop_leading_marks(document.content);
        if (document.content.text.empty()) {
            ++without_text;
            continue;
        }
        document.name = "Row " + std::to_string(row.number);
        if (choices.name_column)
            if (std::string name = short_name(row.cells[*choices.name_column]); !name.empty()) document.name = std::move(name);
        document.case_name = document.name;
        if (choices.case_column)
            if (std::string name = short_name(row.cells[*choices.case_column]); !name.empty()) document.case_name = std::move(name);
        for (std::size_t column = 0; column < choices.columns.size(); ++column) {
            if (choices.columns[column].role != ColumnRole::attribute) continue;
            const std::optional<std::string> value = normal_value(choices.columns[column].type, row.cells[column]);
            if (!value) ++misfits;
            else if (!value->empty())
                document.content.values.push_back({sheet.columns[column].heading, choices.columns[column].type, AttributeHolder::case_, *value});
        }
        documents.push_back(std::move(document));
    }
    if (documents.empty()) return documents;
    std::vector<ImportNote>& notes = documents.front().notes;
    notes = table.notes;
    if (without_text > 0) notes.push_back({counted(without_text, "row without an answer was", "rows without an answer were") + " passed over.", without_text});
    if (sheet.empty_rows > 0) notes.push_back({counted(sheet.empty_rows, "empty row was", "empty rows were") + " passed over.", sheet.empty_rows});
    if (misfits > 0)
        notes.push_back({counted(misfits, "value does not fit the kind of its column and was", "values do not fit the kind of their column and were") + " left out.", misfits});
    if (table.sheets.size() > 1) {
        const auto others = static_cast<std::uint32_t>(table.sheets.size() - 1);
        notes.push_back({counted(others, "other sheet was", "other sheets were") + " left out; the answers are those of ‘" + sheet.name + "’.", others});
    }
    return documents;
}

} // namespace emic
