#pragma once

#include "engine/change.h"
#include "engine/project.h"
#include "engine/result.h"
#include "engine/workspace.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// The newest version of journal lines that this program knows. A line has the oldest version whose readers understand it, so
/// that a program of that version still opens the project where it can; one that is older refuses, and changes nothing.
inline constexpr int journal_version = 3;

/// One change as one line of JSON, without a line feed:
///
///     {"v":1,"actor":"…","seq":5,"lamport":7,"coder":"…","wall":1700000000000,"kind":"done","label":"…",
///      "edits":[{"t":"codings","id":"…","b":{…},"a":{…}}, …],"prev":"…","sha256":"…"}
///
/// A new record has only "a", a deleted one only "b", both with all their fields; a changed one has both with the
/// changed fields alone, where a document's text is [byte offset, "removed or inserted text"], and in version 3 long words are
/// that and a mark of the whole. "prev" is the hash of the
/// line before, "sha256" that of this line's bytes before `,"sha256"`. Offsets are UTF-8 bytes. "texts" has, of every
/// document that the edits count in, how many bytes its text had before the change, when `project` is given (the one
/// just before or just after the change): without the lines between, it tells whether the offsets still mean the same.
std::string write_journal_line(const Change& change, std::string_view previous_hash, const Project* project = nullptr);

/// The hash that a line carries, which is the `previous_hash` of the next; empty when `line` has none.
std::string journal_line_hash(std::string_view line);

/// True when the line is as it was written.
bool is_whole_journal_line(std::string_view line);

/// The documents in which offsets of the change count, but for those that it makes, with the bytes that their text had
/// before the change where the change holds that.
std::map<Id<Source>, std::optional<std::size_t>> documents_counted_in(const Change& change);

struct JournalEntry {
    Change change;
    std::string hash;
    std::string previous_hash;
    std::vector<std::string> notes; ///< what had to be set right, in the researcher's words
    std::map<Id<Source>, std::size_t> texts; ///< bytes of documents before the change; empty in older lines
};

/// Reads a line back. `current` is the project just before the change; it completes the records of which the line holds
/// changed fields only. A Problem when the line's own hash does not hold or it does not fit `current`. A value that cannot be
/// read (a number that is none, half a surrogate pair) spoils its field alone and is noted.
Result<JournalEntry> read_journal_line(std::string_view line, const Project& current);

/// How far a replay came.
struct Replayed {
    std::uint64_t applied = 0;      ///< lines, counted from the first
    std::string last_hash;          ///< of the last applied line; the next line's `previous_hash`
    std::uint64_t lamport = 0;      ///< the highest among the applied lines
    std::optional<Problem> problem; ///< why it stopped early
    std::vector<std::string> notes; ///< of the applied lines
};

/// Commits the lines' changes in order, as long as each names the hash of the line before; the first must name
/// `first_previous_hash`. Stops before the first line that is damaged, with a Problem; the workspace then holds
/// everything up to it.
Replayed replay_journal(Workspace& workspace, std::span<const std::string> lines, std::string first_previous_hash = {});

} // namespace emic
