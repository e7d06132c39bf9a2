#include "engine/formats/quotations_csv.h"

#include "engine/formats/code_point_index.h"
#include "engine/formats/csv.h"
#include "engine/queries/codebook.h"
#include "engine/queries/passages.h"
#include "engine/queries/themes.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace emic {

namespace {

class QuotationTable {
public:
    QuotationTable(const Project& project, const Indexes& indexes)
        : m_project(project), m_indexes(indexes), m_tree_order(codes_in_tree_order(project, indexes)),
          m_code_points(project) {}

    std::string write() {
        append_csv_row(m_out, std::array<std::string_view, 11>{"theme", "code", "document", "case", "paragraph", "quotation",
                                                               "memo", "coder", "start", "end", "weight"});
        std::unordered_set<Id<Code>, IdHash> gathered;
        for (const ThemeRow& theme : theme_rows(m_project, m_indexes)) {
            std::unordered_set<Id<Code>, IdHash> codes;
            for (const ThemeCodeRow& code : theme.codes) codes.insert(code.id);
            append_codes(theme.name, [&](Id<Code> code) { return codes.count(code) != 0; });
            gathered.insert(codes.begin(), codes.end());
        }
        append_codes({}, [&](Id<Code> code) { return gathered.count(code) == 0; });
        return std::move(m_out);
    }

private:
    template <class Test> void append_codes(std::string_view theme, Test wanted) {
        for (Id<Code> code : m_tree_order) {
            if (!wanted(code)) continue;
            const auto entries = passages_of_code(m_project, m_indexes, code, Subcodes::leave_out);
            for (const PassageRow& row : describe_passages(m_project, m_indexes, entries)) append(theme, row);
        }
    }
    void append(std::string_view theme, const PassageRow& row) {
        const std::string paragraph = std::to_string(row.paragraph);
        const std::string start = std::to_string(m_code_points.before(row.source, row.range.begin));
        const std::string end = std::to_string(m_code_points.before(row.source, row.range.end));
        const std::string weight = row.weight ? std::to_string(*row.weight) : std::string();
        append_csv_row(m_out, std::array<std::string_view, 11>{theme, row.code_path, row.document, row.case_name, paragraph,
                                                               row.text, row.memo, row.coder_name, start, end, weight});
    }

    const Project& m_project;
    const Indexes& m_indexes;
    std::vector<Id<Code>> m_tree_order;
    CodePointIndex m_code_points;
    std::string m_out;
};

} // namespace

std::string write_quotations_csv(const Project& project, const Indexes& indexes) {
    return QuotationTable(project, indexes).write();
}

} // namespace emic
