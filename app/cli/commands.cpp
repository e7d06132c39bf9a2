#include "cli/arguments.h"
#include "cli/check_command.h"
#include "cli/command_line.h"
#include "cli/export_options.h"
#include "cli/files.h"
#include "cli/import_files.h"
#include "engine/commands/created.h"
#include "engine/commands/project.h"
#include "engine/formats/code_point_index.h"
#include "engine/formats/export_table.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/json_text.h"
#include "engine/formats/project_file.h"
#include "engine/formats/reader.h"
#include "engine/formats/study_description.h"
#include "engine/queries/overview.h"
#include "engine/queries/passages.h"

#include <array>
#include <chrono>
#include <random>

namespace emic::cli {

namespace {

int fail(const Call& call, const Problem& problem) {
    call.err << "emic: " << problem.message << '\n';
    return 1;
}
int fail(const Call& call, std::string message) {
    return fail(call, Problem{ProblemKind::invalid_request, std::move(message), {}});
}
int misused(const Call& call, std::string_view command) {
    return fail(call, "this is not how it is used. See 'emic " + std::string(command) + " --help'.");
}

struct Opened {
    Project project;
    Indexes indexes;
};

/// Opens a project file; what had to be set right in it is said on standard error.
Result<Opened> open_project(const Call& call, const std::string& path) {
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return bytes.problem();
    Result<ProjectFile> file = read_project_file(*bytes);
    if (!file) return Problem{file.problem().kind, "‘" + path + "’ cannot be opened. " + file.problem().message, path};
    for (const std::string& note : file->notes) call.err << path << ": " << note << '\n';
    Opened opened{std::move(file).value().project, {}};
    opened.indexes.rebuild(opened.project);
    return opened;
}

int write_result(const Call& call, const std::string& path, std::string_view bytes) {
    if (path.empty() || path == "-") {
        call.out << bytes;
        call.out.flush();
        return call.out ? 0 : fail(call, "the result could not be written to standard output.");
    }
    const Outcome problem = write_file(path, bytes);
    return problem ? fail(call, *problem) : 0;
}

// ---------------------------------------------------------------- text, import

Result<std::vector<ImportedDocument>> read_documents_of(const Call& call, const std::string& path) {
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return bytes.problem();
    Result<std::vector<ImportedDocument>> documents = read_documents({path, *bytes});
    if (!documents) return documents;
    for (const ImportedDocument& document : *documents)
        for (const ImportNote& note : document.notes) call.err << path << ": " << note.message << '\n';
    return documents;
}

std::string accepted() {
    std::string extensions;
    for (const Reader& reader : readers()) {
        extensions += "  " + std::string(reader.label) + " (";
        for (std::string_view extension : reader.extensions)
            extensions += (extension == reader.extensions.front() ? "" : " ") + std::string(extension);
        extensions += ")\n";
    }
    return extensions;
}

int run_text(const Call& call) {
    const Result<Arguments> arguments = sort_arguments(call.arguments, {});
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() != 1) return misused(call, "text");
    const auto documents = read_documents_of(call, arguments->plain[0]);
    if (!documents) return fail(call, documents.problem());
    std::string text;
    for (const ImportedDocument& document : *documents) text += document.content.text;
    return write_result(call, {}, text);
}

/// Ids that no other project has.
IdSource random_ids() {
    return [device = std::make_shared<std::random_device>()] {
        const auto word = [&] { return std::uint64_t{(*device)()} << 32 | (*device)(); };
        return Guid{word(), word() | 1};
    };
}

WallTime now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

/// Commits the change of a command to the project that is being put together.
template <class Request>
Outcome carry_out(Workspace& workspace, Stamp& stamp, const IdSource& ids,
                  Result<Change> (*command)(const CommandContext&, const Request&), const Request& request) {
    ++stamp.sequence;
    ++stamp.lamport;
    const Result<Change> change = command({workspace.project, workspace.indexes, stamp, ids}, request);
    if (!change) return change.problem();
    if (!stamp.coder) stamp.coder = created<Coder>(*change);
    return workspace.commit(*change);
}

int run_import(const Call& call) {
    static constexpr std::array options = {Option{"--add", Option::Takes::nothing}, Option{"--coder"}, Option{"--speakers"}};
    const Result<Arguments> arguments = sort_arguments(call.arguments, options);
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() < 2) return misused(call, "import");
    const std::string& path = arguments->plain[0];
    const bool exists = file_exists(path);
    if (exists && !arguments->has("--add"))
        return fail(call, "‘" + path + "’ is there already. Choose another name, or put the documents into it with --add.");

