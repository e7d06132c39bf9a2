#include "cli/export_options.h"

#include "engine/queries/codebook.h"

#include <algorithm>
#include <array>

namespace emic::cli {

namespace {

constexpr auto alone = Option::Takes::nothing;
constexpr std::array all_options = {Option{"--format"}, Option{"-o"}, Option{"--code"}, Option{"--case"}, Option{"--coder"}, Option{"--context"},
                                    Option{"--attributes", alone}, Option{"--no-memos", alone}, Option{"--pseudonyms", alone}, Option{"--bom", alone},
                                    Option{"--exact", alone}};

Problem not_there(const char* kind, const std::string& name) {
    return {ProblemKind::missing, "there is no " + std::string(kind) + " ‘" + name + "’ in this project.", name};
}

/// The ids of the records with the names given; a name may be borne by several.
template <class Record> Outcome find_named(const Table<Record>& table, const std::vector<std::string>& names, const char* kind, std::vector<Id<Record>>& ids) {
    for (const std::string& name : names) {
        const std::size_t before = ids.size();
        for (const Record& record : table)
            if (record.name == name) ids.push_back(record.id);
        if (ids.size() == before) return not_there(kind, name);
    }
    std::sort(ids.begin(), ids.end());
    return {};
}

} // namespace

std::span<const Option> export_options() { return all_options; }

Result<ExportOptions> read_export_options(const Arguments& arguments, const Project& project, const Indexes& indexes) {
    ExportOptions read;
    for (const std::string& path : arguments.all("--code")) {
        const std::size_t before = read.scope.codes.size();
        for (const CodeRow& row : codebook_rows(project, indexes)) {
            if (row.path != path) continue;
            const std::vector<Id<Code>> codes = code_with_subcodes(project, indexes, row.id);
            read.scope.codes.insert(read.scope.codes.end(), codes.begin(), codes.end());
        }
        if (read.scope.codes.size() == before) return not_there("code", path);
    }
    if (Outcome problem = find_named(project.cases(), arguments.all("--case"), "case", read.scope.cases)) return *problem;
    if (Outcome problem = find_named(project.coders(), arguments.all("--coder"), "coder", read.scope.coders)) return *problem;
    if (arguments.has("--context")) {
        const std::string sentences = arguments.get("--context");
        if (sentences.size() != 1 || sentences[0] < '0' || sentences[0] > '3')
            return Problem{ProblemKind::invalid_request, "--context takes a number of sentences from 0 to 3.", sentences};
        read.presentation.context_sentences = static_cast<std::uint32_t>(sentences[0] - '0');
    }
    read.scope.pseudonyms = arguments.has("--pseudonyms");
    read.presentation.attributes = arguments.has("--attributes");
    read.presentation.memos = !arguments.has("--no-memos");
    read.presentation.excel_mark = arguments.has("--bom");
    read.presentation.exact_cells = arguments.has("--exact");
    return read;
}

} // namespace emic::cli
