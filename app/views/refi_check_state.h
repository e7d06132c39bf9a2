#pragma once

#include "engine/formats/report.h"

#include <string>
#include <vector>

namespace emic {

/// The check of a REFI-QDA file as the overlay shows it.
struct RefiCheckState {
    std::string file; ///< empty before one was chosen
    Report report;
    std::string text; ///< the same as it is saved
};

/// A project of another program that waits to be looked at.
struct DoubtfulProjectState {
    std::string file;
    std::string program; ///< may be empty
    std::vector<std::string> doubts;
};

} // namespace emic
