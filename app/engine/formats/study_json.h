#pragma once

#include "engine/formats/export_input.h"

#include <string>

namespace emic {

/// The study as JSON for other programs, everything by name and in document order:
///
///     {"format": "emic-study", "version": 1, "name": …,
///      "codes": [{"path", "name", "parent" (path), "colour", "definition", "include", "exclude", "examples", "codings"}],
///      "cases": [{"name", "attributes": {name: value}, "memos": [memo]}],
///      "documents": [{"name", "case", "attributes", "text", "memos",
///                     "codings": [{"code" (path), "coder", "start", "end", "text", "before", "after", "weight" or null, "memo"}]}],
///      "themes": [{"name", "description", "codes": [path], "quotations": [{"document", "text"}], "relations": [{"name", "to"}]}]}
///
/// start and end count Unicode code points of the document's text, end excluded. "attributes", "memos" and "memo", and
/// "before" and "after" are there when the presentation asks for them. A memo is its text.
std::string write_study_json(const ExportInput& input);

} // namespace emic
