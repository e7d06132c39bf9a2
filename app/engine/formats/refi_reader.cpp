#include "engine/formats/foreign_projects.h"
#include "engine/formats/refi_import.h"
#include "engine/text_direction.h"

namespace emic {

namespace {

std::string list_of(const std::vector<RefiCount>& counts) {
    std::string list;
    for (const RefiCount& one : counts) list += (list.empty() ? "" : ", ") + counted_words(one);
    return list;
}

/// How the passages of a document were found; nothing where every way of counting agrees and nothing is in doubt.
void report_positions(const RefiDocumentReport& document, std::vector<ImportNote>& notes) {
    if (!document.readings_agree)
        notes.push_back({in_quotes(document.name) + ": passages were counted in " + refi::reading_words(document.reading) + "; " +
                             std::to_string(document.fitting) + " of " + std::to_string(document.passages) + " fit the text so.",
                         1});
    for (const std::string& doubt : document.doubts)
        notes.push_back({"DOUBTFUL, " + in_quotes(document.name) + ": " + doubt + " Please compare before you go on with this project.", 1});
}

/// What should be seen before the project is taken in, a bearable number of sentences.
std::vector<ImportNote> doubts_of(const RefiReport& report) {
    constexpr std::size_t most = 40;
    std::vector<ImportNote> doubts;
    for (const RefiDocumentReport& document : report.documents)
        for (const std::string& doubt : document.doubts) doubts.push_back({in_quotes(document.name) + ": " + doubt, 1});
    if (report.differing > 0) doubts.push_back({counted(report.differing, "passage does", "passages do") + " not hold the words that the file quotes.", report.differing});
    for (const RefiDifference& one : report.differences)
        doubts.push_back({"In " + in_quotes(one.document) + " the file quotes " + in_double_quotes(one.expected) + "; the text has " + in_double_quotes(one.found) + " there.", 1});
    for (const std::string& loss : report.losses) doubts.push_back({loss, 1});
    if (doubts.size() > most) {
        const auto rest = static_cast<std::uint32_t>(doubts.size() - most);
        doubts.resize(most);
        doubts.push_back({"And " + std::to_string(rest) + " more of these; ‘Check a REFI-QDA file…’ tells all of them.", rest});
    }
    return doubts;
}

Result<ForeignProject> read(const FileInput& file, const ForeignProjectContext&) {
    Result<RefiImport> import = read_refi(file);
    if (!import) return import.problem();
    const RefiReport& report = import->report;
    ForeignProject foreign;
    foreign.program = report.origin;
    if (!report.read.empty()) foreign.report.push_back({"Read: " + list_of(report.read) + ".", 1});
    if (!report.kept.empty())
        foreign.report.push_back({"Not shown in Emic, but kept with the project as it is: " + list_of(report.kept) + ".", 1});
    for (const RefiDocumentReport& document : report.documents) report_positions(document, foreign.report);
    for (const std::string& note : report.notes) foreign.report.push_back({note, 1});
    foreign.doubts = doubts_of(report);
    foreign.project = std::move(import.value().project);
    return foreign;
}

} // namespace

ForeignProjectReader refi_reader() { return {"qdpx", "REFI-QDA project", {".qdpx"}, is_refi, read}; }

} // namespace emic
