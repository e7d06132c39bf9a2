#include "engine/formats/themes_report.h"

#include "engine/formats/codebook_html.h"
#include "engine/formats/html.h"
#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"
#include "engine/queries/overview.h"
#include "engine/queries/themes.h"

#include <algorithm>
#include <set>

namespace emic {

namespace {

class ThemesReport {
public:
    ThemesReport(const Project& project, const Indexes& indexes)
        : m_project(project), m_indexes(indexes), m_themes(theme_rows(project, indexes)) {}

    std::string write() {
        append_title();
        append_project_memos();
        append_contents();
        for (std::size_t i = 0; i < m_themes.size(); ++i) append_theme(i);
        append_codebook();
        append_documents();
        m_out += "<p class=\"end\">Made with Emic. Counts of codes are of the code itself, without its sub-codes; paragraphs "
                 "are counted from the start of each document.</p>\n";
        const std::string name = title();
        return html_page("Themes – " + name, m_out);
    }

private:
    [[nodiscard]] std::string title() const {
        return m_project.info().name.empty() ? "Untitled project" : m_project.info().name;
    }
    void element(std::string_view name, std::string_view attributes, std::string_view text) {
        append_html_element(m_out, name, attributes, text);
        m_out += '\n';
    }

    void append_title() {
        const Overview counts = overview(m_project, m_indexes);
        m_out += "<p class=\"kind\">THEMES REPORT</p>\n";
        element("h1", {}, title());
        m_out += "<p class=\"facts\">" + counted_noun(counts.themes, "theme", "themes") + " · " +
                 counted_noun(counts.documents, "document", "documents") + " · ";
        if (counts.cases > 0) m_out += counted_noun(counts.cases, "case", "cases") + " · ";
        m_out += counted_noun(counts.codes, "code", "codes") + " · " +
                 counted_noun(counts.codings, "coded passage", "coded passages") + "</p>\n";
        if (const std::vector<std::string> names = coder_names(); !names.empty()) {
            m_out += "<p class=\"facts\">Coded by ";
            for (std::size_t i = 0; i < names.size(); ++i) {
                if (i > 0) m_out += i + 1 == names.size() ? " and " : ", ";
                append_html_element(m_out, "span", {}, names[i]);
            }
            m_out += "</p>\n";
        }
    }

    /// Of those who coded something.
    [[nodiscard]] std::vector<std::string> coder_names() const {
        std::set<Id<Coder>> coders;
        for (const Coding& coding : m_project.codings()) coders.insert(coding.coder);
        std::vector<std::string> names;
        for (Id<Coder> id : coders)
            if (const Coder* coder = m_project.find(id)) names.push_back(coder->name);
        std::sort(names.begin(), names.end());
        return names;
    }

    /// The memos on a record, in the order in which they were written.
    [[nodiscard]] std::vector<const Memo*> memos_of(Guid target, MemoTarget kind) const {
        std::vector<const Memo*> memos;
        for (Id<Memo> id : m_indexes.memos_of(target))
            if (const Memo* memo = m_project.find(id); memo && memo->target == kind) memos.push_back(memo);
        std::sort(memos.begin(), memos.end(), [](const Memo* a, const Memo* b) {
            return a->created != b->created ? a->created < b->created : a->id < b->id;
        });
        return memos;
    }
    void append_memos(const std::vector<const Memo*>& memos) {
        for (const Memo* memo : memos) {
            m_out += "<div class=\"memo\">\n";
            append_html_paragraphs(m_out, memo->text);
            if (const Coder* coder = m_project.find(memo->coder)) element("p", " class=\"source\"", coder->name);
            m_out += "</div>\n";
        }
    }

    void append_project_memos() {
        const std::vector<const Memo*> memos = memos_of({}, MemoTarget::project);
        if (memos.empty()) return;
        m_out += "<h3>About this project</h3>\n";
        append_memos(memos);
    }

    void append_contents() {
        if (m_themes.empty()) {
            m_out += "<p>There are no themes yet. The codebook and the documents follow.</p>\n";
            return;
        }
        m_out += "<h3>Themes</h3>\n<table class=\"list\">\n<thead><tr><th>Theme</th><th class=\"number\">Passages</th>"
                 "<th class=\"number\">Documents</th><th class=\"number\">Cases</th></tr></thead>\n<tbody>\n";
        for (std::size_t i = 0; i < m_themes.size(); ++i) {
            const ThemeRow& theme = m_themes[i];
            m_out += "<tr><td><a href=\"#theme" + std::to_string(i + 1) + "\">" + std::to_string(i + 1) + "</a>&ensp;";
            append_html_element(m_out, "span", {}, theme.name);
            m_out += "</td>";
            append_counts(theme.codings, theme.documents, theme.cases);
            m_out += "</tr>\n";
        }
        m_out += "</tbody>\n</table>\n";
        if (std::all_of(m_themes.begin(), m_themes.end(), [](const ThemeRow& theme) { return theme.relations.empty(); }))
            return;
        m_out += "<h3>How the themes relate</h3>\n";
        for (const ThemeRow& theme : m_themes) append_relations(theme);
    }

    void append_counts(std::uint32_t codings, std::uint32_t documents, std::uint32_t cases) {
        for (std::uint32_t count : {codings, documents, cases})
            m_out += "<td class=\"number\">" + std::to_string(count) + "</td>";
    }

    void append_relations(const ThemeRow& theme) {
        for (const ThemeRelationRow& relation : theme.relations) {
            m_out += "<p>";
            append_html_element(m_out, "b", {}, theme.name);
            m_out += ' ';
            append_html_element(m_out, "i", {}, relation.name);
            m_out += ' ';
            append_html_element(m_out, "b", {}, relation.to_name);
            m_out += "</p>\n";
        }
    }

