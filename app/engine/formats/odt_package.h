#pragma once

#include "engine/formats/xml.h"
#include "engine/formats/zip_archive.h"

namespace emic {

/// The parts of an OpenDocument text that plain text needs; a flat file (.fodt) has both in one.
struct OdtPackage {
    std::unique_ptr<xml::Document> content;
    std::unique_ptr<xml::Document> styles; ///< null where it is missing, broken, or the file is flat
    bool styles_broken = false;

    [[nodiscard]] pugi::xml_node text() const; ///< office:text
};

/// Opens the archive or the flat file and parses its parts. A password, entities, a size beyond the limits and a broken
/// text are Problems.
Result<OdtPackage> open_odt(const FileInput& file);

} // namespace emic
