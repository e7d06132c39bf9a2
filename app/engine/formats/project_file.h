#pragma once

#include "engine/project.h"
#include "engine/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// The version of the project file that this program writes; it reads this one and all before it.
inline constexpr int project_file_version = 2;

/// What an .emic file calls itself.
inline constexpr std::string_view project_file_format = "emic-project";
/// What stands before the checksum of all that comes before this.
inline constexpr std::string_view project_file_checksum = ",\n\"sha256\":\"";

/// How far the journal had come when a snapshot was taken, so that the lines after it can be checked and continued.
struct JournalPlace {
    std::string last_hash;     ///< of the last journal line that the snapshot holds; empty when there was none
    std::uint64_t lamport = 0; ///< the highest Lamport time that the snapshot holds

    bool operator==(const JournalPlace&) const = default;
};

struct ProjectFile {
    Project project;
    JournalPlace journal;
    /// What had to be set right, in the researcher's words, sorted; empty for a sound file.
    std::vector<std::string> notes;
    std::uint64_t bytes = 0; ///< of the file
};

/// A project as the bytes of an .emic file:
///
///     {"format":"emic-project","version":1,"saved_by":"Emic",
///     "journal":{"lamport":7,"last_hash":"…"},            left out when there is none
///     "project":[{…}],"coders":[…],"cases":[…],"attributes":[…],"documents":[…],"values":[…],"codes":[…],"codings":[…],
///     "memos":[…],"themes":[…],"pseudonyms":[…],"kept":[…]}
///
/// UTF-8; one record per line as record_json.h describes, sorted by id; offsets are UTF-8 bytes of the document's text.
/// The same project gives the same bytes.
std::string write_project_file(const Project& project, const JournalPlace& journal = {});

/// Whether bytes begin like an .emic file.
bool is_project_file(std::string_view bytes);

/// Reads the bytes of an .emic file of this version or an earlier one. A file that is cut short, not a project file or
/// made by a newer version is a Problem. Single damaged records are set right or left out and noted; the file's own form
/// of them is kept under "left_out" among the project's unknown fields, so that saving loses nothing. A value that is no JSON (a
/// number such as 1e999, half a surrogate pair) spoils its field alone; a character that is none gives way to one of as many bytes.
Result<ProjectFile> read_project_file(std::string_view bytes);

} // namespace emic
