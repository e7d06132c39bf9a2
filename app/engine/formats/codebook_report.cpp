#include "engine/formats/memo_texts.h"
#include "engine/formats/reports.h"
#include "engine/name_line.h"
#include "engine/queries/codebook.h"
#include "engine/queries/overview.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

std::string counted_noun(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string passage_counts(std::uint32_t codings, std::uint32_t documents) {
    if (codings == 0) return "no passages";
    return counted_noun(codings, "passage", "passages") + " in " + counted_noun(documents, "document", "documents");
}

std::string title_of(const ExportInput& input) {
    return input.project.info().name.empty() ? "Untitled project" : input.project.info().name;
}

std::string place_of(const std::string& document, const std::string& case_name, std::uint32_t paragraph) {
    std::string place = isolated(document);
    if (!case_name.empty() && case_name != document) place += " (" + isolated(case_name) + ")";
    return place + ", paragraph " + std::to_string(paragraph);
}

ReportComment comment_of(const ExportInput& input, const Memo& memo) {
    const Coder* coder = input.project.find(memo.coder);
    return {coder ? coder->name : std::string(), memo.created, memo.title.empty() ? memo.text : memo.title + "\n" + memo.text};
}

void add_memo(Report& report, const ExportInput& input, const Memo& memo) {
    if (!memo.title.empty()) report.add(BlockKind::memo, memo.title).line.front().look = RunLook::bold;
    report.add_lines(BlockKind::memo, memo.text);
    const Coder* coder = input.project.find(memo.coder);
    if (coder && !report.blocks.empty() && report.blocks.back().kind == BlockKind::memo)
        report.blocks.back().line.push_back({"  " + isolated(coder->name), RunLook::quiet, {}, {}, {}, {}});
}

void add_codebook_entries(Report& report, const ExportInput& input, std::uint32_t level) {
    for (const CodeRow& row : codebook_rows(input.project, input.indexes)) {
        const Code* code = input.project.find(row.id);
        if (!code) continue;
        const std::uint32_t depth = std::min(row.depth, 3U);
        ReportBlock& heading = report.heading(level, isolated(row.name));
        heading.depth = depth;
        heading.line.front().dot = row.colour;
        heading.line.push_back({"  " + passage_counts(row.codings, row.documents), RunLook::quiet, {}, {}, {}, {}});
        if (row.depth > 0) report.add(BlockKind::facts, steps_apart(row.path)).depth = depth;
        ReportBlock rules;
        rules.kind = BlockKind::rules;
        rules.depth = depth;
        const auto rule = [&](const char* label, const std::string& words) {
            if (words.empty()) return;
            rules.cells.push_back({{{label, RunLook::plain, {}, {}, {}, {}}}, {{words, RunLook::plain, {}, {}, {}, {}}}});
        };
        rule("Definition", code->definition);
        rule("Include", code->include);
        rule("Exclude", code->exclude);
        rule("Examples", code->examples);
        if (!rules.cells.empty()) report.blocks.push_back(std::move(rules));
        if (input.presentation.memos)
            for (const Memo* memo : memos_on(input, code->id.guid, MemoTarget::code)) add_memo(report, input, *memo);
    }
}

Report codebook_report(const ExportInput& input) {
    const Overview counts = overview(input.project, input.indexes);
    Report report;
    report.title = counts.name.empty() ? "Codebook" : "Codebook – " + counts.name;
    report.add(BlockKind::kicker, "CODEBOOK");
    report.add(BlockKind::title, title_of(input));
    report.add(BlockKind::facts, counted_noun(counts.codes, "code", "codes") + " · " + passage_counts(counts.codings, counts.coded_documents));
    add_codebook_entries(report, input, 3);
    return report;
}

} // namespace emic
