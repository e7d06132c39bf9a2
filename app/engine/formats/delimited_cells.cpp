#include "engine/formats/csv.h"
#include "engine/formats/table_cells.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

/// How a delimiter would split the beginning of a file.
struct Trial {
    std::size_t columns = 1;
    std::size_t agreeing = 0; ///< records with as many cells as the first
};

/// Calls `take_cell(cell)` and `end_row(lines)` through the text; stops when either returns false. `lines` is how many
/// lines of the file the record took.
template <class TakeCell, class EndRow> void each_cell(std::string_view text, char delimiter, TakeCell take_cell, EndRow end_row) {
    std::string cell;
    std::uint32_t lines = 1;
    bool started = false; // something of this record was seen
    for (std::size_t at = 0; at < text.size();) {
        started = true;
        if (text[at] == '"' && cell.empty()) {
            for (++at; at < text.size(); ++at) {
                if (text[at] == '\n') ++lines;
                if (text[at] != '"') {
                    cell += text[at];
                } else if (text.substr(at, 2) == "\"\"") {
                    cell += text[at++];
                } else {
                    ++at;
                    break;
                }
            }
        }
        const std::size_t end = std::min(text.find_first_of(std::string{delimiter, '\n'}, at), text.size());
        cell += text.substr(at, end - at);
        at = end + 1;
        if (!take_cell(std::move(cell))) return;
        cell.clear();
        if (end < text.size() && text[end] == delimiter) {
            if (at >= text.size()) (void)take_cell(std::string());
            continue;
        }
        if (!end_row(lines)) return;
        lines = 1;
        started = false;
    }
    if (started) (void)end_row(lines);
}

Trial try_delimiter(std::string_view text, char delimiter) {
    constexpr std::size_t records = 50;
    std::vector<std::size_t> widths(1, 0);
    each_cell(
        text, delimiter, [&](std::string) { return ++widths.back() <= max_table_columns; },
        [&](std::uint32_t) {
            widths.push_back(0);
            return widths.size() <= records;
        });
    Trial trial;
    trial.columns = widths[0];
    trial.agreeing = static_cast<std::size_t>(std::count(widths.begin(), widths.end(), widths[0]));
    return trial;
}

char sniff(std::string_view text) {
    // Enough for a few answered rows; the cut is at a line so that a record is not judged by half.
    std::string_view start = text.substr(0, std::size_t{64} << 10);
    if (start.size() < text.size()) start = start.substr(0, start.rfind('\n') + 1);
    constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
    char best = ',';
    Trial best_trial;
    for (const char delimiter : delimiters) {
        const Trial trial = try_delimiter(start, delimiter);
        if (trial.columns < 2) continue;
        const bool better = best_trial.columns < 2 || trial.agreeing > best_trial.agreeing ||
                            (trial.agreeing == best_trial.agreeing && trial.columns > best_trial.columns);
        if (!better) continue;
        best = delimiter;
        best_trial = trial;
    }
    return best;
}

} // namespace

std::optional<RawSheet> parse_delimited(std::string_view text) {
    char delimiter = 0;
    // Excel's own way to name it.
    if (text.starts_with("sep=") && text.size() > 5 && text[5] == '\n') delimiter = text[4];
    RawSheet sheet;
    std::uint32_t line = 1;
    if (delimiter != 0) {
        text.remove_prefix(6);
        ++line;
    } else {
        delimiter = sniff(text);
    }
    std::size_t cells = 0;
    bool fits = true;
    RawSheet::Row row{line, {}};
    each_cell(
        text, delimiter,
        [&](std::string cell) {
            row.cells.emplace_back(without_apostrophe(cell));
            fits = ++cells <= max_table_cells && row.cells.size() <= max_table_columns;
            return fits;
        },
        [&](std::uint32_t lines) {
            line += lines;
            sheet.rows.push_back(std::exchange(row, RawSheet::Row{line, {}}));
            return true;
        });
    if (!fits) return std::nullopt;
    return sheet;
}

} // namespace emic