    void append_theme(std::size_t index) {
        const ThemeRow& theme = m_themes[index];
        const std::string number = std::to_string(index + 1);
        m_out += "<div class=\"theme\">\n<h2 id=\"theme" + number + "\"><span class=\"number\">" + number + "</span>&ensp;";
        append_html_element(m_out, "span", {}, theme.name);
        m_out += "</h2>\n<p class=\"facts\">" + passage_counts(theme.codings, theme.documents);
        if (theme.cases > 0) m_out += " of " + counted_noun(theme.cases, "case", "cases");
        m_out += "</p>\n";
        append_html_paragraphs(m_out, theme.description, " class=\"lead\"");
        append_codes(theme);
        append_quotations(theme);
        append_related(theme);
        if (const auto memos = memos_of(theme.id.guid, MemoTarget::theme); !memos.empty()) {
            m_out += "<h3>Memos</h3>\n";
            append_memos(memos);
        }
        m_out += "</div>\n";
    }

    [[nodiscard]] std::uint32_t cases_of(Id<Code> code) const {
        std::set<Id<Case>> cases;
        for (const CodingEntry& entry : m_indexes.codings_of_code(code))
            if (const Source* source = m_project.find(entry.source); source && source->case_id) cases.insert(source->case_id);
        return static_cast<std::uint32_t>(cases.size());
    }

    void append_codes(const ThemeRow& theme) {
        if (theme.codes.empty()) return;
        m_out += "<h3>Codes</h3>\n<table class=\"list\">\n<thead><tr><th>Code</th><th>Definition</th>"
                 "<th class=\"number\">Passages</th><th class=\"number\">Documents</th><th class=\"number\">Cases</th></tr>"
                 "</thead>\n<tbody>\n";
        for (const ThemeCodeRow& row : theme.codes) {
            m_out += "<tr><td>";
            append_colour_dot(m_out, row.colour);
            append_html_element(m_out, "span", {}, row.name);
            const Code* code = m_project.find(row.id);
            if (code && code->parent) append_html_element(m_out, "span", " class=\"path\"", code_path(m_project, code->parent));
            m_out += "</td>";
            append_html_element(m_out, "td", {}, code ? std::string_view(code->definition) : std::string_view());
            append_counts(row.codings, row.documents, cases_of(row.id));
            m_out += "</tr>\n";
        }
        m_out += "</tbody>\n</table>\n";
    }

    void append_quotations(const ThemeRow& theme) {
        if (theme.quotations.empty()) return;
        m_out += "<h3>Key quotations</h3>\n";
        for (const ThemeQuotationRow& quotation : theme.quotations) {
            m_out += "<blockquote>\n";
            element("p", " class=\"quotation\"", quotation.text);
            m_out += "<p class=\"source\">";
            append_html_element(m_out, "span", {}, quotation.document);
            if (!quotation.case_name.empty() && quotation.case_name != quotation.document) {
                m_out += " (";
                append_html_element(m_out, "span", {}, quotation.case_name);
                m_out += ')';
            }
            m_out += ", paragraph " + std::to_string(quotation.paragraph) + "</p>\n</blockquote>\n";
        }
    }

    /// The relations of a theme in both directions.
    void append_related(const ThemeRow& theme) {
        const auto points_here = [&](const ThemeRelationRow& relation) { return relation.to == theme.id; };
        const bool any = !theme.relations.empty() || std::any_of(m_themes.begin(), m_themes.end(), [&](const ThemeRow& other) {
            return std::any_of(other.relations.begin(), other.relations.end(), points_here);
        });
        if (!any) return;
        m_out += "<h3>Relations</h3>\n";
        append_relations(theme);
        for (const ThemeRow& other : m_themes) {
            if (other.id == theme.id) continue;
            ThemeRow towards = other;
            std::erase_if(towards.relations, [&](const ThemeRelationRow& relation) { return !points_here(relation); });
            append_relations(towards);
        }
    }

    void append_codebook() {
        m_out += "<div class=\"appendix\">\n<h2>Appendix: Codebook</h2>\n";
        append_codebook_entries(m_out, m_project, m_indexes, "h4");
        m_out += "</div>\n";
    }

    void append_documents() {
        m_out += "<div class=\"appendix\">\n<h2>Appendix: Documents</h2>\n<table class=\"list\">\n<thead><tr><th>Document</th>"
                 "<th>Case</th><th class=\"number\">Paragraphs</th><th class=\"number\">Characters</th>"
                 "<th class=\"number\">Passages</th><th class=\"number\">Coded</th></tr></thead>\n<tbody>\n";
        for (const DocumentRow& row : document_rows(m_project, m_indexes)) {
            if (row.is_case()) continue;
            const Case* participant = m_project.find(row.case_id);
            m_out += "<tr>";
            append_html_element(m_out, "td", {}, row.name);
            append_html_element(m_out, "td", {}, participant ? std::string_view(participant->name) : std::string_view());
            append_counts(row.paragraphs, row.characters, row.codings);
            m_out += "<td class=\"number\">" + std::to_string(static_cast<int>(row.coded_share * 100 + 0.5)) + " %</td></tr>\n";
        }
        m_out += "</tbody>\n</table>\n</div>\n";
    }

    const Project& m_project;
    const Indexes& m_indexes;
    std::vector<ThemeRow> m_themes;
    std::string m_out;
};

} // namespace

std::string write_themes_report(const Project& project, const Indexes& indexes) {
    return ThemesReport(project, indexes).write();
}

} // namespace emic
