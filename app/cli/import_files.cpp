#include "cli/import_files.h"

#include "cli/files.h"
#include "engine/formats/charsets.h"
#include "engine/formats/import_batch.h"
#include "engine/formats/import_repeats.h"

#include <filesystem>
#include <utility>

namespace emic::cli {

namespace {

/// What becomes of what is there already.
std::string repeat_told(const PlannedImport& item) {
    if (item.repeat == Repeat::no) return {};
    if (item.repeat == Repeat::whole)
        return item.taken ? "It is there already, with the same words, and was put in a second time." : "It is there already, with the same words, and was left out. --again puts it in a second time.";
    const std::string numbered = " under a name with a number, such as ‘" + (item.table ? item.rows.front().name : item.name) + " (2)’.";
    if (!item.table) return "There is a document of this name already, with other words; this one was put in" + numbered;
    return std::to_string(item.repeated_rows) + " of its rows have the name of a document that is there already; they were put in" + numbered;
}

/// What goes before a message: the path as it was given, and the file in it.
std::string prefix(const std::string& path, const BatchFile& file) {
    const bool inside = !file.archive.empty() || is_folder(path);
    return inside ? path + ": " + shown_name(file) : path;
}

std::string problem_of(const BatchFile& file) {
    if (!file.project) return file.problem->message;
    const bool own = file.name.ends_with(".emic");
    return file.problem->message + (own ? " The other commands of emic take it as it is." : " 'emic convert' makes a project of Emic of it.");
}

/// Nobody but the researcher can tell which letters are right.
Problem unsure(const BatchFile& file) {
    return {ProblemKind::unsupported,
            shown_name(file) + " does not say how its letters are stored, and it cannot be told for certain. Nothing was imported from it. Look which of these is right, and "
                               "give its name with --encoding:" +
                listed_choices(*file.letters),
            file.name};
}

/// Adds a file, or every file of a folder, and reads it. In a folder, one that the disk does not give is told of.
Outcome add_path(const Call& call, ImportBatch& batch, const std::string& path) {
    const auto add = [&](std::string name, const std::string& from) -> Outcome {
        Result<std::string> bytes = read_file(from);
        if (!bytes) return bytes.problem();
        batch.add(std::move(name), std::move(bytes).value());
        while (batch.step()) {}
        return std::nullopt;
    };
    const std::filesystem::path named(path);
    if (!is_folder(path)) return add(named.filename().string(), path);
    const std::string folder = (named / "").lexically_normal().parent_path().filename().string();
    for (const std::string& file : files_below(path)) {
        const std::string name = folder + "/" + file;
        if (is_passed_over(name)) continue;
        if (const Outcome problem = add(name, (named / file).string())) call.err << path << ": " << problem->message << '\n';
    }
    return std::nullopt;
}

} // namespace

Result<TurnPattern> turn_pattern(std::string_view name) {
    static constexpr std::pair<std::string_view, TurnPattern> patterns[] = {
        {"any", TurnPattern::any},           {"colon", TurnPattern::colon},       {"stop", TurnPattern::stop},
        {"brackets", TurnPattern::brackets}, {"own-line", TurnPattern::own_line}, {"none", TurnPattern::none}};
    for (const auto& [known, pattern] : patterns)
        if (known == name) return pattern;
    return Problem{ProblemKind::missing, "--speakers takes any, colon, stop, brackets, own-line or none, not ‘" + std::string(name) + "’.", {}};
}

Result<std::string> charset_name(const std::string& name) {
    if (find_charset(name) || is_unicode_label(name)) return name;
    std::string known;
    for (const Charset& one : charsets()) known += "\n  " + std::string(one.name) + std::string(one.name.size() < 18 ? 18 - one.name.size() : 1, ' ') + std::string(one.shown);
    return Problem{ProblemKind::missing, "--encoding takes utf-8, utf-16le, utf-16be or one of these, not ‘" + name + "’:" + known, {}};
}

Result<ImportSources> read_sources(const Call& call, std::span<const std::string> paths, const Project& project, const ReadingChoices& choices) {
    ImportBatch batch;
    batch.read_letters_as(choices.charset);
    std::vector<std::size_t> ends; // of each path's files
    for (const std::string& path : paths) {
        if (Outcome problem = add_path(call, batch, path)) return *problem;
        ends.push_back(batch.done());
    }
    std::vector<BatchFile> files = batch.take();
    std::size_t path = 0;
    for (std::size_t at = 0; at < files.size(); ++at) {
        while (at >= ends[path]) ++path;
        BatchFile& file = files[at];
        if (file.letters && !file.letters->sure) {
            file.problem = unsure(file);
            file.documents.clear();
        }
        if (file.problem) {
            const bool named = file.archive.empty() && !is_folder(paths[path]);
            if (named) return Problem{file.problem->kind, problem_of(file), paths[path]};
            call.err << paths[path] << ": " << problem_of(file) << '\n';
        }
        for (const ImportNote& note : file.notes) call.err << prefix(paths[path], file) << ": " << note.message << '\n';
        for (const ImportedDocument& document : file.documents)
            for (const ImportNote& note : document.notes) call.err << prefix(paths[path], file) << ": " << note.message << '\n';
    }
    ImportPlan plan = plan_import(std::move(files));
    mark_repeats(plan, project);
    bool left_out = false;
    for (PlannedImport& item : plan.items) {
        if (item.repeat == Repeat::whole) item.taken = choices.again, left_out |= !choices.again;
        if (const std::string told = repeat_told(item); !told.empty()) call.err << item.file << ": " << told << '\n';
        if (!item.taken) continue;
        if (!item.own_turns && !item.table && !item.problem && choices.pattern != item.pattern) choose_pattern(item, choices.pattern);
        if (item.turns.empty()) continue;
        for (const std::string& one : recognised(item)) call.err << item.file << ": " << one << ".\n";
    }
    ImportSources request = sources_of(plan);
    if (request.sources.empty() && request.cases.empty() && left_out)
        return Problem{ProblemKind::invalid_request, "all of it is in the project already, with the same words. Nothing was changed. --again puts it in a second time.", {}};
    if (request.sources.empty() && request.cases.empty())
        return Problem{ProblemKind::missing, "there is nothing in it that can be imported. 'emic import --help' lists what is read.", {}};
    return request;
}

} // namespace emic::cli
