// What becomes of a table's rows.
#include "engine/attribute_value.h"
#include "engine/formats/survey_table.h"
#include "engine/text.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <map>
#include <set>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
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

/// Makes documents and cases of the rows of one sheet.
class RowReader {
public:
    RowReader(const SurveySheet& sheet, const SurveyChoices& choices) : m_sheet(sheet), m_choices(choices) {
        for (std::size_t column = 0; column < choices.columns.size(); ++column) {
            if (choices.columns[column].role == ColumnRole::text) m_text_columns.push_back(column);
            if (choices.columns[column].role == ColumnRole::attribute) m_attribute_columns.push_back(column);
        }
        for (const SurveyRow& row : sheet.rows) ++m_rows_of_case[case_of(row)];
        find_changing();
        // "Baseline" of many cases is no name yet.
        std::set<std::string> names;
        if (choices.name_column && choices.case_column && *choices.name_column != *choices.case_column)
            for (const SurveyRow& row : sheet.rows)
                if (const std::string name = short_name(row.cells[*choices.name_column]); !name.empty() && !names.insert(name).second) m_with_case = true;
    }

    SurveyImport read() {
        SurveyImport made;
        for (const SurveyRow& row : m_sheet.rows) {
            DocumentContent content = answers(row);
            drop_leading_marks(content);
            if (content.text.empty()) {
                take_case(row, made);
                continue;
            }
            ImportedDocument document;
            document.content = std::move(content);
            document.name = name_of(row);
            document.case_name = case_of(row);
            document.content.values = values_of(row, true);
            made.documents.push_back(std::move(document));
        }
        const auto note = [&](std::uint32_t count, std::string_view one, std::string_view many, std::string_view rest) {
            if (count > 0) made.notes.push_back({counted(count, one, many) + std::string(rest), count});
        };
        const auto cases = static_cast<std::uint32_t>(made.cases.size());
        if (made.documents.empty()) note(cases, "row is a case with its attributes", "rows are cases with their attributes", "; no column holds text to code.");
        else note(cases, "row without an answer is a case", "rows without an answer are cases", " without a document.");
        note(m_without_text, "row without an answer is", "rows without an answer are", " passed over.");
        note(m_sheet.empty_rows, "empty row is", "empty rows are", " passed over.");
        note(m_misfits, "value does not fit the kind of its column and is", "values do not fit the kind of their column and are", " left out.");
        note(m_lost, "value of a row without an answer is", "values of rows without an answer are", " left out, because the case has other rows with other values.");
        return made;
    }

private:
    [[nodiscard]] std::string name_of(const SurveyRow& row) const {
        std::string name;
        if (m_choices.name_column) name = short_name(row.cells[*m_choices.name_column]);
        if (name.empty()) return m_choices.case_column && m_rows_of_case.at(case_of(row)) > 1 ? case_of(row) + " · " + numbered(row) : numbered(row);
        return m_with_case ? short_name(row.cells[*m_choices.case_column]) + " · " + name : name;
    }

    static std::string numbered(const SurveyRow& row) { return "Row " + std::to_string(row.number); }

    [[nodiscard]] std::string case_of(const SurveyRow& row) const {
        if (m_choices.case_column)
            if (std::string name = short_name(row.cells[*m_choices.case_column]); !name.empty()) return name;
        if (m_choices.name_column)
            if (std::string name = short_name(row.cells[*m_choices.name_column]); !name.empty()) return name;
        return numbered(row);
    }

    /// Attributes of which some case says two things.
    void find_changing() {
        std::map<std::pair<std::string, std::size_t>, std::string_view> first;
        for (const SurveyRow& row : m_sheet.rows)
            for (const std::size_t column : m_attribute_columns) {
                const std::string_view value = without_blanks(row.cells[column]);
                if (value.empty() || m_rows_of_case[case_of(row)] < 2) continue;
                const auto [known, added] = first.try_emplace({case_of(row), column}, value);
                if (!added && known->second != value) m_changing.insert(column);
            }
    }

    /// The answers of one row, each under its question where there are several.
    [[nodiscard]] DocumentContent answers(const SurveyRow& row) const {
        DocumentContent content;
        for (const std::size_t column : m_text_columns) {
            const std::string_view answer = without_blanks(row.cells[column]);
            if (answer.empty()) continue;
            if (!content.text.empty()) content.text += '\n';
            if (m_text_columns.size() > 1) {
                const auto begin = static_cast<std::uint32_t>(content.text.size());
                content.text += m_sheet.columns[column].heading;
                content.headings.push_back({{begin, static_cast<std::uint32_t>(content.text.size())}, 1});
                content.text += '\n';
            }
            content.text += answer;
        }
        return content;
    }

    std::vector<NewValue> values_of(const SurveyRow& row, bool of_document) {
        std::vector<NewValue> values;
        for (const std::size_t column : m_attribute_columns) {
            const AttributeType type = m_choices.columns[column].type;
            const std::optional<std::string> value = normal_value(type, row.cells[column]);
            if (!value) {
                ++m_misfits;
                continue;
            }
            if (value->empty()) continue;
            const bool changes = m_changing.count(column) != 0;
            if (changes && !of_document && m_rows_of_case.at(case_of(row)) > 1) ++m_lost;
            else values.push_back({m_sheet.columns[column].heading, type, changes && of_document ? AttributeHolder::source : AttributeHolder::case_, *value});
        }
        return values;
    }

    /// Of a row without text.
    void take_case(const SurveyRow& row, SurveyImport& made) {
        NewCase known{case_of(row), values_of(row, false)};
        const bool named = m_choices.case_column || m_choices.name_column;
        if (known.values.empty() && !named) {
            ++m_without_text;
            return;
        }
        made.cases.push_back(std::move(known));
    }

    const SurveySheet& m_sheet;
    const SurveyChoices& m_choices;
    std::vector<std::size_t> m_text_columns, m_attribute_columns;
    std::map<std::string, std::size_t> m_rows_of_case;
    std::set<std::size_t> m_changing;
    bool m_with_case = false; ///< names of documents begin with their case's
    std::uint32_t m_without_text = 0, m_misfits = 0, m_lost = 0;
};

} // namespace

SurveyImport survey_import(const SurveyTable& table, const SurveyChoices& choices) {
    if (!fits(table, choices)) return {};
    const SurveySheet& sheet = table.sheets[choices.sheet];
    SurveyImport made = RowReader(sheet, choices).read();
    if (made.documents.empty() && made.cases.empty()) return made;
    made.notes.insert(made.notes.begin(), table.notes.begin(), table.notes.end());
    if (sheet.head.size() > 1) {
        const auto rows = static_cast<std::uint32_t>(sheet.head.size());
        made.notes.push_back({"The answers begin in row " + std::to_string(sheet.rows.empty() ? 0 : sheet.rows.front().number) + "; the " + std::to_string(rows) + " rows above name the columns.", rows});
    }
    if (table.sheets.size() > 1) {
        const auto others = static_cast<std::uint32_t>(table.sheets.size() - 1);
        made.notes.push_back({counted(others, "other sheet was", "other sheets were") + " left out; the answers are those of " + in_quotes(sheet.name) + ".", others});
    }
    return made;
}

std::vector<ImportedDocument> documents_of(const SurveyTable& table, const SurveyChoices& choices) {
    SurveyImport made = survey_import(table, choices);
    if (!made.documents.empty()) made.documents.front().notes = std::move(made.notes);
    return std::move(made.documents);
}

} // namespace emic
