#pragma once

#include "platform_keeping.h"

namespace emic::fake {

/// What platform::passing_words() gives.
std::string& passing_words();
/// What platform::unpromised_words() gives.
std::string& unpromised_words();

} // namespace emic::fake
