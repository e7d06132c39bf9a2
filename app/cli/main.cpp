#include "cli/command_line.h"

#include <iostream>
#include <vector>

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    return emic::cli::run_command_line(arguments, std::cout, std::cerr);
}
