// Projects and codebooks of other programs, from any bytes.
#include "engine/commands/codebook_import.h"
#include "engine/commands/created.h"
#include "engine/commands/project.h"
#include "engine/formats/codebook_readers.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/project_file.h"
#include "engine/formats/refi_check.h"
#include "engine/formats/zip_writer.h"
#include "fuzz/fuzz_checks.h"

namespace emic::fuzz {

namespace {

void check_notes(const std::vector<ImportNote>& notes) {
    for (const ImportNote& note : notes) {
        check_words(note.message);
        hold(note.count >= 1, "a note counts nothing");
    }
}

void read_project_with(const ForeignProjectReader& reader, std::string_view bytes) {
    const FileInput file{"file", bytes};
    reader.recognises(file);
    const Result<ForeignProject> foreign = reader.read(file, {seeded_ids(1), 1'700'000'000'000, "Mia"});
    if (!foreign.ok()) return check_problem(foreign.problem());
    check_notes(foreign->report);
    check_notes(foreign->doubts);
    hold(find_problems(foreign->project).empty(), "a project that was taken in does not hold together");
    const std::string written = write_project_file(foreign->project, {});
    const Result<ProjectFile> again = read_project_file(written);
    hold(again.ok(), "a project that was taken in cannot be read after it is saved");
    hold(again->notes.empty(), "a project that was taken in had to be set right after it is saved");
}

/// The bytes as the XML of a REFI-QDA project whose archive holds what the standard's names point to.
void fuzz_qde(std::string_view bytes) {
    ZipWriter archive;
    archive.add("project.qde", bytes, ZipPacking::store);
    archive.add("sources/11111111-1111-4111-8111-111111111111.txt", "I felt lonely 😀 at night.\r\nThey kept checking on me.\n", ZipPacking::store);
    archive.add("sources/map.png", "no picture", ZipPacking::store);
    const std::string file = archive.finish().value();
    for (const ForeignProjectReader& reader : foreign_project_readers())
        if (reader.recognises({"file.qdpx", file})) read_project_with(reader, file);
    const Result<RefiCheck> check = check_refi({"file.qdpx", file});
    if (!check.ok()) return check_problem(check.problem());
    check_words(refi_check_text(*check));
}

void check_codes(const std::vector<ImportedCode>& codes) {
    for (const ImportedCode& code : codes) {
        check_words(code.name);
        check_codes(code.children);
    }
}

void read_codebook_with(const CodebookReader& reader, std::string_view bytes) {
    const FileInput file{"file", bytes};
    reader.recognises(file);
    const Result<ImportedCodebook> read = reader.read(file);
    if (!read.ok()) return check_problem(read.problem());
    check_notes(read->notes);
    check_codes(read->codes);
    Workspace workspace;
    const IdSource ids = seeded_ids(1);
    Stamp stamp;
    stamp.sequence = stamp.lamport = 1;
    const auto commit = [&](const Result<Change>& change) {
        if (!change.ok()) return check_problem(change.problem());
        hold(!workspace.commit(*change), "a change does not fit");
        if (!stamp.coder) stamp.coder = created<Coder>(*change);
    };
    commit(create_project({workspace.project, workspace.indexes, stamp, ids}, {"Study", "Mia"}));
    // Twice: the second time every code is there already.
    for (int time = 0; time < 2; ++time) commit(merge_codebook({workspace.project, workspace.indexes, stamp, ids}, {*read, {}}));
    hold(find_problems(workspace.project).empty(), "a merged codebook does not hold together");
}

} // namespace

void add_project_targets(std::vector<Target>& all) {
    for (const ForeignProjectReader& reader : foreign_project_readers())
        all.push_back({reader.id, reader.extensions, [&reader](std::string_view bytes) { read_project_with(reader, bytes); }});
    all.push_back({"qde", {".qde"}, fuzz_qde});
    for (const CodebookReader& reader : codebook_readers())
        all.push_back({std::string("codebook_") + reader.id, reader.extensions, [&reader](std::string_view bytes) { read_codebook_with(reader, bytes); }});
}

} // namespace emic::fuzz
