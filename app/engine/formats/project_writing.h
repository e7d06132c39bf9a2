#pragma once

#include "engine/formats/project_file.h"
#include "engine/formats/sha256.h"

#include <memory>

namespace emic {

struct RecordSet;
struct RecordView;

/// A project file that is written a stretch at a time, so that a page stays alive meanwhile. The bytes are those of write_project_file().
class ProjectWriting {
public:
    /// Whether the project may change before the file is whole: then the records are copied now (texts are shared).
    enum class Records : std::uint8_t { copied, looked_at };

    ProjectWriting(const Project& project, const JournalPlace& journal, Records records = Records::copied);
    ~ProjectWriting();
    ProjectWriting(ProjectWriting&&) noexcept;
    ProjectWriting& operator=(ProjectWriting&&) noexcept;

    /// Writes about so many bytes more; true when the file is whole.
    bool step(std::size_t bytes);
    /// How much of the file is written, from 0 to 1.
    [[nodiscard]] double done() const;
    /// The file, once it is whole.
    [[nodiscard]] std::string take() &&;

private:
    /// A record of some type by its id, and how it is looked at.
    struct Row {
        Guid id;
        const void* record;
    };
    struct Rows {
        const char* table;
        RecordView (*view)(const void* record);
        std::vector<Row> rows; ///< by id
    };
    template <class Record> void add(const Project& project);

    std::unique_ptr<RecordSet> m_copies; ///< null when the records are looked at
    std::vector<Rows> m_tables;          ///< those that are still to be written, the last one first
    std::size_t m_row = 0;               ///< of the present table
    std::size_t m_expected = 0;          ///< bytes, about
    UnknownFields m_unknown;
    std::string m_out;
    Sha256 m_sum;
    std::size_t m_summed = 0; ///< bytes
    bool m_whole = false;
};

} // namespace emic
