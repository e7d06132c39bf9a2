#pragma once

#include "engine/formats/xml.h"
#include "engine/formats/zip_archive.h"

#include <map>

namespace emic {

/// The parts of a Word file that plain text needs. Absent optional parts are null.
struct DocxPackage {
    std::unique_ptr<xml::Document> main;
    std::unique_ptr<xml::Document> styles;
    std::unique_ptr<xml::Document> numbering;
    std::unique_ptr<xml::Document> footnotes;
    std::unique_ptr<xml::Document> endnotes;
    std::unique_ptr<xml::Document> comments;
    std::unique_ptr<xml::Document> settings;
    std::vector<std::unique_ptr<xml::Document>> headers_and_footers;
    /// Whole documents inside this one, by the id that their place gives; what they hold is read into the text.
    struct InsertedFile {
        std::string name; ///< without folders
        std::string bytes;
    };
    std::map<std::string, InsertedFile, std::less<>> inserted;
    std::uint8_t depth = 0; ///< files that this one lies in
    std::vector<std::string> unreadable; ///< what the broken optional parts hold, in the researcher's words; sorted
};

/// Opens the archive and parses its parts. A broken main part is a Problem; so is any part that endangers (entities,
/// size).
Result<DocxPackage> open_docx(const FileInput& file);

} // namespace emic
