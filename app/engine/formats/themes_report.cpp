#include "engine/formats/attribute_columns.h"
#include "engine/formats/data_table.h"
#include "engine/formats/memo_texts.h"
#include "engine/formats/reports.h"
#include "engine/formats/sentence_context.h"
#include "engine/name_line.h"
#include "engine/queries/passage_describer.h"
#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/queries/overview.h"
#include "engine/queries/themes.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <set>

namespace emic {

namespace {

ReportRun run(std::string words, RunLook look = RunLook::plain) { return {std::move(words), look, {}, {}, {}, {}}; }
ReportLine cell(std::uint64_t count) { return {run(std::to_string(count))}; }

class ThemesReport {
public:
    explicit ThemesReport(const ExportInput& input) : m_input(input), m_themes(theme_rows(input.project, input.indexes)), m_attributes(input.project), m_passages(input.project, input.indexes) {}

    Report make() {
        m_report.title = "Themes – " + title_of(m_input);
        add_title();
        if (m_input.presentation.memos) {
            const auto memos = memos_on(m_input, {}, MemoTarget::project);
            if (!memos.empty()) m_report.heading(3, "About this project");
            for (const Memo* memo : memos) add_memo(m_report, m_input, *memo);
        }
        add_contents();
        for (std::size_t i = 0; i < m_themes.size(); ++i) add_theme(i);
        m_report.heading(2, "Appendix: Codebook").new_page = true;
        add_codebook_entries(m_report, m_input, 4);
        add_documents();
        m_report.add(BlockKind::facts, "Made with Emic. Themes count the passages of their codes with those of sub-codes, each passage once; the codebook counts codes "
                                       "without their sub-codes. Paragraphs are counted from the "
                                       "start of each document.");
        return std::move(m_report);
    }

private:
    void add_title() {
        const Overview counts = overview(m_input.project, m_input.indexes);
        m_report.add(BlockKind::kicker, "THEMES REPORT");
        m_report.add(BlockKind::title, title_of(m_input));
        std::string facts = counted_noun(counts.themes, "theme", "themes") + " · " + counted_noun(counts.documents, "document", "documents") + " · ";
        if (counts.cases > 0) facts += counted_noun(counts.cases, "case", "cases") + " · ";
        m_report.add(BlockKind::facts, facts + counted_noun(counts.codes, "code", "codes") + " · " + counted_noun(counts.codings, "coded passage", "coded passages"));
        const std::vector<std::string> names = coder_names();
        if (names.empty()) return;
        m_report.add(BlockKind::facts, "Coded by " + listed(names));
    }

    /// Of those who coded something.
    [[nodiscard]] std::vector<std::string> coder_names() const {
        std::set<Id<Coder>> coders;
        for (const Coding& coding : m_input.project.codings()) coders.insert(coding.coder);
        std::vector<std::string> names;
        for (Id<Coder> id : coders)
            if (const Coder* coder = m_input.project.find(id)) names.push_back(coder->name);
        sort_rows(names);
        return names;
    }

    void add_contents() {
        if (m_themes.empty()) {
            m_report.add(BlockKind::paragraph, "There are no themes yet. The codebook and the documents follow.");
            return;
        }
        m_report.heading(3, "Themes");
        ReportBlock table;
        table.kind = BlockKind::table;
        table.columns = {"Theme", "Passages", "Documents", "Cases"};
        for (std::size_t i = 0; i < m_themes.size(); ++i) {
            const ThemeRow& theme = m_themes[i];
            table.cells.push_back({{run(std::to_string(i + 1) + "  "), run(isolated(theme.name))}, cell(theme.passages), cell(theme.documents), cell(theme.cases)});
        }
        m_report.blocks.push_back(std::move(table));
        if (std::all_of(m_themes.begin(), m_themes.end(), [](const ThemeRow& theme) { return theme.relations.empty(); })) return;
        m_report.heading(3, "How the themes relate");
        for (const ThemeRow& theme : m_themes)
            for (const ThemeRelationRow& relation : theme.relations) add_relation(theme.name, relation);
    }
    void add_relation(const std::string& from, const ThemeRelationRow& relation) {
        ReportBlock& block = m_report.add(BlockKind::paragraph, from);
        block.line = {run(isolated(from), RunLook::bold), run(" "), run(isolated(relation.name), RunLook::italic), run(" "), run(isolated(relation.to_name), RunLook::bold)};
    }

