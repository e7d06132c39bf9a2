#include "engine/formats/study_json.h"

#include "engine/formats/attribute_columns.h"
#include "engine/formats/code_point_index.h"
#include "engine/formats/json_text.h"
#include "engine/formats/memo_texts.h"
#include "engine/formats/sentence_context.h"
#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"
#include "engine/queries/passages.h"
#include "engine/queries/themes.h"

namespace emic {

namespace {

/// Objects and lists with their commas in the right places.
class Json {
public:
    std::string text;

    void open(char bracket) { begin(), text += bracket, m_first = true; }
    void close(char bracket) { text += bracket, m_first = false; }
    void key(std::string_view name) {
        begin();
        append_json_string(text, name);
        text += ": ";
        m_first = true;
    }
    void words(std::string_view value) { begin(), append_json_string(text, value); }
    void number(std::int64_t value) { begin(), text += std::to_string(value); }
    void nothing() { begin(), text += "null"; }
    void field(std::string_view name, std::string_view value) { key(name), words(value); }
    void field(std::string_view name, std::int64_t value) { key(name), number(value); }

private:
    void begin() {
        if (!m_first) text += ", ";
        if (!m_first && text.ends_with("}, ")) text.back() = '\n';
        m_first = false;
    }
    bool m_first = true;
};

class StudyJson {
public:
    explicit StudyJson(const ExportInput& input) : m_input(input), m_project(input.project), m_attributes(input.project), m_code_points(input.project) {}

    std::string write() {
        m_json.open('{');
        m_json.field("format", "emic-study");
        m_json.field("version", 1);
        m_json.field("name", m_project.info().name);
        add_codes();
        add_cases();
        add_documents();
        add_themes();
        m_json.close('}');
        return std::move(m_json.text) + "\n";
    }

private:
    void add_codes() {
        m_json.key("codes");
        m_json.open('[');
        for (const CodeRow& row : codebook_rows(m_project, m_input.indexes)) {
            const Code& code = *m_project.find(row.id);
            std::string colour = "#";
            for (int shift = 20; shift >= 0; shift -= 4) colour += "0123456789abcdef"[(code.colour >> shift) & 0xf];
            m_json.open('{');
            m_json.field("path", row.path);
            m_json.field("name", row.name);
            m_json.field("parent", code_path(m_project, row.parent));
            m_json.field("colour", colour);
            m_json.field("definition", code.definition);
            m_json.field("include", code.include);
            m_json.field("exclude", code.exclude);
            m_json.field("examples", code.examples);
            m_json.field("codings", row.codings);
            m_json.close('}');
        }
        m_json.close(']');
    }
    void add_attributes(AttributeHolder holder, Guid id) {
        if (!m_input.presentation.attributes) return;
        DataTable titles;
        std::vector<std::string> cells;
        m_attributes.add_titles(titles, holder);
        m_attributes.add_cells(cells, holder, id);
        m_json.key("attributes");
        m_json.open('{');
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].empty()) m_json.field(titles.columns[i].title, cells[i]);
        m_json.close('}');
    }
    void add_memos(Guid target, MemoTarget kind) {
        if (!m_input.presentation.memos) return;
        m_json.key("memos");
        m_json.open('[');
        for (const Memo* memo : memos_on(m_input, target, kind)) m_json.words(memo->text);
        m_json.close(']');
    }
    void add_cases() {
        m_json.key("cases");
        m_json.open('[');
        for (const DocumentRow& row : document_rows(m_project, m_input.indexes)) {
            if (!row.is_case()) continue;
            m_json.open('{');
            m_json.field("name", row.name);
            add_attributes(AttributeHolder::case_, row.case_id.guid);
            add_memos(row.case_id.guid, MemoTarget::case_);
            m_json.close('}');
        }
        m_json.close(']');
    }
    void add_documents() {
        m_json.key("documents");
        m_json.open('[');
        for (Id<Source> id : documents_in_order(m_project)) {
            const Source& source = *m_project.find(id);
            const Case* of = m_project.find(source.case_id);
            m_json.open('{');
            m_json.field("name", source.name);
            m_json.field("case", of ? std::string_view(of->name) : std::string_view());
            add_attributes(AttributeHolder::source, id.guid);
            m_json.field("text", source.text.view());
            add_memos(id.guid, MemoTarget::source);
            m_json.key("codings");
            m_json.open('[');
            for (const PassageRow& row : describe_passages(m_project, m_input.indexes, passages_of_source(m_input.indexes, id))) add_coding(source, row);
            m_json.close(']');
            m_json.close('}');
        }
        m_json.close(']');
    }
    void add_coding(const Source& source, const PassageRow& row) {
        m_json.open('{');
        m_json.field("code", row.code_path);
        m_json.field("coder", row.coder_name);
        m_json.field("start", m_code_points.before(row.source, row.range.begin));
        m_json.field("end", m_code_points.before(row.source, row.range.end));
        m_json.field("text", row.text);
        if (const std::uint32_t sentences = m_input.presentation.context_sentences; sentences > 0) {
            const TextRange wide = with_sentences(source.text.view(), row.range, sentences);
            m_json.field("before", slice(source.text.view(), {wide.begin, row.range.begin}));
            m_json.field("after", slice(source.text.view(), {row.range.end, wide.end}));
        }
        m_json.key("weight");
        if (row.weight) m_json.number(*row.weight);
        else m_json.nothing();
        if (m_input.presentation.memos) m_json.field("memo", row.memo);
        m_json.close('}');
    }
    void add_themes() {
        m_json.key("themes");
        m_json.open('[');
        for (const ThemeRow& theme : theme_rows(m_project, m_input.indexes)) {
            m_json.open('{');
            m_json.field("name", theme.name);
            m_json.field("description", theme.description);
            m_json.key("codes");
            m_json.open('[');
            for (const ThemeCodeRow& code : theme.codes) m_json.words(code.path);
            m_json.close(']');
            m_json.key("quotations");
            m_json.open('[');
            for (const ThemeQuotationRow& quotation : theme.quotations) {
                m_json.open('{');
                m_json.field("document", quotation.document);
                m_json.field("text", quotation.text);
                m_json.close('}');
            }
            m_json.close(']');
            m_json.key("relations");
            m_json.open('[');
            for (const ThemeRelationRow& relation : theme.relations) {
                m_json.open('{');
                m_json.field("name", relation.name);
                m_json.field("to", relation.to_name);
                m_json.close('}');
            }
            m_json.close(']');
            m_json.close('}');
        }
        m_json.close(']');
    }

    const ExportInput& m_input;
    const Project& m_project;
    AttributeColumns m_attributes;
    CodePointIndex m_code_points;
    Json m_json;
};

} // namespace

std::string write_study_json(const ExportInput& input) { return StudyJson(input).write(); }

} // namespace emic
