#pragma once

#include "engine/formats/refi_import.h"
#include "engine/formats/report.h"

namespace emic {

/// Something in a REFI-QDA file that a program may trip over, or that does not survive.
struct RefiFinding {
    std::string id;      ///< "missing-file"; stable, for scripts and tests
    std::string message; ///< full sentences
    std::uint32_t count = 1;

    bool operator==(const RefiFinding&) const = default;
};

/// What a REFI-QDA file holds, and what would become of it in another program.
struct RefiCheck {
    std::string file; ///< its name without folders
    bool codebook = false;
    std::string name;   ///< of the project
    std::string origin; ///< the program that wrote the file, as it names itself
    std::vector<RefiCount> holds;
    std::vector<RefiDocumentReport> documents;
    std::vector<RefiDifference> differences; ///< the first of them
    std::uint32_t differing = 0;             ///< all of them
    std::vector<RefiFinding> problems; ///< against the standard, or read differently by different programs
    std::vector<RefiCount> kept;       ///< not shown in Emic, written back as it was
    std::vector<std::string> changes;  ///< made when it is taken in, full sentences
    std::vector<RefiFinding> lost;     ///< when it is taken in and written again

    /// True when there is anything that somebody should look at.
    [[nodiscard]] bool found() const;
    bool operator==(const RefiCheck&) const = default;
};

/// True for what check_refi takes: a REFI-QDA project or codebook.
bool is_refi_file(const FileInput& file);

/// Checks a REFI-QDA project (.qdpx) or codebook (.qdc) without keeping it.
Result<RefiCheck> check_refi(const FileInput& file);

/// The check to be read, and the same as plain lines and as data.
Report refi_check_report(const RefiCheck& check);
std::string refi_check_text(const RefiCheck& check);
std::string refi_check_json(const RefiCheck& check);

} // namespace emic
