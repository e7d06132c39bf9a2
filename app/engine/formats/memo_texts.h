#pragma once

#include "engine/formats/export_input.h"

#include <string>
#include <vector>

namespace emic {

/// The memos on a record, in the order in which they were written.
std::vector<const Memo*> memos_on(const ExportInput& input, Guid target, MemoTarget kind);

/// Their texts, with a blank line between them.
std::string memo_text_of(const ExportInput& input, Guid target, MemoTarget kind);

} // namespace emic