    const Result<TurnPattern> pattern = turn_pattern(arguments->has("--speakers") ? arguments->get("--speakers") : "any");
    if (!pattern) return fail(call, pattern.problem());
    const Result<ImportSources> request = read_sources(call, std::span(arguments->plain).subspan(1), *pattern);
    if (!request) return fail(call, request.problem());

    Workspace workspace;
    JournalPlace journal;
    const IdSource ids = random_ids();
    Stamp stamp;
    stamp.actor = ids();
    stamp.wall = now();
    if (exists) {
        const Result<std::string> bytes = read_file(path);
        if (!bytes) return fail(call, bytes.problem());
        Result<ProjectFile> file = read_project_file(*bytes);
        if (!file) return fail(call, "‘" + path + "’ cannot be opened. " + file.problem().message);
        for (const std::string& note : file->notes) call.err << path << ": " << note << '\n';
        journal = file->journal;
        stamp.lamport = journal.lamport;
        workspace.project = std::move(file).value().project;
        workspace.indexes.rebuild(workspace.project);
    } else {
        const CreateProject create{document_name(path), arguments->has("--coder") ? arguments->get("--coder") : "Coder 1"};
        if (const Outcome problem = carry_out(workspace, stamp, ids, create_project, create)) return fail(call, *problem);
    }
    if (const Outcome problem = carry_out(workspace, stamp, ids, import_sources, *request)) return fail(call, *problem);
    journal.lamport = stamp.lamport;
    return write_result(call, path, write_project_file(workspace.project, journal));
}

// ---------------------------------------------------------------- convert

std::string accepted_projects() {
    std::string list;
    for (const ForeignProjectReader& reader : foreign_project_readers()) {
        list += "  " + std::string(reader.label) + " (";
        for (std::string_view extension : reader.extensions)
            list += (extension == reader.extensions.front() ? "" : " ") + std::string(extension);
        list += ")\n";
    }
    return list;
}

int run_convert(const Call& call) {
    static constexpr std::array options = {Option{"--coder"}};
    const Result<Arguments> arguments = sort_arguments(call.arguments, options);
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() != 2) return misused(call, "convert");
    const std::string& path = arguments->plain[0];
    if (file_exists(arguments->plain[1])) return fail(call, "‘" + arguments->plain[1] + "’ is there already. Choose another name.");
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return fail(call, bytes.problem());
    const ForeignProjectReader* reader = foreign_project_reader({path, *bytes});
    if (!reader) return fail(call, "‘" + path + "’ is no project of another program that Emic knows. It knows:\n" + accepted_projects());
    Result<ForeignProject> foreign =
        reader->read({path, *bytes}, {random_ids(), now(), arguments->has("--coder") ? arguments->get("--coder") : "Coder 1"});
    if (!foreign) return fail(call, foreign.problem());
    for (const ImportNote& note : foreign->report) call.err << path << ": " << note.message << '\n';
    return write_result(call, arguments->plain[1], write_project_file(foreign->project));
}

// ---------------------------------------------------------------- info, passages, export

