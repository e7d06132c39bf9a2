#pragma once

#include "engine/formats/reader.h"

#include <optional>

namespace emic {

/// For a file of a known kind that no reader takes (a PDF, a sound recording, a file with a password): a Problem that
/// says what it is and what to do. Tells by the bytes; nothing for anything else.
std::optional<Problem> foreign_file(const FileInput& file);

} // namespace emic
