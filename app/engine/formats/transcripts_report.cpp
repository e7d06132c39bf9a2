#include "engine/formats/attribute_columns.h"
#include "engine/formats/memo_texts.h"
#include "engine/formats/reports.h"
#include "engine/name_line.h"
#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"
#include "engine/queries/overview.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <map>
#include <set>

namespace emic {

namespace {

/// A code's colour as paper that black words stand on: a quarter of it, the rest white.
Colour tint(Colour colour) {
    Colour light = 0;
    for (int shift = 16; shift >= 0; shift -= 8) light |= (255 - (255 - ((colour >> shift) & 0xff)) * 30 / 100) << shift;
    return light;
}

/// A comment on a stretch of one document.
struct Note {
    TextRange range;
    std::uint32_t comment = 0;
};

struct Shade {
    TextRange range;
    Colour colour = 0;
};

class TranscriptsReport {
public:
    explicit TranscriptsReport(const ExportInput& input) : m_input(input), m_attributes(input.project) {}

    Report make() {
        m_report.title = "Coded transcripts – " + title_of(m_input);
        m_report.add(BlockKind::kicker, "CODED TRANSCRIPTS");
        m_report.add(BlockKind::title, title_of(m_input));
        const Overview counts = overview(m_input.project, m_input.indexes);
        m_report.add(BlockKind::facts, counted_noun(counts.documents, "document", "documents") + " · " + passage_counts(counts.codings, counts.coded_documents));
        bool first = true;
        for (Id<Source> id : documents_in_order(m_input.project)) {
            add_document(*m_input.project.find(id), !first);
            first = false;
        }
        return std::move(m_report);
    }

private:
    void add_document(const Source& source, bool new_page) {
        m_report.heading(2, source.name).new_page = new_page;
        const Case* of = m_input.project.find(source.case_id);
        std::string facts = of && of->name != source.name ? isolated(of->name) : std::string();
        if (const std::string known = m_input.presentation.attributes ? m_attributes.line_of(source) : std::string(); !known.empty()) facts += (facts.empty() ? "" : " · ") + known;
        if (!facts.empty()) m_report.add(BlockKind::facts, facts);
        if (m_input.presentation.memos)
            for (const Memo* memo : memos_on(m_input, source.id.guid, MemoTarget::source)) add_memo(m_report, m_input, *memo);
        collect(source);
        std::map<std::uint32_t, std::uint32_t> levels;
        for (const Heading& heading : source.headings) levels[heading.range.begin] = heading.level;
        const std::string_view text = source.text.view();
        for (const TextRange& paragraph : paragraphs(text)) {
            const TextRange words = trimmed(text, paragraph);
            if (words.empty()) continue;
            ReportBlock block;
            const auto level = levels.find(words.begin);
            block.kind = level != levels.end() ? BlockKind::heading : BlockKind::speech;
            block.level = level != levels.end() ? std::min(level->second + 2, 4U) : 1;
            block.line = line_of(text, paragraph);
            m_report.blocks.push_back(std::move(block));
        }
    }