int run_info(const Call& call) {
    const Result<Arguments> arguments = sort_arguments(call.arguments, {});
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() != 1) return misused(call, "info");
    const Result<Opened> opened = open_project(call, arguments->plain[0]);
    if (!opened) return fail(call, opened.problem());
    const Overview counts = overview(opened->project, opened->indexes);
    const TextTotals totals = text_totals(opened->project);
    std::string json = "{\n  \"name\": ";
    append_json_string(json, counts.name);
    const std::pair<const char*, std::uint64_t> rows[] = {
        {"documents", counts.documents}, {"cases", counts.cases},   {"codes", counts.codes},
        {"codings", counts.codings},     {"memos", counts.memos},   {"themes", counts.themes},
        {"coders", counts.coders},       {"words", totals.words},   {"characters", totals.characters},
        {"paragraphs", totals.paragraphs}};
    for (const auto& [name, count] : rows) json += ",\n  \"" + std::string(name) + "\": " + std::to_string(count);
    json += "\n}\n";
    return write_result(call, {}, json);
}

int run_passages(const Call& call) {
    const Result<Arguments> arguments = sort_arguments(call.arguments, {});
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() != 1) return misused(call, "passages");
    const Result<Opened> opened = open_project(call, arguments->plain[0]);
    if (!opened) return fail(call, opened.problem());
    CodePointIndex code_points(opened->project);
    std::string json = "[";
    for (const PassageRow& row : describe_passages(opened->project, opened->indexes, all_passages(opened->project, opened->indexes))) {
        json += json.size() == 1 ? "\n  {\"document\": " : ",\n  {\"document\": ";
        append_json_string(json, row.document);
        json += ", \"code\": ";
        append_json_string(json, row.code_path);
        json += ", \"coder\": ";
        append_json_string(json, row.coder_name);
        json += ", \"start\": " + std::to_string(code_points.before(row.source, row.range.begin));
        json += ", \"end\": " + std::to_string(code_points.before(row.source, row.range.end)) + ", \"text\": ";
        append_json_string(json, row.text);
        json += '}';
    }
    json += json.size() == 1 ? "]\n" : "\n]\n";
    return write_result(call, {}, json);
}

std::string format_list() {
    std::string list;
    for (const ExportFormat& format : export_formats())
        list += "  " + std::string(format.id) + std::string(23 - std::string_view(format.id).size(), ' ') + format.help + '\n';
    return list;
}

int run_export(const Call& call) {
    const Result<Arguments> arguments = sort_arguments(call.arguments, export_options());
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() != 1 || !arguments->has("--format")) return misused(call, "export");
    const ExportFormat* format = find_export_format(arguments->get("--format"));
    if (!format) return fail(call, "there is no format ‘" + arguments->get("--format") + "’. There are:\n" + format_list());
    const Result<Opened> opened = open_project(call, arguments->plain[0]);
    if (!opened) return fail(call, opened.problem());
    const Result<ExportOptions> options = read_export_options(*arguments, opened->project, opened->indexes);
    if (!options) return fail(call, options.problem());
    Opened scoped{scoped_project(opened->project, options->scope), {}};
    scoped.indexes.rebuild(scoped.project);
    const Result<std::string> written = format->write({scoped.project, scoped.indexes, options->presentation});
    return written ? write_result(call, arguments->get("-o"), *written) : fail(call, written.problem());
}

// ---------------------------------------------------------------- sample

int run_sample(const Call& call) {
    const Result<Arguments> arguments = sort_arguments(call.arguments, {});
    if (!arguments) return fail(call, arguments.problem());
    if (arguments->plain.size() != 2) return misused(call, "sample");
    const Result<std::string> json = read_file(arguments->plain[0]);
    if (!json) return fail(call, json.problem());
    const std::string folder = folder_of(arguments->plain[0]);
    const Result<Project> project = read_study_description(*json, [&](std::string_view name) -> std::optional<std::string> {
        const Result<std::string> text = read_file(folder + std::string(name));
        if (!text) return std::nullopt;
        return *text;
    });
    if (!project) return fail(call, project.problem());
    return write_result(call, arguments->plain[1], write_project_file(*project));
}

