#pragma once

#include "engine/formats/project_file.h"

#include <memory>

namespace emic {

/// A project file that is read a stretch at a time, so that a page stays alive meanwhile. What comes out is what
/// read_project_file() gives; a file of an earlier version is read in one stretch.
class ProjectReading {
public:
    explicit ProjectReading(std::string bytes);
    ~ProjectReading();
    ProjectReading(ProjectReading&&) noexcept;
    ProjectReading& operator=(ProjectReading&&) noexcept;

    /// Reads about so many bytes more; true when there is a result.
    bool step(std::size_t bytes);
    /// How much is done, from 0 to 1.
    [[nodiscard]] double done() const;
    /// Once there is one.
    [[nodiscard]] Result<ProjectFile> take() &&;

private:
    struct Work;
    std::unique_ptr<Work> m_work;
};

} // namespace emic
