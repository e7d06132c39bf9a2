#pragma once

#include <string_view>

namespace emic {

/// What a ZIP archive is.
enum class PackageKind {
    none, ///< no archive
    word,
    open_document,
    workbook,
    binary_workbook,
    presentation,
    other_open_document, ///< a spreadsheet, a presentation
    epub,
    project, ///< REFI-QDA
    pages,
    other_package, ///< of a program that is not known
    archive, ///< of anything else
};

/// By the archive's directory: in which order its entries lie, and what its first bytes are, says nothing. One whose directory
/// is damaged is told by the names that stand in it.
PackageKind package_kind(std::string_view bytes);

} // namespace emic
