#include "engine/formats/report.h"

#include <algorithm>

namespace emic {

namespace {

/// Everything that Markdown could read as its own is escaped, so that the words stay the words.
void append_escaped(std::string& out, std::string_view text, std::string_view line_end) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            out += line_end;
            continue;
        }
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t') continue;
        const bool at_start = i == 0 || text[i - 1] == '\n' || text[i - 1] == ' ';
        const bool escaped = std::string_view("\\`*_[]<>|&~$").find(c) != std::string_view::npos ||
                             (at_start && std::string_view("#+-=").find(c) != std::string_view::npos) ||
                             ((c == '.' || c == ')') && i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9');
        if (escaped) out += '\\';
        out += c;
    }
}

class MarkdownReport {
public:
    explicit MarkdownReport(const Report& report) : m_report(report) {}

    std::string write() {
        for (const ReportBlock& block : m_report.blocks) append(block);
        while (m_out.ends_with("\n\n")) m_out.pop_back();
        return std::move(m_out);
    }

private:
    void append(const ReportBlock& block) {
        std::string prefix, line_end = "  \n";
        switch (block.kind) {
        case BlockKind::title: prefix = "# "; line_end = " "; break;
        case BlockKind::heading: prefix = std::string(std::clamp(block.level, 2U, 6U), '#') + ' '; line_end = " "; break;
        case BlockKind::quotation:
        case BlockKind::memo: prefix = "> "; line_end = "  \n> "; break;
        case BlockKind::table:
        case BlockKind::rules: return append_table(block);
        default: break;
        }
        m_out += prefix;
        append_line(block.line, line_end);
        m_out += "\n\n";
        for (std::uint32_t index : m_pending) {
            const ReportComment& comment = m_report.comments[index];
            m_out += "> *\\[" + std::to_string(index + 1) + "\\] ";
            if (!comment.author.empty()) append_escaped(m_out, comment.author, " ");
            m_out += ":* ";
            append_escaped(m_out, comment.text, "  \n> ");
            m_out += "\n\n";
        }
        m_pending.clear();
    }
    void append_line(const ReportLine& line, std::string_view line_end) {
        for (const ReportRun& run : line) {
            const std::string_view around = run.look == RunLook::bold ? "**" : run.look == RunLook::italic ? "*" : "";
            const bool inked = run.text.find_first_not_of(" \t\n") != std::string::npos;
            if (inked && !around.empty()) {
                // Emphasis must touch its words.
                const std::size_t begin = run.text.find_first_not_of(" \t\n"), end = run.text.find_last_not_of(" \t\n") + 1;
                m_out += run.text.substr(0, begin);
                m_out += around;
                append_escaped(m_out, std::string_view(run.text).substr(begin, end - begin), line_end);
                m_out += around;
                m_out += run.text.substr(end);
            } else {
                append_escaped(m_out, run.text, line_end);
            }
            for (std::uint32_t comment : run.closes) {
                m_pending.push_back(comment);
                m_out += " \\[" + std::to_string(comment + 1) + "\\]";
            }
        }
    }
    void append_table(const ReportBlock& block) {
        if (block.kind == BlockKind::rules) {
            for (const auto& row : block.cells) {
                if (row.size() < 2) continue;
                m_out += "- **";
                append_escaped(m_out, plain_text(row[0]), " ");
                m_out += ":** ";
                append_line(row[1], "  \n  ");
                m_out += '\n';
            }
            m_out += '\n';
            return;
        }
        m_out += '|';
        for (const std::string& column : block.columns) {
            m_out += ' ';
            append_escaped(m_out, column, "<br>");
            m_out += " |";
        }
        m_out += "\n|";
        for (std::size_t c = 0; c < block.columns.size(); ++c) m_out += is_number_column(block, c) ? " ---: |" : " --- |";
        m_out += '\n';
        for (const auto& row : block.cells) {
            m_out += '|';
            for (const ReportLine& cell : row) {
                m_out += ' ';
                append_line(cell, "<br>");
                m_out += " |";
            }
            m_out += '\n';
        }
        m_out += '\n';
    }

    const Report& m_report;
    std::vector<std::uint32_t> m_pending;
    std::string m_out;
};

} // namespace

std::string markdown_of(const Report& report) { return MarkdownReport(report).write(); }

} // namespace emic
