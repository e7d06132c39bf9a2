#include "engine/formats/attribute_columns.h"
#include "engine/formats/reports.h"
#include "engine/formats/sentence_context.h"
#include "engine/name_line.h"
#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/queries/overview.h"
#include "engine/queries/passage_describer.h"
#include "engine/text_direction.h"

namespace emic {

namespace {

class QuotationsReport {
public:
    explicit QuotationsReport(const ExportInput& input) : m_input(input), m_attributes(input.project), m_passages(input.project, input.indexes) {}

    Report make() {
        const Overview counts = overview(m_input.project, m_input.indexes);
        m_report.title = "Quotations – " + title_of(m_input);
        m_report.add(BlockKind::kicker, "QUOTATIONS");
        m_report.add(BlockKind::title, title_of(m_input));
        m_report.add(BlockKind::facts, passage_counts(counts.codings, counts.coded_documents));
        for (const CodeRow& code : codebook_rows(m_input.project, m_input.indexes)) {
            const auto entries = passages_of_code(m_input.project, m_input.indexes, code.id, Subcodes::leave_out);
            if (entries.empty()) continue;
            ReportBlock& heading = m_report.heading(3, steps_apart(code.path));
            heading.line.front().dot = code.colour;
            heading.line.push_back({"  " + passage_counts(code.codings, code.documents), RunLook::quiet, {}, {}, {}, {}});
            for (const CodingEntry& entry : entries) add(m_passages.describe(entry));
        }
        return std::move(m_report);
    }

private:
    void add(const PassageRow& row) {
        const Source* source = m_input.project.find(row.source);
        if (!source) return;
        const std::string_view text = source->text.view();
        const TextRange wide = with_sentences(text, row.range, m_input.presentation.context_sentences);
        ReportRun quoted{row.text, RunLook::plain, {}, {}, {}, {}};
        if (m_input.presentation.memos)
            for (const Memo* memo : m_passages.memos_on(row.source, row.range)) {
                const auto index = static_cast<std::uint32_t>(m_report.comments.size());
                m_report.comments.push_back(comment_of(m_input, *memo));
                quoted.opens.push_back(index);
                quoted.closes.push_back(index);
            }
        ReportLine line;
        const auto add_context = [&](TextRange range) {
            if (!range.empty()) line.push_back({std::string(slice(text, range)), RunLook::quiet, {}, {}, {}, {}});
        };
        add_context({wide.begin, row.range.begin});
        line.push_back(std::move(quoted));
        add_context({row.range.end, wide.end});
        ReportBlock& block = m_report.add(BlockKind::quotation, {});
        block.line = std::move(line);
        block.direction = direction_at(text, wide.begin);
        std::string place = place_of(row.document, row.case_name, row.paragraph);
        if (!row.coder_name.empty()) place += " · " + isolated(row.coder_name);
        if (row.weight) place += " · weight " + std::to_string(*row.weight);
        if (const std::string known = m_input.presentation.attributes ? m_attributes.line_of(*source) : std::string(); !known.empty()) place += " · " + known;
        m_report.add(BlockKind::source, std::move(place));
    }

    const ExportInput& m_input;
    AttributeColumns m_attributes;
    PassageDescriber m_passages;
    Report m_report;
};

} // namespace

Report quotations_report(const ExportInput& input) { return QuotationsReport(input).make(); }

} // namespace emic
