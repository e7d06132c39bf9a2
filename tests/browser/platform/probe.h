#pragma once

#include "platform.h"

#include <nlohmann/json.hpp>
#include <string>

namespace emic {

std::string event_json(const platform::Event& event);

} // namespace emic
