#include "engine/formats/data_table.h"

#include "engine/formats/attribute_columns.h"
#include "engine/formats/code_point_index.h"
#include "engine/formats/csv.h"
#include "engine/formats/memo_texts.h"
#include "engine/formats/sentence_context.h"
#include "engine/queries/codebook.h"
#include "engine/queries/cooccurrence.h"
#include "engine/queries/documents.h"
#include "engine/queries/passage_describer.h"
#include "engine/queries/themes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace emic {

namespace {

constexpr auto text = ColumnKind::text;
constexpr auto number = ColumnKind::number;

std::string percent(double share) {
    const auto tenths = static_cast<int>(share * 1000 + 0.5);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

class QuotationTable {
public:
    explicit QuotationTable(const ExportInput& input)
        : m_input(input), m_tree_order(codes_in_tree_order(input.project, input.indexes)), m_code_points(input.project),
          m_attributes(input.project), m_passages(input.project, input.indexes) {}

    DataTable make() {
        m_table.name = "Quotations";
        m_table.columns = {{"theme"}, {"code"}, {"document"}, {"case"}, {"paragraph", number}};
        const bool context = m_input.presentation.context_sentences > 0;
        if (context) m_table.columns.push_back({"before"});
        m_table.columns.push_back({"quotation"});
        if (context) m_table.columns.push_back({"after"});
        if (m_input.presentation.memos) m_table.columns.push_back({"memo"});
        for (const DataColumn& column : {DataColumn{"coder", text}, {"start", number}, {"end", number}, {"weight", number}}) m_table.columns.push_back(column);
        if (m_input.presentation.attributes) {
            m_attributes.add_titles(m_table, AttributeHolder::case_);
            m_attributes.add_titles(m_table, AttributeHolder::source);
        }
        std::unordered_set<Id<Code>, IdHash> gathered;
        for (const ThemeRow& theme : theme_rows(m_input.project, m_input.indexes)) {
            const std::unordered_set<Id<Code>, IdHash> codes = codes_of_theme(m_input.project, m_input.indexes, *m_input.project.find(theme.id));
            add_codes(theme.name, [&](Id<Code> code) { return codes.count(code) != 0; });
            gathered.insert(codes.begin(), codes.end());
        }
        add_codes({}, [&](Id<Code> code) { return gathered.count(code) == 0; });
        return std::move(m_table);
    }

private:
    template <class Test> void add_codes(const std::string& theme, Test wanted) {
        for (Id<Code> code : m_tree_order) {
            if (!wanted(code)) continue;
            const auto entries = passages_of_code(m_input.project, m_input.indexes, code, Subcodes::leave_out);
            for (const CodingEntry& entry : entries) add(theme, m_passages.describe(entry));
        }
    }
    void add(const std::string& theme, const PassageRow& passage) {
        const Source* source = m_input.project.find(passage.source);
        if (!source) return;
        const std::string_view words = source->text.view();
        const std::uint32_t sentences = m_input.presentation.context_sentences;
        const TextRange wide = with_sentences(words, passage.range, sentences);
        std::vector<std::string> row = {theme, passage.code_path, passage.document, passage.case_name, std::to_string(passage.paragraph)};
        if (sentences > 0) row.emplace_back(slice(words, {wide.begin, passage.range.begin}));
        row.push_back(passage.text);
        if (sentences > 0) row.emplace_back(slice(words, {passage.range.end, wide.end}));
        if (m_input.presentation.memos) row.push_back(passage.memo);
        row.push_back(passage.coder_name);
        row.push_back(std::to_string(m_code_points.before(passage.source, passage.range.begin)));
        row.push_back(std::to_string(m_code_points.before(passage.source, passage.range.end)));
        row.push_back(passage.weight ? std::to_string(*passage.weight) : std::string());
        if (m_input.presentation.attributes) {
            m_attributes.add_cells(row, AttributeHolder::case_, source->case_id.guid);
            m_attributes.add_cells(row, AttributeHolder::source, source->id.guid);
        }
        m_table.rows.push_back(std::move(row));
    }

    const ExportInput& m_input;
    std::vector<Id<Code>> m_tree_order;
    CodePointIndex m_code_points;
    AttributeColumns m_attributes;
    PassageDescriber m_passages;
    DataTable m_table;
};

std::string hash_colour(Colour colour) {
    std::string digits = "#";
    for (int shift = 20; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(colour >> shift) & 0xf];
    return digits;
}

} // namespace

std::string csv_of(const DataTable& table, const ExportPresentation& presentation) {
    const CellSafety safety = presentation.exact_cells ? CellSafety::exact : CellSafety::defused;
    std::string out = presentation.excel_mark ? "\xEF\xBB\xBF" : "";
    std::vector<std::string_view> fields;
    for (const DataColumn& column : table.columns) fields.push_back(column.title);
    append_csv_row(out, fields, safety);
    for (const std::vector<std::string>& row : table.rows) {
        fields.assign(row.begin(), row.end());
        append_csv_row(out, fields, safety);
    }
    return out;
}

DataTable quotations_table(const ExportInput& input) { return QuotationTable(input).make(); }

DataTable codebook_table(const ExportInput& input) {
    DataTable table{"Codebook", {{"path"}, {"name"}, {"parent"}, {"definition"}, {"include"}, {"exclude"}, {"examples"}, {"colour"}, {"codings", number}, {"documents", number}}, {}};
    for (const CodeRow& row : codebook_rows(input.project, input.indexes))
        if (const Code* code = input.project.find(row.id))
            table.rows.push_back({row.path, row.name, code_path(input.project, row.parent), code->definition, code->include, code->exclude,
                                  code->examples, hash_colour(row.colour), std::to_string(row.codings), std::to_string(row.documents)});
    return table;
}

DataTable codes_by_document_table(const ExportInput& input, CodeCells cells) {
    DataTable table{cells == CodeCells::counts ? "Codes by document" : "Codes by document, 0 and 1", {{"document"}, {"case"}}, {}};
    std::unordered_map<Id<Code>, std::size_t, IdHash> columns;
    for (const CodeRow& row : codebook_rows(input.project, input.indexes)) {
        columns.emplace(row.id, columns.size());
        table.columns.push_back({row.path, number});
    }
    for (Id<Source> id : documents_in_order(input.project)) {
        const Source* source = input.project.find(id);
        const Case* of = input.project.find(source->case_id);
        std::vector<std::uint32_t> counts(columns.size());
        for (const CodingEntry& entry : input.indexes.codings_of_source(id)) {
            const Coding* coding = input.project.find(entry.id);
            if (const auto column = coding ? columns.find(coding->code) : columns.end(); column != columns.end()) ++counts[column->second];
        }
        std::vector<std::string> row = {source->name, of ? of->name : std::string()};
        for (std::uint32_t count : counts) row.push_back(std::to_string(cells == CodeCells::counts ? count : std::min(count, 1U)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

DataTable cooccurrence_table(const ExportInput& input) {
    const Cooccurrence meetings = cooccurrence(input.project, input.indexes);
    // A square of very many codes fits into no spreadsheet: those that meet are listed instead.
    constexpr std::size_t most_columns = 1000;
    if (meetings.codes.size() > most_columns) {
        DataTable list{"Co-occurrence", {{"code"}, {"other code"}, {"overlaps", number}}, {}};
        for (const Cooccurrence::Cell& cell : meetings.cells)
            if (cell.row <= cell.column)
                list.rows.push_back({code_path(input.project, meetings.codes[cell.row]), code_path(input.project, meetings.codes[cell.column]), std::to_string(cell.count)});
        return list;
    }
    DataTable table{"Co-occurrence", {{"code"}}, {}};
    for (Id<Code> code : meetings.codes) table.columns.push_back({code_path(input.project, code), number});
    for (std::size_t r = 0; r < meetings.codes.size(); ++r) {
        std::vector<std::string> row = {table.columns[r + 1].title};
        for (std::size_t c = 0; c < meetings.codes.size(); ++c) row.push_back(std::to_string(meetings.at(r, c)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

DataTable cases_table(const ExportInput& input) {
    DataTable table{"Cases", {{"case"}, {"documents", number}, {"codings", number}, {"coded percent", number}}, {}};
    const AttributeColumns attributes(input.project);
    attributes.add_titles(table, AttributeHolder::case_);
    if (input.presentation.memos) table.columns.push_back({"memo"});
    for (const DocumentRow& one : document_rows(input.project, input.indexes)) {
        if (!one.is_case()) continue;
        std::vector<std::string> row = {one.name, std::to_string(one.documents), std::to_string(one.codings), percent(one.coded_share)};
        attributes.add_cells(row, AttributeHolder::case_, one.case_id.guid);
        if (input.presentation.memos) row.push_back(memo_text_of(input, one.case_id.guid, MemoTarget::case_));
        table.rows.push_back(std::move(row));
    }
    return table;
}

DataTable documents_table(const ExportInput& input) {
    DataTable table{"Documents", {{"document"}, {"case"}, {"paragraphs", number}, {"characters", number}, {"codings", number}, {"coded percent", number}}, {}};
    const AttributeColumns attributes(input.project);
    attributes.add_titles(table, AttributeHolder::source);
    attributes.add_titles(table, AttributeHolder::case_);
    if (input.presentation.memos) table.columns.push_back({"memo"});
    for (const DocumentRow& one : document_rows(input.project, input.indexes)) {
        if (one.is_case()) continue;
        const Case* of = input.project.find(one.case_id);
        std::vector<std::string> row = {one.name, of ? of->name : std::string(), std::to_string(one.paragraphs), std::to_string(one.characters),
                                        std::to_string(one.codings), percent(one.coded_share)};
        attributes.add_cells(row, AttributeHolder::source, one.id.guid);
        attributes.add_cells(row, AttributeHolder::case_, one.case_id.guid);
        if (input.presentation.memos) row.push_back(memo_text_of(input, one.id.guid, MemoTarget::source));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<DataTable> all_tables(const ExportInput& input) {
    std::vector<DataTable> tables;
    tables.push_back(quotations_table(input));
    tables.push_back(codebook_table(input));
    tables.push_back(codes_by_document_table(input, CodeCells::counts));
    tables.push_back(codes_by_document_table(input, CodeCells::presence));
    tables.push_back(cooccurrence_table(input));
    tables.push_back(cases_table(input));
    tables.push_back(documents_table(input));
    return tables;
}

} // namespace emic
