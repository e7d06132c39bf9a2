#pragma once

#include "engine/formats/reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Something said, as captions and transcripts list it: one of many, in order.
struct SpokenLine {
    std::string speaker;             ///< empty where the file names none
    std::vector<std::string> lines;  ///< without blanks around, none empty
    std::optional<std::int64_t> begin, end; ///< milliseconds
    bool someone_else = false;       ///< it begins a new person's words without saying whose
};

/// The lines of `words` that are not blank, without blanks around.
std::vector<std::string> spoken_lines_of(std::string_view words);

/// Captions that roll up or grow repeat what the ones before said: leaves everything said once. How many lines were left out.
/// What somebody says twice stays: `Yes.` after a pause, or beside the line that is repeated.
std::uint32_t leave_out_repeats(std::vector<SpokenLine>& all);

/// A number such as 12 or 1.25 that begins at `at`, which moves behind it.
std::optional<double> plain_number(std::string_view text, std::size_t& at);

/// Whether times are counted in milliseconds rather than seconds: whichever gives a pace at which people speak. `last` is the
/// largest of them.
bool are_milliseconds(double last, std::size_t words);

/// The transcript. Where the file names speakers, what stands without one is nobody's; else labels such as "Ana:" count, where
/// they come again, and what has none is said by whoever spoke before.
DocumentContent spoken_content(std::vector<SpokenLine> all);

/// The one document of a file of such lines.
ImportedDocument spoken_document(const FileInput& file, std::vector<SpokenLine> all, std::vector<ImportNote> notes);

} // namespace emic
