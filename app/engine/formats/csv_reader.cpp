#include "engine/formats/csv_reader.h"

#include <algorithm>
#include <map>

namespace emic {

namespace {

class RowReader {
public:
    RowReader(std::string_view text, char delimiter) : m_text(text), m_delimiter(delimiter) {}

    /// False at the end of the text.
    bool next(CsvRow& row) {
        row.clear();
        if (m_at >= m_text.size()) return false;
        while (true) {
            row.push_back(field());
            if (m_at >= m_text.size()) return true;
            const char c = m_text[m_at++];
            if (c == m_delimiter) {
                if (m_at >= m_text.size()) {
                    row.emplace_back();
                    return true;
                }
                continue;
            }
            if (c == '\r' && m_at < m_text.size() && m_text[m_at] == '\n') ++m_at;
            return true;
        }
    }

private:
    [[nodiscard]] bool ends_field(char c) const { return c == m_delimiter || c == '\n' || c == '\r'; }

    std::string field() {
        std::string value;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            for (++m_at; m_at < m_text.size(); ++m_at) {
                if (m_text[m_at] == '"') {
                    if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"') break;
                    ++m_at;
                }
                value += m_text[m_at];
            }
            if (m_at < m_text.size()) ++m_at;
        }
        for (; m_at < m_text.size() && !ends_field(m_text[m_at]); ++m_at) value += m_text[m_at];
        return value;
    }

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
};

} // namespace

char sniff_delimiter(std::string_view text) {
    constexpr std::size_t looked_at = 30;
    char best = 0;
    std::size_t best_fields = 1;
    std::size_t best_rows = 0;
    for (const char delimiter : {'\t', ';', ',', '|'}) {
        RowReader reader(text.substr(0, 64 << 10), delimiter);
        std::map<std::size_t, std::size_t> rows_of_size;
        CsvRow row;
        for (std::size_t i = 0; i < looked_at && reader.next(row); ++i) ++rows_of_size[row.size()];
        const auto most = std::max_element(rows_of_size.begin(), rows_of_size.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most == rows_of_size.end() || most->first < 2) continue;
        if (most->second > best_rows || (most->second == best_rows && most->first > best_fields)) {
            best = delimiter;
            best_rows = most->second;
            best_fields = most->first;
        }
    }
    return best;
}

std::vector<CsvRow> read_csv(std::string_view text, char delimiter) {
    std::vector<CsvRow> rows;
    RowReader reader(text, delimiter);
    std::size_t fields = 0;
    for (CsvRow row; rows.size() < max_csv_rows && fields < max_csv_fields && reader.next(row);) {
        fields += row.size();
        if (std::any_of(row.begin(), row.end(), [](const std::string& field) { return !field.empty(); })) rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace emic
