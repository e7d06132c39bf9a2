#pragma once

#include "frame.h"

#include <string>
#include <vector>

/// The codes that commands on codes are for: one, or several that were chosen together in the list of codes.
namespace emic {

/// In the order of the tree; none where no code is chosen.
std::vector<Id<Code>> chosen_codes(const Frame& frame);

/// How a click chooses: it alone, it too or no longer (Ctrl), everything from the one chosen before to it (Shift).
struct ChoosingKeys {
    bool ctrl = false, shift = false;
};
/// `shown` are the codes that the list shows, in their order.
void choose_code_row(const Frame& frame, Id<Code> code, const std::vector<Id<Code>>& shown, ChoosingKeys keys);
void choose_all_codes(const Frame& frame, const std::vector<Id<Code>>& shown);

/// How many codings have one of them.
std::size_t codings_of(const Frame& frame, const std::vector<Id<Code>>& codes);

/// Asks whether to merge, naming what goes where.
void ask_merge(const Frame& frame, std::vector<Id<Code>> codes, Id<Code> into);

} // namespace emic
