#pragma once

#include "engine/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic::cli {

/// The bytes of a file, or a Problem in plain words.
Result<std::string> read_file(const std::string& path);

/// Writes a file beside its place and then moves it there, so that a former file stays whole when something goes wrong.
Outcome write_file(const std::string& path, std::string_view bytes);

bool file_exists(const std::string& path);

bool is_folder(const std::string& path);

/// Every file below a folder, as paths from it ("P01/Interview 1.docx"), sorted. Links to folders are not followed.
std::vector<std::string> files_below(const std::string& folder);

/// The folder that a file lies in, ready to have a name appended: "study/" or "".
std::string folder_of(const std::string& path);

} // namespace emic::cli
