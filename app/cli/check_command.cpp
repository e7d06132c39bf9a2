#include "cli/check_command.h"

#include "cli/arguments.h"
#include "cli/files.h"
#include "engine/formats/refi_check.h"

#include <array>

namespace emic::cli {

namespace {

constexpr int nothing_found = 0;
constexpr int something_found = 3;

int fail(const Call& call, std::string_view message) {
    call.err << "emic: " << message << '\n';
    return 1;
}

} // namespace

int run_check(const Call& call) {
    static constexpr std::array options = {Option{"--json", Option::Takes::nothing}};
    const Result<Arguments> arguments = sort_arguments(call.arguments, options);
    if (!arguments) return fail(call, arguments.problem().message);
    if (arguments->plain.size() != 1) return fail(call, "this is not how it is used. See 'emic check --help'.");
    const std::string& path = arguments->plain[0];
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return fail(call, bytes.problem().message);
    const Result<RefiCheck> check = check_refi({path, *bytes});
    if (!check) return fail(call, check.problem().message);
    call.out << (arguments->has("--json") ? refi_check_json(*check) : refi_check_text(*check));
    call.out.flush();
    if (!call.out) return fail(call, "the result could not be written to standard output.");
    return check->found() ? something_found : nothing_found;
}

std::string check_help() {
    return "Says what a REFI-QDA project (.qdpx) or codebook (.qdc) holds, how its passages were counted and how well that fits,\n"
           "which passages do not hold the words that the file quotes, what is against the standard or is read differently by\n"
           "different programs, what Emic keeps without showing it, and what would be lost or changed when the project is taken\n"
           "in and written again. No project is made.\n\n"
           "  --json  the same as a JSON object\n\n"
           "The exit status is 0 when nothing was found, 1 when FILE cannot be read and 3 when something was found.\n";
}

} // namespace emic::cli
