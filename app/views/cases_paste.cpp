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

} // namespace

namespace {

std::string why_unfit(AttributeType type, std::string_view words) {
    const bool day = type == AttributeType::date || type == AttributeType::date_time;
    const std::string two = day ? two_dates_words(words) : "";
    return two.empty() ? "is no " + std::string(type_name(type)) : two;
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
    for (std::size_t down = 0; down < block->rows.size(); ++down) {
        const std::vector<std::string>& cells = block->rows[down].cells;
        for (std::size_t right = 0; right < cells.size(); ++right) {
            const std::size_t row = chosen.row + down, column = chosen.column + right;
            const bool blank = cells[right].find_first_not_of(" \t\n") == std::string::npos;
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
    if (wanted.values.empty()) return frame.toast("Nothing was pasted." + told, true);
    const std::string pasted = count_of(wanted.values.size(), "value", "values") + " pasted." + told + " " + undo_name(frame) + " brings back what stood there.";
    frame.ask(&set_values, std::move(wanted), [frame, pasted, all = told.empty()](const Change&) { frame.toast(pasted, !all); });
}

} // namespace emic
