#pragma once

#include "engine/commands/draft.h"

namespace emic {

/// Erases what cannot stand without the record that is deleted: the values of its attributes and what was kept of its
/// imported file.
void erase_belongings(Draft& draft, Guid owner);

} // namespace emic
