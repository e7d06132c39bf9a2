#pragma once

#include "engine/formats/codebook_import.h"
#include "engine/indexes.h"
#include "engine/project.h"

namespace emic {

/// Reads a REFI-QDA codebook (.qdc).
Result<ImportedCodebook> read_refi_codebook(const FileInput& file);

/// True for XML whose first element is a CodeBook.
bool is_refi_codebook(const FileInput& file);

/// The codebook of a project, and its themes as sets, as a .qdc.
std::string write_refi_codebook(const Project& project, const Indexes& indexes);

} // namespace emic
