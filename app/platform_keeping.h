#pragma once

#include <string>

namespace emic::platform {

/// Of the port (platform.h). Says that what is stored goes with this private window; empty in windows of which nothing like that is known.
/// It is told as a PageProblem when it is found out.
const std::string& passing_words();

/// Of the port. Advice for where the browser keeps what is stored, but does not promise to; empty where it does, or does not say yet.
const std::string& unpromised_words();

} // namespace emic::platform