    /// Passages of one document: a comment for each passage that names its codes and memos, and what to shade.
    void collect(const Source& source) {
        m_notes.clear();
        m_shades.clear();
        std::map<TextRange, std::string> codes;
        for (const CodingEntry& entry : m_input.indexes.codings_of_source(source.id)) {
            const Coding* coding = m_input.project.find(entry.id);
            const Code* code = coding ? m_input.project.find(coding->code) : nullptr;
            if (!code) continue;
            const Coder* coder = m_input.project.find(coding->coder);
            std::string& words = codes[entry.range];
            words += (words.empty() ? "" : "\n") + steps_apart(code_path(m_input.project, code->id));
            if (m_input.project.coders().size() > 1 && coder) words += " (" + isolated(coder->name) + ")";
            m_shades.push_back({entry.range, tint(code->colour)});
        }
        // The shortest passage on a word gives it its colour.
        sort_rows(m_shades, [](const Shade& a, const Shade& b) { return a.range.begin < b.range.begin; });
        const auto note = [&](TextRange range, ReportComment comment) {
            m_notes.push_back({range, static_cast<std::uint32_t>(m_report.comments.size())});
            m_report.comments.push_back(std::move(comment));
        };
        std::map<TextRange, std::vector<const Memo*>> memos;
        if (m_input.presentation.memos)
            for (const Memo* memo : memos_on(m_input, source.id.guid, MemoTarget::passage)) memos[memo->range].push_back(memo);
        std::set<TextRange> places;
        for (const auto& [range, words] : codes) places.insert(range);
        for (const auto& [range, of] : memos) places.insert(range);
        for (const TextRange& range : places) {
            if (const auto words = codes.find(range); words != codes.end()) note(range, {"Codes", 0, words->second});
            if (const auto of = memos.find(range); of != memos.end())
                for (const Memo* memo : of->second) note(range, comment_of(m_input, *memo));
        }
        m_next = 0;
        m_open.clear();
    }

    /// One paragraph, cut wherever a passage begins or ends in it. Asked for in order.
    ReportLine line_of(std::string_view text, TextRange paragraph) {
        while (m_next < m_notes.size() && m_notes[m_next].range.begin < paragraph.end) m_open.push_back(m_notes[m_next++]);
        std::vector<std::uint32_t> cuts = {paragraph.begin, paragraph.end};
        const auto cut = [&](TextRange range) {
            for (std::uint32_t at : {range.begin, range.end})
                if (at > paragraph.begin && at < paragraph.end) cuts.push_back(at);
        };
        for (const Note& one : m_open) cut(one.range);
        std::vector<const Shade*> shades;
        for (const Shade& one : m_shades) {
            if (one.range.begin >= paragraph.end) break;
            if (one.range.end > paragraph.begin) shades.push_back(&one);
        }
        for (const Shade* one : shades) cut(one->range);
        sort_rows(cuts);
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

        ReportLine line;
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            const TextRange range{cuts[i], cuts[i + 1]};
            ReportRun run{std::string(slice(text, range)), RunLook::plain, {}, {}, {}, {}};
            const Shade* shortest = nullptr;
            for (const Shade* one : shades)
                if (one->range.contains(range) && (!shortest || one->range.size() < shortest->range.size())) shortest = one;
            if (shortest) run.shade = shortest->colour;
            for (Note& one : m_open) {
                const bool begins = one.range.begin >= range.begin && one.range.begin < range.end;
                // What began in a blank paragraph begins with the next that is written.
                const bool late = i == 0 && one.range.begin < range.begin && m_begun.count(one.comment) == 0;
                if ((begins || late) && m_begun.insert(one.comment).second) run.opens.push_back(one.comment);
                if (one.range.end > range.begin && one.range.end <= range.end) run.closes.push_back(one.comment);
                else if (late && one.range.end <= range.begin) run.closes.push_back(one.comment);
                // The end falls on the line feed or on blank lines behind this paragraph.
                else if (i + 2 == cuts.size() && one.range.end > range.end && trimmed(text, {range.end, one.range.end}).empty()) run.closes.push_back(one.comment);
            }
            std::erase_if(m_open, [&](const Note& one) { return std::count(run.closes.begin(), run.closes.end(), one.comment) > 0; });
            line.push_back(std::move(run));
        }
        return line;
    }

    const ExportInput& m_input;
    AttributeColumns m_attributes;
    Report m_report;
    std::vector<Note> m_notes; ///< of the document, by place
    std::vector<Note> m_open;  ///< that have begun and not ended
    std::set<std::uint32_t> m_begun;
    std::size_t m_next = 0;
    std::vector<Shade> m_shades; ///< of the document, by place
};

} // namespace

Report transcripts_report(const ExportInput& input) { return TranscriptsReport(input).make(); }

} // namespace emic