    void add_theme(std::size_t index) {
        const ThemeRow& theme = m_themes[index];
        ReportBlock& heading = m_report.heading(2, isolated(theme.name));
        heading.new_page = true;
        heading.line.insert(heading.line.begin(), run(std::to_string(index + 1) + "  ", RunLook::quiet));
        std::string facts = passage_counts(theme.passages, theme.documents);
        if (theme.cases > 0) facts += " of " + counted_noun(theme.cases, "case", "cases");
        m_report.add(BlockKind::facts, facts);
        m_report.add_lines(BlockKind::lead, theme.description);
        add_codes(theme);
        if (!theme.quotations.empty()) m_report.heading(3, "Key quotations");
        for (const ThemeQuotationRow& quotation : theme.quotations) add_quotation(quotation);
        add_related(theme);
        if (!m_input.presentation.memos) return;
        const auto memos = memos_on(m_input, theme.id.guid, MemoTarget::theme);
        if (!memos.empty()) m_report.heading(3, "Memos");
        for (const Memo* memo : memos) add_memo(m_report, m_input, *memo);
    }

    void add_codes(const ThemeRow& theme) {
        if (theme.codes.empty()) return;
        m_report.heading(3, "Codes");
        ReportBlock table;
        table.kind = BlockKind::table;
        table.columns = {"Code", "Definition", "Passages", "Documents", "Cases"};
        for (const ThemeCodeRow& row : theme.codes) {
            const Code* code = m_input.project.find(row.id);
            ReportLine name = {run(row.name)};
            name.front().dot = row.colour;
            if (code && code->parent) name.push_back(run("\n" + steps_apart(code_path(m_input.project, code->parent)), RunLook::quiet));
            table.cells.push_back({name, {run(code ? code->definition : std::string())}, cell(row.passages), cell(row.documents), cell(row.cases)});
        }
        m_report.blocks.push_back(std::move(table));
    }

    void add_quotation(const ThemeQuotationRow& quotation) {
        ReportLine line = {run(quotation.text)};
        const Source* source = m_input.project.find(quotation.passage.source);
        std::uint32_t begin = quotation.passage.range.begin;
        if (source && m_input.presentation.context_sentences > 0) {
            const std::string_view text = source->text.view();
            const TextRange wide = with_sentences(text, quotation.passage.range, m_input.presentation.context_sentences);
            begin = wide.begin;
            line.insert(line.begin(), run(std::string(slice(text, {wide.begin, quotation.passage.range.begin})), RunLook::quiet));
            line.push_back(run(std::string(slice(text, {quotation.passage.range.end, wide.end})), RunLook::quiet));
        }
        if (m_input.presentation.memos)
            for (const Memo* memo : m_passages.memos_on(quotation.passage.source, quotation.passage.range)) {
                const auto index = static_cast<std::uint32_t>(m_report.comments.size());
                m_report.comments.push_back(comment_of(m_input, *memo));
                line.front().opens.push_back(index);
                line.back().closes.push_back(index);
            }
        ReportBlock& block = m_report.add(BlockKind::quotation, {});
        block.line = std::move(line);
        if (source) block.direction = direction_at(source->text.view(), begin);
        std::string place = place_of(quotation.document, quotation.case_name, quotation.paragraph);
        if (const std::string known = source && m_input.presentation.attributes ? m_attributes.line_of(*source) : std::string(); !known.empty()) place += " · " + known;
        m_report.add(BlockKind::source, std::move(place));
    }

    /// The relations of a theme in both directions.
    void add_related(const ThemeRow& theme) {
        bool headed = false;
        const auto add = [&](const ThemeRow& from, const ThemeRelationRow& relation) {
            if (!headed) m_report.heading(3, "Relations");
            headed = true;
            add_relation(from.name, relation);
        };
        for (const ThemeRelationRow& relation : theme.relations) add(theme, relation);
        for (const ThemeRow& other : m_themes)
            for (const ThemeRelationRow& relation : other.relations)
                if (other.id != theme.id && relation.to == theme.id) add(other, relation);
    }

    void add_documents() {
        m_report.heading(2, "Appendix: Documents").new_page = true;
        ExportInput plain = m_input;
        plain.presentation.memos = false;
        const DataTable documents = documents_table(plain);
        const std::size_t shown = m_input.presentation.attributes ? documents.columns.size() : 6;
        ReportBlock table;
        table.kind = BlockKind::table;
        for (std::size_t c = 0; c < shown; ++c) table.columns.push_back(documents.columns[c].title);
        for (std::string& column : table.columns)
            if (!column.empty() && column[0] >= 'a' && column[0] <= 'z') column[0] = static_cast<char>(column[0] - 32);
        for (const auto& row : documents.rows) {
            std::vector<ReportLine> cells;
            for (std::size_t c = 0; c < shown; ++c) cells.push_back({run(row[c])});
            table.cells.push_back(std::move(cells));
        }
        m_report.blocks.push_back(std::move(table));
    }

    const ExportInput& m_input;
    std::vector<ThemeRow> m_themes;
    AttributeColumns m_attributes;
    PassageDescriber m_passages;
    Report m_report;
};

} // namespace

Report themes_report(const ExportInput& input) { return ThemesReport(input).make(); }

} // namespace emic
