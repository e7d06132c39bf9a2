#include "engine/formats/json_text.h"
#include "engine/formats/refi_check.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::size_t most_documents = 100; ///< shown; the count of the rest is said

std::string fit_words(const refi::Score& score) {
    std::string words = std::to_string(score.all - score.outside) + " of " + std::to_string(score.all) + " inside the text, " + std::to_string(score.at_words) + " at the edges of words";
    if (score.quoted > 0) words += ", " + std::to_string(score.quoted) + " with the words quoted in the file";
    return words;
}

void add_documents(const RefiCheck& check, Report& report) {
    report.heading(2, "How passages were counted");
    std::uint32_t same = 0;
    std::size_t shown = 0;
    std::size_t left = 0;
    for (const RefiDocumentReport& one : check.documents) {
        if (one.readings_agree && one.doubts.empty()) {
            ++same;
            continue;
        }
        if (++shown > most_documents) {
            ++left;
            continue;
        }
        report.add(BlockKind::paragraph, in_quotes(one.name) + ": counted in " + refi::reading_words(one.reading) + ".");
        for (const RefiCandidate& candidate : one.candidates)
            report.add(BlockKind::facts, (candidate.reading == one.reading ? "chosen: " : "also tried: ") + refi::reading_words(candidate.reading) + ": " + fit_words(candidate.score) + ".").depth = 1;
        for (const std::string& doubt : one.doubts) report.add(BlockKind::paragraph, "Doubtful: " + doubt).depth = 1;
    }
    if (left > 0) report.add(BlockKind::paragraph, counted(static_cast<std::uint32_t>(left), "further document", "further documents") + " of this kind.");
    if (same > 0) report.add(BlockKind::paragraph, "In " + counted(same, "document", "documents") + " every way of counting gives the same passages.");
}

void add_differences(const RefiCheck& check, Report& report) {
    if (check.differing == 0) return;
    report.heading(2, "Passages that do not hold the words quoted in the file");
    report.add(BlockKind::paragraph, counted(check.differing, "passage differs", "passages differ") + (check.differing > check.differences.size() ? "; the first " + std::to_string(check.differences.size()) + " are:" : ":"));
    for (const RefiDifference& one : check.differences) {
        report.add(BlockKind::paragraph, in_quotes(one.document) + (one.code.empty() ? "" : ", code " + in_quotes(one.code)) + ":");
        report.add(BlockKind::facts, "the file quotes: " + one.expected).depth = 1;
        report.add(BlockKind::facts, "the text has there: " + (one.found.empty() ? "nothing" : one.found)).depth = 1;
    }
}

void append_field(std::string& out, const char* name, std::string_view text, const char* before = ", ") {
    out += before;
    append_json_string(out, name);
    out += ": ";
    append_json_string(out, text);
}

template <class Row, class Write> void append_list(std::string& out, const char* name, const std::vector<Row>& rows, Write&& write) {
    out += ",\n  \"" + std::string(name) + "\": [";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += i == 0 ? "\n    " : ",\n    ";
        write(rows[i]);
    }
    out += rows.empty() ? "]" : "\n  ]";
}

void append_score(std::string& out, const RefiCandidate& candidate) {
    append_field(out, "counted", refi::reading_words(candidate.reading), "{");
    const refi::Score& score = candidate.score;
    out += ", \"passages\": " + std::to_string(score.all) + ", \"outside\": " + std::to_string(score.outside) + ", \"at_words\": " + std::to_string(score.at_words) +
           ", \"quoted\": " + std::to_string(score.quoted) + "}";
}

} // namespace

