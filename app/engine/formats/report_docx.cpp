#include "engine/formats/calendar_time.h"
#include "engine/formats/docx_parts.h"
#include "engine/formats/report.h"
#include "engine/formats/xml_text.h"
#include "engine/formats/zip_writer.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::uint32_t step_twips = 340; ///< of a block's depth

bool is_right_to_left(std::string_view text) { return direction_of(text) == TextDirection::right_to_left; }

const char* style_of(const ReportBlock& block) {
    switch (block.kind) {
    case BlockKind::kicker: return "Kicker";
    case BlockKind::title: return "Title";
    case BlockKind::facts: return "Facts";
    case BlockKind::heading: return block.level <= 2 ? "Heading1" : block.level == 3 ? "Heading2" : "Heading3";
    case BlockKind::lead: return "Lead";
    case BlockKind::quotation: return "Quote";
    case BlockKind::source: return "Source";
    case BlockKind::memo: return "Memo";
    case BlockKind::speech: return "Speech";
    case BlockKind::paragraph:
    case BlockKind::table:
    case BlockKind::rules: break;
    }
    return "Normal";
}

std::string hex(Colour colour) {
    std::string digits;
    for (int shift = 20; shift >= 0; shift -= 4) digits += "0123456789ABCDEF"[(colour >> shift) & 0xf];
    return digits;
}

/// Runs of text with line feeds and tabs as elements of their own.
void append_words(std::string& out, std::string_view text) {
    std::size_t begin = 0;
    const auto flush = [&](std::size_t end) {
        if (end == begin) return;
        out += "<w:t xml:space=\"preserve\">";
        append_xml_text(out, text.substr(begin, end - begin));
        out += "</w:t>";
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\t') continue;
        flush(i);
        out += text[i] == '\n' ? "<w:br/>" : "<w:tab/>";
        begin = i + 1;
    }
    flush(text.size());
}

class DocxReport {
public:
    explicit DocxReport(const Report& report) : m_report(report) {}

    Result<std::string> write() {
        m_out = std::string(docx_document_head);
        for (std::size_t i = 0; i < m_report.blocks.size(); ++i) {
            const ReportBlock& block = m_report.blocks[i];
            if (block.kind != BlockKind::table && block.kind != BlockKind::rules) {
                append_paragraph(block.line, direction_of(block), style_of(block), block.depth, block.new_page, false);
                continue;
            }
            append_table(block);
            m_out += "<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>";
        }
        m_out += docx_document_end;
        ZipWriter zip;
        zip.add("[Content_Types].xml", docx_content_types);
        zip.add("_rels/.rels", docx_root_relations);
        zip.add("docProps/core.xml", core());
        zip.add("word/document.xml", m_out);
        zip.add("word/_rels/document.xml.rels", docx_document_relations);
        zip.add("word/styles.xml", docx_style_sheet);
        zip.add("word/comments.xml", comments());
        return zip.finish();
    }

private:
    void append_paragraph(const ReportLine& line, TextDirection direction, std::string_view style, std::uint32_t depth, bool new_page, bool to_right) {
        const bool right_to_left = direction == TextDirection::right_to_left;
        m_out += "<w:p><w:pPr><w:pStyle w:val=\"";
        m_out += style;
        m_out += "\"/>";
        if (new_page) m_out += "<w:pageBreakBefore/>";
        if (right_to_left) m_out += "<w:bidi/>";
        if (depth > 0) m_out += "<w:ind w:left=\"" + std::to_string(std::min(depth, 8U) * step_twips) + "\"/>";
        if (to_right) m_out += "<w:jc w:val=\"right\"/>";
        m_out += "</w:pPr>";
        for (const ReportRun& run : line) append_run(run, right_to_left);
        m_out += "</w:p>\n";
    }

    void append_run(const ReportRun& run, bool right_to_left) {
        for (std::uint32_t comment : run.opens) m_out += "<w:commentRangeStart w:id=\"" + std::to_string(comment) + "\"/>";
        if (run.dot) m_out += "<w:r><w:rPr><w:color w:val=\"" + hex(*run.dot) + "\"/></w:rPr><w:t xml:space=\"preserve\">● </w:t></w:r>";
        if (!run.text.empty()) {
            std::string look;
            if (run.look == RunLook::bold) look += "<w:b/><w:bCs/>";
            if (run.look == RunLook::italic) look += "<w:i/><w:iCs/>";
            if (run.look == RunLook::quiet) look += "<w:color w:val=\"6A645C\"/><w:sz w:val=\"19\"/>";
            if (run.shade) look += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" + hex(*run.shade) + "\"/>";
            if (right_to_left) look += "<w:rtl/>";
            m_out += "<w:r>";
            if (!look.empty()) m_out += "<w:rPr>" + look + "</w:rPr>";
            append_words(m_out, run.text);
            m_out += "</w:r>";
        }
        for (std::uint32_t comment : run.closes) {
            const std::string id = std::to_string(comment);
            m_out += "<w:commentRangeEnd w:id=\"" + id + "\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"" + id + "\"/></w:r>";
        }
    }

