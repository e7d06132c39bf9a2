#pragma once

#include "cli/command_line.h"

namespace emic::cli {

/// `emic check`: 0 when nothing was found, 1 for a file that cannot be read, 3 when something was found.
int run_check(const Call& call);
std::string check_help();

} // namespace emic::cli
