#pragma once

#include "engine/formats/codebook_import.h"

#include <span>

namespace emic {

/// A file format of codebooks. Its functions are pure and may be given any bytes.
struct CodebookReader {
    const char* id;                                 ///< "csv"; stable, for scripts and tests
    const char* label;                              ///< "Table of codes"
    std::vector<std::string_view> extensions;       ///< lower case, with the dot
    bool (*recognises)(const FileInput&) = nullptr; ///< by its bytes alone; the name may lie
    Result<ImportedCodebook> (*read)(const FileInput&) = nullptr;
};

/// Every format of codebooks, the most particular first.
std::span<const CodebookReader> codebook_readers();

/// Reads a codebook that was opened or pasted: a Problem where there is no code in it.
Result<ImportedCodebook> read_codebook(const FileInput& file);

/// Every extension, for a file picker: ".csv,.txt".
std::string accepted_codebook_extensions();

} // namespace emic
