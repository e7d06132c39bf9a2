#pragma once

#include "engine/records.h"

#include <optional>
#include <string>
#include <string_view>

namespace emic {

/// A value as AttributeValue keeps it, from what people and other programs write: "Yes" is true, "1,5" is 1.5, "31.5.2024"
/// is 2024-05-31. Nothing when it is not of the type; a blank value is empty.
std::optional<std::string> normal_value(AttributeType type, std::string_view raw);

/// The narrowest type that takes every one of these values; text when all are blank.
AttributeType type_of_values(const std::vector<std::string>& values);

} // namespace emic
