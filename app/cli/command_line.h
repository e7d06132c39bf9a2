#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace emic::cli {

/// What a command of the command line works with.
struct Call {
    std::span<const std::string> arguments; ///< without the program's and the command's name
    std::ostream& out;
    std::ostream& err;
};

/// One command of the command line.
struct Command {
    std::string_view name;
    std::string_view usage;   ///< behind "emic ": "text FILE"
    std::string_view summary; ///< half a sentence for the list of commands
    std::string (*help)();    ///< everything else, whole paragraphs
    int (*run)(const Call& call);
};

/// Every command, in the order of the help.
std::span<const Command> commands();

/// Runs `emic ARGUMENT...`; results go to `out`, what went wrong to `err`. The exit status: 0 when done, 1 otherwise.
int run_command_line(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

} // namespace emic::cli
