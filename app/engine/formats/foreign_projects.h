#pragma once

#include "engine/formats/reader.h"
#include "engine/project.h"

namespace emic {

/// A whole project that another program wrote.
struct ForeignProject {
    Project project;                ///< find_problems is empty
    std::string program;            ///< "QualCoder 3.5", as far as the file says; may be empty
    std::vector<ImportNote> report; ///< what was not taken, what had to be changed, what fits badly
    std::vector<ImportNote> doubts; ///< those of the report to be seen before the project is taken in: misfits and losses
};

/// What a project is read with: the ids and the coder's name are not the reader's to make up.
struct ForeignProjectContext {
    const IdSource& ids;
    WallTime now = 0;        ///< for records whose time the file does not say
    std::string coder_name;  ///< for codings whose coder the file does not say
};

/// A file format of whole projects. Its functions are pure and may be given any bytes.
struct ForeignProjectReader {
    const char* id;                                 ///< "qdpx"; stable, for scripts and tests
    const char* label;                              ///< "REFI-QDA project"
    std::vector<std::string_view> extensions;       ///< lower case, with the dot
    bool (*recognises)(const FileInput&) = nullptr; ///< by its bytes alone; the name may lie
    Result<ForeignProject> (*read)(const FileInput&, const ForeignProjectContext&) = nullptr;
};

/// Every format of whole projects, the most particular first.
std::span<const ForeignProjectReader> foreign_project_readers();

/// The reader for a file, by its bytes; null when it is no project of another program.
const ForeignProjectReader* foreign_project_reader(const FileInput& file);

/// Every extension, for a file picker: ".qdpx,.qda".
std::string accepted_project_extensions();

} // namespace emic
