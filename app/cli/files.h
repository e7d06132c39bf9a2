#pragma once

#include "engine/result.h"

#include <string>
#include <string_view>

namespace emic::cli {

/// The bytes of a file, or a Problem in plain words.
Result<std::string> read_file(const std::string& path);

/// Writes a file beside its place and then moves it there, so that a former file stays whole when something goes wrong.
Outcome write_file(const std::string& path, std::string_view bytes);

bool file_exists(const std::string& path);

/// The folder that a file lies in, ready to have a name appended: "study/" or "".
std::string folder_of(const std::string& path);

} // namespace emic::cli
