#include "views/cases_paste.h"

#include "actions.h"
#include "command_table.h"
#include "engine/ambiguous_date.h"
#include "engine/attribute_value.h"
#include "engine/commands/attributes.h"
#include "engine/formats/table_cells.h"
#include "engine/text.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <optional>
#include <set>

namespace emic {

namespace {

constexpr std::size_t most_named = 3; ///< of the values that do not fit; of more the number is told

std::string left_out(const std::vector<std::string>& unfit, std::size_t beyond, const char* rows) {
    std::string told;
    for (std::size_t i = 0; i < std::min(unfit.size(), most_named); ++i) told += (i == 0 ? " " : "; ") + unfit[i];
    if (unfit.size() > most_named) told += "; and " + std::to_string(unfit.size() - most_named) + " more";
    if (!told.empty()) told = " Left out:" + told + ".";
    if (beyond > 0)
        told += " " + count_of(beyond, "value lay", "values lay") + " beyond the table’s last row or column and " + (beyond == 1 ? "was" : "were") +
                " left out: make the " + rows + " and attributes first.";
    return told;
}

std::string why_unfit(AttributeType type, std::string_view words) {
    const bool day = type == AttributeType::date || type == AttributeType::date_time;
    const std::string two = day ? two_dates_words(words) : "";
    return two.empty() ? "is no " + std::string(type_name(type)) : two;
}

bool is_blank(std::string_view cell) { return cell.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string_view bare(std::string_view cell) {
    while (!cell.empty() && is_blank(cell.substr(0, 1))) cell.remove_prefix(1);
    while (!cell.empty() && is_blank(cell.substr(cell.size() - 1))) cell.remove_suffix(1);
    return cell;
}

bool is_number(std::string_view cell) { return normal_value(AttributeType::number, bare(cell)).has_value(); }

/// How the first row of what is pasted is taken.
struct Headings {
    bool here = false;
    std::vector<std::optional<std::size_t>> columns; ///< of the table, by the headings' names; empty: from the chosen column on
};

/// A first row of attributes' names is headings, in whatever order; so is a row of words, none of them a value of its column, over a
/// column of numbers in a table where nothing stands yet.
Headings headings_of(const RawSheet& block, const CaseRows& table, std::size_t chosen) {
    Headings found;
    if (block.rows.size() < 2) return found;
    const std::vector<std::string>& first = block.rows[0].cells;
    std::set<std::size_t> taken;
    bool all_names = true;
    for (const std::string& cell : first) {
        found.columns.emplace_back();
        if (is_blank(cell)) continue;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            if (fold_case(bare(cell)) == fold_case(bare(table.columns[column].name))) found.columns.back() = column;
        all_names = all_names && found.columns.back() && taken.insert(*found.columns.back()).second;
    }
    // What stands under no heading has no place.
    for (const RawSheet::Row& row : block.rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            if (!is_blank(row.cells[i]) && (i >= found.columns.size() || !found.columns[i])) all_names = false;
    found.here = all_names && !taken.empty();
    if (found.here) return found;
    found.columns.clear();
    const bool empty = std::all_of(table.rows.begin(), table.rows.end(), [](const CaseRow& row) {
        return std::all_of(row.holder.values.begin(), row.holder.values.end(), [](const std::string& value) { return value.empty(); });
    });
    bool words = true; // a value that fits its column is no heading
    for (std::size_t i = 0; i < first.size(); ++i) {
        const std::size_t column = chosen + i;
        const bool typed = column < table.columns.size() && table.columns[column].type != AttributeType::text;
        words = words && !is_number(first[i]) && (is_blank(first[i]) || !typed || !normal_value(table.columns[column].type, first[i]));
    }
    for (std::size_t column = 0; empty && words && column < first.size() && !found.here; ++column) {
        std::size_t numbers = 0, others = 0;
        for (std::size_t row = 1; row < block.rows.size(); ++row) {
            const std::vector<std::string>& cells = block.rows[row].cells;
            if (column < cells.size() && !is_blank(cells[column])) ++(is_number(cells[column]) ? numbers : others);
        }
        found.here = !is_blank(first[column]) && numbers > 0 && others == 0;
    }
    return found;
}

std::string told_headings(const std::vector<std::string>& first) {
    std::string names;
    for (const std::string& cell : first)
        if (!is_blank(cell)) names += (names.empty() ? "" : ", ") + in_quotes(bare(cell));
    return " The first row was taken as headings: " + names + ".";
}

} // namespace

void paste_cells(const Frame& frame, std::string_view plain) {
    const CasesState& chosen = frame.state.casing;
    const CaseRows& table = shown_case_rows(frame);
    const char* const rows_word = chosen.holder == AttributeHolder::case_ ? "cases" : "documents";
    if (table.rows.empty() || table.columns.empty())
        return frame.toast(std::string("Nothing was pasted: the table has no cell yet. Make the ") + rows_word + " and attributes first.", true);
    const std::optional<RawSheet> block = parse_delimited("sep=\t\n" + std::string(plain));
    if (!block) return frame.toast("Nothing was pasted: these are more cells than Emic takes at once.", true);
    SetValues wanted;
    std::vector<std::string> unfit;
    std::size_t beyond = 0;
    const Headings headings = headings_of(*block, table, chosen.column);
    const std::size_t head = headings.here ? 1 : 0;
    for (std::size_t down = head; down < block->rows.size(); ++down) {
        const std::vector<std::string>& cells = block->rows[down].cells;
        for (std::size_t right = 0; right < cells.size(); ++right) {
            if (!headings.columns.empty() && (right >= headings.columns.size() || !headings.columns[right])) continue;
            const std::size_t row = chosen.row + down - head, column = headings.columns.empty() ? chosen.column + right : *headings.columns[right];
            const bool blank = is_blank(cells[right]);
            if (row >= table.rows.size() || column >= table.columns.size()) {
                if (!blank) ++beyond;
                continue;
            }
            const HolderRow& holder = table.rows[row].holder;
            const AttributeColumn& attribute = table.columns[column];
            if (normal_value(attribute.type, cells[right])) wanted.values.push_back({attribute.id, chosen.holder, holder.id, cells[right]});
            else unfit.push_back(in_quotes(cells[right]) + " " + why_unfit(attribute.type, cells[right]) + " (" + isolated(holder.name) + ", " + isolated(attribute.name) + ")");
        }
    }
    const std::string told = left_out(unfit, beyond, rows_word);
    const std::string head_told = headings.here ? told_headings(block->rows[0].cells) : "";
    if (wanted.values.empty()) return frame.toast("Nothing was pasted." + head_told + told, true);
    const std::string pasted = count_of(wanted.values.size(), "value", "values") + " pasted." + head_told + told + " " + undo_name(frame) + " brings back what stood there.";
    frame.ask(&set_values, std::move(wanted), [frame, pasted, all = told.empty()](const Change&) { frame.toast(pasted, !all); });
}

} // namespace emic
