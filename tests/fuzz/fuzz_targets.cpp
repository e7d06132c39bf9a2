#include "engine/formats/import_batch.h"
#include "engine/formats/journal.h"
#include "engine/formats/pdf_text.h"
#include "engine/formats/project_file.h"
#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"
#include "engine/formats/transcript_export.h"
#include "engine/source_structure.h"
#include "fuzz/fuzz_checks.h"

namespace emic::fuzz {

namespace {

constexpr std::size_t growth = 2000;         ///< a text may be larger than its file: packed, or of many repeated rows
constexpr std::size_t always_fine = 1 << 20; ///< bytes of text

void check_document(const ImportedDocument& document, std::size_t file_size) {
    const std::string& text = document.content.text;
    hold(!document.name.empty() && is_valid_utf8(document.name), "a document's name is empty or not valid UTF-8");
    hold(is_valid_utf8(text), "a text is not valid UTF-8");
    for (const char c : text) hold(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t', "a text holds a control character");
    hold(!text.starts_with("\xEF\xBB\xBF"), "a text begins with a byte order mark");
    hold(text.size() <= always_fine + growth * file_size, "a text is out of all proportion to its file");
    for (const ImportNote& note : document.notes) {
        check_words(note.message);
        hold(note.count >= 1, "a note counts nothing");
    }
    Source source;
    source.text = SharedText(text);
    for (const NewSpeaker& speaker : document.content.speakers) source.speakers.push_back({speaker.name, {}, speaker.interviewer});
    source.turns = document.content.turns;
    source.headings = document.content.headings;
    source.times = document.content.times;
    if (const Outcome problem = check_structure(source)) throw std::logic_error(problem->message);
    for (const NewMemo& memo : document.content.memos)
        hold(memo.range.begin <= memo.range.end && memo.range.end <= text.size() && is_code_point_boundary(text, memo.range.begin) &&
                 is_code_point_boundary(text, memo.range.end),
             "a memo lies outside its text");
}

template <class Documents> void check_read(const Result<Documents>& read, std::size_t file_size) {
    if (!read.ok()) return check_problem(read.problem());
    if constexpr (std::is_same_v<Documents, ImportedDocument>) check_document(*read, file_size);
    else for (const ImportedDocument& document : *read) check_document(document, file_size);
}

void fuzz_any(std::string_view bytes) { check_read(read_documents({"file", bytes}), bytes.size()); }

/// The bytes as an archive of documents beside a sound file.
void fuzz_batch(std::string_view bytes) {
    ImportBatch batch;
    batch.add("P01/file.zip", std::string(bytes));
    batch.add("P02/file.txt", "Ana: Yes.\nTom: No.\nAna: Yes.\n");
    while (batch.step()) {}
    std::size_t read = 0;
    for (const BatchFile& file : batch.take()) {
        hold(file.problem.has_value() != (!file.documents.empty() || !file.cases.empty()), "a file is neither read nor refused");
        hold(file.name.find_first_of("/\\") == std::string::npos, "a file's name holds folders");
        if (file.problem) check_problem(*file.problem);
        for (const ImportedDocument& document : file.documents) check_document(document, bytes.size());
        ++read;
    }
    hold(read >= 2, "a file is lost");
}

void fuzz_pdf_text(std::string_view bytes) { check_read(pdf_document("file.pdf", parse_pdf_pages(bytes)), bytes.size()); }

void fuzz_transcript(std::string_view bytes) {
    std::size_t replaced = 0;
    ImportedDocument document{"file", {}, {}};
    document.content.text = clean_text(repair_utf8(bytes, replaced), replaced);
    const std::vector<ExportedTurn> turns = find_exported_turns(document.content.text);
    const ImportedDocument made{"file", exported_transcript(document.content.text, turns), {}};
    check_document(made, bytes.size());
    hold(turns.empty() == made.content.turns.empty(), "a transcript lost its turns");
    add_exported_turns(document.content);
    check_document(document, bytes.size());
}

void fuzz_project(std::string_view bytes) {
    const Result<ProjectFile> read = read_project_file(bytes);
    if (!read.ok()) return check_problem(read.problem());
    for (const std::string& note : read->notes) check_words(note);
    const std::string written = write_project_file(read->project, read->journal);
    const Result<ProjectFile> again = read_project_file(written);
    hold(again.ok(), "a written project cannot be read");
    hold(again->notes.empty(), "a written project had to be set right");
    hold(write_project_file(again->project, again->journal) == written, "a project changes by being written");
}

void fuzz_journal(std::string_view bytes) {
    std::vector<std::string> lines;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        lines.emplace_back(bytes.substr(0, end));
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
    Workspace workspace;
    const Replayed replayed = replay_journal(workspace, lines);
    if (replayed.problem) check_problem(*replayed.problem);
    hold(find_problems(workspace.project).empty(), "a replayed project does not hold together");
}

} // namespace

std::vector<Target> targets() {
    std::vector<Target> all;
    for (const Reader& reader : readers())
        all.push_back({reader.id, reader.extensions, [&reader](std::string_view bytes) {
                           reader.recognises({"file", bytes});
                           check_read(read_with(reader, {"file", bytes}), bytes.size());
                       }});
    all.push_back({"any", {}, fuzz_any});
    all.push_back({"batch", {".zip"}, fuzz_batch});
    all.push_back({"pdf_text", {".items"}, fuzz_pdf_text});
    all.push_back({"transcript", {".txt"}, fuzz_transcript});
    all.push_back({"project", {".emic"}, fuzz_project});
    all.push_back({"journal", {".journal"}, fuzz_journal});
    add_project_targets(all);
    return all;
}

} // namespace emic::fuzz
