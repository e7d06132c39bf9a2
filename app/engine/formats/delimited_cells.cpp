#include "engine/formats/csv.h"
#include "engine/formats/table_cells.h"
#include "engine/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace emic {

namespace {

/// How the cells of a file are parted.
struct Dialect {
    char delimiter = ',';
    bool backslash = false; ///< before a quotation mark, a delimiter or a backslash that is part of a cell
};

/// How a dialect would split the beginning of a file.
struct Trial {
    std::size_t columns = 1;
    std::size_t agreeing = 0; ///< records with as many cells as the first
    std::size_t others = 0;   ///< those with more or fewer
    std::size_t loose = 0;    ///< quotation marks that neither begin nor end a cell that is quoted

    [[nodiscard]] bool beats(const Trial& other) const {
        if (other.columns < 2) return true;
        // A dialect that cuts records in two has more of them, whole ones or not.
        if ((others == 0) != (other.others == 0)) return others == 0;
        if (others > 0 && agreeing * other.others != other.agreeing * others) return agreeing * other.others > other.agreeing * others;
        if (loose != other.loose) return loose < other.loose;
        return columns > other.columns;
    }
};

/// Goes through a text cell by cell.
class CellReader {
public:
    CellReader(std::string_view text, const Dialect& dialect) : m_text(text), m_dialect(dialect), m_ends{dialect.delimiter, '\n'} {
        if (dialect.backslash) m_ends += '\\';
    }

    /// Calls `take_cell(cell)` and `end_row(lines)` to the end; stops when either returns false. `lines` is how many lines of the file
    /// the record took.
    template <class TakeCell, class EndRow> void run(TakeCell take_cell, EndRow end_row) {
        std::uint32_t lines = 1;
        bool started = false; // something of this record was seen
        while (m_at < m_text.size()) {
            started = true;
            if (!take_cell(next_cell(lines))) return;
            const bool more = m_at < m_text.size() && m_text[m_at] == m_dialect.delimiter;
            const bool ended = m_at < m_text.size() && !more;
            ++m_at;
            if (more && m_at >= m_text.size()) (void)take_cell(std::string());
            if (more) continue;
            if (!end_row(lines)) return;
            lines = 1;
            started = false;
            if (!ended) return;
        }
        if (started) (void)end_row(lines);
    }

    [[nodiscard]] std::size_t loose() const { return m_loose; }

private:
    /// Up to the delimiter or the line's end behind it.
    std::string next_cell(std::uint32_t& lines) {
        constexpr std::size_t most_unclosed = 64; // each is looked for to the end
        if (m_text[m_at] == '"' && m_unclosed < most_unclosed) {
            const std::size_t begin = m_at;
            const std::uint32_t lines_before = lines;
            std::string cell;
            if (read_quoted(cell, lines)) return cell;
            // It was no quoted cell: "No", she said.
            m_at = begin;
            lines = lines_before;
            ++m_loose;
        }
        std::string cell;
        while (true) {
            const std::size_t end = std::min(m_text.find_first_of(m_ends, m_at), m_text.size());
            cell += m_text.substr(m_at, end - m_at);
            m_at = end;
            if (end >= m_text.size() || m_text[end] != '\\') return without_formula(std::move(cell));
            take_escaped(cell);
        }
    }

    /// False when what begins with a quotation mark goes on behind the closing one, or is never closed.
    bool read_quoted(std::string& cell, std::uint32_t& lines) {
        std::size_t line_end = 0;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n') ++lines;
            if (c == '\\' && m_dialect.backslash) {
                take_escaped(cell);
                --m_at;
            } else if (c != '"') {
                cell += c;
            } else if (m_text.substr(m_at, 2) == "\"\"") {
                cell += m_text[m_at++];
            } else {
                const std::size_t next = m_text.find_first_not_of(' ', m_at + 1);
                if (next == std::string_view::npos || m_text[next] == m_dialect.delimiter || m_text[next] == '\n') {
                    m_at = std::min(next, m_text.size());
                    return true;
                }
                // A quotation mark inside that nobody doubled.
                if (line_end <= m_at) line_end = std::min(m_text.find('\n', m_at), m_text.size());
                if (m_text.substr(m_at + 1, line_end - m_at - 1).find('"') == std::string_view::npos) return false;
                ++m_loose;
                cell += c;
            }
        }
        ++m_unclosed;
        return false;
    }

    /// At a backslash.
    void take_escaped(std::string& cell) {
        const char next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (next == '"' || next == '\\' || next == m_dialect.delimiter) {
            cell += next;
            m_at += 2;
        } else {
            cell += m_text[m_at++];
        }
    }