    void append_table(const ReportBlock& block) {
        const bool rules = block.kind == BlockKind::rules;
        std::size_t columns = block.columns.size();
        for (const auto& row : block.cells) columns = std::max(columns, row.size());
        if (columns == 0) return;
        std::vector<bool> numbers(columns);
        std::size_t wide = 0;
        for (std::size_t c = 0; c < columns; ++c) {
            numbers[c] = !rules && is_number_column(block, c);
            wide += numbers[c] ? 0 : 1;
        }
        // Number columns are narrow; the words share the rest of the line (9,000 twips).
        const std::size_t narrow = std::min<std::size_t>(1300, 9000 / columns);
        const std::size_t rest = (9000 - narrow * (columns - wide)) / std::max<std::size_t>(wide, 1);
        const auto width = [&](std::size_t c) { return rules ? (c == 0 ? std::size_t{1600} : 7400 / std::max<std::size_t>(columns - 1, 1)) : numbers[c] ? narrow : rest; };
        m_out += rules ? "<w:tbl><w:tblPr><w:tblStyle w:val=\"Rules\"/>" : "<w:tbl><w:tblPr><w:tblStyle w:val=\"List\"/>";
        m_out += "<w:tblW w:w=\"9000\" w:type=\"dxa\"/>";
        if (block.depth > 0) m_out += "<w:tblInd w:w=\"" + std::to_string(std::min(block.depth, 8U) * step_twips) + "\" w:type=\"dxa\"/>";
        m_out += "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>";
        for (std::size_t c = 0; c < columns; ++c) m_out += "<w:gridCol w:w=\"" + std::to_string(width(c)) + "\"/>";
        m_out += "</w:tblGrid>";
        const auto cell = [&](std::size_t c, const ReportLine& line, std::string_view style) {
            m_out += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width(c)) + "\" w:type=\"dxa\"/></w:tcPr>";
            append_paragraph(line, direction_of(plain_text(line)), style, 0, false, numbers[c]);
            m_out += "</w:tc>";
        };
        const auto run = [](const std::string& words) { return ReportLine{{words, RunLook::plain, {}, {}, {}, {}}}; };
        if (!block.columns.empty()) {
            m_out += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
            for (std::size_t c = 0; c < columns; ++c) cell(c, run(c < block.columns.size() ? block.columns[c] : std::string()), "TableHead");
            m_out += "</w:tr>\n";
        }
        for (const auto& row : block.cells) {
            m_out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
            for (std::size_t c = 0; c < columns; ++c) cell(c, c < row.size() ? row[c] : ReportLine{}, rules && c == 0 ? "TableHead" : "TableText");
            m_out += "</w:tr>\n";
        }
        m_out += "</w:tbl>\n";
    }

    [[nodiscard]] std::string comments() const {
        std::string out = std::string(docx_comments_head);
        for (std::size_t i = 0; i < m_report.comments.size(); ++i) {
            const ReportComment& comment = m_report.comments[i];
            out += "<w:comment w:id=\"" + std::to_string(i) + "\" w:author=\"";
            append_xml_text(out, comment.author.empty() ? std::string_view("Emic") : std::string_view(comment.author));
            out += '"';
            if (comment.written > 0) out += " w:date=\"" + iso_time(comment.written) + '"';
            out += '>';
            for (const TextRange& paragraph : paragraphs(comment.text)) {
                const std::string_view words = slice(comment.text, paragraph);
                const bool right_to_left = is_right_to_left(words);
                out += std::string("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/>") + (right_to_left ? "<w:bidi/>" : "") + "</w:pPr><w:r>" + (right_to_left ? "<w:rPr><w:rtl/></w:rPr>" : "");
                append_words(out, words);
                out += "</w:r></w:p>";
            }
            out += "</w:comment>\n";
        }
        return out + "</w:comments>\n";
    }

    [[nodiscard]] std::string core() const {
        std::string out = std::string(docx_core_head);
        append_xml_text(out, m_report.title);
        return out + "</dc:title></cp:coreProperties>\n";
    }

    const Report& m_report;
    std::string m_out;
};

} // namespace

Result<std::string> docx_of(const Report& report) { return DocxReport(report).write(); }

} // namespace emic
