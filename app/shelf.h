#pragma once

#include "frame.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// The small JSON text that goes with a snapshot so that the home page can name a project without opening it.
std::string write_card(const Session& session, WallTime now);

/// What storage lists, the most recently changed first. Unreadable cards give a project named "Project".
std::vector<ShelfProject> read_shelf(const std::vector<platform::StoredProject>& stored);

} // namespace emic