    /// ="007" keeps spreadsheets from calculating.
    static std::string without_formula(std::string cell) {
        const bool formula = cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"') && cell.find('"', 2) == cell.size() - 1;
        return formula ? cell.substr(2, cell.size() - 3) : cell;
    }

    std::string_view m_text;
    Dialect m_dialect;
    std::string m_ends;
    std::size_t m_at = 0;
    std::size_t m_loose = 0;
    std::size_t m_unclosed = 0;
};

Trial try_dialect(std::string_view text, const Dialect& dialect) {
    constexpr std::size_t records = 50;
    std::vector<std::size_t> widths(1, 0);
    CellReader reader(text, dialect);
    reader.run([&](std::string) { return ++widths.back() <= max_table_columns; },
               [&](std::uint32_t) {
                   widths.push_back(0);
                   return widths.size() <= records;
               });
    Trial trial;
    if (widths.back() == 0) widths.pop_back();
    if (widths.empty()) return {};
    trial.columns = widths[0];
    trial.agreeing = static_cast<std::size_t>(std::count(widths.begin(), widths.end(), widths[0]));
    trial.others = widths.size() - trial.agreeing;
    trial.loose = reader.loose();
    return trial;
}

/// `delimiter` is what the file itself says; 0 where it says nothing.
Dialect sniff(std::string_view text, char delimiter) {
    // Enough for a few answered rows; the cut is at a line so that a record is not judged by half.
    std::string_view start = text.substr(0, std::size_t{64} << 10);
    if (start.size() < text.size()) start = start.substr(0, start.rfind('\n') + 1);
    constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
    const bool escapes = start.find("\\\"") != std::string_view::npos;
    Dialect best{delimiter == 0 ? ',' : delimiter, false};
    Trial best_trial;
    for (const char one : delimiters)
        for (const bool backslash : {false, true}) {
            if ((backslash && !escapes) || (delimiter != 0 && one != delimiters.front())) continue;
            const Dialect dialect{delimiter == 0 ? one : delimiter, backslash};
            const Trial trial = try_dialect(start, dialect);
            if (trial.columns < 2 || !trial.beats(best_trial)) continue;
            best = dialect;
            best_trial = trial;
        }
    return best;
}

/// The row that names the delimiter, in the way of Excel: "sep=;". Its size with the line's end; 0 where there is none.
std::size_t naming_row(std::string_view text, char& delimiter) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return 0;
    std::string_view line = text.substr(0, end);
    if (line.size() > 1 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    if (line.size() < 5 || line.size() > 6 || fold_case(line.substr(0, 4)) != "sep=") return 0;
    if (line.size() == 6 && line.substr(4) != "\\t") return 0;
    delimiter = line.size() == 6 ? '\t' : line[4];
    return end + 1;
}

/// Rows with more or fewer cells than most; blank ones at the end do not count.
void note_uneven(RawSheet& sheet) {
    std::map<std::size_t, std::size_t> widths;
    const auto is_blank = [](const std::string& cell) { return cell.find_first_not_of(" \t\n") == std::string::npos; };
    const auto blank_row = [&](const RawSheet::Row& row) { return std::all_of(row.cells.begin(), row.cells.end(), is_blank); };
    for (const RawSheet::Row& row : sheet.rows)
        if (!blank_row(row)) ++widths[row.cells.size()];
    if (widths.size() < 2) return;
    const auto first = std::find_if(sheet.rows.begin(), sheet.rows.end(), [&](const RawSheet::Row& row) { return !blank_row(row); });
    const auto most = std::max_element(widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    sheet.usual_cells = most->second > 1 && most->first > 1 ? most->first : first->cells.size();
    for (const RawSheet::Row& row : sheet.rows) {
        if (blank_row(row)) continue;
        std::size_t size = row.cells.size();
        while (size > sheet.usual_cells && is_blank(row.cells[size - 1])) --size;
        const bool title = row.cells.size() == 1 && row.number <= first->number + 3; // above the table
        if (size != sheet.usual_cells && !title) sheet.uneven.push_back(row.number);
    }
}

} // namespace

std::optional<RawSheet> parse_delimited(std::string_view text) {
    RawSheet sheet;
    std::uint32_t line = 1;
    char delimiter = 0;
    if (const std::size_t named = naming_row(text, delimiter); named > 0) {
        text.remove_prefix(named);
        ++line;
    }
    std::size_t cells = 0;
    bool fits = true;
    RawSheet::Row row{line, {}};
    CellReader reader(text, sniff(text, delimiter));
    reader.run(
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
    sheet.loose_quotes = reader.loose();
    note_uneven(sheet);
    return sheet;
}

} // namespace emic
