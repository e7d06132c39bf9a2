#pragma once

#include "engine/formats/reader.h"

#include <deque>
#include <string>
#include <vector>

namespace emic {

/// What came of one file of a batch: its documents, or why there are none.
struct ImportOutcome {
    std::string file; ///< name with the folders that it was given with
    Result<std::vector<ImportedDocument>> documents;
};

/// Reads the files that a researcher gave at once, one a step, so that an interface can draw in between and stop.
///
///     P01/interview 1.docx      the innermost folder is the case: "P01"
///     study/a.docx study/b.txt  one folder for all says nothing: no case
///     study.zip                 opened in place, its entries follow as files of their own
///
/// Hidden files and what operating systems leave in folders are passed over. Names are never used as paths.
class ImportBatch {
public:
    /// Files may be added until the first step.
    void add(std::string name, std::string bytes);

    /// Reads the next file or opens the next archive; false when there is nothing left to do.
    bool step();

    [[nodiscard]] bool done() const { return m_files.empty(); }
    /// The name of the file that the next step reads; empty at the end.
    [[nodiscard]] std::string_view next_name() const;
    /// For a progress bar; `total` grows when an archive is opened.
    [[nodiscard]] std::size_t finished() const { return m_finished; }
    [[nodiscard]] std::size_t total() const { return m_finished + m_files.size(); }

    /// In the order of the files; the case of a document is the folder's where the file itself does not say whose words
    /// these are.
    [[nodiscard]] std::vector<ImportOutcome>& outcomes() { return m_outcomes; }

    /// Lets the rest go; their names, for a report.
    std::vector<std::string> stop();

private:
    struct Waiting {
        std::string name;
        std::string bytes;
        bool from_archive = false;
    };

    void read(Waiting file);
    bool open_archive(const Waiting& file);
    [[nodiscard]] std::optional<std::string> case_of(std::string_view name) const;

    std::deque<Waiting> m_files;
    std::vector<ImportOutcome> m_outcomes;
    std::size_t m_finished = 0;
    std::uint64_t m_unpacked = 0; ///< bytes of all archives
    bool m_begun = false;
    bool m_folders_tell = false; ///< the files lie in more than one folder
};

} // namespace emic