Report refi_check_report(const RefiCheck& check) {
    Report report;
    report.title = "Check of " + check.file;
    report.add(BlockKind::title, report.title);
    report.add(BlockKind::paragraph, std::string(check.codebook ? "REFI-QDA codebook" : "REFI-QDA project") + " " + in_quotes(check.name) +
                                         (check.origin.empty() ? ", which does not say what wrote it." : ", written by " + check.origin + "."));
    report.add(BlockKind::lead, check.found() ? "There is something to look at." : "Nothing was found that a program would trip over.");
    report.heading(2, "What it holds");
    std::string holds;
    for (const RefiCount& one : check.holds) holds += (holds.empty() ? "" : ", ") + counted_words(one);
    report.add(BlockKind::paragraph, holds.empty() ? "Nothing." : holds + ".");
    report.heading(2, "What a program may trip over");
    for (const RefiFinding& one : check.problems) report.add(BlockKind::paragraph, one.message);
    if (check.problems.empty()) report.add(BlockKind::paragraph, "Nothing was found.");
    if (!check.documents.empty()) add_documents(check, report);
    add_differences(check, report);
    if (!check.kept.empty()) {
        report.heading(2, "What Emic keeps untouched without showing it");
        for (const RefiCount& one : check.kept) report.add(BlockKind::paragraph, counted_words(one) + ".");
    }
    if (!check.changes.empty()) {
        report.heading(2, "What Emic changes or leaves out when it takes it in");
        for (const std::string& one : check.changes) report.add(BlockKind::paragraph, one);
    }
    report.heading(2, "Taken in by Emic and written again");
    for (const RefiFinding& one : check.lost) report.add(BlockKind::paragraph, one.message);
    if (check.lost.empty()) report.add(BlockKind::paragraph, "Everything that was taken in comes back as it was.");
    return report;
}

std::string refi_check_text(const RefiCheck& check) {
    std::string out;
    for (const ReportBlock& block : refi_check_report(check).blocks) {
        if (block.kind == BlockKind::heading) out += '\n';
        const bool under = block.kind != BlockKind::title && block.kind != BlockKind::heading && block.kind != BlockKind::lead;
        out += std::string((under ? 2 : 0) + 2 * block.depth, ' ') + plain_text(block.line) + '\n';
    }
    return out;
}

std::string refi_check_json(const RefiCheck& check) {
    std::string out = "{\n";
    append_field(out, "file", check.file, "  ");
    append_field(out, "kind", check.codebook ? "codebook" : "project", ",\n  ");
    append_field(out, "name", check.name, ",\n  ");
    append_field(out, "origin", check.origin, ",\n  ");
    out += ",\n  \"found\": " + std::string(check.found() ? "true" : "false");
    const auto count_row = [&](const RefiCount& one) {
        append_field(out, "what", one.many, "{");
        out += ", \"count\": " + std::to_string(one.count) + "}";
    };
    const auto finding_row = [&](const RefiFinding& one) {
        append_field(out, "id", one.id, "{");
        out += ", \"count\": " + std::to_string(one.count);
        append_field(out, "message", one.message);
        out += '}';
    };
    append_list(out, "holds", check.holds, count_row);
    append_list(out, "problems", check.problems, finding_row);
    append_list(out, "documents", check.documents, [&](const RefiDocumentReport& one) {
        append_field(out, "name", one.name, "{");
        append_field(out, "counted", refi::reading_words(one.reading));
        out += ", \"readings_agree\": " + std::string(one.readings_agree ? "true" : "false") + ", \"passages\": " + std::to_string(one.passages) +
               ", \"fitting\": " + std::to_string(one.fitting) + ", \"quoted\": " + std::to_string(one.quoted) + ", \"candidates\": [";
        for (std::size_t i = 0; i < one.candidates.size(); ++i) {
            if (i > 0) out += ", ";
            append_score(out, one.candidates[i]);
        }
        out += "], \"doubts\": [";
        for (std::size_t i = 0; i < one.doubts.size(); ++i) {
            if (i > 0) out += ", ";
            append_json_string(out, one.doubts[i]);
        }
        out += "]}";
    });
    out += ",\n  \"differing\": " + std::to_string(check.differing);
    append_list(out, "differences", check.differences, [&](const RefiDifference& one) {
        append_field(out, "document", one.document, "{");
        append_field(out, "code", one.code);
        append_field(out, "expected", one.expected);
        append_field(out, "found", one.found);
        out += '}';
    });
    append_list(out, "kept", check.kept, count_row);
    append_list(out, "changes", check.changes, [&](const std::string& one) { append_json_string(out, one); });
    append_list(out, "lost", check.lost, finding_row);
    return out + "\n}\n";
}

} // namespace emic
