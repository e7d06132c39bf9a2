#pragma once

#include "frame.h"

namespace emic {

/// Opens the card about what storage could not keep or read; `project` is null when it is about all of them.
void tell_storage_trouble(const Frame& frame, std::string words, Guid project = {});

void draw_storage_trouble(const Frame& frame);

} // namespace emic
