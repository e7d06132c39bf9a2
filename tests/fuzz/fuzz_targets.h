#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace emic::fuzz {

/// What any bytes may be given to. `run` throws a std::logic_error when what comes out does not hold together.
struct Target {
    std::string name;
    std::vector<std::string_view> extensions; ///< of files that are worth trying, lower case, with the dot; may be empty
    std::function<void(std::string_view bytes)> run;
};

/// Every reader of readers() by its id, and what else takes bytes from outside. A reader is here by itself; for
/// anything else, add a row.
std::vector<Target> targets();

} // namespace emic::fuzz
