#pragma once

#include "engine/records.h"

#include <string>
#include <string_view>

namespace emic::refi {

/// The four texts of a code as one that people can read and read_description takes apart again:
///
///     Feeling alone, said or shown.
///
///     Include:
///     being alone among others
///
///     Exclude:
///     …
std::string write_description(const Code& code);

/// Puts a description into the four texts of a code; all of it is the definition when it has no such headings.
void read_description(std::string_view text, Code& code);

} // namespace emic::refi
