#pragma once

#include "engine/project.h"
#include "engine/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace emic {

/// Builds a project from a study.json, the form in which people write the sample study by hand: coders, documents (text
/// files), cases with their values, a codebook by paths, codings by quotation, memos and themes. Speakers are recognised.
/// Everything goes through the commands, with ids from the seed 1 and a fixed time, so the same description gives the
/// same project.
/// `read_text` gives the content of a text file named by the description, or nothing. A quotation that is not in its
/// document, or a name that is not there, is a Problem.
Result<Project> read_study_description(std::string_view json,
                                       const std::function<std::optional<std::string>(std::string_view)>& read_text);

} // namespace emic
