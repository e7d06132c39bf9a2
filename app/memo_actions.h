#pragma once

#include "frame.h"

namespace emic {

/// The memo that is shown: in the inspector, or on the theme's page; null when there is none.
const Memo* inspected_memo(const Frame& frame);
/// Shows what a memo is written on, with the memo.
void show_memo(const Frame& frame, const Memo& memo);
/// A list of all memos; the chosen one is shown.
void choose_memo(const Frame& frame);

} // namespace emic
