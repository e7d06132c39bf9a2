#include "views/report_rows.h"

#include <algorithm>

namespace emic {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

} // namespace

std::vector<std::string> gaps_before_export(const Project& project, const Indexes& indexes) {
    const auto undefined = std::count_if(project.codes().begin(), project.codes().end(),
                                         [](const Code& code) { return code.definition.empty(); });
    const auto unused = std::count_if(project.codes().begin(), project.codes().end(), [&](const Code& code) {
        return indexes.codings_of_code(code.id).empty() && indexes.children_of(code.id).empty();
    });
    const auto undescribed = std::count_if(project.themes().begin(), project.themes().end(),
                                           [](const Theme& theme) { return theme.description.empty(); });
    const auto unquoted = std::count_if(project.themes().begin(), project.themes().end(),
                                        [](const Theme& theme) { return theme.key_quotations.empty(); });
    std::vector<std::string> gaps;
    const auto note = [&](std::ptrdiff_t count, std::string_view one, std::string_view many, std::string_view has, std::string_view have) {
        if (count > 0) gaps.push_back(counted(static_cast<std::size_t>(count), one, many) + " " + std::string(count == 1 ? has : have));
    };
    note(undescribed, "theme", "themes", "has no description yet.", "have no description yet.");
    note(unquoted, "theme", "themes", "has no key quotation yet.", "have no key quotation yet.");
    note(undefined, "code", "codes", "has no definition yet.", "have no definition yet.");
    note(unused, "code", "codes", "is on no passage.", "are on no passage.");
    return gaps;
}

std::string contents_of(const Project& project) {
    return counted(project.sources().size(), "document", "documents") + ", " + counted(project.codes().size(), "code", "codes") + ", " +
           counted(project.codings().size(), "coded passage", "coded passages") + ", " + counted(project.memos().size(), "memo", "memos") +
           " and " + counted(project.themes().size(), "theme", "themes");
}

} // namespace emic
