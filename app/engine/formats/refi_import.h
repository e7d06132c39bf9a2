#pragma once

#include "engine/formats/refi_positions.h"
#include "engine/project.h"
#include "engine/formats/reader.h"

#include <string>
#include <vector>

namespace emic {

/// A way of counting that was tried for a document, and how well it fits.
struct RefiCandidate {
    refi::Reading reading;
    refi::Score score;

    bool operator==(const RefiCandidate&) const = default;
};

/// How the passages of one document were found.
struct RefiDocumentReport {
    std::string name;
    refi::Reading reading;
    std::vector<RefiCandidate> candidates; ///< the chosen one among them
    bool readings_agree = true; ///< every way of counting gives the same passages
    std::uint32_t passages = 0;
    std::uint32_t fitting = 0;  ///< inside the text, not inside a character or word, not against a quotation in the file
    std::uint32_t quoted = 0;   ///< whose name in the file is the passage's text
    std::vector<std::string> doubts; ///< full sentences

    bool operator==(const RefiDocumentReport&) const = default;
};

/// A passage that does not hold the words that the file quotes for it.
struct RefiDifference {
    std::string document;
    std::string code; ///< its first; empty without one
    std::string expected;
    std::string found;

    bool operator==(const RefiDifference&) const = default;
};

/// What is counted, in words for one and for several: "code", "codes".
struct RefiNoun {
    const char* one = nullptr;
    const char* many = nullptr;
};

/// So many of what the noun names.
struct RefiCount {
    std::string one;
    std::string many;
    std::uint32_t count = 0;

    bool operator==(const RefiCount&) const = default;
};

/// "3 selections of text", "1 selection of text".
std::string counted_words(const RefiCount& row);

struct RefiReport {
    std::string name;   ///< of the project
    std::string origin; ///< the program that wrote the file, as it names itself
    std::vector<RefiCount> read;
    std::vector<RefiCount> kept; ///< not shown in Emic, written back as it was
    std::vector<RefiDocumentReport> documents;
    std::vector<RefiDifference> differences; ///< the first of them
    std::uint32_t differing = 0;             ///< all of them
    std::vector<std::string> notes;  ///< what was changed or left out, full sentences, sorted
    std::vector<std::string> losses; ///< those of the notes that say that something is not there any more

    /// True when some document's passages should be looked at before the project is taken in.
    [[nodiscard]] bool doubtful() const;
    bool operator==(const RefiReport&) const = default;
};

/// A project of another program.
struct RefiImport {
    Project project; ///< find_problems() is empty
    RefiReport report;
};

/// Reads a REFI-QDA project (.qdpx). The same file gives the same project, ids included.
Result<RefiImport> read_refi(const FileInput& file);

/// True for a ZIP archive with a .qde at its top or in one folder.
bool is_refi(const FileInput& file);

/// The report as lines for people.
std::string refi_report_text(const RefiReport& report);

} // namespace emic
