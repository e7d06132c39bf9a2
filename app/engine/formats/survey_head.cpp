// Which rows of a table stand above its answers, and what its columns are called.
#include "engine/attribute_value.h"
#include "engine/formats/survey_table.h"
#include "engine/text.h"

#include <algorithm>
#include <set>

namespace emic {

namespace {

constexpr std::size_t most_head = 6; ///< rows above the answers that are looked for
constexpr std::size_t judged = 40;   ///< rows by which a column's kind is told

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}
bool is_blank(const std::string& cell) { return without_blanks(cell).empty(); }

std::size_t filled(const SurveyRow& row) {
    return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !is_blank(cell); }));
}

/// "A" to "Z", "AA" and on.
std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

std::string one_line(std::string_view text) {
    std::string line(without_blanks(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::replace(line.begin(), line.end(), '\t', ' ');
    return line;
}

/// Qualtrics' row of {"ImportId":"QID1"}.
bool is_import_ids(const SurveyRow& row) {
    const auto ids = std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.find('{') != std::string::npos && cell.find("ImportId") != std::string::npos; });
    return ids > 0 && static_cast<std::size_t>(ids) * 2 >= filled(row);
}

bool says_only_response(const std::string& cell) {
    const std::string word = fold_case(without_blanks(cell));
    return word == "response" || word == "open-ended response";
}

/// SurveyMonkey's second row: options under the question that the first row says once.
bool is_options(const SurveyRow& questions, const SurveyRow& row) {
    std::size_t under_nothing = 0, below_blank = 0, responses = 0, both = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool above = !is_blank(questions.cells[i]), here = !is_blank(row.cells[i]);
        under_nothing += !above && here;
        below_blank += above && !here;
        both += above && here;
        responses += says_only_response(row.cells[i]);
    }
    return responses > 0 ? below_blank > 0 || both == responses : under_nothing > 1 && below_blank > 0;
}

bool has_pair(const SurveyRow& names, const SurveyRow& row, std::string_view name, std::string_view words) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (without_blanks(names.cells[i]) == name && without_blanks(row.cells[i]) == words) return true;
    return false;
}

/// Words stand where all rows below have numbers, dates or yes and no, in two columns and more: a second row of names.
bool is_second_head(const std::vector<SurveyRow>& rows, std::size_t at) {
    if (at + 3 > rows.size()) return false;
    std::size_t odd = 0, typed = 0;
    for (std::size_t column = 0; column < rows[at].cells.size(); ++column) {
        std::vector<std::string> below;
        for (std::size_t i = at + 1; i < rows.size() && below.size() < judged; ++i)
            if (!is_blank(rows[i].cells[column])) below.push_back(rows[i].cells[column]);
        if (below.size() < 2) continue;
        const AttributeType type = type_of_values(below);
        if (type == AttributeType::text) continue;
        ++typed;
        odd += !is_blank(rows[at].cells[column]) && !normal_value(type, rows[at].cells[column]);
    }
    return odd >= 2 && odd == typed;
}

/// How many of the rows stand above the answers.
std::size_t head_size(const std::vector<SurveyRow>& rows) {
    for (std::size_t i = 0; i < rows.size() && i < most_head; ++i)
        if (is_import_ids(rows[i])) return i + 1;
    const std::size_t width = rows.empty() ? 0 : rows.front().cells.size();
    std::size_t names = 0; // a title, a date, may stand above the names
    while (names + 1 < rows.size() && names < most_head && width >= 3 && filled(rows[names]) == 1) {
        const bool fuller = std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(names) + 1, rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), names + 4)),
                                        [&](const SurveyRow& row) { return filled(row) >= std::max<std::size_t>(3, width * 3 / 5); });
        if (!fuller) break;
        ++names;
    }
    if (names + 1 < rows.size()) {
        const SurveyRow& next = rows[names + 1];
        if (is_options(rows[names], next) || has_pair(rows[names], next, "ResponseId", "Response ID") || has_pair(rows[names], next, "V1", "ResponseID") || is_second_head(rows, names + 1))
            return names + 2;
    }
    return names + 1;
}

/// What each column is called by the rows above the answers; empty where they do not say it.
std::vector<std::string> names_by(const std::vector<SurveyRow>& head, std::size_t width) {
    std::vector<std::string> names(width);
    std::size_t last = head.size();
    while (last > 1 && is_import_ids(head[last - 1])) --last;
    if (last == 0) return names;
    const SurveyRow& row = head[last - 1];
    const SurveyRow* above = last > 1 && filled(head[last - 2]) > 1 ? &head[last - 2] : nullptr;
    const bool options = above && is_options(*above, row);
    std::string question;
    for (std::size_t i = 0; i < width; ++i) {
        const std::string own = one_line(row.cells[i]);
        const std::string said = above ? one_line(above->cells[i]) : std::string();
        if (!said.empty() || own.empty()) question = said;
        if (own.empty()) names[i] = said;
        else if (options && !question.empty()) names[i] = says_only_response(own) ? question : question + " – " + own;
        else names[i] = own;
    }
    return names;
}

} // namespace

std::uint32_t guess_first_answer(const SurveySheet& sheet) {
    std::vector<SurveyRow> rows(sheet.head.begin(), sheet.head.end());
    for (std::size_t i = 0; i < sheet.rows.size() && rows.size() < most_head + judged; ++i) rows.push_back(sheet.rows[i]);
    const std::size_t head = head_size(rows);
    return head < rows.size() ? rows[head].number : rows.empty() ? 1 : rows.back().number + 1;
}

void set_first_answer(SurveySheet& sheet, std::uint32_t row_number) {
    constexpr std::size_t most_samples = 5;
    std::vector<SurveyRow> all = std::move(sheet.head);
    std::move(sheet.rows.begin(), sheet.rows.end(), std::back_inserter(all));
    const auto first = std::find_if(all.begin(), all.end(), [&](const SurveyRow& row) { return row.number >= row_number; });
    sheet.rows.assign(std::make_move_iterator(first), std::make_move_iterator(all.end()));
    all.erase(first, all.end());
    sheet.head = std::move(all);
    const std::size_t width = sheet.columns.size();
    std::vector<std::string> names = names_by(sheet.head, width);
    std::set<std::string> taken;
    sheet.empty_rows = 0;
    for (const SurveyRow& row : sheet.rows) sheet.empty_rows += row.empty_before;
    for (std::size_t i = 0; i < width; ++i) {
        const std::string heading = names[i].empty() ? "Column " + column_letters(i) : names[i];
        std::string name = heading;
        for (int number = 2; !taken.insert(name).second; ++number) name = heading + " (" + std::to_string(number) + ")";
        SurveyColumn& column = sheet.columns[i];
        column.heading = std::move(name);
        column.samples.clear();
        for (std::size_t row = 0; row < sheet.rows.size() && column.samples.size() < most_samples; ++row)
            if (!is_blank(sheet.rows[row].cells[i])) column.samples.push_back(sheet.rows[row].cells[i]);
    }
}

} // namespace emic
