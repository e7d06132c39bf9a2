#include "engine/formats/html.h"
#include "engine/formats/report.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

const char* class_of(BlockKind kind) {
    switch (kind) {
    case BlockKind::kicker: return "kind";
    case BlockKind::facts: return "facts";
    case BlockKind::lead: return "lead";
    case BlockKind::quotation: return "quotation";
    case BlockKind::source: return "source";
    case BlockKind::speech: return "speech";
    default: return nullptr;
    }
}

class HtmlReport {
public:
    explicit HtmlReport(const Report& report) : m_report(report) {}

    std::string write() {
        for (std::size_t i = 0; i < m_report.blocks.size(); ++i) append(i);
        return html_page(m_report.title, m_out);
    }

private:
    static bool is_quoted(const ReportBlock& block) { return block.kind == BlockKind::quotation || block.kind == BlockKind::source; }

    void append(std::size_t at) {
        const ReportBlock& block = m_report.blocks[at];
        // A quotation and where it is from stand in one <blockquote>.
        const bool first_quoted = block.kind == BlockKind::quotation && (at == 0 || m_report.blocks[at - 1].kind != BlockKind::quotation);
        if (first_quoted) m_out += "<blockquote>\n";
        if (block.kind == BlockKind::table || block.kind == BlockKind::rules) append_table(block);
        else append_line_block(block);
        const bool goes_on = at + 1 < m_report.blocks.size() && is_quoted(m_report.blocks[at + 1]) &&
                             (block.kind == BlockKind::quotation || m_report.blocks[at + 1].kind == BlockKind::source);
        if (is_quoted(block) && !goes_on) m_out += "</blockquote>\n";
        append_notes(block);
    }

    void append_line_block(const ReportBlock& block) {
        std::string tag = "p", attributes;
        if (block.kind == BlockKind::title) tag = "h1";
        else if (block.kind == BlockKind::heading) tag = "h" + std::to_string(std::clamp(block.level, 2U, 4U));
        std::string classes;
        if (const char* name = class_of(block.kind)) classes = name;
        if (block.new_page) classes += classes.empty() ? "theme" : " theme";
        if (block.depth > 0) classes += (classes.empty() ? "depth" : " depth") + std::to_string(std::min(block.depth, 3U));
        if (!classes.empty()) attributes = " class=\"" + classes + "\"";
        if (block.kind == BlockKind::memo) m_out += "<div class=\"memo\">\n";
        const bool one_text = block.kind == BlockKind::quotation || block.kind == BlockKind::speech;
        append_line(tag, attributes, block.line, direction_of(block), one_text ? Runs::of_one_text : Runs::apart);
        m_out += '\n';
        if (block.kind == BlockKind::memo) m_out += "</div>\n";
    }

    /// Names and counts are set apart from one another; runs of one text go on from one to the next.
    enum class Runs { apart, of_one_text };

    void append_line(std::string_view tag, std::string_view attributes, const ReportLine& line, TextDirection direction, Runs runs) {
        const TextDirection own = direction_of(plain_text(line));
        const bool plain = line.size() == 1 && line[0].look == RunLook::plain && !line[0].dot && !line[0].shade && line[0].opens.empty() && line[0].closes.empty();
        if (line.empty() || (plain && (direction == own || (direction == TextDirection::left_to_right && own == TextDirection::automatic)))) return append_html_element(m_out, tag, attributes, line.empty() ? std::string_view() : std::string_view(line[0].text));
        m_out += '<';
        m_out += tag;
        m_out += attributes;
        // The browser does not look for the direction inside of elements that have one.
        m_out += direction == TextDirection::right_to_left ? " dir=\"rtl\">" : own == TextDirection::right_to_left ? " dir=\"ltr\">" : " dir=\"auto\">";
        for (const ReportRun& run : line) append_run(run, runs);
        m_out += "</";
        m_out += tag;
        m_out += '>';
    }

    void append_run(const ReportRun& run, Runs runs) {
        if (run.dot) append_colour_dot(m_out, *run.dot);
        if (!run.text.empty()) {
            const auto append = runs == Runs::apart ? append_html_element : append_html_inline;
            if (run.shade) append(m_out, "mark", shade_attribute(*run.shade), run.text);
            else if (run.look == RunLook::bold) append(m_out, "b", {}, run.text);
            else if (run.look == RunLook::italic) append(m_out, "i", {}, run.text);
            else append(m_out, "span", run.look == RunLook::quiet ? " class=\"count\"" : "", run.text);
        }
        for (std::uint32_t comment : run.closes) {
            m_pending.push_back(comment);
            m_out += "<sup class=\"number\">" + std::to_string(comment + 1) + "</sup>";
        }
    }

    void append_notes(const ReportBlock&) {
        for (std::uint32_t index : m_pending) {
            const ReportComment& comment = m_report.comments[index];
            m_out += "<div class=\"note\"><span class=\"number\">" + std::to_string(index + 1) + "</span> ";
            append_html_element(m_out, "span", {}, comment.text);
            if (!comment.author.empty()) {
                m_out += ' ';
                append_html_element(m_out, "span", " class=\"count\"", comment.author);
            }
            m_out += "</div>\n";
        }
        m_pending.clear();
    }

    void append_table(const ReportBlock& block) {
        const bool rules = block.kind == BlockKind::rules;
        m_out += rules ? "<table class=\"rules\">\n" : "<table class=\"list\">\n";
        const std::size_t columns = block.columns.size();
        std::vector<bool> numbers(columns);
        if (!rules) {
            m_out += "<thead><tr>";
            for (std::size_t c = 0; c < columns; ++c) {
                numbers[c] = is_number_column(block, c);
                append_html_element(m_out, "th", numbers[c] ? " class=\"number\"" : "", block.columns[c]);
            }
            m_out += "</tr></thead>\n";
        }
        m_out += "<tbody>\n";
        for (const auto& row : block.cells) {
            m_out += "<tr>";
            for (std::size_t c = 0; c < row.size(); ++c) {
                const bool head = rules && c == 0;
                append_line(head ? "th" : "td", head ? " scope=\"row\"" : c < columns && numbers[c] ? " class=\"number\"" : "", row[c], direction_of(plain_text(row[c])), Runs::apart);
            }
            m_out += "</tr>\n";
        }
        m_out += "</tbody>\n</table>\n";
    }

    const Report& m_report;
    std::vector<std::uint32_t> m_pending; ///< comments that ended in the block
    std::string m_out;
};

} // namespace

std::string html_of(const Report& report) { return HtmlReport(report).write(); }

} // namespace emic
