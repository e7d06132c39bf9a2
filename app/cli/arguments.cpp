#include "cli/arguments.h"

#include <algorithm>

namespace emic::cli {

Result<Arguments> sort_arguments(std::span<const std::string> arguments, std::span<const Option> known) {
    Arguments sorted;
    bool options_end = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (options_end || argument.size() < 2 || argument[0] != '-') {
            sorted.plain.push_back(argument);
            continue;
        }
        if (argument == "--") {
            options_end = true;
            continue;
        }
        const std::size_t equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
        const std::string name = argument.substr(0, equals);
        const auto option = std::find_if(known.begin(), known.end(), [&](const Option& row) { return row.name == name; });
        if (option == known.end())
            return Problem{ProblemKind::invalid_request, "There is no option ‘" + name + "’ here.", name};
        if (option->takes == Option::Takes::nothing) {
            sorted.options[name].emplace_back();
        } else if (equals != std::string::npos) {
            sorted.options[name].push_back(argument.substr(equals + 1));
        } else if (i + 1 < arguments.size()) {
            sorted.options[name].push_back(arguments[++i]);
        } else {
            return Problem{ProblemKind::invalid_request, "The option ‘" + name + "’ needs a value.", name};
        }
    }
    return sorted;
}

} // namespace emic::cli
