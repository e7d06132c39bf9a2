#pragma once

#include "engine/formats/export_scope.h"

#include <string>
#include <string_view>

namespace emic {

/// A name that every file system takes: without folders' signs, characters that cannot be seen, reserved names of devices, blanks and full
/// stops at its ends, and not longer than `most` bytes. Never empty.
std::string safe_file_name(std::string_view name, std::size_t most = 80);

/// What tells a file of a part of the project from one of all of it and from that of another part, and one with stand-ins from one with
/// real names, for the end of a file's name: " - case P01, code Ward - pseudonyms". Empty for everything. Where names alone do
/// not tell parts apart, some digits follow. With pseudonyms the names are the stand-ins.
std::string part_name(const Project& project, const ExportScope& scope);

} // namespace emic
