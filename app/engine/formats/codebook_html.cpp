#include "engine/formats/codebook_html.h"

#include "engine/formats/html.h"
#include "engine/queries/codebook.h"
#include "engine/queries/overview.h"

#include <algorithm>

namespace emic {

namespace {

void append_rule(std::string& out, const char* label, std::string_view text) {
    if (text.empty()) return;
    out += "<tr><th scope=\"row\">";
    out += label;
    out += "</th><td>";
    append_html_paragraphs(out, text);
    out += "</td></tr>\n";
}

void append_entry(std::string& out, const CodeRow& row, const Code& code, const char* heading) {
    out += "<div class=\"entry";
    if (row.depth > 0) out += " depth" + std::to_string(std::min(row.depth, 3U));
    out += "\">\n<" + std::string(heading) + ">";
    append_colour_dot(out, row.colour);
    append_html_element(out, "span", {}, row.name);
    out += " <span class=\"count\">" + passage_counts(row.codings, row.documents) + "</span></" + heading + ">\n";
    if (row.depth > 0) {
        append_html_element(out, "p", " class=\"path\"", row.path);
        out += '\n';
    }
    if (!code.definition.empty() || !code.include.empty() || !code.exclude.empty() || !code.examples.empty()) {
        out += "<table class=\"rules\">\n";
        append_rule(out, "Definition", code.definition);
        append_rule(out, "Include", code.include);
        append_rule(out, "Exclude", code.exclude);
        append_rule(out, "Examples", code.examples);
        out += "</table>\n";
    }
    out += "</div>\n";
}

} // namespace

std::string counted_noun(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string passage_counts(std::uint32_t codings, std::uint32_t documents) {
    if (codings == 0) return "no passages";
    return counted_noun(codings, "passage", "passages") + " in " + counted_noun(documents, "document", "documents");
}

void append_codebook_entries(std::string& out, const Project& project, const Indexes& indexes, const char* heading) {
    for (const CodeRow& row : codebook_rows(project, indexes))
        if (const Code* code = project.find(row.id)) append_entry(out, row, *code, heading);
}

std::string write_codebook_html(const Project& project, const Indexes& indexes) {
    const Overview counts = overview(project, indexes);
    std::string body = "<p class=\"kind\">CODEBOOK</p>\n";
    append_html_element(body, "h1", {}, counts.name.empty() ? "Untitled project" : std::string_view(counts.name));
    body += "\n<p class=\"facts\">" + counted_noun(counts.codes, "code", "codes") + " · " +
            passage_counts(counts.codings, counts.coded_documents) + "</p>\n";
    append_codebook_entries(body, project, indexes, "h3");
    return html_page(counts.name.empty() ? "Codebook" : "Codebook – " + counts.name, body);
}

} // namespace emic
