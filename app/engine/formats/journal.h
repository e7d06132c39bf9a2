#pragma once

#include "engine/change.h"
#include "engine/project.h"
#include "engine/result.h"
#include "engine/workspace.h"

#include <span>
#include <string>
#include <string_view>

namespace emic {

/// The version of the journal lines that this program writes; it reads this one and all before it. Version 3 began to splice long words
/// of all fields.
inline constexpr int journal_version = 3;

/// One change as one line of JSON, without a line feed:
///
///     {"v":1,"actor":"…","seq":5,"lamport":7,"coder":"…","wall":1700000000000,"kind":"done","label":"…",
///      "edits":[{"t":"codings","id":"…","b":{…},"a":{…}}, …],"prev":"…","sha256":"…"}
///
/// A new record has only "a", a deleted one only "b", both with all their fields; a changed one has both with the
/// changed fields alone, where a document's text, and other words that are long, are [byte offset, "removed or inserted text"]. "prev" is the hash of the
/// line before, "sha256" that of this line's bytes before `,"sha256"`. Offsets are UTF-8 bytes.
std::string write_journal_line(const Change& change, std::string_view previous_hash);

/// The hash that a line carries, which is the `previous_hash` of the next; empty when `line` has none.
std::string journal_line_hash(std::string_view line);

struct JournalEntry {
    Change change;
    std::string hash;
    std::string previous_hash;
};

/// Reads a line back. `current` is the project just before the change; it completes the records of which the line holds
/// changed fields only. A Problem when the line's own hash does not hold or it does not fit `current`.
Result<JournalEntry> read_journal_line(std::string_view line, const Project& current);

/// How far a replay came.
struct Replayed {
    std::uint64_t applied = 0;      ///< lines, counted from the first
    std::string last_hash;          ///< of the last applied line; the next line's `previous_hash`
    std::uint64_t lamport = 0;      ///< the highest among the applied lines
    std::optional<Problem> problem; ///< why it stopped early
};

/// Commits the lines' changes in order, as long as each names the hash of the line before; the first must name
/// `first_previous_hash`. Stops before the first line that is damaged, with a Problem; the workspace then holds
/// everything up to it.
Replayed replay_journal(Workspace& workspace, std::span<const std::string> lines, std::string first_previous_hash = {});

} // namespace emic
