#pragma once

#include "engine/formats/reader.h"

namespace emic {

/// An e-book's text, unpacked.
struct EpubPackage {
    std::vector<std::string> chapters; ///< pages of XHTML as stored, in the order of reading
    std::uint32_t unreadable = 0;      ///< chapters that are not there or damaged
};

/// Refuses what is protected against copying, and what holds no e-book, in the researcher's words.
Result<EpubPackage> open_epub(const FileInput& file);

} // namespace emic