constexpr Command all_commands[] = {
    {"text", "text FILE", "the plain text that an import of FILE gives",
     [] {
         return "Prints the text of an interview exactly as Emic would import it (UTF-8), and nothing else. What an import leaves\n"
                "out of the file is said on standard error.\n\nFILE is one of:\n" + accepted();
     },
     run_text},
    {"import", "import OUT.emic FILE... [--coder NAME] [--add] [--speakers HOW]", "a new project of files, folders and archives",
     [] {
         return "Makes a project named like OUT.emic with a document for each FILE, named like the file. A FILE may also be a folder\n"
                "or a ZIP archive: everything in it is imported, in sorted order, and the innermost folder is the document's case\n"
                "(a folder that all share is not). What an import leaves out is said on standard error. When a FILE cannot be\n"
                "read, nothing is written; in folders and archives such a file is told of and passed over.\n\n"
                "  --coder NAME    the name of the coder of the new project (Coder 1 when not given)\n"
                "  --add           OUT.emic may be there already; the documents are added to it\n"
                "  --speakers HOW  how turns begin: colon (\"Ana:\"), stop (\"ANA.\"), brackets (\"[Ana]\"), own-line (the name and a\n"
                "                  time on a line of its own), any of these (when not given), or none; files that say themselves\n"
                "                  who speaks keep their turns\n\nEach FILE is one of:\n" + accepted();
     },
     run_import},
    {"convert", "convert FILE OUT.emic [--coder NAME]", "another program's project as one of Emic's",
     [] {
         return "Makes the project OUT.emic of a project that another program wrote. What was read, what was kept without being shown\n"
                "and what was left out is said on standard error; so is how passages were counted where programs differ.\n\n"
                "  --coder NAME  the coder of codings for which FILE names none (Coder 1 when not given)\n\nFILE is one of:\n" + accepted_projects();
     },
     run_convert},
    {"check", "check FILE [--json]", "what a REFI-QDA file holds and what would become of it", check_help, run_check},
    {"info", "info PROJECT", "counts of what a project holds, as JSON",
     [] {
         return std::string("Prints a JSON object: name, documents, cases, codes, codings, memos, themes, coders, words, characters (Unicode\n"
                            "code points) and paragraphs (that are not blank).\n");
     },
     run_info},
    {"passages", "passages PROJECT", "every coding, as a JSON array",
     [] {
         return std::string("Prints a JSON array with an object for each coding, in the order of the documents: document, code (its path, such as\n"
                            "\"The ward > Being watched\"), coder, start and end (in Unicode code points of the document's text, end excluded)\n"
                            "and text.\n");
     },
     run_passages},
    {"export", "export PROJECT --format NAME [-o OUT] [OPTION]...", "a report or table of a project",
     [] {
         return "Writes PROJECT in another format to the file OUT, or to standard output without -o. The same project gives the same\n"
                "bytes. In tables, a field that a spreadsheet could take for a formula begins with an apostrophe.\n\n"
                "  --code PATH    only this code and its sub-codes (\"The ward > Judged\"); may be given several times\n"
                "  --case NAME    only documents of this case and what it says in others; may be given several times\n"
                "  --coder NAME   only what this coder coded and noted; may be given several times\n"
                "  --context N    N sentences around each quotation, 0 to 3\n"
                "  --attributes   with what is known of cases and documents\n"
                "  --no-memos     without memos\n"
                "  --pseudonyms   real names give way to the project's pseudonyms everywhere\n"
                "  --bom          a byte order mark in CSV, for Excel\n"
                "  --exact        no apostrophe before formulas, for R and Python\n\nNAME is one of:\n" + format_list();
     },
     run_export},
    {"sample", "sample STUDY.json OUT.emic", "a project from a written description of a study",
     [] {
         return std::string("Builds a project from a description such as assets/sample_study/study.json and the text files beside it. The same\n"
                            "description gives the same bytes.\n");
     },
     run_sample},
};

} // namespace

std::span<const Command> commands() { return all_commands; }

} // namespace emic::cli
