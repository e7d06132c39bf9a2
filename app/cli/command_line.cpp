#include "cli/command_line.h"

#include <algorithm>

namespace emic::cli {

namespace {

const Command* find_command(std::string_view name) {
    for (const Command& command : commands())
        if (command.name == name) return &command;
    return nullptr;
}

bool asks_for_help(std::string_view argument) { return argument == "--help" || argument == "-h"; }

void print_overview(std::ostream& out) {
    out << "emic: qualitative coding of interviews, on the command line.\n\nUsage:\n";
    std::size_t width = 0;
    for (const Command& command : commands()) width = std::max(width, command.usage.size());
    for (const Command& command : commands())
        out << "  emic " << command.usage << std::string(width + 2 - command.usage.size(), ' ') << command.summary << '\n';
    out << "\n'emic COMMAND --help' says more about one of them. Results go to standard output, messages to standard error; the\n"
           "exit status is 0 when everything was done and 1 when not; 'emic check' has one more. Nothing is ever sent over the network.\n";
}

int print_command_help(const Command& command, std::ostream& out) {
    out << "Usage: emic " << command.usage << "\n\n" << command.help();
    return 0;
}

} // namespace

int run_command_line(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
    if (arguments.empty()) {
        print_overview(err);
        return 1;
    }
    const std::string& name = arguments.front();
    if (asks_for_help(name) || name == "help") {
        const Command* command = arguments.size() > 1 ? find_command(arguments[1]) : nullptr;
        if (command) return print_command_help(*command, out);
        print_overview(out);
        return 0;
    }
    const Command* command = find_command(name);
    if (!command) {
        err << "emic: there is no command ‘" << name << "’. 'emic --help' lists them.\n";
        return 1;
    }
    const auto rest = arguments.subspan(1);
    const auto end_of_options = std::find(rest.begin(), rest.end(), "--");
    if (std::any_of(rest.begin(), end_of_options, [](const std::string& argument) { return asks_for_help(argument); }))
        return print_command_help(*command, out);
    return command->run({rest, out, err});
}

} // namespace emic::cli
