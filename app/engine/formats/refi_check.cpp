#include "engine/formats/refi_check.h"

#include "engine/formats/refi_codebook.h"
#include "engine/formats/refi_export.h"
#include "engine/formats/refi_standard.h"
#include "engine/formats/refi_xml.h"
#include "engine/indexes.h"

#include <algorithm>
#include <type_traits>

namespace emic {

namespace {

using namespace refi;

std::uint32_t count_of(const std::vector<pugi::xml_node>& elements, std::string_view name, std::string_view parent = {}) {
    return static_cast<std::uint32_t>(std::count_if(elements.begin(), elements.end(), [&](const pugi::xml_node& node) {
        return name == node.name() && (parent.empty() || parent == node.parent().name());
    }));
}

std::vector<RefiCount> contents(const pugi::xml_node& root) {
    struct Row {
        RefiNoun noun;
        const char* name;
        const char* parent;
    };
    constexpr Row rows[] = {
        {{"user", "users"}, "User", "Users"},
        {{"code", "codes"}, "Code", ""},
        {{"variable", "variables"}, "Variable", "Variables"},
        {{"value of a variable", "values of variables"}, "VariableValue", ""},
        {{"case", "cases"}, "Case", "Cases"},
        {{"text", "texts"}, "TextSource", ""},
        {{"PDF file", "PDF files"}, "PDFSource", ""},
        {{"picture", "pictures"}, "PictureSource", ""},
        {{"sound recording", "sound recordings"}, "AudioSource", ""},
        {{"film", "films"}, "VideoSource", ""},
        {{"transcript of a recording", "transcripts of recordings"}, "Transcript", ""},
        {{"selection of text", "selections of text"}, "PlainTextSelection", ""},
        {{"selection of a PDF region", "selections of PDF regions"}, "PDFSelection", ""},
        {{"selection of a picture", "selections of pictures"}, "PictureSelection", ""},
        {{"selection of a recording", "selections of recordings"}, "AudioSelection", ""},
        {{"selection of a film", "selections of films"}, "VideoSelection", ""},
        {{"selection of a transcript", "selections of transcripts"}, "TranscriptSelection", ""},
        {{"coding", "codings"}, "Coding", ""},
        {{"note", "notes"}, "Note", "Notes"},
        {{"link", "links"}, "Link", "Links"},
        {{"set", "sets"}, "Set", "Sets"},
        {{"graph", "graphs"}, "Graph", "Graphs"},
    };
    const std::vector<pugi::xml_node> elements = all_elements(root);
    std::vector<RefiCount> counts;
    for (const Row& row : rows)
        if (const std::uint32_t count = count_of(elements, row.name, row.parent); count > 0) counts.push_back({row.noun.one, row.noun.many, count});
    return counts;
}

/// How many of a table's records do not come back, and how many come back changed or are new.
struct Survival {
    std::uint32_t lost = 0;
    std::uint32_t changed = 0;
    std::uint32_t added = 0;
};

template <class Record> Survival compare(const Project& before, const Project& after) {
    Survival survival;
    for (const Record& row : before.table<Record>()) {
        const Record* twin = after.find(row.id);
        if (!twin) ++survival.lost;
        else if (!(*twin == row)) ++survival.changed;
    }
    for (const Record& row : after.table<Record>())
        if (!before.find(row.id)) ++survival.added;
    return survival;
}

/// "codings" as a researcher knows them.
template <class Record> const char* words_of() {
    if constexpr (std::is_same_v<Record, ProjectInfo>) return "facts about the project";
    else if constexpr (std::is_same_v<Record, AttributeValue>) return "values of attributes";
    else if constexpr (std::is_same_v<Record, Kept>) return "parts that Emic keeps without showing them";
    else return table_name<Record>();
}

void say_survival(const char* table, const char* words, const Survival& survival, std::vector<RefiFinding>& lost) {
    const auto say = [&](const char* id, std::uint32_t count, const char* what) {
        if (count > 0) lost.push_back({std::string(id) + "-" + table, "Of the " + std::string(words) + ", " + std::to_string(count) + " " + what, count});
    };
    say("lost", survival.lost, "would not come back.");
    say("changed", survival.changed, "would come back changed.");
    say("added", survival.added, "would come back that were not there before.");
}

/// Takes a project in once more from what Emic would write of it.
void compare_round_trip(const Project& project, std::vector<RefiFinding>& lost) {
    const RefiExport out = export_refi(project, TextUnit::code_points);
    for (const std::string& note : out.notes) lost.push_back({"export", note, 1});
    if (out.problem) {
        lost.push_back({"too-large", out.problem->message, 1});
        return;
    }
    const Result<RefiImport> again = read_refi({"again.qdpx", out.bytes});
    if (!again) {
        lost.push_back({"unreadable", "What Emic would write of this project could not be read again. " + again.problem().message, 1});
        return;
    }
    [&]<class... Record>(std::type_identity<std::tuple<Record...>>) {
        (say_survival(table_name<Record>(), words_of<Record>(), compare<Record>(project, again->project), lost), ...);
    }(std::type_identity<RecordTypes>());
}

Result<RefiCheck> check_project(const FileInput& file) {
    Result<RefiImport> import = read_refi(file);
    if (!import) return import.problem();
    RefiCheck check;
    {
        Result<Package> package = Package::open(file);
        if (!package) return package.problem();
        Findings findings;
        const pugi::xml_node root = package->root();
        find_schema_problems(root, findings);
        find_package_problems(file, package.value(), findings);
        check.holds = contents(root);
        for (const auto& [what, number] : drop_dangling(root)) findings.add("dangling", what, number);
        for (const RefiDocumentReport& document : import->report.documents)
            for (const RefiCandidate& candidate : document.candidates)
                if (candidate.reading == document.reading && candidate.score.outside > 0) findings.add("outside", document.name, candidate.score.outside);
        check.problems = findings.rows();
    }
    RefiReport& report = import.value().report;
    check.name = report.name;
    check.origin = report.origin;
    check.documents = std::move(report.documents);
    check.differences = std::move(report.differences);
    check.differing = report.differing;
    check.kept = std::move(report.kept);
    check.changes = std::move(report.notes);
    compare_round_trip(import->project, check.lost);
    return check;
}

void take_codes(const std::vector<ImportedCode>& codes, Id<Code> above, Change& change, std::set<Guid>& taken) {
    std::uint32_t position = 0;
    for (const ImportedCode& one : codes) {
        Code code;
        code.id = {one.guid.value_or(derived_guid(above.guid, "code/" + std::to_string(position)))};
        while (!taken.insert(code.id.guid).second) code.id = {derived_guid(code.id.guid, "again")};
        code.parent = above;
        code.position = position++;
        code.name = one.name;
        code.colour = one.colour.value_or(0);
        code.definition = one.definition;
        code.include = one.include;
        code.exclude = one.exclude;
        code.examples = one.examples;
        code.category = one.category;
        const Id<Code> id = code.id;
        change.insert(std::move(code));
        take_codes(one.children, id, change, taken);
    }
}

Result<Project> project_of(const ImportedCodebook& codebook) {
    Change change;
    std::set<Guid> taken;
    take_codes(codebook.codes, {}, change, taken);
    Project project;
    if (const Outcome problem = project.apply(change)) return *problem;
    return project;
}

Result<RefiCheck> check_codebook(const FileInput& file) {
    Result<ImportedCodebook> codebook = read_refi_codebook(file);
    if (!codebook) return codebook.problem();
    Result<std::unique_ptr<xml::Document>> parsed = parse_description(file, std::string(file.bytes), "CodeBook");
    if (!parsed) return parsed.problem();
    const pugi::xml_node root = parsed.value()->tree.document_element();
    RefiCheck check;
    check.codebook = true;
    check.name = document_name(file.name);
    check.origin = legal_text(root.attribute("origin").value());
    Findings findings;
    find_schema_problems(root, findings);
    check.holds = contents(root);
    for (const auto& [what, number] : drop_dangling(root)) findings.add("dangling", what, number);
    check.problems = findings.rows();
    for (const ImportNote& note : codebook->notes) check.changes.push_back(note.message);
    Result<Project> project = project_of(*codebook);
    if (!project) return project.problem();
    Indexes indexes;
    indexes.rebuild(*project);
    const std::string written = write_refi_codebook(*project, indexes);
    const Result<ImportedCodebook> again = read_refi_codebook({"again.qdc", written});
    const Result<Project> twin = again ? project_of(*again) : Result<Project>(again.problem());
    if (twin) say_survival("codes", "codes", compare<Code>(*project, *twin), check.lost);
    else check.lost.push_back({"unreadable", "What Emic would write of this codebook could not be read again. " + twin.problem().message, 1});
    if (const std::uint32_t sets = count_of(all_elements(root), "Set"); sets > 0)
        check.lost.push_back({"lost-sets", counted(sets, "set of codes", "sets of codes") + " would not come back, because a codebook is taken in without its sets.", sets});
    return check;
}

} // namespace

bool RefiCheck::found() const {
    const bool doubts = std::any_of(documents.begin(), documents.end(), [](const RefiDocumentReport& one) { return !one.doubts.empty(); });
    return doubts || differing > 0 || !problems.empty() || !lost.empty();
}

bool is_refi_file(const FileInput& file) { return is_refi(file) || is_refi_codebook(file); }

Result<RefiCheck> check_refi(const FileInput& file) {
    if (!file.bytes.starts_with("PK") && !is_refi_codebook(file))
        return Problem{ProblemKind::unreadable, quoted_name(file) + " is neither a REFI-QDA project (.qdpx) nor a REFI-QDA codebook (.qdc). Choose a file that another program exported as one of these.", std::string(file.name)};
    Result<RefiCheck> check = file.bytes.starts_with("PK") ? check_project(file) : check_codebook(file);
    if (check.ok()) check.value().file = std::string(file.name.substr(file.name.find_last_of("/\\") + 1));
    return check;
}

} // namespace emic
